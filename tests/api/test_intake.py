"""A paper form typed by staff becomes a declaration like any other: checked by key, filed once, for its own township."""

import asyncio
import re

import pytest
from httpx import AsyncClient, Response

from api.bootstrap import House
from tests.api.test_staff import Desk
from tests.fakes.households import FAMILY_OF_FOUR

PAPER = {key: answer for key, answer in FAMILY_OF_FOUR.items() if key not in ("consent", "consent_sensitive")}


@pytest.fixture
async def staffed(sqlite_house: House) -> House:
    """A house with the demo's staff."""
    await sqlite_house.staff.make_demo_staff()
    return sqlite_house


async def take(desk: Desk, **body: object) -> Response:
    whole = {"id": "p1", "origin": "window", **body}
    return await desk.web.post("/api/v1/declarations", json=whole, headers=desk.headers)


async def test_a_paper_form_is_filed_and_assessed_as_the_same_family_in_the_chat(
    web: AsyncClient, staffed: House
) -> None:
    desk = await Desk.of(web, staffed, "township")
    filed = await take(desk, answers=PAPER)
    assert filed.status_code == 201, filed.text
    body = filed.json()
    assert (body["origin"], body["status"], body["transferred"]) == ("window", "submitted", False)
    assert "unsigned" in body["flags"] and body["unused"] == []
    page = (await desk.get(f"/declarations/{body['receipt']}")).json()
    assert page["answers"]["members.0.name"] == FAMILY_OF_FOUR["members.0.name"]
    assert page["answers"]["income.wages"] == "14400.00"
    assert page["answers"]["income.total"] == "25200.00"
    assert page["given"]["income.wages"]["channel"] == "staff" and page["given"]["income.wages"]["by"] == "township"
    assert [one["action"] for one in page["timeline"]] == ["file"] and page["assessment"]["verdicts"]
    (item,) = (await desk.get("/declarations?origin=window&flag=unsigned")).json()["items"]
    assert item["receipt"] == body["receipt"] and item["people"] == 4


async def test_what_was_filed_can_be_sent_as_it_is_and_nested(web: AsyncClient, staffed: House) -> None:
    desk = await Desk.of(web, staffed, "village")
    first = (await take(desk, answers=PAPER)).json()
    answers = (await (await Desk.of(web, staffed, "township")).get(f"/declarations/{first['receipt']}")).json()[
        "answers"
    ]
    again = await take(desk, id="p2", **answers)
    assert again.status_code == 201, again.text
    members = [
        {
            "name": "周示例",
            "id_number": PAPER["members.0.id_number"],
            "health": "healthy",
            "disability": {"kind": None},
        },
        {"relation": "spouse", "name": "李样本", "id_number": PAPER["members.1.id_number"]},
    ]
    nested = await take(
        desk, id="p3", members=members, income={"wages": 14400, "not_counted": {"basic_pension": 2436.5}},
        assets={"houses": [], "deposits": 0}, hardship_causes=["illness"], applies_for_aid=False,
    )  # fmt: skip
    assert nested.status_code == 201, nested.text
    receipt = nested.json()["receipt"]
    kept = (await (await Desk.of(web, staffed, "township")).get(f"/declarations/{receipt}")).json()
    assert kept["answers"]["income.not_counted.basic_pension"] == "2436.50"
    assert kept["answers"]["assets.deposits"] == "0.00" and kept["answers"]["area_code"] == "993601001"
    assert kept["doubts"]["expenditure.living"] == "skipped"


