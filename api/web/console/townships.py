"""How townships are called and reached, on the console."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import BadInput, Fault
from api.services.staffing.permissions import may
from api.web.bodies import KIB, read_form
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.parts import house_of
from api.web.staffed import Asking, AskingStaff, require_csrf

router = APIRouter(route_class=ConsoleRoute)
_MOST_BYTES = 8 * KIB


@router.get("/console/areas")
async def areas_page(request: Request, asking: AskingStaff) -> Response:
    """One's townships, each with its form."""
    return await _page(request, asking)


@router.post("/console/areas")
async def describe(request: Request, asking: AskingStaff) -> Response:
    """Another name, telephone number or address."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    typed = {name: form.first(name) or "" for name in ("code", "name", "phone", "address")}
    try:
        await house_of(request).administration.townships.describe(asking.staff, **typed)
    except BadInput as error:
        return await _page(request, asking, typed, error.faults)
    return RedirectResponse(f"/console/areas?done={typed['code']}", 303)


async def _page(
    request: Request, asking: Asking, typed: dict[str, str] | None = None, faults: tuple[Fault, ...] = ()
) -> Response:
    areas = house_of(request).administration.townships.listed(asking.staff)
    return await staff_page(
        request, asking, "areas.html", status=422 if faults else 200, areas=areas, typed=typed or {}, faults=faults,
        may_change=may(asking.staff, "areas"), done=request.query_params.get("done", "") in {one.code for one in areas},
    )  # fmt: skip
