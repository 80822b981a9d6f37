"""The JSON of being on duty: how one stands, a link for one's own chat, the switch."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.errors import BadInput
from api.services.emergency.duty.desk import DutyStanding, Roster
from api.web.bodies import KIB, read_json
from api.web.heard import checked_object
from api.web.parts import house_of
from api.web.staffed import AskingStaff
from api.web.v1.schemas import json_body
from api.web.v1.staff_json import JsonObject, moment
from conversations.messages import say

router = APIRouter(prefix="/api/v1", tags=["emergencies"])
_MOST_BYTES = 4 * KIB
_SWITCH = json_body(["on_duty"], {"on_duty": {"type": "boolean"}})


@router.get("/staff/duty")
async def standing(request: Request, asking: AskingStaff) -> JSONResponse:
    """How one stands, and who an emergency told now would call in one's area."""
    desk = house_of(request).duty.desk
    return JSONResponse(
        {**_standing(await desk.standing(asking.staff)), "area": _roster(await desk.roster(asking.staff))}
    )


@router.post("/staff/duty", openapi_extra=_SWITCH)
async def switch(request: Request, asking: AskingStaff) -> JSONResponse:
    """`{"on_duty": true}`: on duty from now on. 404 before a chat is linked."""
    body = checked_object(await read_json(request, _MOST_BYTES), "")
    on_duty = body.get("on_duty")
    if not isinstance(on_duty, bool):
        raise BadInput("on_duty", say("请写 true 或者 false。"))
    return JSONResponse(_standing(await house_of(request).duty.desk.set_on_duty(asking.staff, on_duty)))


@router.post("/staff/duty/link", status_code=201)
async def link(request: Request, asking: AskingStaff) -> JSONResponse:
    """A link that gives a Telegram chat to this account, once, within half an hour; told this once."""
    made = await house_of(request).duty.desk.link(asking.staff)
    return JSONResponse({"link": made.link, "bot": made.bot, "until": moment(made.until)}, 201)


@router.post("/staff/duty/test", status_code=202)
async def try_out(request: Request, asking: AskingStaff) -> JSONResponse:
    """Ring one's own chat as an emergency would; `answered_at` says when it was confirmed there."""
    return JSONResponse(_standing(await house_of(request).duty.desk.try_out(asking.staff)), 202)


@router.delete("/staff/duty")
async def unlink(request: Request, asking: AskingStaff) -> JSONResponse:
    """Nothing is sent to one's chat any more."""
    return JSONResponse(_standing(await house_of(request).duty.desk.unlink(asking.staff)))


def _standing(one: DutyStanding) -> JsonObject:
    return {
        "able": one.able, "bot": one.bot, "linked": one.linked, "on_duty": one.on_duty, "reachable": one.reachable,
        "linked_at": moment(one.linked_at), "since": moment(one.since), "answered_at": moment(one.answered_at),
        "asked_at": moment(one.asked_at), "relied_on": one.relied_on,
    }  # fmt: skip


def _roster(one: Roster) -> JsonObject:
    return {"on_duty": len(one.here), "county_on_duty": len(one.county), "linked": one.linked, "empty": list(one.empty),
            "refused": list(one.refused), "silent": list(one.silent)}  # fmt: skip
