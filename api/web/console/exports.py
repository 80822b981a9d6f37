"""Rosters to save: what is wanted, how far the long ones are, the workbooks of the last day."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import Fault, Forbidden, ServiceError
from api.services.printing.asking_for import Asked
from api.services.printing.rosters import AT_ONCE, Workbook
from api.services.staffing.permissions import may
from api.web.bodies import KIB, read_form
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.parts import house_of
from api.web.prints import xlsx_response
from api.web.staffed import Asking, AskingStaff, require_csrf
from conversations.messages import say

router = APIRouter(route_class=ConsoleRoute)
_MOST_BYTES = 16 * KIB


@dataclass(frozen=True, slots=True)
class Place:
    """A township that can be chosen."""

    code: str
    name: str


@router.get("/console/exports")
async def exports_page(request: Request, asking: AskingStaff) -> Response:
    """What can be exported, and what was."""
    if not may(asking.staff, "export"):
        raise Forbidden("role", say("请乡镇或县里的经办人员来导出：您的账号不能导出。"))
    return await _page(request, asking, Asked(), ())


@router.post("/console/exports")
async def export(request: Request, asking: AskingStaff) -> Response:
    """A workbook at once, or the page with the job that makes it."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    asked = Asked(*(form.first(name) or "" for name in ("month", "area", "status", "category")))
    try:
        made = await house_of(request).rosters.wanted(asking.staff, asked)
    except ServiceError as error:
        return await _page(request, asking, asked, error.faults, status=error.status)
    return xlsx_response(made) if isinstance(made, Workbook) else RedirectResponse("/console/exports", 303)


@router.get("/console/exports/{number}.xlsx")
async def exported(request: Request, asking: AskingStaff, number: str) -> Response:
    """A workbook that is ready."""
    return xlsx_response(await house_of(request).rosters.fetch(asking.staff, number))


async def _page(
    request: Request, asking: Asking, asked: Asked, faults: Sequence[Fault], *, status: int = 200
) -> Response:
    house = house_of(request)
    jobs = await house.rosters.jobs(asking.staff)
    places = [Place(one.code, one.name) for one in house.worlds("web").areas if asking.staff.scope.covers(one.code)]
    return await staff_page(
        request, asking, "exports.html", status=status, asked=asked, faults=faults, jobs=jobs, places=places,
        waiting=any(one.state == "waiting" for one in jobs), at_once=AT_ONCE,
    )  # fmt: skip
