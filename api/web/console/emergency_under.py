"""What lies under one line of the emergencies, on a page of its own: looked over, and declined together."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import Fault, ServiceError
from api.services.emergency.actions import EmergencyAction
from api.services.emergency.folding import STANDS_OUT
from api.services.emergency.under import decline_under, line_of
from api.web.bodies import Form, read_form
from api.web.console.emergencies import MOST_BYTES, emergency_page
from api.web.console.frame import ConsoleRoute
from api.web.parts import house_of
from api.web.staffed import Asking, AskingStaff, require_csrf

router = APIRouter(route_class=ConsoleRoute)


@router.get("/console/emergencies/{receipt}/under")
async def under(request: Request, asking: AskingStaff, receipt: str) -> Response:
    """All under the line of this one; what stands out is not ticked."""
    return await _shown(request, asking, receipt, (), None)


@router.post("/console/emergencies/{receipt}/under")
async def decline(request: Request, asking: AskingStaff, receipt: str) -> Response:
    """Decline those that are ticked, with one reason and one referral; then the queue."""
    form = await read_form(request, MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    action = EmergencyAction(
        form.first("id") or "", "decline", reason=form.first("reason") or "", refer_to=form.first("refer_to") or ""
    )
    try:
        await decline_under(house_of(request).emergencies, asking.staff, receipt, form.all("receipts"), action)
    except ServiceError as error:
        if error.status == 404:
            raise
        return await _shown(request, asking, receipt, error.faults, form, status=error.status)
    return RedirectResponse("/console/emergencies?done=decline", 303)


async def _shown(
    request: Request, asking: Asking, receipt: str, faults: tuple[Fault, ...], sent: Form | None, *, status: int = 200
) -> Response:
    line = await line_of(house_of(request).emergencies, asking.staff, receipt)
    alike = tuple(one.receipt for one in line.under if STANDS_OUT not in one.flags)
    return await emergency_page(
        request, asking, "emergency_under.html", status=status, line=line, item=line.item, faults=faults,
        ticked=sent.all("receipts") if sent is not None else alike,
        reason=(sent.first("reason") or "") if sent is not None else "",
        refer_to=(sent.first("refer_to") or "") if sent is not None else "",
    )  # fmt: skip
