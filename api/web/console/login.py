"""Logging in and out."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import ServiceError
from api.services.staffing.staff import CodeWanted
from api.web.bodies import KIB, read_form
from api.web.console.frame import LOGIN, ConsoleRoute, login_form, page, renderer_for
from api.web.console.resuming import MOST_BYTES, asked_for, carried_by
from api.web.parts import house_of
from api.web.staffed import AskingStaff, let_in, let_out, require_csrf

router = APIRouter(route_class=ConsoleRoute)
_MOST_BYTES = 8 * KIB


@router.get("/console/login")
async def login_page(request: Request) -> Response:
    """The two fields."""
    return login_form(request, asked_for(request.query_params))


@router.post("/console/login")
async def log_in(request: Request) -> Response:
    """To the queue, or to what somebody was about; or the fields again with what would do."""
    form = await read_form(request, MOST_BYTES)
    kept = carried_by(form)
    username, password = form.first("username") or "", form.first("password") or ""
    try:
        session = await house_of(request).staff.login(username, password, form.first("code") or "")
    except ServiceError as error:
        faults = tuple(renderer_for(request).render(fault.message) for fault in error.faults)
        wanted = isinstance(error, CodeWanted)
        return login_form(request, kept, status=error.status, username=username, faults=faults, code_wanted=wanted)
    response: Response = RedirectResponse(kept.after or "/console", 303)
    if kept.fields:
        back = "/".join(kept.after.split("/")[:4])
        response = page(request, "resume.html", kept=kept, csrf=session.csrf, back=back)
    let_in(request, response, session.token)
    return response


@router.post("/console/logout")
async def log_out(request: Request, asking: AskingStaff) -> Response:
    """The session is over."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    await house_of(request).staff.logout(asking.token)
    response = RedirectResponse(LOGIN, 303)
    let_out(request, response)
    return response
