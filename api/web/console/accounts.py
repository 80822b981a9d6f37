"""Accounts of staff on the console: the list, a new one, and what an administrator changes about one."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import Fault, NotFound, ServiceError
from api.services.administration.accounts import Wanted
from api.services.staffing.staff import ROLES, StaffMember
from api.web.bodies import KIB, Form, read_form
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.parts import house_of
from api.web.staffed import Asking, AskingStaff, require_csrf
from conversations.messages import say

router = APIRouter(route_class=ConsoleRoute)
_MOST_BYTES = 8 * KIB
_MOST_DIGITS = 9
_DONE = {
    "change": say("改好了，现在就按新的角色和地区。"),
    "close": say("停用了，正在用的登录也退出了。"),
    "open": say("重新启用了。"),
    "id_number": say("登记好了。和本人有亲属关系的申报，已经转给别的同事。"),
    "phone": say("登记好了。用这个电话报的急难，本人看不到，由同事办。"),
    "factor": say("动态码已关闭，请本人登录后重新开通。"),
}


@router.get("/console/staff")
async def accounts_page(request: Request, asking: AskingStaff) -> Response:
    """Everybody of one's area, and a form for one more."""
    return await _list(request, asking, Wanted())


@router.post("/console/staff")
async def add(request: Request, asking: AskingStaff) -> Response:
    """A new account; its first password is told on the page that follows, this once."""
    form = await _form(request, asking)
    wanted = _wanted(form)
    try:
        account, password = await house_of(request).administration.accounts.add(asking.staff, wanted)
    except ServiceError as error:
        return await _list(request, asking, wanted, error.faults, status=error.status)
    return await _one(request, asking, account.id, password=password)


@router.get("/console/staff/{number}")
async def account_page(request: Request, asking: AskingStaff, number: str) -> Response:
    """One account."""
    return await _one(request, asking, _number(number))


@router.post("/console/staff/{number}/{change}")
async def change(request: Request, asking: AskingStaff, number: str, change: str) -> Response:
    """Change it; then its page again."""
    form = await _form(request, asking)
    accounts, staff, one = house_of(request).administration.accounts, asking.staff, _number(number)
    try:
        if change == "password":
            _, password = await accounts.reset_password(staff, one)
            return await _one(request, asking, one, password=password)
        if change == "change":
            await accounts.change(staff, one, _wanted(form))
        elif change in ("close", "open"):
            await accounts.set_active(staff, one, change == "open")
        elif change == "id_number":
            await accounts.set_id_number(staff, one, form.first("id_number") or "")
        elif change == "phone":
            await accounts.set_phone(staff, one, form.first("phone") or "")
        elif change == "factor":
            await accounts.switch_off_second_factor(staff, one)
        else:
            raise _nothing()
    except (NotFound, ServiceError) as error:
        if isinstance(error, NotFound) or error.status == 403:
            raise
        return await _one(request, asking, one, faults=error.faults, at=change, status=error.status)
    return RedirectResponse(f"/console/staff/{one}?done={change}", 303)


async def _form(request: Request, asking: Asking) -> Form:
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    return form


async def _list(
    request: Request, asking: Asking, wanted: Wanted, faults: tuple[Fault, ...] = (), *, status: int = 200
) -> Response:
    accounts = await house_of(request).administration.accounts.listed(asking.staff)
    return await staff_page(
        request, asking, "accounts.html", status=status, accounts=accounts, wanted=wanted, faults=faults,
        roles=ROLES, places=_places(request, asking.staff), named=house_of(request).figures.named,
    )  # fmt: skip


async def _one(
    request: Request,
    asking: Asking,
    number: int,
    *,
    password: str = "",
    faults: tuple[Fault, ...] = (),
    at: str = "",
    status: int = 200,
) -> Response:
    account = await house_of(request).administration.accounts.get(asking.staff, number)
    return await staff_page(
        request, asking, "account_of.html", status=status, account=account, password=password, faults=faults, at=at,
        roles=ROLES, places=_places(request, asking.staff), named=house_of(request).figures.named,
        done=_DONE.get(request.query_params.get("done", "")), own=account.id == asking.staff.id,
    )  # fmt: skip


def _places(request: Request, staff: StaffMember) -> list[tuple[str, str]]:
    """Code and name of the counties and townships of one's area."""
    figures = house_of(request).figures
    return [(code, figures.named(code)) for code in figures.codes() if staff.scope.covers(code)]


def _wanted(form: Form) -> Wanted:
    names = ("username", "name", "role", "area_code", "id_number")
    return Wanted(**{name: (form.first(name) or "").strip() for name in names})


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise _nothing()
    return int(text)


def _nothing() -> NotFound:
    return NotFound("account", say("请再看一下：您负责的范围里没有这个账号。"))
