"""The local figures on the console: those in force, what waits for a second person, entering one, its history."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import BadInput, Fault, NotFound, ServiceError
from api.services.calendar.workdays import china_day
from api.services.local_figures.checking import Proposal
from api.services.local_figures.desk import ENTER, FigureRow
from api.services.local_figures.figures import Entry
from api.services.local_figures.names import BY_NAME, NAMES, SETTLEMENT_WORDS, UNITS, FigureName, choice_words
from api.services.local_figures.values import opened, typed, words
from api.web.bodies import KIB, Form, read_form
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.parts import house_of
from api.web.staffed import Asking, AskingStaff, require_csrf
from api.web.v1.figures import day_of
from conversations.messages import Message, say, verbatim

router = APIRouter(route_class=ConsoleRoute)
_MOST_BYTES = 16 * KIB
_MOST_DIGITS = 18
STATES = {
    "waiting": say("等复核"),
    "approved": say("已生效"),
    "declined": say("退回"),
    "taken_back": say("撤回"),
}
_DONE = {
    "entered": say("已录入。要由另一位同事复核，复核以后才生效。"),
    "approve": say("已同意，现在就生效。"),
    "decline": say("已退回，没有生效。"),
    "take_back": say("已撤回，没有生效。"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A figure with what holds in town and in the country (None: unset)."""

    name: FigureName
    urban: Entry | None
    rural: Entry | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into the form of an entry, so that nothing is lost when it is refused."""

    values: tuple[str, ...] = ()
    settlement: str = "both"
    since: str = ""
    until: str = ""
    source: str = ""
    note: str = ""
    corrects: str = ""
    faults: tuple[Fault, ...] = ()


@router.get("/console/figures")
async def figures_page(request: Request, asking: AskingStaff) -> Response:
    """What holds in an area on a day, and above it what waits."""
    house, query = house_of(request), request.query_params
    desk, staff = house.figure_desk, asking.staff
    places = desk.places(staff)
    if not places:
        raise NotFound("area", say("请找管理员看一下您的账号：它还没有对应的地区。"))
    version = query.get("version", "")
    area = query.get("area", "") or next((code for code, _ in places if code == staff.area_code), places[0][0])
    day = day_of(query.get("on", ""), china_day(house.clock()))
    known = (await desk.in_force(staff, area, None, day, version)).pinned
    urban, rural = [
        await desk.in_force(staff, known.area, each, known.on, replace(known, settlement=each).text)
        for each in ("urban", "rural")
    ]
    lines = [Line(name, urban.entries.get(name.name), rural.entries.get(name.name)) for name in NAMES]
    return await _page(
        request, asking, "figures.html", places=places, area=urban.pinned.area, on=urban.pinned.on,
        version=version, lines=lines, waiting=await desk.waiting(staff), done=_DONE.get(query.get("done", "")),
        pinned=(urban.pinned, rural.pinned),
    )  # fmt: skip


@router.get("/console/figures/new")
async def entering_page(request: Request, asking: AskingStaff) -> Response:
    """The form of one figure; with `corrects`, filled with the entry that was wrong."""
    query = request.query_params
    return await _form(request, asking, query.get("area", ""), query.get("name", ""), None, query.get("corrects", ""))


@router.post("/console/figures/new")
async def enter(request: Request, asking: AskingStaff) -> Response:
    """Enter it; the form again, with what would do, when it is refused."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    area, name = form.first("area") or "", form.first("name") or ""
    draft = _draft(form)
    try:
        await house_of(request).figure_desk.enter(asking.staff, _proposal(area, name, draft, form))
    except ServiceError as error:
        if error.status not in (BadInput.status, 409):
            raise
        tried = Draft(
            draft.values, draft.settlement, draft.since, draft.until, draft.source, draft.note, draft.corrects,
            error.faults,
        )  # fmt: skip
        return await _form(request, asking, area, name, tried, draft.corrects, status=error.status)
    return RedirectResponse("/console/figures?" + urlencode({"area": area, "done": "entered"}), 303)


@router.post("/console/figures/{number}/decide")
async def decide(request: Request, asking: AskingStaff, number: str) -> Response:
    """Approve, decline or take back an entry that waits."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    decision = form.first("decision") or ""
    row = await house_of(request).figure_desk.decide(asking.staff, _number(number), decision)
    return RedirectResponse("/console/figures?" + urlencode({"area": row.area_code, "done": decision}), 303)


@router.get("/console/figures/history")
async def history_page(request: Request, asking: AskingStaff) -> Response:
    """Every entry of one figure, newest first."""
    area, name = request.query_params.get("area", ""), request.query_params.get("name", "")
    rows = await house_of(request).figure_desk.history(asking.staff, area, name)
    corrected = {row.corrects: row for row in rows if row.corrects is not None and row.state == "approved"}
    return await _page(
        request, asking, "figure_history.html", area=area, name=BY_NAME[name], rows=rows, corrected=corrected,
        states=STATES,
    )  # fmt: skip


async def _form(
    request: Request, asking: Asking, area: str, name: str, tried: Draft | None, corrects: str, *, status: int = 200
) -> Response:
    desk = house_of(request).figure_desk
    rows = await desk.history(asking.staff, area, name)
    wrong = next((row for row in rows if str(row.id) == corrects and row.state == "approved"), None)
    draft = tried or (_draft_of(wrong) if wrong is not None else Draft())
    return await _page(
        request, asking, "figure_new.html", status=status, area=area, name=BY_NAME[name], draft=draft, wrong=wrong,
        places=desk.places(asking.staff), choice_words=choice_words,
    )  # fmt: skip


async def _page(request: Request, asking: Asking, template: str, *, status: int = 200, **more: object) -> Response:
    house = house_of(request)
    return await staff_page(
        request, asking, template, status=status, may_enter=asking.staff.role in ENTER, named=house.figures.named,
        value_words=_value_words, units=UNITS, settlements=SETTLEMENT_WORDS, by_name=BY_NAME,
        user_words=_user_words, **more,
    )  # fmt: skip


def _value_words(one: Entry | FigureRow) -> Message:
    return words(one.value if isinstance(one, Entry) else opened(one.value))


def _user_words(name: str | None) -> Message:
    if name is None or name.startswith("·"):
        return say("系统自带的示例")
    return say("文件导入") if name == "import" else verbatim(name)


def _draft(form: Form) -> Draft:
    values = tuple(value for key, value in form.fields if key == "value")
    return Draft(
        values, form.first("settlement") or "", form.first("since") or "", form.first("until") or "",
        form.first("source") or "", (form.first("note") or "").replace("\r\n", "\n"), form.first("corrects") or "",
    )  # fmt: skip


def _draft_of(row: FigureRow) -> Draft:
    value = opened(row.value)
    values = tuple(str(one) for one in value) if isinstance(value, list) else (_typed_back(value),)
    until = row.valid_to.isoformat() if row.valid_to is not None else ""
    return Draft(values, row.settlement, row.valid_from.isoformat(), until, row.source, "", str(row.id))


def _typed_back(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _proposal(area: str, name: str, draft: Draft, form: Form) -> Proposal:
    known = BY_NAME.get(name)
    taken_back = form.first("taken_back") == "1"
    value = typed(known, draft.values) if known is not None and not taken_back else None
    corrects = _number(draft.corrects) if draft.corrects else None
    return Proposal(
        area, draft.settlement, name, value, draft.since, draft.until, draft.source, draft.note,
        corrects=corrects, taken_back=taken_back,
    )  # fmt: skip


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise NotFound("id", say("请回到标准页再选一次。"))
    return int(text)
