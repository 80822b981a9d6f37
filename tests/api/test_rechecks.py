"""Re-checks over HTTP: the county begins and looks, another approves; nobody reads another area's, nothing needs a script."""

import re

import pytest
from httpx import AsyncClient

from api.bootstrap import House
from api.services.staffing.staff import StaffMember
from tests.api.test_figures import Browser
from tests.api.test_staff import Desk
from tests.fakes.households import FAMILY_OF_FOUR
from tests.services.rechecking import change_standard
from tests.services.review.desks import declared, with_gaps

SEES = {"township", "village", "county", "auditor", "admin"}
MAY = {"county", "admin"}


@pytest.fixture
async def staffed(sqlite_house: House) -> House:
    """A house with the demo's staff."""
    await sqlite_house.staff.make_demo_staff()
    return sqlite_house


async def test_the_county_begins_looks_leaves_one_out_and_the_administrator_approves(
    web: AsyncClient, staffed: House
) -> None:
    first, second = (await declared(staffed)).receipt, (await declared(staffed)).receipt
    await change_standard(staffed, "500")
    county, admin = [Browser(web, await Desk.of(web, staffed, name)) for name in ("county", "admin")]
    begun = await county.post("/console/rechecks", {})
    assert begun.status_code == 303
    path = begun.headers["location"]
    reading = await county.get(path)
    assert 'http-equiv="refresh"' in reading.text and "<progress" in reading.text and "approve" not in reading.text
    await staffed.recheck.read_waiting()
    found = await county.get(path)
    assert "周**" in found.text and "周示例" not in found.text and 'http-equiv="refresh"' not in found.text
    for words in ("715.00", "500.00", "二（一）1", "另一位同事", "不会因为这条消息停下来", first, second):
        assert words in found.text, words
    assert (await county.post(f"{path}/approve", {})).status_code == 403
    empty = await county.post(f"{path}/leave_out", {"receipt": first, "out": "1", "why": " "})
    assert empty.status_code == 422 and "为什么先不通知" in empty.text
    left = await county.post(f"{path}/leave_out", {"receipt": first, "out": "1", "why": "等几天<"})
    assert left.headers["location"].endswith(f"#f-{first}")
    looked = await admin.get(path)
    assert "等几天&lt;" in looked.text and "批准，通知这 1 户" in looked.text
    assert (await admin.post(f"{path}/approve", {})).status_code == 303
    assert (await admin.post(f"{path}/approve", {})).status_code == 409
    while await staffed.recheck_telling.tell():
        pass
    told = await county.get(path)
    assert "放进网页对话" in told.text and "通知完了" in told.text
    assert path in (await county.get("/console/rechecks")).text


async def test_every_role_reads_its_own_area_only(web: AsyncClient, staffed: House) -> None:
    receipt = (await declared(staffed)).receipt
    other = (await declared(staffed, {**FAMILY_OF_FOUR, "area_code": "993601002"})).receipt
    await change_standard(staffed, "500")
    run = await staffed.recheck_desk.begin(await _who(web, staffed, "county"))
    await staffed.recheck.read_waiting()
    for name, _ in staffed.staff.demo_credentials():
        desk = await Desk.of(web, staffed, name)
        browser = Browser(web, desk)
        own = {receipt, other} if name in ("county", "auditor", "admin") else {receipt} if name in SEES else {other}
        own = own if name != "township3" else set()
        expected = 404 if name == "township3" else 200
        page = await browser.get(f"/console/rechecks/{run.id}")
        answer = await desk.get(f"/rechecks/{run.id}")
        assert (page.status_code, answer.status_code) == (expected, expected), name
        assert set(re.findall(r"SB\d{12}", page.text)) == own, name
        if expected == 200:
            body = answer.json()
            assert {one["receipt"] for one in body["items"]} == own and body["changed"] == len(own), name
            assert sum(body["told"].values()) == len(own) and sum(one["count"] for one in body["kinds"]) == len(own)
        listed = (await desk.get("/rechecks")).json()["items"]
        assert [one["id"] for one in listed] == ([run.id] if expected == 200 else []), name
        if name not in MAY:
            refused = (403,)
            assert (await web.post("/api/v1/rechecks", headers=desk.headers)).status_code == 403, name
            assert (await browser.post("/console/rechecks", {})).status_code == 403, name
        else:
            refused = (404,)
        for action, body in (("leave_out", {"receipt": "SB000000000000", "why": "x"}), ("approve", {})):
            tried = await web.post(f"/api/v1/rechecks/999/{action}", json=body, headers=desk.headers)
            assert tried.status_code in refused, (name, action)
    for path in ("/api/v1/rechecks", f"/api/v1/rechecks/{run.id}"):
        assert (await web.get(path)).status_code == 401
    assert (await web.get("/console/rechecks")).headers["location"] == "/console/login"


