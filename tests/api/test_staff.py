"""The JSON of the staff: by the contract, and never across an area."""

from collections.abc import Mapping

import pytest
from httpx import AsyncClient, Response

from api.bootstrap import House
from api.services.papers.sealing import Papers
from conversations.inputs import Choice, File
from storage.crypto import Keyring
from tests.api.test_files import pdf
from tests.fakes.households import FAMILY_OF_FOUR, answer_for
from tests.fakes.houses import Resident, body_for
from tests.services.review.desks import declared, with_gaps

V1 = "/api/v1"
SEES = {
    "993601001": {"township", "village", "county", "auditor", "admin"},
    "993601002": {"township2", "county", "auditor", "admin"},
    "993701001": {"township3"},
}
ACTS = {"township", "township2", "township3", "county"}


class Desk:
    """A member of the demo's staff over HTTP."""

    def __init__(self, web: AsyncClient, token: str) -> None:
        self.web = web
        self.token = token
        self.headers = {"Authorization": f"Bearer {token}"}

    @classmethod
    async def of(cls, web: AsyncClient, house: House, username: str) -> "Desk":
        """Log in with the printed password."""
        password = dict(house.staff.demo_credentials())[username]
        response = await web.post(f"{V1}/staff/sessions", json={"username": username, "password": password})
        assert response.status_code == 201, response.text
        return cls(web, response.json()["token"])

    async def get(self, path: str) -> Response:
        """Read."""
        return await self.web.get(f"{V1}{path}", headers=self.headers)

    async def act(self, receipt: str, **action: object) -> Response:
        """Take a step."""
        return await self.web.post(f"{V1}/declarations/{receipt}/actions", json=action, headers=self.headers)


@pytest.fixture
async def staffed(sqlite_house: House) -> House:
    """A house with the demo's staff."""
    await sqlite_house.staff.make_demo_staff()
    return sqlite_house


async def test_no_route_reads_across_an_area(web: AsyncClient, staffed: House) -> None:
    receipts = {area: (await declared(staffed, {**FAMILY_OF_FOUR, "area_code": area})).receipt for area in SEES}
    desks = {name: await Desk.of(web, staffed, name) for name, _ in staffed.staff.demo_credentials()}
    for name, desk in desks.items():
        own = {receipts[area] for area, seen_by in SEES.items() if name in seen_by}
        for query in ("", "?q=周示例", "?q=993601196303050119", "?area=993701001", "?area=99", "?status=submitted"):
            listed = (await desk.get(f"/declarations{query}")).json()
            assert {item["receipt"] for item in listed["items"]} <= own
            assert listed["total"] <= len(own)
        assert (await desk.get("/declarations")).json()["total"] == len(own)
        for receipt in receipts.values():
            expected = 200 if receipt in own else 404
            assert (await desk.get(f"/declarations/{receipt}")).status_code == expected
            assert (await desk.get(f"/declarations/{receipt}/documents/{'0' * 32}")).status_code == 404
            page = await web.get(f"/console/d/{receipt}", headers={"Cookie": f"shenbao_staff={desk.token}"})
            assert page.status_code == expected and (receipt in page.text) == (expected == 200)
            if receipt not in own:
                assert (await desk.act(receipt, id="x", action="accept")).status_code == 404
            elif name not in ACTS:
                assert (await desk.act(receipt, id="x", action="accept")).status_code == 403
    for area, name in (("993601001", "township"), ("993601002", "county"), ("993701001", "township3")):
        assert (await desks[name].act(receipts[area], id="x", action="accept")).status_code == 200


async def test_without_a_session_there_is_nothing(web: AsyncClient, staffed: House) -> None:
    receipt = (await declared(staffed)).receipt
    for headers in (
        {},
        {"Authorization": "Bearer forged"},
        {"Authorization": "Basic eA=="},
        {"Cookie": "shenbao_staff=x"},
    ):
        for path in ("/declarations", f"/declarations/{receipt}", f"/declarations/{receipt}/documents/x"):
            assert (await web.get(V1 + path, headers=headers)).status_code == 401
        acted = await web.post(
            f"{V1}/declarations/{receipt}/actions", json={"id": "x", "action": "accept"}, headers=headers
        )
        assert acted.status_code == 401


