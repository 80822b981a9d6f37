"""Re-checks on the console: beginning one, its progress, whose result changes, leaving out, approving, who was told."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import BadInput, Fault, ServiceError
from api.services.rechecks.desk import RIGHT
from api.services.rechecks.words import better, result_words
from api.services.staffing.permissions import may
from api.web.bodies import KIB, read_form
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.parts import house_of
from api.web.staffed import Asking, AskingStaff, require_csrf
from api.web.v1.rechecks import number_of, page_of
from conversations.messages import Message, say, verbatim

router = APIRouter(route_class=ConsoleRoute)
_MOST_BYTES = 16 * KIB
STATES = {
    "reading": say("正在算"),
    "ready": say("等批准"),
    "approved": say("正在通知"),
    "told": say("通知完了"),
}
HOW = (
    ("sent", say("已发到 Telegram")),
    ("on_its_way", say("正在发")),
    ("web", say("放进网页对话，等居民打开看")),
    ("call", say("消息到不了，要打电话")),
    ("waiting", say("还没通知")),
    ("left_out", say("先不通知")),
    ("passed_over", say("后来改过或撤回，不用通知")),
)
_DONE = {
    "approved": say("已批准。消息正在一户一户发出去。"),
    "out": say("记下了：这一户先不通知，下次复核还会列出来。"),
    "in": say("记下了：这一户照常通知。"),
}


@dataclass(frozen=True, slots=True)
class Tried:
    """What was refused, and for which household, so that nothing typed is lost."""

    receipt: str = ""
    why: str = ""
    faults: tuple[Fault, ...] = ()


@router.get("/console/rechecks")
async def runs_page(request: Request, asking: AskingStaff) -> Response:
    """What was judged again in one's area, newest first, and a way to begin."""
    found = await house_of(request).recheck_desk.runs(asking.staff)
    return await _page(request, asking, "rechecks.html", runs=found, may_begin=may(asking.staff, RIGHT))


@router.post("/console/rechecks")
async def begin(request: Request, asking: AskingStaff) -> Response:
    """Begin one for the county; then its page."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    run = await house_of(request).recheck_desk.begin(asking.staff)
    return RedirectResponse(f"/console/rechecks/{run.id}", 303)


@router.get("/console/rechecks/{number}")
async def run_page(request: Request, asking: AskingStaff, number: str) -> Response:
    """How far it is, then what it found."""
    return await _run(request, asking, number, Tried())


@router.post("/console/rechecks/{number}/leave_out")
async def leave_out(request: Request, asking: AskingStaff, number: str) -> Response:
    """Keep one household from being told, or let it be told."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    receipt, why, out = form.first("receipt") or "", form.first("why") or "", form.first("out") == "1"
    run, page = number_of(number), page_of(form.first("page") or "1")
    try:
        await house_of(request).recheck_desk.leave_out(asking.staff, run, receipt, why, out=out)
    except BadInput as error:
        return await _run(request, asking, number, Tried(receipt, why, error.faults), page=page, status=error.status)
    done = "out" if out else "in"
    return RedirectResponse(f"/console/rechecks/{run}?page={page}&done={done}#f-{receipt}", 303)


@router.post("/console/rechecks/{number}/approve")
async def approve(request: Request, asking: AskingStaff, number: str) -> Response:
    """Tell them; then the page, with how many were reached."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    run = number_of(number)
    try:
        await house_of(request).recheck_desk.approve(asking.staff, run)
    except ServiceError as error:
        if error.status == 404:
            raise
        return await _run(request, asking, number, Tried(faults=error.faults), status=error.status)
    return RedirectResponse(f"/console/rechecks/{run}?done=approved", 303)


async def _run(
    request: Request, asking: Asking, number: str, tried: Tried, *, page: int | None = None, status: int = 200
) -> Response:
    query = request.query_params
    to_call = query.get("to_call", "") == "1"
    wanted = page if page is not None else page_of(query.get("page", "1"))
    view = await house_of(request).recheck_desk.view(asking.staff, number_of(number), wanted, to_call=to_call)
    # Without a script: the page asks for itself again while something goes on.
    again = view.run.state in ("reading", "approved") and view.run.fault is None and not to_call
    return await _page(
        request, asking, "recheck.html", status=status, view=view, run=view.run, tried=tried, to_call=to_call,
        again=again, done=_DONE.get(query.get("done", "")), how_words=HOW, better=better,
    )  # fmt: skip


async def _page(request: Request, asking: Asking, template: str, *, status: int = 200, **more: object) -> Response:
    house = house_of(request)
    return await staff_page(
        request, asking, template, status=status, states=STATES, named=house.figures.named, result_words=result_words,
        by_words=_by_words, **more,
    )  # fmt: skip


def _by_words(name: str) -> Message:
    return say("服务器命令行") if name == "command line" else verbatim(name)
