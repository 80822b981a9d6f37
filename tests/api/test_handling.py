"""Sharing the work over HTTP: many cases at once, each once and by itself, nothing across an area or a role."""

import pytest
from httpx import AsyncClient, Response

from api.bootstrap import House
from conversations.inputs import Text
from storage.unit import Unit
from tests.api.test_intake import PAPER, take
from tests.api.test_staff import Desk
from tests.fakes.households import FAMILY_OF_FOUR
from tests.services.review.desks import declared

WHO = {"township": 200, "county": 200, "village": 403, "auditor": 403, "admin": 403}


@pytest.fixture
async def staffed(sqlite_house: House) -> House:
    """A house with the demo's staff."""
    await sqlite_house.staff.make_demo_staff()
    return sqlite_house


async def bulk(desk: Desk, receipts: list[str], **body: object) -> Response:
    whole = {"id": "b1", "receipts": receipts, **body}
    return await desk.web.post("/api/v1/declarations/bulk", json=whole, headers=desk.headers)


async def note(desk: Desk, receipt: str, words: str, id: str = "n1") -> Response:
    body = {"id": id, "note": words}
    return await desk.web.post(f"/api/v1/declarations/{receipt}/notes", json=body, headers=desk.headers)


async def test_one_message_to_many_each_once_and_whom_to_call(web: AsyncClient, staffed: House) -> None:
    desk = await Desk.of(web, staffed, "township")
    one, two = await declared(staffed), await declared(staffed, {**FAMILY_OF_FOUR, "area_code": "993601002"})
    paper = (await take(desk, answers=PAPER)).json()["receipt"]
    sent = await bulk(
        desk, [one.receipt, two.receipt, paper, "SB000000000000"], action="message", note="周三镇里有人上门。"
    )
    assert sent.status_code == 200, sent.text
    results = {result["receipt"]: result for result in sent.json()["results"]}
    assert results[one.receipt] == {"receipt": one.receipt, "done": True, "reached": "web"}
    assert results[paper]["reached"] is None and sent.json()["to_call"] == [paper]
    # Another township's and nobody's are told alike.
    assert results[two.receipt]["status"] == results["SB000000000000"]["status"] == 404
    await bulk(desk, [one.receipt], action="message", note="周三镇里有人上门。")
    turns = await staffed.turns.after(one.conversation_id, 0, 1_000)
    told = [reply["text"] for turn in turns for reply in turn["replies"] if "周三镇里有人上门" in reply["text"]]
    assert len(told) == 1 and one.receipt in told[0]
    other = await bulk(desk, [one.receipt], action="message", note="别的话")
    assert other.json()["results"][0]["status"] == 409
    page = (await desk.get(f"/declarations/{one.receipt}")).json()
    assert [event["action"] for event in page["timeline"]] == ["file", "message"]
    # The conversation goes on where it was.
    await one.send(Text("进度"))


async def test_a_chat_gets_it_as_a_parcel_and_one_that_refused_is_to_be_called(
    web: AsyncClient, staffed: House
) -> None:
    desk = await Desk.of(web, staffed, "township")
    one, two = await declared(staffed), await declared(staffed)

    def chats(unit: Unit) -> int:
        unit.addresses.attach("telegram", "41", one.conversation_id)
        unit.addresses.attach("telegram", "42", two.conversation_id)
        unit.addresses.mark_unreachable(two.conversation_id, "telegram")
        return unit.outbox.waiting_count()

    before = await staffed.database.run(chats)
    for _ in range(2):
        sent = await bulk(desk, [one.receipt, two.receipt], action="message", note="周三镇里有人上门。")
    first, second = sent.json()["results"]
    assert (first["reached"], second["reached"]) == ("telegram", "web")
    # One parcel, however often it was asked for; the chat that refused gets none, and reads it on the page.
    assert await staffed.database.read(lambda unit: unit.outbox.waiting_count()) == before + 1


async def test_cases_are_given_away_taken_and_found_by_whose_they_are(web: AsyncClient, staffed: House) -> None:
    desk, county = await Desk.of(web, staffed, "township"), await Desk.of(web, staffed, "county")
    one, two = (await declared(staffed)).receipt, (await declared(staffed)).receipt
    assert (await bulk(desk, [one, two], action="assign", to="me")).json()["results"][1]["done"] is True
    assert (await bulk(county, [two], id="b2", action="assign", to="village")).json()["results"][0]["done"] is True
    listed = {name: (await desk.get(f"/declarations?assigned={name}")).json() for name in ("me", "village", "nobody")}
    assert [item["receipt"] for item in listed["me"]["items"]] == [one]
    assert [(item["receipt"], item["assigned_to"]) for item in listed["village"]["items"]] == [(two, "village")]
    assert listed["nobody"]["total"] == 0
    # The first one again changes nothing by now.
    await bulk(desk, [one, two], action="assign", to="me")
    assert (await desk.get("/declarations?assigned=me")).json()["total"] == 1
    await bulk(desk, [one], id="b3", action="assign", to="nobody")
    assert (await desk.get(f"/declarations/{two}")).json()["assigned_to"] == "village"
    counts = (await desk.get("/declarations/counts")).json()
    assert (counts["mine"], counts["nobody"], counts["status"]["submitted"]["total"]) == (0, 1, 2)
    for to in ("township2", "auditor", "nobody-known", ""):
        refused = (await bulk(desk, [one], id=f"x{to}", action="assign", to=to)).json()["results"][0]
        assert (refused["status"], refused["faults"][0]["key"]) == (422, "to")
    assert (await desk.get("/declarations?assigned=township2")).status_code == 422