async def test_as_json(web: AsyncClient, staffed: House) -> None:
    receipt = (await declared(staffed)).receipt
    await change_standard(staffed, "500")
    county, admin = [await Desk.of(web, staffed, name) for name in ("county", "admin")]
    begun = await web.post("/api/v1/rechecks", headers=county.headers)
    assert begun.status_code == 201 and begun.json()["state"] == "reading"
    path = f"/rechecks/{begun.json()['id']}"
    await staffed.recheck.read_waiting()
    body = (await county.get(path)).json()
    (item,) = body["items"]
    assert (body["state"], body["changed"], body["to_tell"], body["may_approve"]) == ("ready", 1, 1, False)
    assert (item["before"]["category"], item["after"]["category"]) == ("dibao", "dibao_margin")
    assert item["rule"] == "dibao.income" and item["citation"]["article"] == "二（一）1"
    before, after = item["condition"]["before"], item["condition"]["after"]
    assert (before["figure"], before["threshold"], after["threshold"]) == ("525.00", "715.00", "500.00")
    for bad in ({}, {"receipt": 1}, {"receipt": receipt, "out": "no"}, {"receipt": receipt, "why": ""}):
        answer = await web.post(f"/api/v1{path}/leave_out", json=bad, headers=county.headers)
        assert answer.status_code == 422, bad
    for query in ("page=0", "page=x", "to_call=2"):
        assert (await county.get(f"{path}?{query}")).status_code == 422
    assert (await county.get("/rechecks/x")).status_code == 404
    assert (await web.post(f"/api/v1{path}/approve", headers=admin.headers)).json()["state"] == "approved"


async def _who(web: AsyncClient, house: House, name: str) -> StaffMember:
    return await house.staff.who((await Desk.of(web, house, name)).token)


async def test_the_sums_are_shown_to_those_who_may_read_the_check(web: AsyncClient, staffed: House) -> None:
    await declared(staffed)
    await change_standard(staffed, "500")
    run = await staffed.recheck_desk.begin(await _who(web, staffed, "county"))
    await staffed.recheck.read_waiting()
    for name, reads in (("county", True), ("township", True), ("auditor", True), ("village", False), ("admin", False)):
        desk = await Desk.of(web, staffed, name)
        page = await Browser(web, desk).get(f"/console/rechecks/{run.id}")
        assert ("÷ 4 ÷ 12" in page.text) == reads and "二（一）1" in page.text, name
        (item,) = (await desk.get(f"/rechecks/{run.id}")).json()["items"]
        assert (item["condition"]["after"] is not None) == reads, name


async def test_the_check_of_a_past_day_is_made_again(web: AsyncClient, staffed: House) -> None:
    receipt = (await declared(staffed, with_gaps())).receipt
    await change_standard(staffed, "500")
    for name, status in (("township", 200), ("auditor", 200), ("village", 403), ("township2", 404)):
        answer = await (await Desk.of(web, staffed, name)).get(f"/declarations/{receipt}/check")
        assert answer.status_code == status, name
    (one,) = (await (await Desk.of(web, staffed, "county")).get(f"/declarations/{receipt}/check")).json()["versions"]
    assert one["same"] and one["figures"].endswith("#1") and one["pack"] == one["rules"]
    assert one["again"]["verdicts"] == one["kept"]["verdicts"] and one["again"]["category"] == one["kept"]["category"]
