"""Being on duty, on the console: linking one's own chat, the switch, and who would be called now."""

import io
from dataclasses import dataclass

import segno
from fastapi import APIRouter, Depends
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import NotFound
from api.services.emergency.duty.desk import DutyStanding, Roster
from api.services.emergency.duty.words import roster_words
from api.services.staffing.staff import StaffMember
from api.web.bodies import KIB, read_form
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.parts import house_of
from api.web.staffed import AskingStaff, asking, require_csrf
from conversations.messages import Message, say

router = APIRouter(route_class=ConsoleRoute)
_MOST_BYTES = 4 * KIB


@router.get("/console/duty/{change}", dependencies=[Depends(asking)])
async def back() -> Response:
    """The page with a link is shown once: whoever comes to its address again is led to where a new one is made."""
    return RedirectResponse("/console/account#duty", 303)


@router.post("/console/duty/{change}")
async def change(request: Request, asking: AskingStaff, change: str) -> Response:
    """`link`: a page with the link, shown this once; `on`, `off`, `try`, `unlink`: done, and back."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    desk = house_of(request).duty.desk
    if change == "link":
        made = await desk.link(asking.staff)
        return await staff_page(request, asking, "duty_link.html", made=made, picture=_picture(made.link))
    if change == "try":
        await desk.try_out(asking.staff)
        return RedirectResponse("/console/account?done=duty_tried#duty", 303)
    if change == "unlink":
        await desk.unlink(asking.staff)
        return RedirectResponse("/console/account?done=duty_unlinked#duty", 303)
    if change not in ("on", "off"):
        raise NotFound("change", say("请从“我的账号”里选一个。"))
    await desk.set_on_duty(asking.staff, change == "on")
    if form.first("back") == "emergencies":
        return RedirectResponse("/console/emergencies", 303)
    return RedirectResponse(f"/console/account?done=duty_{change}#duty", 303)


@dataclass(frozen=True, slots=True)
class Strip:
    """What the strip over the emergencies shows: in words whom one would call, and how who looks stands."""

    roster: Roster
    words: Message
    standing: DutyStanding


async def strip_for(request: Request, staff: StaffMember) -> Strip:
    """The strip over the emergencies."""
    desk = house_of(request).duty.desk
    roster = await desk.roster(staff)
    return Strip(roster, roster_words(roster), await desk.standing(staff))


def _picture(link: str) -> Markup:
    out = io.BytesIO()
    segno.make(link, error="m", micro=False).save(
        out, kind="svg", scale=4, border=4, dark="#1c2a27", light="#ffffff", xmldecl=False, svgns=True, nl=False
    )
    # Drawn by us, from a link made by us.
    return Markup(out.getvalue().decode())  # noqa: S704