async def test_a_declaration_by_the_contract(web: AsyncClient, staffed: House) -> None:
    receipt = (await declared(staffed, with_gaps())).receipt
    desk = await Desk.of(web, staffed, "township")
    (item,) = (await desk.get("/declarations")).json()["items"]
    assert {"receipt", "status", "category", "area_code", "due", "flags"} <= set(item)
    assert item["receipt"] == receipt and {"skipped", "approximate"} <= set(item["flags"])
    body = (await desk.get(f"/declarations/{receipt}")).json()
    assert body["status"] == "submitted" and body["actions"][:2] == ["accept", "ask_back"]
    assert body["answers"]["members.0.id_number"] == FAMILY_OF_FOUR["members.0.id_number"]
    assert body["doubts"]["income.wages"] == "approximate"
    assert [verdict["category"] for verdict in body["assessment"]["verdicts"]][:2] == ["tekun", "dibao"]
    assert [one["version"] for one in body["versions"]] == [1]
    assert [one["action"] for one in body["timeline"]] == ["file"]
    assert body["documents"] == []
    assert body["chain"] == {"events": [], "others": [], "elsewhere": [], "given": []}


async def test_the_timeline_tells_what_was_told_and_the_chain_what_was_before(web: AsyncClient, staffed: House) -> None:
    before, now = (await declared(staffed)).receipt, (await declared(staffed)).receipt
    desk = await Desk.of(web, staffed, "township")
    for receipt in (before, now):
        assert (await desk.act(receipt, id="a", action="accept")).status_code == 200
    decided = await desk.act(before, id="d", action="decide", category="dibao_margin", result="approved")
    assert decided.status_code == 200
    body = (await desk.get(f"/declarations/{now}")).json()
    assert "told" not in body["timeline"][0] and "已经受理" in body["timeline"][1]["told"]
    chain = body["chain"]
    assert [(one["receipt"], one["action"]) for one in chain["events"]] == [
        (before, "file"), (before, "accept"), (before, "decide"),
    ]  # fmt: skip
    assert [one["receipt"] for one in chain["given"]] == [before]
    (other,) = chain["others"]
    assert other["same_household"] and {"here": "members.0", "there": "members.0"} in other["people"]
    assert "周示例" not in str(chain) and "9936011963" not in str(chain)


async def test_two_versions_are_compared_in_words(web: AsyncClient, staffed: House) -> None:
    resident = await declared(staffed)
    desk = await Desk.of(web, staffed, "township")
    asked = await desk.act(resident.receipt, id="b", action="ask_back", keys=["income.wages"])
    assert asked.status_code == 200
    turn = await staffed.turns.last(resident.conversation_id)
    assert turn is not None
    resident.turn = turn
    await resident.declare({**FAMILY_OF_FOUR, "income.wages": "每月1500"})
    body = (await desk.get(f"/declarations/{resident.receipt}/versions/1/2")).json()
    (change,) = [one for one in body["changes"] if one["key"] == "income.wages"]
    assert (change["before"], change["after"]) == (
        "一年 14,400 元（合每月 1,200 元）", "一年 18,000 元（合每月 1,500 元）",
    )  # fmt: skip
    assert (change["channel"], change["by"], change["gone"]) == ("web", "resident", False)
    assert (await desk.get(f"/declarations/{resident.receipt}/versions/1/3")).status_code == 404
    assert (await desk.get(f"/declarations/{resident.receipt}/versions/x/1")).status_code == 422


async def test_an_action_is_answered_alike_each_time_and_refused_with_what_is_possible(
    web: AsyncClient, staffed: House
) -> None:
    receipt = (await declared(staffed)).receipt
    desk = await Desk.of(web, staffed, "township")
    first = await desk.act(receipt, id="a", action="accept", note="好")
    again = await desk.act(receipt, id="a", action="accept", note="好")
    assert first.status_code == 200 and first.json() == again.json()
    assert first.json()["status"] == "accepted"
    other = await desk.act(receipt, id="a", action="accept", note="不")
    assert (other.status_code, other.json()["faults"][0]["key"]) == (409, "id")
    late = await desk.act(receipt, id="b", action="accept")
    assert late.status_code == 409 and {"ask_back", "decide"} <= set(late.json()["actions"])


