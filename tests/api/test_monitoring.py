"""Monitoring over HTTP: every route within one's area only, lists brought and confirmed, what is refused and why."""

import pytest
from httpx import AsyncClient, Response

from api.bootstrap import House
from tests.api.test_staff import Desk
from tests.fakes.households import FAMILY_OF_FOUR
from tests.services.monitoring.families import POORER, reported
from tests.services.review.desks import declared

SEES = {
    "993601001": {"township", "village", "county", "auditor", "admin"},
    "993601002": {"township2", "county", "auditor", "admin"},
    "993701001": {"township3"},
}
ACTS = {"township", "township2", "township3", "county"}
SON = str(FAMILY_OF_FOUR["members.2.id_number"])
HEADING = "姓名,身份证号,残疾类别,残疾等级,发证日期"


@pytest.fixture
async def staffed(sqlite_house: House) -> House:
    """A house with the demo's staff."""
    await sqlite_house.staff.make_demo_staff()
    return sqlite_house


async def brought(desk: Desk, text: str, **others: str) -> Response:
    """A list of disabled persons, as a CSV file."""
    fields = {"kind": "disability", "department": "示例县残联", "as_of": "2026-11-20", **others}
    files = {"file": ("list.csv", text.encode(), "text/csv")}
    return await desk.web.post("/api/v1/monitoring/imports", data=fields, files=files, headers=desk.headers)


async def posted(desk: Desk, path: str, **body: object) -> Response:
    return await desk.web.post(f"/api/v1/monitoring{path}", json=body, headers=desk.headers)


async def test_no_route_reads_or_acts_across_an_area(web: AsyncClient, staffed: House) -> None:
    cases: dict[str, int] = {}
    desks = {name: await Desk.of(web, staffed, name) for name, _ in staffed.staff.demo_credentials()}
    for area in SEES:
        await reported(await declared(staffed, {**FAMILY_OF_FOUR, "area_code": area}), "income", POORER)
    await staffed.monitoring.watching.look()
    for area, seen_by in SEES.items():
        owner = desks[next(name for name in sorted(seen_by) if name.startswith("township"))]
        (item,) = (await owner.get("/monitoring")).json()["items"]
        cases[area] = item["id"]
    for name, desk in desks.items():
        own = {cases[area] for area, seen_by in SEES.items() if name in seen_by}
        for query in ("", "?area=993701001", "?area=99", "?state=open&handling=start", "?source=resident"):
            listed = (await desk.get(f"/monitoring{query}")).json()
            assert {one["id"] for one in listed["items"]} <= own and listed["total"] <= len(own)
        assert (await desk.get("/monitoring")).json()["total"] == len(own)
        cookie = {"Cookie": f"shenbao_staff={desk.token}"}
        for case in cases.values():
            expected = 200 if case in own else 404
            assert (await desk.get(f"/monitoring/{case}")).status_code == expected
            assert (await web.get(f"/console/monitoring/{case}", headers=cookie)).status_code == expected
            acted = 404 if case not in own and name in ACTS else 403 if name not in ACTS else 422
            assert (await posted(desk, f"/{case}/close", id="x", closing="none")).status_code == acted
            assert (await posted(desk, f"/{case}/sort", handling="none", note="x")).status_code in (acted, 422)
        assert (await brought(desk, f"{HEADING}\n周小样,{SON},智力,二级,\n")).status_code == (
            201 if name in ACTS else 403
        )
    # A neighbour's list is matched with the neighbour's families only, and confirmed by nobody else.
    theirs = (await brought(desks["township3"], f"{HEADING}\n周小样,{SON},智力,一级,\n")).json()
    assert [hit["receipt"] for hit in theirs["hits"]] != [] and theirs["matched"] == 1
    assert (await posted(desks["township"], f"/imports/{theirs['id']}/confirm")).status_code == 404
    assert (await posted(desks["county"], f"/imports/{theirs['id']}/drop")).status_code == 404
    for path in ("", "/1", "/lines", "/kinds", "/imports"):
        assert (await web.get(f"/api/v1/monitoring{path}")).status_code == 401


async def test_a_list_takes_effect_when_it_is_confirmed_and_only_once(web: AsyncClient, staffed: House) -> None:
    resident = await declared(staffed)
    desk = await Desk.of(web, staffed, "township")
    text = (
        f"{HEADING}\n周小样,{SON},智力,一级,2026-10-08\n不在这里,110101199003070097,肢体,二级,\n错的,123,肢体,二级,\n"
    )
    shown = (await brought(desk, text)).json()
    assert (shown["rows"], shown["bad"], shown["matched"], shown["fresh"]) == (3, 1, 1, 1)
    assert [one["line"] for one in shown["bad_rows"]] == [4]
    assert (await desk.get("/monitoring")).json()["total"] == 0
    taken = (await posted(desk, f"/imports/{shown['id']}/confirm")).json()
    assert (taken["state"], taken["fresh"], taken["by"]) == ("taken", 1, "township")
    (item,) = (await desk.get("/monitoring")).json()["items"]
    assert (item["receipt"], item["source"], item["signal"]) == (resident.receipt, "list", "listed")
    case = (await desk.get(f"/monitoring/{item['id']}")).json()
    assert case["list"]["facts"] == {"category": "智力", "grade": "一级", "since": "2026-10-08"}
    assert "家里第 3 个人" in case["found_words"][0]
    again = (await brought(desk, text)).json()
    assert (again["matched"], again["fresh"], again["hits"][0]["known"]) == (1, 0, True)
    assert (await posted(desk, f"/imports/{again['id']}/confirm")).json()["fresh"] == 0
    assert (await posted(desk, f"/imports/{again['id']}/confirm")).status_code == 409
    assert (await desk.get("/monitoring")).json()["total"] == 1
    assert [one["fresh"] for one in (await desk.get("/monitoring/imports")).json()["items"]] == [0, 1]


async def test_what_cannot_be_asked_for_is_named(web: AsyncClient, staffed: House) -> None:
    desk = await Desk.of(web, staffed, "township")
    for query in ("state=x", "handling=x", "source=x", "signal=x", "area=x", "page=0", "page=x"):
        refused = await desk.get(f"/monitoring?{query}")
        assert (refused.status_code, refused.json()["faults"][0]["key"]) == (422, query.partition("=")[0])
    for field, value in (("kind", "x"), ("department", ""), ("as_of", "2026-13-01"), ("as_of", "2027-01-01")):
        refused = await brought(desk, f"{HEADING}\n", **{field: value})
        assert (refused.status_code, refused.json()["faults"][0]["key"]) == (422, field)
    assert (await brought(desk, "没有列名\n1\n")).json()["faults"][0]["key"] == "file"
    assert (await desk.get("/monitoring/999999999")).status_code == 404
    assert (await desk.get("/monitoring/x")).status_code == 404
    lines = (await desk.get("/monitoring/lines")).json()
    assert {one["name"]: one["value"] for one in lines["lines"]}["medical_own_paid"] == "20000"
    assert (await desk.get("/monitoring/lines?area=993701")).status_code == 404
