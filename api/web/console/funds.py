"""The reserve funds on the console: one township's with its statement, all of a county's at a glance."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import Fault, ServiceError
from api.services.emergency.actions import fen_of
from api.web.bodies import read_form
from api.web.console.emergencies import MOST_BYTES, emergency_page
from api.web.console.emergency_labels import KINDS
from api.web.console.frame import ConsoleRoute
from api.web.parts import house_of
from api.web.prints import xlsx_response
from api.web.staffed import Asking, AskingStaff, require_csrf

router = APIRouter(route_class=ConsoleRoute)


@router.get("/console/funds")
async def all_funds(request: Request, asking: AskingStaff) -> Response:
    """What each fund of one's area holds."""
    house = house_of(request)
    found = await house.funds.every(asking.staff, [one.code for one in house.worlds("web").areas])
    funds = [(house.figures.named(one.area_code), one) for one in found]
    return await emergency_page(request, asking, "funds.html", funds=funds)


@router.get("/console/funds/{area_code}")
async def fund(request: Request, asking: AskingStaff, area_code: str) -> Response:
    """The reserve fund of a township with its statement."""
    return await _fund(request, asking, area_code, (), {})


@router.get("/console/funds/{area_code}/statement.xlsx")
async def statement(request: Request, asking: AskingStaff, area_code: str) -> Response:
    """The statement as a workbook to save."""
    return xlsx_response(await house_of(request).statements.workbook(asking.staff, area_code))


@router.post("/console/funds/{area_code}")
async def enter(request: Request, asking: AskingStaff, area_code: str) -> Response:
    """Put money in. What was refused comes back with the words."""
    form = await read_form(request, MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    sent = {name: form.first(name) or "" for name in ("kind", "amount", "id")}
    try:
        await house_of(request).funds.enter(asking.staff, area_code, sent["kind"], fen_of(sent["amount"]), sent["id"])
    except ServiceError as error:
        if error.status == 404:
            raise
        return await _fund(request, asking, area_code, error.faults, sent, status=error.status)
    return RedirectResponse(f"/console/funds/{area_code}", 303)


async def _fund(
    request: Request,
    asking: Asking,
    area_code: str,
    faults: tuple[Fault, ...],
    sent: Mapping[str, str],
    *,
    status: int = 200,
) -> Response:
    view = await house_of(request).funds.statement(asking.staff, area_code)
    return await emergency_page(
        request, asking, "fund.html", status=status, view=view, name=house_of(request).figures.named(area_code),
        faults=faults, sent=sent, kinds=KINDS, many=asking.staff.role not in ("township", "village"),
    )  # fmt: skip