BAD: tuple[tuple[Mapping[str, object], str], ...] = (
    ({"id": "x", "action": "vanish"}, "action"),
    ({"action": "accept"}, "id"),
    ({"id": "x"}, "action"),
    ({"id": 3, "action": "accept"}, "id"),
    ({"id": "x", "action": "accept", "note": ["no"]}, "note"),
    ({"id": "x", "action": "ask_back", "keys": "income.wages"}, "keys"),
    ({"id": "x", "action": "ask_back", "keys": [1]}, "keys"),
    ({"id": "x", "action": "ask_back", "keys": []}, "keys"),
    ({"id": "x", "action": "ask_back", "keys": ["members.9.income"]}, "keys"),
    ({"id": "x", "action": "ask_back", "keys": ["phone"], "notes": {"phone": 1}}, "notes"),
)


async def test_bad_input_is_named(web: AsyncClient, staffed: House) -> None:
    receipt = (await declared(staffed)).receipt
    desk = await Desk.of(web, staffed, "township")
    for action, key in BAD:
        refused = await desk.act(receipt, **action)
        assert refused.status_code == 422, (action, refused.text)
        assert refused.json()["faults"][0]["key"] == key, action
    for query in ("status=x", "category=x", "page=0", "page=-1", "page=x", "page=99999999", "overdue=maybe", "area=x"):
        refused = await desk.get(f"/declarations?{query}")
        assert (refused.status_code, refused.json()["faults"][0]["key"]) == (422, query.partition("=")[0])
    for body in (b"", b"[]", b"{", b'{"username": 1, "password": "x"}', b"\xff", b'"x"'):
        assert (await web.post(f"{V1}/staff/sessions", content=body)).status_code == 422
    wrong = await web.post(f"{V1}/staff/sessions", json={"username": "township", "password": "wrong"})
    assert wrong.status_code == 401


async def test_a_paper_is_handed_out_as_an_attachment_and_only_with_its_declaration(
    web: AsyncClient, staffed: House
) -> None:
    resident = await Resident.arrive(staffed)
    papers = Papers(staffed.database, Keyring.generate())
    while (question := resident.turn["question"]) is not None:
        if question["key"] == "documents.0.more":
            await resident.send(Choice(True))
        elif question["key"] == "documents.0.kind":
            await resident.send(Choice("diagnosis"))
        elif question["key"] == "documents.0.member":
            await resident.send(Choice("1"))
        elif question["key"] == "documents.0.file":
            kept = await papers.keep_upload(resident.conversation_id, pdf(), "p1")
            await resident.send(File(kept.paper, kept.mime))
        else:
            await resident.send(body_for(*answer_for(question, FAMILY_OF_FOUR)))
    desk, stranger = await Desk.of(web, staffed, "township"), await Desk.of(web, staffed, "township2")
    (document,) = (await desk.get(f"/declarations/{resident.receipt}")).json()["documents"]
    assert (document["kind"], document["member"]) == ("diagnosis", 1)
    served = await web.get(document["url"], headers=desk.headers)
    assert served.content.startswith(b"%PDF-") and served.headers["content-type"] == "application/pdf"
    assert served.headers["content-disposition"].startswith("attachment")
    assert served.headers["x-content-type-options"] == "nosniff"
    assert (await web.get(document["url"], headers=stranger.headers)).status_code == 404
    other = (await declared(staffed)).receipt
    assert (await desk.get(f"/declarations/{other}/documents/{document['id']}")).status_code == 404


async def test_a_session_can_be_ended(web: AsyncClient, staffed: House) -> None:
    desk = await Desk.of(web, staffed, "township")
    assert (await web.delete(f"{V1}/staff/sessions", headers=desk.headers)).status_code == 204
    assert (await desk.get("/declarations")).status_code == 401
