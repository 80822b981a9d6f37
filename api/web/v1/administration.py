"""The JSON of running the place: accounts, who is kept from what, the audit. The console uses the same services."""

import json
from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.errors import BadInput, NotFound
from api.services.administration.accounts import Account, Wanted
from api.web.bodies import KIB, read_json
from api.web.heard import checked_object
from api.web.parts import house_of
from api.web.staffed import AskingStaff
from api.web.v1.schemas import TEXT, json_body
from api.web.v1.staff_json import moment
from conversations.messages import say

router = APIRouter(prefix="/api/v1", tags=["staff"])
_MOST_BYTES = 16 * KIB
_MOST_DIGITS = 18
_ACCOUNT = {"username": TEXT, "name": TEXT, "role": TEXT, "area_code": TEXT, "id_number": TEXT}
CHANGES = ("change", "close", "open", "password", "id_number", "phone", "factor")


_NEW = json_body(["username", "name", "role", "area_code"], _ACCOUNT)
_CHANGE = json_body(
    ["change"], {"change": {"enum": list(CHANGES)}, **dict.fromkeys(("role", "area_code", "id_number", "phone"), TEXT)}
)
_RECUSAL = json_body([], {"username": TEXT})


@router.get("/staff/accounts")
async def accounts(request: Request, asking: AskingStaff) -> JSONResponse:
    """Everybody of one's area."""
    found = await house_of(request).administration.accounts.listed(asking.staff)
    return JSONResponse({"items": [_account(one) for one in found]})


@router.post("/staff/accounts", status_code=201, openapi_extra=_NEW)
async def add(request: Request, asking: AskingStaff) -> JSONResponse:
    """A new account; `password` is told this once."""
    body = _texts(checked_object(await read_json(request, _MOST_BYTES), ""), tuple(_ACCOUNT))
    account, password = await house_of(request).administration.accounts.add(asking.staff, Wanted(**body))
    return JSONResponse({**_account(account), "password": password}, 201)


@router.post("/staff/accounts/{username}", openapi_extra=_CHANGE)
async def change(request: Request, asking: AskingStaff, username: str) -> JSONResponse:
    """One `change`: `change` (`role`, `area_code`), `close`, `open`, `password` (a new one, told this once),
    `id_number`, `phone` (their own; "" takes it out), `factor` (switch the second factor off).
    """
    accounts, staff = house_of(request).administration.accounts, asking.staff
    body = _texts(
        checked_object(await read_json(request, _MOST_BYTES), ""), ("change", "role", "area_code", "id_number", "phone")
    )
    number = next((one.id for one in await accounts.listed(staff) if one.username == username), None)
    if number is None:
        raise NotFound("account", say("请再看一下：您负责的范围里没有这个账号。"))
    wanted = body["change"]
    if wanted == "password":
        account, password = await accounts.reset_password(staff, number)
        return JSONResponse({**_account(account), "password": password})
    if wanted == "change":
        asked = Wanted(role=body["role"], area_code=body["area_code"])
        return JSONResponse(_account(await accounts.change(staff, number, asked)))
    if wanted in ("close", "open"):
        return JSONResponse(_account(await accounts.set_active(staff, number, wanted == "open")))
    if wanted == "id_number":
        return JSONResponse(_account(await accounts.set_id_number(staff, number, body["id_number"])))
    if wanted == "phone":
        return JSONResponse(_account(await accounts.set_phone(staff, number, body["phone"])))
    if wanted == "factor":
        return JSONResponse(_account(await accounts.switch_off_second_factor(staff, number)))
    raise BadInput("change", say("请从 {all} 里选一种。", all="、".join(CHANGES)))


@router.get("/recusals")
async def recusals(request: Request, asking: AskingStaff) -> JSONResponse:
    """Who is kept from what, and households that name a relative in office nobody has looked at."""
    recusing = house_of(request).administration.recusing
    kept, named = await recusing.kept(asking.staff), await recusing.named(asking.staff)
    return JSONResponse(
        {
            "items": [
                {"receipt": one.receipt, "area_code": one.area_code, "username": one.username, "source": one.source,
                 "entered_by": one.entered_by, "at": moment(one.at), "handled_by": one.handled_by,
                 "to_county": one.county, "nobody": one.nobody}
                for one in kept
            ],
            "named": [
                {"receipt": one.receipt, "area_code": one.area_code, "name": one.name, "post": one.post,
                 "same_name": [username for username, _ in one.candidates]}
                for one in named
            ],
        }
    )  # fmt: skip


@router.post("/declarations/{receipt}/recusals", openapi_extra=_RECUSAL)
async def keep_from(request: Request, asking: AskingStaff, receipt: str) -> JSONResponse:
    """Keep a colleague (`username`), or oneself (left out), from a declaration; it goes to somebody else."""
    body = _texts(checked_object(await read_json(request, _MOST_BYTES), ""), ("username",))
    username = body["username"] or asking.staff.username
    await house_of(request).administration.recusing.keep_from(asking.staff, receipt, username)
    return JSONResponse({"receipt": receipt, "username": username})


@router.get("/audit")
async def audit(
    request: Request, asking: AskingStaff, kind: str = "", actor: str = "", subject: str = "", before: str = ""
) -> JSONResponse:
    """A hundred entries of one's area, newest first, from number `before` on; `head` is how far the chain goes."""
    if before and not (before.isascii() and before.isdecimal() and len(before) <= _MOST_DIGITS):
        raise BadInput("before", say("请填一个整数：从哪一条往前。"))
    auditing = house_of(request).administration.auditing
    rows = await auditing.latest(asking.staff, kind, actor, subject, int(before) if before else None)
    head = await auditing.head(asking.staff)
    return JSONResponse(
        {
            "items": [
                {"number": one.seq, "at": moment(one.at), "actor": one.actor, "action": one.action,
                 "subject": one.subject, "area_code": one.area_code, "detail": json.loads(one.detail)}
                for one in rows
            ],
            "head": f"{head.seq}:{head.hash.hex()}",
        }
    )  # fmt: skip


@router.get("/audit/readings")
async def readings(request: Request, asking: AskingStaff) -> JSONResponse:
    """Who read how much in the last thirty days, a line a person, day and kind."""
    counts = await house_of(request).administration.auditing.counts(asking.staff)
    return JSONResponse(
        {
            "items": [
                {"day": one.count.day.isoformat(), "username": one.count.username, "kind": one.count.kind,
                 "declarations": one.count.files, "times": one.count.times, "many": one.many}
                for one in counts
            ]
        }
    )  # fmt: skip


def _account(one: Account) -> dict[str, object]:
    return {
        "username": one.username, "name": one.name, "role": one.role, "area_code": one.area_code,
        "active": one.active, "second_factor": one.second_factor, "knows_id": one.knows_id,
        "knows_phone": one.knows_phone,
    }  # fmt: skip


def _texts(body: Mapping[str, object], names: tuple[str, ...]) -> dict[str, str]:
    """These fields as text, "" where one is left out. Raises BadInput for another kind of value."""
    wrong = next((name for name in names if not isinstance(body.get(name, ""), str)), None)
    if wrong is not None:
        raise BadInput(wrong, say("请在这里写文字。"))
    return {name: str(body.get(name, "")).strip() for name in names}
