"""The overview over HTTP: within one's area, as JSON and as a page whose drawings stand beside their tables."""

import pytest
from httpx import AsyncClient

from api.bootstrap import House
from tests.api.test_staff import Desk
from tests.fakes.households import FAMILY_OF_FOUR
from tests.services.review.desks import declared


@pytest.fixture
async def staffed(sqlite_house: House) -> House:
    """A house with the demo's staff."""
    await sqlite_house.staff.make_demo_staff()
    return sqlite_house


async def test_each_sees_the_numbers_of_their_own_area(web: AsyncClient, staffed: House) -> None:
    for area, times in (("993601001", 3), ("993601002", 2), ("993701001", 1)):
        for _ in range(times):
            await declared(staffed, {**FAMILY_OF_FOUR, "area_code": area})
    sees = {"township": 3, "township2": 2, "township3": 1, "county": 5, "auditor": 5, "admin": 5}
    for name, n in sees.items():
        desk = await Desk.of(web, staffed, name)
        found = (await desk.get("/overview")).json()
        assert (found["waiting"], found["filed"], found["channels"]) == (n, n, {"web": n}), name
        elsewhere = "993701001" if name != "township3" else "993601001"
        cookie = {"Cookie": f"shenbao_staff={desk.token}"}
        assert (await desk.get(f"/overview?area={elsewhere}")).status_code == 404
        assert (await web.get(f"/console/overview?area={elsewhere}", headers=cookie)).status_code == 404
        page = await web.get("/console/overview?months=12", headers=cookie)
        assert page.status_code == 200 and f'<dd class="number">{n}</dd>' in page.text
    assert (await web.get("/api/v1/overview")).status_code == 401
    assert (await (await Desk.of(web, staffed, "village")).get("/overview")).status_code == 403
    assert (await desk.get("/overview?months=2")).json()["faults"][0]["key"] == "months"


async def test_every_drawing_has_its_table_and_small_numbers_are_words(web: AsyncClient, staffed: House) -> None:
    await declared(staffed)
    desk = await Desk.of(web, staffed, "township")
    page = (await web.get("/console/overview", headers={"Cookie": f"shenbao_staff={desk.token}"})).text
    assert page.count('<svg class="chart"') == 3 and page.count("<table") == 3
    assert "少于 3" in page
    found = (await desk.get("/overview")).json()
    assert [list(row["outcomes"].values()) for row in found["found"]] == [[None]] and found["fewer_than"] == 3
