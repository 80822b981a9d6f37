"""Two filed versions of a declaration compared: the form with what was before in place, and the changes as a list."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.services.review.marks import marks_of, to_look_at
from api.services.review.official import official
from api.services.staffing.permissions import may
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.console.papers import papers_of
from api.web.console.queue import listing_of
from api.web.console.sheets import Tried
from api.web.parts import house_of
from api.web.staffed import AskingStaff

router = APIRouter(route_class=ConsoleRoute)
_MOST_DIGITS = 6


@router.get("/console/d/{receipt}/versions")
async def versions_page(request: Request, asking: AskingStaff, receipt: str) -> Response:
    """Any two versions; the newest two where none are chosen."""
    review = house_of(request).review
    last = _number(request, "to")
    if last is None:
        last = (await review.open(asking.staff, receipt)).version
    first = _number(request, "from")
    found = await review.compare(asking.staff, receipt, first if first is not None else max(last - 1, 1), last)
    blocks = official(found.view.parts, found.view.answers)
    marks = marks_of(found.view)
    return await staff_page(
        request, asking, "versions.html", may_papers=may(asking.staff, "papers"),
        found=found, view=found.view, blocks=blocks, found_marks=marks, to_look_at=to_look_at,
        block_marks=dict.fromkeys((block.key for block in blocks), 0), befores=found.before,
        papers=papers_of(found.view), more_papers=None, tried=Tried(), listing=await listing_of(request, asking),
    )  # fmt: skip


def _number(request: Request, name: str) -> int | None:
    text = request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None
