"""One's own account: the password, the second factor, ending sessions elsewhere."""

from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import Fault, ServiceError
from api.web.bodies import KIB, read_form
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.parts import house_of
from api.web.staffed import Asking, AskingStaff, require_csrf
from conversations.messages import say

router = APIRouter(route_class=ConsoleRoute)
_MOST_BYTES = 8 * KIB
_DONE = {
    "password": say("密码改好了。别处的登录都已退出。"),
    "phone": say("登记好了。用这个电话报的急难，由同事办。"),
    "sessions": say("别处的登录都已退出。"),
    "duty_on": say("好，现在您在值班。"),
    "duty_off": say("好，现在您不值班。"),
    "duty_tried": say("发到您的手机了。在手机上按“收到了”，再看这里写的时间。"),
    "duty_unlinked": say("解除了，急事不再发到您的手机。"),
    "stopped": say("动态码已关闭，以后只用密码登录。"),
}


@router.get("/console/account")
async def account_page(request: Request, asking: AskingStaff) -> Response:
    """How it stands, and what can be changed."""
    return await _page(request, asking)


@router.post("/console/account/{change}")
async def change(request: Request, asking: AskingStaff, change: str) -> Response:
    """Change it; then the page again, with what was done or what would do."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    own, staff = house_of(request).administration.own_account, asking.staff
    typed = {name: form.first(name) or "" for name in ("password", "renewed", "code", "phone")}
    try:
        if change == "factor":
            await own.offer(staff, typed["password"])
            return RedirectResponse("/console/account#factor", 303)
        if change == "confirm":
            return await _page(request, asking, codes=await own.confirm(staff, typed["code"]))
        done = await _simple(request, asking, change, typed)
    except ServiceError as error:
        return await _page(request, asking, faults=error.faults, at=change, status=error.status)
    return RedirectResponse(f"/console/account?done={done}", 303)


async def _simple(request: Request, asking: Asking, change: str, typed: dict[str, str]) -> str:
    own = house_of(request).administration.own_account
    if change == "password":
        await own.change_password(asking.staff, asking.token, typed["password"], typed["renewed"])
        return "password"
    if change == "phone":
        await own.set_phone(asking.staff, typed["phone"])
        return "phone"
    if change == "stop":
        await own.stop(asking.staff, typed["password"])
        return "stopped"
    await own.close_others(asking.staff, asking.token)
    return "sessions"


async def _page(
    request: Request,
    asking: Asking,
    *,
    codes: tuple[str, ...] = (),
    faults: tuple[Fault, ...] = (),
    at: str = "",
    status: int = 200,
) -> Response:
    own = house_of(request).administration.own_account
    offered, duty = await own.offered(asking.staff), await house_of(request).duty.desk.standing(asking.staff)
    return await staff_page(
        request, asking, "account.html", status=status,
        standing=await own.standing(asking.staff), duty=duty, codes=codes, faults=faults, at=at,
        secret=offered.secret if offered is not None else "",
        # Drawn by us, nothing in it is typed by anybody.
        picture=Markup(offered.picture) if offered is not None else "",  # noqa: S704
        done=_DONE.get(request.query_params.get("done", "")),
    )  # fmt: skip
