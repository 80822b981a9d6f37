"""Whatever a client sends, it is told what would do: never a fault of ours, nothing taken that is not meant."""

import json

import pytest
from httpx import AsyncClient
from hypothesis import given, settings
from hypothesis import strategies as st

from api.errors import BadInput
from api.web.bodies import parse_json
from api.web.heard import body_of, checked_id, checked_object, checked_question
from tests.fakes.chatting import CHAT, Chat

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
KINDS = ("text", "choice", "command", "signature", "location", "file", "", "Text")


def text(value: object) -> dict[str, object]:
    return {"id": "x", "input": {"kind": "text", "value": value}}


def command(value: object) -> dict[str, object]:
    return {"id": "x", "input": {"kind": "command", "value": value}}


def place(lat: object, lon: object) -> dict[str, object]:
    return {"id": "x", "input": {"kind": "location", "value": {"lat": lat, "lon": lon}}}


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ([], ""), (None, ""), ("x", ""), ({}, "id"), ({"id": "x"}, "input"), ({"id": "", "input": {}}, "id"),
        ({"id": "a" * 129, "input": {}}, "id"), ({"id": "中", "input": {}}, "id"), ({"id": "a\nb", "input": {}}, "id"),
        ({"id": 1, "input": {}}, "id"), ({"id": "x", "question": 7, "input": {}}, "question"),
        ({"id": "x", "input": []}, "input"), ({"id": "x", "input": {"kind": "shout", "value": 1}}, "input.kind"),
        ({"id": "x", "input": {"kind": ["text"], "value": 1}}, "input.kind"), (text(None), "input.value"),
        (text(True), "input.value"), (text({"a": 1}), "input.value"), (command(["back"]), "input.value"),
        (command({"name": "rm"}), "input.value.name"), (command({}), "input.value.name"),
        (command({"name": "edit", "key": 5}), "input.value.key"),
        (command({"name": "edit", "key": "k" * 201}), "input.value.key"),
        ({"id": "x", "input": {"kind": "choice", "value": 5.5}}, "input.value"),
        ({"id": "x", "input": {"kind": "choice", "value": [1]}}, "input.value"),
        ({"id": "x", "input": {"kind": "choice", "value": ["a"] * 101}}, "input.value"),
        ({"id": "x", "input": {"kind": "signature", "value": "  "}}, "input.value"),
        ({"id": "x", "input": {"kind": "signature", "value": "data:image/png;base64,AAAA"}}, "input.value"),
        ({"id": "x", "input": {"kind": "signature", "value": "data:text/html,<b>"}}, "input.value"),
        (place(91, 0), "input.value.lat"), (place(0, -181), "input.value.lon"), (place("1", 0), "input.value.lat"),
        (place(True, 0), "input.value.lat"), (place(10**400, 0), "input.value.lat"), (place(0, None), "input.value.lon"),
    ],
)  # fmt: skip
async def test_what_is_wrong_is_named_by_its_key_in_plain_words(chat: Chat, body: object, key: str) -> None:
    response = await chat.post(body)
    assert response.status_code == 422
    (fault,) = response.json()["faults"]
    assert fault["key"] == key and fault["message"].startswith("请")


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"\xff\xfe", b'{"id": NaN}', b'{"id": "\\ud800", "input": {"kind": "text", "value": "\\ud800"}}',
        b"[" * 20_000, b'{"id": ' + b"9" * 5000 + b"}", "零".encode("gb18030"),
    ],
)  # fmt: skip
async def test_what_is_no_json_is_refused(web: AsyncClient, chat: Chat, body: bytes) -> None:
    for path in (f"{CHAT}/turns", f"{CHAT}/sessions", "/api/v1/screenings"):
        response = await web.post(path, content=body, headers=chat.headers)
        assert response.status_code == 422 and response.json()["faults"][0]["key"] == ""


async def test_a_name_that_stands_twice_is_refused_by_that_name(web: AsyncClient) -> None:
    body = b'{"region": "national", "household": {"income": {"wages": 9000, "wages": 90000}}}'
    response = await web.post("/api/v1/screenings", content=body)
    assert response.status_code == 422
    (fault,) = response.json()["faults"]
    assert fault["key"] == "wages" and "wages" in fault["message"]


async def test_a_body_over_the_limit_is_refused_before_it_is_read(chat: Chat, web: AsyncClient) -> None:
    body = text("长" * 30_000)
    for sent in (json.dumps(body).encode(), json.dumps(text("a" * 400_000)).encode()):
        response = await web.post(f"{CHAT}/turns", content=sent, headers=chat.headers)
        assert response.status_code == 413 and "64 KB" in response.json()["faults"][0]["message"]


@pytest.mark.parametrize(
    "typed",
    ["", " ", "\0", "🧑‍🌾" * 40, "'; DROP TABLE turns; --", "{0}{name}%s%(x)s", "<script>alert(1)</script>", "长" * 4001,
     "\u202e反", "\u200b", "/start", "/x" * 50, "١٢٣", "-" * 4000],
)  # fmt: skip
async def test_any_text_is_answered(chat: Chat, typed: str) -> None:
    await chat.say("choice", True)
    turn = await chat.say("text", typed)
    assert turn["replies"] or turn["question"]


@pytest.mark.parametrize("query", ["after=-1", "after=x", "after=99999999999999999999", "after=1.5"])
async def test_numbers_in_addresses_are_checked(chat: Chat, web: AsyncClient, query: str) -> None:
    for path in ("turns", "events"):
        response = await web.get(f"{CHAT}/{path}?{query}", headers=chat.headers)
        assert response.status_code == 422 and response.json()["faults"][0]["key"] == "after"


async def test_unknown_addresses_and_methods_are_told_plainly(web: AsyncClient) -> None:
    assert (await web.get("/api/v1/nothing")).json()["error"] == "not_found"
    response = await web.delete(f"{CHAT}/turns")
    assert response.status_code == 405 and response.json()["faults"][0]["message"].startswith("请")


@settings(max_examples=100, deadline=None)
@given(JSON | st.fixed_dictionaries({"kind": st.sampled_from(KINDS), "value": JSON}))
def test_any_json_is_an_input_or_a_named_fault(value: object) -> None:
    for read in (body_of, checked_id, checked_question, lambda given: checked_object(given, "")):
        try:
            read(value)
        except BadInput as bad:
            assert all(fault.message.text for fault in bad.faults)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=64) | st.text(max_size=64).map(lambda words: json.dumps(words).encode()))
def test_any_bytes_are_json_or_refused(body: bytes) -> None:
    try:
        parse_json(body)
    except BadInput as bad:
        assert bad.status == 422
