"""Many cases at once from the queue, given to somebody or told the same; and notes for colleagues on one."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.services.review.handling import ASSIGN, MESSAGE
from api.services.review.within import not_found
from api.web.bodies import KIB, read_form
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.parts import house_of
from api.web.staffed import AskingStaff, require_csrf

router = APIRouter(route_class=ConsoleRoute)
_MOST_BYTES = 64 * KIB


@router.post("/console/bulk")
async def bulk(request: Request, asking: AskingStaff) -> Response:
    """Do it to each, then say what came of each: who was told by which channel, and whom to call."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    handling, receipts, id = house_of(request).handling, form.all("receipt"), form.first("id") or ""
    note, what = form.first("note") or "", form.first("do") or ""
    if what == MESSAGE:
        results = await handling.message(asking.staff, receipts, note, id)
    elif what == ASSIGN:
        results = await handling.assign(asking.staff, receipts, form.first("to") or "", id)
    else:
        raise not_found()
    return await staff_page(request, asking, "bulk.html", what=what, results=results, note=note)


@router.post("/console/d/{receipt}/notes")
async def note(request: Request, asking: AskingStaff, receipt: str) -> Response:
    """Write down something for colleagues, and back to the page."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    await house_of(request).handling.note(asking.staff, receipt, form.first("note") or "", form.first("id") or "")
    return RedirectResponse(f"/console/d/{receipt}#notes", 303)
