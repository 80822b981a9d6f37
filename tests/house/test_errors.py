"""A refusal has a stable code, HTTP's number, and every fault with its key."""

import pytest

from api.errors import (
    BadInput,
    Conflict,
    Fault,
    Forbidden,
    NotAllowedNow,
    NotFound,
    ServiceError,
    TooLarge,
    Unauthorized,
)
from conversations.messages import say

WORDS = say("请写数字，例如 2000")


@pytest.mark.parametrize(
    ("kind", "code", "status"),
    [
        (BadInput, "bad_input", 422), (Unauthorized, "unauthorized", 401), (Forbidden, "forbidden", 403),
        (NotFound, "not_found", 404), (Conflict, "conflict", 409), (TooLarge, "too_large", 413),
    ],
)  # fmt: skip
def test_each_kind_has_its_code_and_number(kind: type[ServiceError], code: str, status: int) -> None:
    error = kind("income.wages", WORDS)
    assert (error.code, error.status) == (code, status)
    assert error.faults == (Fault("income.wages", WORDS),)


def test_an_action_not_allowed_now_names_those_that_are() -> None:
    error = NotAllowedNow("accept", ("decide", "refer"))
    assert (error.code, error.status, error.actions) == ("not_allowed_now", 409, ("decide", "refer"))
    assert isinstance(error, Conflict)


def test_all_faults_of_an_input_are_told_at_once() -> None:
    faults = (Fault("a", WORDS), Fault("b", WORDS))
    assert BadInput.of(faults).faults == faults
    with pytest.raises(ValueError, match="at least one"):
        BadInput.of(())


def test_the_text_of_an_error_holds_no_answer_of_anybody() -> None:
    assert str(BadInput("members.0.name", say("“{name}”太长", name="王小明"))) == "bad_input: members.0.name"
