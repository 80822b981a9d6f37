"""The JSON of a turn, in every way a program may reasonably write it."""

import pytest
from httpx import AsyncClient

from api.web.heard import body_of
from conversations.inputs import Body, Choice, Command, Text


@pytest.mark.parametrize(
    ("given", "heard"),
    [
        ({"kind": "command", "value": {"name": "back"}}, Command("back")),
        ({"kind": "command", "value": {"name": "edit", "key": "phone"}}, Command("edit", "phone")),
        ({"kind": "command", "name": "edit", "key": "phone"}, Command("edit", "phone")),
        ({"kind": "command", "value": "skip"}, Command("skip")),
        ({"kind": "text", "value": 14400}, Text("14400")),
        ({"kind": "text", "value": 14400.5}, Text("14400.5")),
        ({"kind": "choice", "value": 2}, Choice("2")),
        ({"kind": "choice", "value": True}, Choice(True)),
        ({"kind": "choice", "value": ["illness", "old_age"]}, Choice(("illness", "old_age"))),
    ],
)
def test_an_input_is_heard(given: object, heard: Body) -> None:
    assert body_of(given) == heard


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 10**400, -1e308])
def test_a_number_nobody_means_is_heard_as_nothing(number: float) -> None:
    assert body_of({"kind": "text", "value": number}) == Text("")


async def test_an_upload_without_a_boundary_is_told_so(web: AsyncClient) -> None:
    await web.post("/api/v1/chat/sessions", json={})
    for kind in ({}, {"content-type": "multipart/form-data"}, {"content-type": "application/json"}):
        answer = await web.post("/api/v1/chat/files", content=b"x", headers=kind)
        assert 400 <= answer.status_code < 500