async def test_each_fault_has_its_key_and_nothing_is_filed(web: AsyncClient, staffed: House) -> None:
    desk = await Desk.of(web, staffed, "township")
    wrong = {
        **PAPER, "members.0.id_number": "123", "income.wages": "-5", "members.1.occupation": "astronaut",
        "phone": "12", "nonsense": 1, "members.1.sex": "male", "income.total": "1",
    }  # fmt: skip
    refused = await take(desk, answers=wrong)
    assert refused.status_code == 422
    keys = {fault["key"] for fault in refused.json()["faults"]}
    assert keys >= {"members.0.id_number", "income.wages", "members.1.occupation", "phone", "nonsense", "members.1.sex"}
    missing = await take(desk, answers={"area_code": "993601001"})
    assert {"members.0.name"} <= {fault["key"] for fault in missing.json()["faults"]}
    for body, key in (({"origin": "web"}, "origin"), ({"id": ""}, "id"), ({"id": 3}, "id"), ({"answers": 1}, "answers"),
                      ({"signed_on": "2026-11-20"}, "place")):  # fmt: skip
        refused = await take(desk, **{"answers": PAPER, **body})
        assert (refused.status_code, refused.json()["faults"][0]["key"]) == (422, key)
    assert (await desk.get("/declarations")).json()["total"] == 0


async def test_without_an_id_the_same_form_is_one_and_without_an_origin_it_was_at_the_window(
    web: AsyncClient, staffed: House
) -> None:
    desk = await Desk.of(web, staffed, "township")
    sent = [await desk.web.post("/api/v1/declarations", json=PAPER, headers=desk.headers) for _ in range(2)]
    first, again = sent
    assert (first.status_code, first.json()["origin"]) == (201, "window")
    assert again.json()["receipt"] == first.json()["receipt"]


async def test_the_same_id_files_once_even_at_once(web: AsyncClient, staffed: House) -> None:
    desk = await Desk.of(web, staffed, "township")
    answered = await asyncio.gather(*(take(desk, answers=PAPER) for _ in range(3)))
    assert {one.status_code for one in answered} == {201}
    assert len({one.json()["receipt"] for one in answered}) == 1
    assert (await desk.get("/declarations")).json()["total"] == 1
    other = await take(desk, answers={**PAPER, "phone": "13900139000"})
    assert (other.status_code, other.json()["faults"][0]["key"]) == (409, "id")
    colleague = await Desk.of(web, staffed, "county")
    assert (await take(colleague, answers=PAPER)).status_code == 201


async def test_a_case_of_another_area_is_filed_there_and_not_read_here(web: AsyncClient, staffed: House) -> None:
    desk, there = await Desk.of(web, staffed, "township"), await Desk.of(web, staffed, "township3")
    filed = await take(desk, origin="hotline", answers={**PAPER, "area_code": "993701001"})
    assert filed.status_code == 201 and filed.json()["transferred"] is True
    receipt = filed.json()["receipt"]
    assert (await desk.get(f"/declarations/{receipt}")).status_code == 404
    (item,) = (await there.get("/declarations?channel=hotline")).json()["items"]
    assert item["receipt"] == receipt
    assert (await desk.get("/declarations")).json()["total"] == 0


async def test_signed_on_paper_at_once_or_later(web: AsyncClient, staffed: House) -> None:
    desk, village = await Desk.of(web, staffed, "township"), await Desk.of(web, staffed, "village")
    today = staffed.clock().date().isoformat()
    signed = await take(desk, answers=PAPER, signed_on=today, place="镇便民大厅")
    assert signed.status_code == 201, signed.text
    assert "unsigned" not in signed.json()["flags"]
    assert (await take(desk, answers=PAPER, signed_on=today, place="镇便民大厅")).json()["receipt"] == signed.json()[
        "receipt"
    ]
    wrong = await take(desk, id="p2", answers=PAPER, signed_on="2999-01-01", place="x")
    assert (wrong.status_code, wrong.json()["faults"][0]["key"]) == (422, "signed_on")
    assert (await take(village, answers=PAPER, signed_on=today, place="家里")).status_code == 403
    assert (await take(village, answers=PAPER, origin="visit")).status_code == 201
    assert (await desk.get("/declarations")).json()["total"] == 2


