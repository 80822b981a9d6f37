"""Local figures over HTTP: the county enters, another approves, the check changes; nobody reads another county's."""

import re

import pytest
from httpx import AsyncClient, Response

from api.bootstrap import House
from tests.api.test_staff import Desk

SCREEN = {"area_code": "993601001", "settlement": "rural", "on": "2026-08-01", "household": {"members": []}}
ENTRY = {
    "area": "993601", "settlement": "rural", "name": "dibao_monthly", "value": "760", "since": "2026-07-01",
    "source": "示例民字〔2026〕1号", "until": "", "note": "",
}  # fmt: skip


@pytest.fixture
async def staffed(sqlite_house: House) -> House:
    """A house with the demo's staff."""
    await sqlite_house.staff.make_demo_staff()
    return sqlite_house


class Browser:
    """Somebody of the staff at the console."""

    def __init__(self, web: AsyncClient, desk: Desk) -> None:
        self.web = web
        self.headers = {"Cookie": f"shenbao_staff={desk.token}"}

    async def get(self, path: str) -> Response:
        return await self.web.get(path, headers=self.headers)

    async def post(self, path: str, fields: dict[str, str]) -> Response:
        page = await self.get("/console/figures")
        found = re.search(r'name="csrf" value="([^"]+)"', page.text)
        assert found is not None
        return await self.web.post(path, data={**fields, "csrf": found.group(1)}, headers=self.headers)


async def version(web: AsyncClient) -> str:
    return str((await web.post("/api/v1/screenings", json=SCREEN)).json()["figures"])


async def test_entered_by_the_county_approved_by_the_administrator(web: AsyncClient, staffed: House) -> None:
    county = Browser(web, await Desk.of(web, staffed, "county"))
    admin = Browser(web, await Desk.of(web, staffed, "admin"))
    before = await version(web)
    refused = await county.post("/console/figures/new", {**ENTRY, "value": "76O"})
    assert refused.status_code == 422 and 'value="76O"' in refused.text and ENTRY["source"] in refused.text
    assert (await county.post("/console/figures/new", ENTRY)).status_code == 303
    page = await county.get("/console/figures")
    number = re.search(r"/console/figures/(\d+)/decide", page.text)
    assert number is not None and 'value="approve"' not in page.text
    decide = f"/console/figures/{number.group(1)}/decide"
    assert (await county.post(decide, {"decision": "approve"})).status_code == 403
    assert await version(web) == before
    assert (await admin.post(decide, {"decision": "approve"})).status_code == 303
    assert await version(web) == before.replace("#1", "#2")
    history = await admin.get("/console/figures/history?area=993601&name=dibao_monthly")
    assert "760" in history.text and "715" in history.text
    pinned = await county.get(f"/console/figures?version={before.replace('#', '%23')}")
    assert "715" in pinned.text and "760" not in pinned.text


async def test_each_role_reads_its_own_areas_and_only_the_county_enters(web: AsyncClient, staffed: House) -> None:
    own = {"township3": "993701"}
    for name, _ in staffed.staff.demo_credentials():
        desk = await Desk.of(web, staffed, name)
        browser = Browser(web, desk)
        for county in ("993601", "993701", "990001"):
            expected = 200 if county == own.get(name, "993601") else 404
            query = f"area={county}&name=houses_max"
            for path in (
                f"/figures?{query}", f"/figures/history?{query}", f"/figures/changes?county={county}",
                f"/figures?version={county}/rural@2026-01-01%231",
            ):  # fmt: skip
                assert (await desk.get(path)).status_code == expected, (name, path)
            for path in (
                f"/console/figures?{query}",
                f"/console/figures/history?{query}",
                f"/console/figures/new?{query}",
            ):
                assert (await browser.get(path)).status_code == expected, (name, path)
        if name not in ("county", "township3"):
            assert (await browser.post("/console/figures/new", ENTRY)).status_code == 403
        assert (await browser.post("/console/figures/999/decide", {"decision": "approve"})).status_code in (403, 404)
    assert (await web.get("/api/v1/figures?area=993601")).status_code == 401
    assert (await web.get("/console/figures")).headers["location"] == "/console/login"


async def test_figures_as_json(web: AsyncClient, staffed: House) -> None:
    desk = await Desk.of(web, staffed, "township")
    found = (await desk.get("/figures?area=993601001&settlement=rural&on=2026-08-01")).json()
    assert found["version"] == "993601001/rural@2026-08-01#1"
    by_name = {one["name"]: one for one in found["figures"]}
    assert (by_name["dibao_monthly"]["value"], by_name["dibao_monthly"]["unit"]) == ("715", "yuan_per_head_month")
    assert by_name["financial_assets_per_head.tekun"]["value"] == "17160"
    for query in ("settlement=town", "on=yesterday", "area=993601001&on=2026-13-01"):
        assert (await desk.get(f"/figures?area=993601001&{query}")).status_code == 422
    assert (await desk.get("/figures/changes?county=993601&after=-1")).status_code == 422
