"""Papers at the desk: seen large as what was made anew, turned, walked through, and each look written down."""

import io
import re

import pytest
from httpx import AsyncClient
from PIL import Image

from api.bootstrap import House
from api.services.review.pages import pages_of
from api.services.review.views import PaperFile
from conversations.inputs import File
from tests.api.test_files import pdf, picture
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import Resident
from tests.services.review.desks import TOWNSHIP

HTML = {"accept": "text/html"}
FAMILY = {
    **FAMILY_OF_FOUR, "documents.0.kind": "diagnosis", "documents.0.member": "1", "documents.1.kind": "medical_bill",
    "documents.1.member": "1",
}  # fmt: skip


@pytest.fixture
async def desk(web: AsyncClient, sqlite_house: House) -> AsyncClient:
    """A browser in which an officer of the township is logged in."""
    await sqlite_house.staff.add("officer", "示例人员", "township", "993601001", "long enough")
    await web.post("/console/login", data={"username": "officer", "password": "long enough"}, headers=HTML)
    return web


@pytest.fixture
async def receipt(sqlite_house: House) -> str:
    """A family that sent a photo and a PDF of two pages."""
    resident = await Resident.arrive(sqlite_house)
    for key, content in (("documents.0.file", picture(size=(800, 600))), ("documents.1.file", pdf(pages=2))):
        await resident.declare(FAMILY, until=key)
        kept = await sqlite_house.papers.keep_upload(resident.conversation_id, content, key)
        await resident.send(File(kept.paper, kept.mime))
    await resident.declare(FAMILY)
    return resident.receipt


async def links(desk: AsyncClient, receipt: str) -> list[str]:
    """The papers on the declaration's page, in order."""
    page = await desk.get(f"/console/d/{receipt}", headers=HTML)
    return re.findall(rf'href="(/console/d/{receipt}/papers/\w+)/view', page.text)


async def test_the_page_names_the_papers_and_shows_none_of_them(desk: AsyncClient, receipt: str) -> None:
    page = (await desk.get(f"/console/d/{receipt}", headers=HTML)).text
    assert "诊断书、病历 · 李**" in page and "医药费单子" in page
    assert "<img" not in page


async def test_a_paper_is_shown_large_with_the_others_beside_it(
    desk: AsyncClient, receipt: str, sqlite_house: House
) -> None:
    first, second = await links(desk, receipt)
    page = await desk.get(f"{first}/view", headers=HTML)
    assert f'src="{first}/image?page=1"' in page.text and f'src="{second}/thumbnail"' in page.text
    assert (
        'rel="next"' in page.text and 'rel="prev"' not in page.text and f"/console/d/{receipt}#members.1" in page.text
    )
    turned = await desk.get(f"{first}/view?turn=5", headers=HTML)
    assert 'class="photo turn-1"' in turned.text
    paged = (await desk.get(f"{second}/view?page=2", headers=HTML)).text
    assert "第 2 页，共 2 页" in paged and f"{second}/view?page=1" in paged
    noted = [(one.action, one.actor) for one in (await sqlite_house.review.open(TOWNSHIP, receipt)).read_by]
    assert ("paper", "officer") in noted


async def test_a_picture_is_sent_so_that_it_can_do_nothing(desk: AsyncClient, receipt: str) -> None:
    for paper in await links(desk, receipt):
        for path in (f"{paper}/image", f"{paper}/thumbnail"):
            answer = await desk.get(path)
            assert answer.headers["content-type"] == "image/jpeg"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
            assert answer.headers["cache-control"] == "private, no-store"
            Image.open(io.BytesIO(answer.content)).load()
        kept = await desk.get(paper)
        assert kept.headers["content-disposition"].startswith("attachment")
    assert (await desk.get(f"{paper}/image?page=3", headers=HTML)).status_code == 404


async def test_somebody_of_another_township_sees_no_page_and_no_picture(
    web: AsyncClient, receipt: str, sqlite_house: House, desk: AsyncClient
) -> None:
    first, _ = await links(desk, receipt)
    await sqlite_house.staff.add("other", "示例人员", "township", "993601002", "long enough")
    await web.post("/console/login", data={"username": "other", "password": "long enough"}, headers=HTML)
    for path in ("view", "image", "thumbnail"):
        assert (await web.get(f"{first}/{path}", headers=HTML)).status_code == 404


async def test_the_village_is_told_who_looks_at_papers_and_at_the_check(
    web: AsyncClient, receipt: str, sqlite_house: House
) -> None:
    await sqlite_house.staff.add("village", "示例协理", "village", "993601001", "long enough")
    await web.post("/console/login", data={"username": "village", "password": "long enough"}, headers=HTML)
    page = (await web.get(f"/console/d/{receipt}", headers=HTML)).text
    assert "材料由乡镇、县里的经办人员来看" in page and "初步核对由乡镇、县里的经办人员来看" in page
    assert "诊断书" not in page and "/view" not in page and 'id="sheet-record_visit"' in page
    assert (await web.get(f"/console/d/{receipt}/versions", headers=HTML)).status_code == 200


def test_what_is_neither_photo_nor_pdf_of_ours_has_no_pages() -> None:
    assert pages_of(PaperFile("application/pdf", b"%PDF-1.4 /Filter /DCTDecode /Length 9 >>stream\nnot a jpg")) == ()
    assert pages_of(PaperFile("text/html", b"<script>")) == ()
