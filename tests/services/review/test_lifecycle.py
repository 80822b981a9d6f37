"""The table: complete, without dead ends, and the same as its picture in the docs."""

from pathlib import Path

import pytest

from api.services.review.diagram import diagram
from api.services.review.lifecycle import KNOWN_ACTIONS, RESIDENT, TABLE, may_take, possible, transition
from api.services.review.news import AUTHORIZED, ESCALATED, HELPED, QUERY_OPEN, WANTS_ERASURE, WANTS_PERSON
from api.services.review.schedule import Days
from api.services.review.words import STANDING, STATUSES, Told
from locales.catalogues import Catalogues
from locales.rendering import Renderer
from tests.fakes.clocks import Clock

ROLES = ("village", "township", "county", "auditor", "admin")
RENDERER = Renderer("zh_CN", Catalogues(), Clock()().date())


def test_every_status_can_be_reached_and_has_its_words() -> None:
    reached = {row.target for row in TABLE if row.target is not None}
    assert reached == set(STATUSES) == set(STANDING)
    assert {source for row in TABLE for source in row.sources} <= reached


def test_what_is_final_ends_the_work_and_everything_else_goes_on() -> None:
    final = {row.target for row in TABLE if row.final}
    onward = {source for row in TABLE if row.target is not None and not row.needs for source in row.sources}
    assert final | onward == set(STATUSES)
    # What is decided can be opened again or ended, by staff who say why; the resident's own word is the last.
    assert final & onward == {"decided", "closed"}


def test_what_the_resident_took_back_goes_nowhere_but_to_be_erased() -> None:
    assert {row.target for row in TABLE if "withdrawn" in row.sources} == {None, "erased"}
    assert not any("erased" in row.sources for row in TABLE)


def test_a_request_is_answered_only_while_it_stands() -> None:
    assert "called" not in possible("accepted", "township")
    assert "called" in possible("accepted", "township", (WANTS_PERSON,))
    assert "refuse_erasure" in possible("accepted", "township", (WANTS_ERASURE,))
    assert "grant_erasure" not in possible("accepted", "township", (WANTS_ERASURE,))
    assert {"refuse_erasure", "grant_erasure"} <= set(possible("decided", "county", (WANTS_ERASURE,)))


def test_the_resident_is_told_of_every_step_they_did_not_take() -> None:
    for row in TABLE:
        # That staff looked at a new result moves nothing: the resident was told of it when it was approved.
        assert (row.told is None) == (row.roles == (RESIDENT,) or row.action == "result_seen"), row.action


def test_an_action_stands_once_for_a_status() -> None:
    pairs = [(row.action, source, row.when) for row in TABLE for source in row.sources]
    assert len(pairs) == len(set(pairs))
    assert {row.action for row in TABLE if row.roles != (RESIDENT,)} <= set(KNOWN_ACTIONS)


@pytest.mark.parametrize(
    ("status", "actions"),
    [
        ("submitted", "accept ask_back record_visit transfer"),
        ("accepted", "ask_back record_visit opinion decide refer escalate transfer"),
        ("asked_back", "record_visit transfer"),
        ("answered", "ask_back record_visit opinion decide refer escalate transfer"),
        ("opinion_given", "ask_back record_visit publish decide refer escalate transfer"),
        ("published", "record_visit decide refer escalate transfer"),
        ("decided", "record_visit refer review_year close reopen"),
        ("closed", "record_visit refer reopen"),
        ("withdrawn", ""),
        ("erased", ""),
    ],
)
def test_what_the_township_can_do(status: str, actions: str) -> None:
    helped = (HELPED,)
    assert possible(status, "township", helped) == possible(status, "county", helped) == tuple(actions.split())


def test_after_a_refusal_there_is_nothing_to_end() -> None:
    assert {"close", "review_year"}.isdisjoint(possible("decided", "township"))


def test_a_declaration_that_asks_for_no_aid_has_no_query_no_opinion_and_no_notice() -> None:
    for status in STATUSES:
        assert {"request_query", "record_query", "opinion", "publish"}.isdisjoint(
            possible(status, "township", (AUTHORIZED, QUERY_OPEN), aid=False)
        )


def test_data_are_asked_for_only_while_somebody_has_authorized_it() -> None:
    assert "request_query" not in possible("accepted", "township")
    assert "request_query" in possible("accepted", "township", (AUTHORIZED,))


def test_what_is_with_the_county_the_township_does_not_decide() -> None:
    for status in ("accepted", "answered", "opinion_given", "published"):
        assert "decide" not in possible(status, "township", (ESCALATED,))
        assert "decide" in possible(status, "county", (ESCALATED,))


def test_some_roles_only_look_and_the_village_only_visits() -> None:
    assert [role for role in ROLES if may_take(role, "accept")] == ["township", "county"]
    assert [role for role in ROLES if may_take(role, "record_visit")] == ["village", "township", "county"]
    assert all(possible(status, role) == () for status in STATUSES for role in ("auditor", "admin"))
    assert {action for status in STATUSES for action in possible(status, "village")} == {"record_visit"}


def test_an_action_the_table_does_not_have_is_not_possible() -> None:
    assert transition("publish", "accepted") is None
    assert transition("decide", "submitted", "registered") is None


def test_the_picture_in_the_docs_is_the_table() -> None:
    page = Path(__file__).parents[3] / "docs" / "lifecycle.md"
    assert page.read_text(encoding="utf-8") == diagram(), (
        "run python -m api.services.review.diagram > docs/lifecycle.md"
    )


def test_each_deadline_has_its_days() -> None:
    assert [Days().of(kind) for kind in ("accept", "decide", "call", "answer")] == [3, 30, 10, 15]


@pytest.mark.parametrize("row", [row for row in TABLE if row.told is not None], ids=lambda row: row.action)
@pytest.mark.parametrize("result", ["approved", "refused", "registered"])
def test_a_message_names_the_receipt_and_whom_to_call(row: object, result: str) -> None:
    told = Told("SB1", "示例江县东镇", "0791-00000001", "请看 {这里}", Clock()().date(), 3, "dibao", result)
    text = RENDERER.render(row.told(told))  # type: ignore[attr-defined]
    assert "SB1" in text and "0791-00000001" in text and "请看 {这里}" in text
    assert not any(word in text for word in ("严禁", "一律", "后果自负"))


def test_a_refusal_begins_with_what_is_still_possible_and_names_the_appeal() -> None:
    row = transition("decide", "accepted", "refused")
    assert row is not None and row.told is not None
    told = Told("SB1", "示例江县东镇", "0791-00000001", "收入高于标准。", None, 0, "none", "refused")
    text = RENDERER.render(row.told(told))
    assert text.startswith("您还可以这样办")
    assert text.index("编号 SB1") < text.index("原因：收入高于标准。") < text.index("行政复议")


def test_without_words_of_the_officer_nothing_is_put_in_their_mouth() -> None:
    row = transition("accept", "submitted")
    assert row is not None and row.told is not None
    text = RENDERER.render(row.told(Told("SB1", "东镇", "", "", Clock()().date())))
    assert "工作人员说" not in text and "请打" not in text and "\n\n" not in text
