"""Monitoring on the console: the work list by the four kinds of handling, one case, the published lines."""

import secrets
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import BadInput, Conflict, Fault, ServiceError
from api.services.monitoring.desk import Close, WorkFilter
from api.services.monitoring.sorting import HANDLINGS
from api.services.monitoring.words import (
    DEPARTMENTS,
    HANDLING_ABOUT,
    LINES,
    SIGNALS,
    SOURCES,
    closing_words,
)
from api.services.monitoring.words import (
    HANDLINGS as HANDLING_WORDS,
)
from api.web.bodies import KIB, read_form
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.parts import house_of
from api.web.staffed import Asking, AskingStaff, require_csrf
from api.web.v1.monitoring import reached
from conversations.messages import say

router = APIRouter(route_class=ConsoleRoute)
_MOST_BYTES = 16 * KIB
_DONE = {
    "closed": say("处理结果已记下。"),
    "sorted": say("已经换了一种办法，期限也跟着变了。"),
}


@dataclass(frozen=True, slots=True)
class Tried:
    """What was sent and could not be taken, so that nothing typed is lost."""

    form: str = ""
    closing: str = ""
    note: str = ""
    department: str = ""
    handling: str = ""
    tell: bool = False
    faults: tuple[Fault, ...] = ()


@router.get("/console/monitoring")
async def work_list(request: Request, asking: AskingStaff) -> Response:
    """What was found in one's area, due first."""
    query = request.query_params
    wanted = WorkFilter(
        query.get("state", "") or "open", query.get("handling", ""), query.get("source", ""), query.get("signal", ""),
        query.get("area", ""), query.get("overdue", "") == "1",
    )  # fmt: skip
    number = query.get("page", "1")
    page = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1
    found = await house_of(request).monitoring.desk.work_list(asking.staff, wanted, max(1, page))
    return await _page(
        request, asking, "monitoring.html", found=found, wanted=wanted, done=_DONE.get(query.get("done", "")),
        link=lambda **changes: _link(wanted, **changes), about=HANDLING_ABOUT,
    )  # fmt: skip


@router.get("/console/monitoring/lines")
async def lines_page(request: Request, asking: AskingStaff) -> Response:
    """From which lines a change counts as a signal, in one's area today, and where each line comes from."""
    house = house_of(request)
    area, lines = await house.monitoring.lines.in_force(asking.staff, request.query_params.get("area", ""))
    return await _page(
        request, asking, "monitoring_lines.html", area=house.figures.named(area), lines=lines.by_name.values(),
        named=house.figures.named, line_words=LINES,
    )  # fmt: skip


@router.get("/console/monitoring/{number}")
async def case_page(request: Request, asking: AskingStaff, number: str) -> Response:
    """One case: what was found, and what can be done about it."""
    return await _case(request, asking, reached(number), Tried())


@router.post("/console/monitoring/{number}/close")
async def close(request: Request, asking: AskingStaff, number: str) -> Response:
    """Say what was done; the form again, with what would do, when it is refused."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    tried = Tried(
        "close", form.first("closing") or "", (form.first("note") or "").replace("\r\n", "\n"),
        form.first("department") or "", tell=form.first("tell") == "1",
    )  # fmt: skip
    asked = Close(form.first("id") or "", tried.closing, tried.note, tried.department, tried.tell)
    try:
        await house_of(request).monitoring.desk.close(asking.staff, reached(number), asked)
    except ServiceError as error:
        return await _again(request, asking, number, tried, error)
    return RedirectResponse("/console/monitoring?done=closed", 303)


@router.post("/console/monitoring/{number}/sort")
async def sort(request: Request, asking: AskingStaff, number: str) -> Response:
    """Handle it another way."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    tried = Tried("sort", note=form.first("why") or "", handling=form.first("handling") or "")
    try:
        await house_of(request).monitoring.desk.sort(asking.staff, reached(number), tried.handling, tried.note)
    except ServiceError as error:
        return await _again(request, asking, number, tried, error)
    return RedirectResponse(f"/console/monitoring/{reached(number)}?done=sorted", 303)


async def _again(request: Request, asking: Asking, number: str, tried: Tried, error: ServiceError) -> Response:
    if error.status not in (BadInput.status, Conflict.status):
        raise error
    return await _case(request, asking, reached(number), replace(tried, faults=error.faults), status=error.status)


async def _case(request: Request, asking: Asking, number: int, tried: Tried, *, status: int = 200) -> Response:
    view = await house_of(request).monitoring.desk.open(asking.staff, number)
    return await _page(
        request, asking, "monitoring_case.html", status=status, view=view, tried=tried, once=secrets.token_hex(8),
        departments=DEPARTMENTS, done=_DONE.get(request.query_params.get("done", "")), line_words=LINES,
        about=HANDLING_ABOUT, named=house_of(request).figures.named,
    )  # fmt: skip


async def _page(request: Request, asking: Asking, template: str, *, status: int = 200, **more: object) -> Response:
    return await staff_page(
        request, asking, template, status=status, handlings=HANDLINGS, handling_words=HANDLING_WORDS,
        sources=SOURCES, signals=SIGNALS, closing_words=closing_words, **more,
    )  # fmt: skip


def _link(wanted: WorkFilter, **changes: object) -> str:
    """The work list as it is asked for, with some of that changed."""
    asked = {**asdict(wanted), **changes}
    if asked["overdue"]:
        asked["overdue"] = "1"
    if asked["state"] == "open":
        asked["state"] = ""
    kept = urlencode({name: str(value) for name, value in asked.items() if value})
    return f"/console/monitoring?{kept}" if kept else "/console/monitoring"