async def test_notes_stay_among_colleagues(web: AsyncClient, staffed: House) -> None:
    desk, village = await Desk.of(web, staffed, "township"), await Desk.of(web, staffed, "village")
    resident = await declared(staffed)
    assert (await note(desk, resident.receipt, "邻居说他家上月卖了牛")).status_code == 201
    assert (await note(desk, resident.receipt, "邻居说他家上月卖了牛")).status_code == 201
    assert (await note(desk, resident.receipt, "别的")).status_code == 409
    found = (await village.get(f"/declarations/{resident.receipt}/notes")).json()["notes"]
    assert [(one["by"], one["note"]) for one in found] == [("township", "邻居说他家上月卖了牛")]
    own = await staffed.exporting.everything(resident.conversation_id)
    assert "卖了牛" not in str(own)
    turns = await staffed.turns.after(resident.conversation_id, 0, 1_000)
    assert "卖了牛" not in str(turns)
    raw = await staffed.database.read(
        lambda unit: unit.connection.exec_driver_sql("SELECT words FROM case_notes").all()
    )
    assert raw and "卖了牛".encode() not in bytes(raw[0][0])


async def test_every_role_and_area_on_the_new_routes(web: AsyncClient, staffed: House) -> None:
    own, foreign = await declared(staffed), await declared(staffed, {**FAMILY_OF_FOUR, "area_code": "993701001"})
    for name, expected in WHO.items():
        desk = await Desk.of(web, staffed, name)
        done = await bulk(desk, [own.receipt, foreign.receipt], id=f"m-{name}", action="message", note="您好")
        assert done.status_code == expected, name
        if expected == 200:
            assert [one["done"] for one in done.json()["results"]] == [True, False]
        given = await bulk(desk, [foreign.receipt], id=f"a-{name}", action="assign", to="me")
        assert given.status_code == expected
        assert expected != 200 or given.json()["results"][0]["status"] == 404
        may_note = name in ("township", "county", "village")
        assert (await note(desk, own.receipt, "看过", id=name)).status_code == (201 if may_note else 403)
        assert (await note(desk, foreign.receipt, "看过", id=name)).status_code == (404 if may_note else 403)
        assert (await desk.get(f"/declarations/{foreign.receipt}/notes")).status_code == (404 if may_note else 403)
        assert (await desk.get("/declarations/counts")).json()["total"] == 1
        assert (await desk.get("/declarations/counts?area=993701001")).json()["total"] == 0
    for path in ("/declarations/bulk", f"/declarations/{own.receipt}/notes"):
        assert (await web.post(f"/api/v1{path}", json={})).status_code == 401
    assert (await web.get("/api/v1/declarations/counts")).status_code == 401


async def test_bad_input_is_named(web: AsyncClient, staffed: House) -> None:
    desk = await Desk.of(web, staffed, "township")
    receipt = (await declared(staffed)).receipt
    many = [f"SB{number}" for number in range(201)]
    for receipts, body, key in (
        ([receipt], {"action": "vanish"}, "action"), ([], {"action": "message", "note": "x"}, "receipts"),
        (many, {"action": "message", "note": "x"}, "receipts"), ([receipt], {"action": "message", "note": " "}, "note"),
        ([receipt], {"action": "message", "note": "x" * 1001}, "note"), ([receipt], {"action": "assign", "to": 3}, "to"),
        ([receipt], {"action": "assign", "to": "me", "id": ""}, "id"), ([1], {"action": "assign", "to": "me"}, "receipts"),
    ):  # fmt: skip
        refused = await bulk(desk, receipts, **body)  # type: ignore[arg-type]
        assert (refused.status_code, refused.json()["faults"][0]["key"]) == (422, key), body
    for query in ("assigned=somebody", "origin=pigeon", "due=later", "flag=A;B", "after=1", "after=9-9-9"):
        refused = await desk.get(f"/declarations?{query}")
        assert (refused.status_code, refused.json()["faults"][0]["key"]) == (422, query.partition("=")[0]), query


async def test_the_console_does_it_with_ticked_boxes(web: AsyncClient, staffed: House) -> None:
    desk = await Desk.of(web, staffed, "township")
    receipt = (await declared(staffed)).receipt
    cookie = {"Cookie": f"shenbao_staff={desk.token}"}
    page = await web.get("/console", headers=cookie)
    assert f'value="{receipt}" form="bulk"' in page.text
    csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
    fields = {"csrf": csrf, "id": "c1", "receipt": receipt, "do": "message", "note": "请周三在家"}
    done = await web.post("/console/bulk", data=fields, headers=cookie)
    assert done.status_code == 200 and "办好 1 份" in done.text
    assert (await web.post("/console/bulk", data={**fields, "csrf": "x"}, headers=cookie)).status_code == 403
    noted = await web.post(
        f"/console/d/{receipt}/notes", data={"csrf": csrf, "id": "c2", "note": "先打电话"}, headers=cookie
    )
    assert noted.status_code == 303
    assert "先打电话" in (await web.get(f"/console/d/{receipt}", headers=cookie)).text
    auditor = await Desk.of(web, staffed, "auditor")
    other = await web.get("/console", headers={"Cookie": f"shenbao_staff={auditor.token}"})
    assert 'form="bulk"' not in other.text