async def test_only_those_who_take_forms_down_may(web: AsyncClient, staffed: House) -> None:
    for name, status in (("auditor", 403), ("admin", 403), ("village", 201), ("county", 201)):
        desk = await Desk.of(web, staffed, name)
        assert (await take(desk, answers=PAPER)).status_code == status
    assert (await web.post("/api/v1/declarations", json={"id": "x", "origin": "window"})).status_code == 401


def fields_of(page: str) -> dict[str, str]:
    """The names of the fields of a page, with what stands in the inputs."""
    inputs = re.findall(r'<input id="[^"]*" name="([^"]+)" value="([^"]*)"', page)
    selects = re.findall(r'<select id="[^"]*" name="([^"]+)"', page)
    return {**dict.fromkeys(selects, ""), **dict(inputs)}


async def test_the_form_is_typed_page_by_page_and_nothing_is_lost(web: AsyncClient, staffed: House) -> None:
    desk, other = await Desk.of(web, staffed, "village"), await Desk.of(web, staffed, "township")
    cookie = {"Cookie": f"shenbao_staff={desk.token}"}
    first = await web.get("/console/intake", headers=cookie)
    csrf = first.text.split('name="csrf" value="')[1].split('"')[0]
    begun = await web.post("/console/intake", data={"csrf": csrf, "origin": "visit"}, headers=cookie)
    here = begun.headers["location"]
    page = (await web.get(here, headers=cookie)).text
    assert {"members.0.name", "members.0.id_number", "income.wages", "phone"} <= set(fields_of(page))
    assert "pledge" not in fields_of(page) and "consent" not in fields_of(page)

    async def send(do: str, **typed: str) -> Response:
        """Press a button with what stands in the fields, and these."""
        now = {**fields_of((await web.get(here, headers=cookie)).text), **typed}
        return await web.post(here, data={"csrf": csrf, "do": do, **now}, headers=cookie)

    answers = {key: str(value) for key, value in PAPER.items() if isinstance(value, str)}
    zero = {key: value for key, value in answers.items() if key.startswith("members.0.")}
    assert (await send("save", **zero, hardship="x")).status_code == 200
    assert zero["members.0.id_number"] in (await web.get(here, headers=cookie)).text
    added = await send("add:members.1")
    assert "members.1.relation" in fields_of(added.text)
    wrong = await send("file", **{"members.1.relation": "spouse", "members.1.name": "李样本", "phone": "12"})
    assert wrong.status_code == 422 and 'id="phone-fault"' in wrong.text and 'value="12"' in wrong.text
    assert (await web.get(here, headers={"Cookie": f"shenbao_staff={other.token}"})).status_code == 404
    gone = await send("save", remove="members.1")
    assert "members.1.name" not in fields_of(gone.text)
    several = {"hardship_causes~several": "illness", "applies_for_aid": "false", "phone": "13800138000"}
    # What the form does not have is a fault that is told, not dropped.
    assert (await send("file", hardship="x", **several)).status_code == 422
    done = await send("file", **several)
    assert done.status_code == 303, done.text
    told = await web.get(here, headers=cookie)
    (item,) = (await other.get("/declarations?origin=visit")).json()["items"]
    assert item["receipt"] in told.text and item["people"] == 1
    # The button pressed twice, and the back button: filed once, and the receipt again.
    assert (await web.post(here, data={"csrf": csrf, "do": "file"}, headers=cookie)).status_code == 303
    assert (await other.get("/declarations")).json()["total"] == 1
    assert item["receipt"] not in (await web.get("/console/intake", headers=cookie)).text


async def test_others_type_nothing(web: AsyncClient, staffed: House) -> None:
    for name in ("auditor", "admin"):
        desk = await Desk.of(web, staffed, name)
        cookie = {"Cookie": f"shenbao_staff={desk.token}"}
        assert (await web.get("/console/intake", headers=cookie)).status_code == 403
        assert (await web.get(f"/console/intake/{'0' * 32}", headers=cookie)).status_code == 403
    assert (await web.get("/console/intake")).status_code == 303
