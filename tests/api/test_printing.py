"""Paper over HTTP: the contract's form.pdf, the console's prints, a resident's own."""

import io
import re
import zipfile

import pytest
from httpx import AsyncClient

from api.bootstrap import House
from tests.api.test_staff import SEES, Desk
from tests.fakes.chatting import Chat
from tests.fakes.households import FAMILY_OF_FOUR
from tests.services.printing.sheets import text_of
from tests.services.printing.workbooks import read_workbook
from tests.services.review.desks import declared

WHO_PRINTS = {"township", "township2", "township3", "county"}


@pytest.fixture
async def staffed(sqlite_house: House) -> House:
    """A house with the demo's staff."""
    await sqlite_house.staff.make_demo_staff()
    return sqlite_house


async def test_the_form_is_a_pdf_for_staff_of_the_area_and_for_nobody_else(web: AsyncClient, staffed: House) -> None:
    receipts = {area: (await declared(staffed, {**FAMILY_OF_FOUR, "area_code": area})).receipt for area in SEES}
    for name, _ in staffed.staff.demo_credentials():
        desk = await Desk.of(web, staffed, name)
        for area, receipt in receipts.items():
            answer = await desk.get(f"/declarations/{receipt}/form.pdf")
            cookie = {"Cookie": f"shenbao_staff={desk.token}"}
            page = await web.get(f"/console/d/{receipt}/print/form.pdf", headers=cookie)
            if name not in SEES[area]:
                assert (answer.status_code, page.status_code) == (404, 404)
            elif name in WHO_PRINTS:
                assert answer.headers["content-type"] == "application/pdf" and answer.content == page.content
                assert answer.headers["cache-control"] == "private, no-store"
                assert receipt in text_of(answer.content) and "周示例" in text_of(answer.content)
            else:
                assert (answer.status_code, page.status_code) == (403, 403)
    assert (await web.get(f"/api/v1/declarations/{receipts['993601001']}/form.pdf")).status_code == 401


async def test_the_page_of_a_declaration_leads_to_its_form(web: AsyncClient, staffed: House) -> None:
    receipt = (await declared(staffed)).receipt
    desk = await Desk.of(web, staffed, "township")
    cookie = {"Cookie": f"shenbao_staff={desk.token}"}
    page = await web.get(f"/console/d/{receipt}", headers=cookie)
    assert f'href="/console/d/{receipt}/print/form.pdf"' in page.text
    timeline = (await desk.get(f"/declarations/{receipt}")).json()["timeline"]
    assert "print" not in [event["action"] for event in timeline], "nothing was printed by looking"


async def test_a_sheet_that_does_not_exist_is_not_found(web: AsyncClient, staffed: House) -> None:
    receipt = (await declared(staffed)).receipt
    desk = await Desk.of(web, staffed, "township")
    for name in ("nonsense", "..%2fform", "common"):
        assert (await desk.get(f"/declarations/{receipt}/sheets/{name}.pdf")).status_code == 404


async def test_a_resident_has_their_own_sheets_and_nobody_elses(web: AsyncClient, sqlite_house: House) -> None:
    chat, other = await Chat.begin(web), await declared(sqlite_house)
    await chat.declare(FAMILY_OF_FOUR)
    page = await web.get("/mine", headers=chat.headers)
    found = re.search(r'href="(/mine/prints/(SB\d+)/form\.pdf)"', page.text)
    assert found is not None
    own = await web.get(found[1], headers=chat.headers)
    assert own.headers["content-type"] == "application/pdf" and "周示例" in text_of(own.content)
    for path in (f"/mine/prints/{other.receipt}/form.pdf", f"/mine/prints/{found[2]}/visit.pdf"):
        assert (await web.get(path, headers=chat.headers)).status_code == 404
    with zipfile.ZipFile(io.BytesIO((await web.get("/mine.zip", headers=chat.headers)).content)) as archive:
        assert archive.read(f"forms/{found[2]}.pdf") == own.content
        assert f'href="forms/{found[2]}.pdf"' in archive.read("index.html").decode()


async def test_the_roster_is_a_workbook_of_ones_own_area(web: AsyncClient, staffed: House) -> None:
    receipts = {area: (await declared(staffed, {**FAMILY_OF_FOUR, "area_code": area})).receipt for area in SEES}
    for name, _ in staffed.staff.demo_credentials():
        desk = await Desk.of(web, staffed, name)
        answer = await desk.get("/declarations.xlsx?month=2026-11")
        if name not in WHO_PRINTS:
            assert answer.status_code == 403
            continue
        rows = read_workbook(answer.content)["花名册"]
        own = {receipts[area] for area, seen_by in SEES.items() if name in seen_by}
        assert {row[0].value for row in rows[1:]} == own
    assert (await desk.get("/declarations.xlsx?month=nonsense")).status_code == 422
    assert (await desk.get(f"/exports/{'0' * 32}")).status_code == 404
    assert (await web.get("/api/v1/declarations.xlsx")).status_code == 401


async def test_the_page_of_rosters_gives_a_workbook(web: AsyncClient, staffed: House) -> None:
    await declared(staffed)
    desk = await Desk.of(web, staffed, "township")
    cookie = {"Cookie": f"shenbao_staff={desk.token}"}
    page = await web.get("/console/exports", headers=cookie)
    assert page.status_code == 200 and "示例江县东镇" in page.text and "示例江县西镇" not in page.text
    csrf = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert csrf is not None
    sent = {"csrf": csrf[1], "month": "", "area": "", "status": "", "category": ""}
    made = await web.post("/console/exports", data=sent, headers=cookie)
    assert len(read_workbook(made.content)["花名册"]) == 2
    wrong = await web.post("/console/exports", data={**sent, "month": "x"}, headers=cookie)
    assert wrong.status_code == 422 and "请写月份" in wrong.text
    assert (await web.post("/console/exports", data={**sent, "csrf": "x"}, headers=cookie)).status_code == 403
    auditor = await Desk.of(web, staffed, "auditor")
    refused = await web.get("/console/exports", headers={"Cookie": f"shenbao_staff={auditor.token}"})
    assert refused.status_code == 403
