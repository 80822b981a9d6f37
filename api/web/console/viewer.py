"""The papers of a declaration, seen one by one and large; every look is written down.

What is shown was made anew here, is sent as a picture with nosniff, and may do nothing even if opened by itself.
The kept file is only to be saved (`declaration.paper`).
"""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.errors import NotFound
from api.services.review.pages import pages_of
from api.services.review.views import PaperFile
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.console.papers import Paper, papers_of
from api.web.console.pictures import picture
from api.web.console.queue import listing_of
from api.web.parts import house_of
from api.web.staffed import AskingStaff
from conversations.messages import say

router = APIRouter(route_class=ConsoleRoute)
_TURNS = 4


@dataclass(frozen=True, slots=True)
class Step:
    """Where an arrow leads: a kept photo and the page in it."""

    id: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """The photo that is shown. `page` of `pages` counts the pages within one PDF; `turn`: quarters clockwise."""

    paper: Paper
    number: int
    id: str
    page: int
    pages: int
    turn: int


@router.get("/console/d/{receipt}/papers/{paper}/view")
async def viewer_page(request: Request, asking: AskingStaff, receipt: str, paper: str) -> Response:
    """A page that shows the photo large, the others beside it."""
    review = house_of(request).review
    # The paper first: who may not have it is told so before anything is shown.
    found = pages_of(await review.paper(asking.staff, receipt, paper))
    view = await review.open(asking.staff, receipt)
    papers = papers_of(view)
    shown = _shown(papers, paper, len(found), request)
    before, after = _around(papers, shown)
    return await staff_page(
        request, asking, "viewer.html",
        view=view, listing=await listing_of(request, asking), papers=papers, now=shown, before=before, after=after,
        quarters=_TURNS,
    )  # fmt: skip


@router.get("/console/d/{receipt}/papers/{paper}/image")
async def image(request: Request, asking: AskingStaff, receipt: str, paper: str) -> Response:
    """One page as a picture. NotFound for a page there is not."""
    found = pages_of(await house_of(request).review.paper(asking.staff, receipt, paper))
    page = _number(request, "page", 1)
    if not 1 <= page <= len(found):
        raise _no_picture()
    mime, content = found[page - 1]
    return picture(content, mime)


@router.get("/console/d/{receipt}/papers/{paper}/thumbnail")
async def thumbnail(request: Request, asking: AskingStaff, receipt: str, paper: str) -> Response:
    """The small picture of a paper; noted like the large one, for names can be read on it."""
    found: PaperFile = await house_of(request).review.paper(asking.staff, receipt, paper)
    if found.thumbnail is None:
        raise _no_picture()
    return picture(found.thumbnail, "image/jpeg")


@router.get("/console/d/{receipt}/photos/{photo}")
async def visit_photo(request: Request, asking: AskingStaff, receipt: str, photo: str) -> Response:
    """A photo of a visit as a picture; the look is written down."""
    found = pages_of(await house_of(request).visiting.photo(asking.staff, receipt, photo))
    if not found:
        raise _no_picture()
    mime, content = found[0]
    return picture(content, mime)


def _shown(papers: tuple[Paper, ...], paper_id: str, pages: int, request: Request) -> Shown:
    page = min(max(_number(request, "page", 1), 1), max(pages, 1))
    turn = _number(request, "turn", 0) % _TURNS
    for paper in papers:
        for one in paper.pages:
            if one.id == paper_id:
                return Shown(paper, one.number, paper_id, page, pages, turn)
    # A paper of an earlier version: it can be looked at, and stands by itself.
    alone = Paper("", say("以前交的材料"), None, "", (), (), None)
    return Shown(alone, 1, paper_id, page, pages, turn)


def _around(papers: tuple[Paper, ...], shown: Shown) -> tuple[Step | None, Step | None]:
    """Where the arrows lead: to the pages of a PDF, then to the next paper."""
    order = [one.id for paper in papers for one in paper.pages]
    at = order.index(shown.id) if shown.id in order else None
    before = Step(order[at - 1]) if at else None
    after = Step(order[at + 1]) if at is not None and at + 1 < len(order) else None
    if shown.page > 1:
        before = Step(shown.id, shown.page - 1)
    if shown.page < shown.pages:
        after = Step(shown.id, shown.page + 1)
    return before, after


def _number(request: Request, name: str, otherwise: int) -> int:
    text = request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else otherwise


def _no_picture() -> NotFound:
    return NotFound("paper", say("这一页显示不了，请下载后再看。"))
