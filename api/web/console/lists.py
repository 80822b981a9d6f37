"""Lists of other departments on the console: bringing one, seeing what it would do, putting it into effect."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import BadInput, Fault, ServiceError
from api.services.calendar.workdays import china_day
from api.services.monitoring.importing import may_bring
from api.services.monitoring.kinds import BY_CODE, KINDS, columns_of
from api.services.monitoring.list_words import listed_words
from api.services.monitoring.words import HANDLINGS
from api.web.bodies import KIB, read_form
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.parts import house_of
from api.web.staffed import Asking, AskingStaff, require_csrf
from api.web.v1.monitoring import reached
from conversations.messages import say

router = APIRouter(route_class=ConsoleRoute)
_MOST_BYTES = 16 * KIB
STATES = {"preview": say("等确认"), "taken": say("已生效"), "dropped": say("没有用")}
_DONE = {"taken": say("名单已生效，找到的都在工作清单里。"), "dropped": say("这份名单没有用，什么都没有改。")}


@dataclass(frozen=True, slots=True)
class Tried:
    """What was filled in, so that nothing is lost when the file cannot be read."""

    kind: str = ""
    department: str = ""
    as_of: str = ""
    faults: tuple[Fault, ...] = ()


@router.get("/console/lists")
async def lists_page(request: Request, asking: AskingStaff) -> Response:
    """Which lists there are, their columns, which were brought."""
    return await _page(request, asking, Tried())


@router.post("/console/lists")
async def bring(request: Request, asking: AskingStaff) -> Response:
    """Read a file and show what it would bring; nothing takes effect yet."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    tried = Tried(form.first("kind") or "", form.first("department") or "", form.first("as_of") or "")
    lists = house_of(request).monitoring.lists
    try:
        preview = await lists.bring(asking.staff, tried.kind, tried.department, tried.as_of, form.file or b"")
    except ServiceError as error:
        if error.status != BadInput.status:
            raise
        again = Tried(tried.kind, tried.department, tried.as_of, error.faults)
        return await _page(request, asking, again, status=error.status)
    return await staff_page(
        request, asking, "list_preview.html", preview=preview, kind=BY_CODE[tried.kind],
        handling_words=HANDLINGS, listed_words=listed_words,
    )  # fmt: skip


@router.post("/console/lists/{number}")
async def settle(request: Request, asking: AskingStaff, number: str) -> Response:
    """Put it into effect, or leave it."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    lists = house_of(request).monitoring.lists
    if form.first("decision") == "confirm":
        row = await lists.confirm(asking.staff, reached(number))
    else:
        row = await lists.drop(asking.staff, reached(number))
    return RedirectResponse(f"/console/lists?done={row.state}", 303)


async def _page(request: Request, asking: Asking, tried: Tried, *, status: int = 200) -> Response:
    house = house_of(request)
    rows = await house.monitoring.lists.brought(asking.staff)
    return await staff_page(
        request, asking, "lists.html", status=status, tried=tried, kinds=KINDS, columns_of=columns_of, rows=rows,
        by_code=BY_CODE, states=STATES, may_bring=may_bring(asking.staff), named=house.figures.named,
        today=china_day(house.clock()).isoformat(), done=_DONE.get(request.query_params.get("done", "")),
    )  # fmt: skip
