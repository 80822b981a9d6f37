"""Pages of what is worded and dated: texts by version, holidays, sentences, the packs in force."""

from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import BadInput, Fault, ServiceError
from api.services.administration.sentences import may_change
from api.services.administration.wording import NAMES, Draft
from api.services.calendar.workdays import china_day
from api.services.staffing.permissions import may
from api.web.bodies import KIB, Form, read_form
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.parts import house_of
from api.web.staffed import Asking, AskingStaff, require_csrf
from conversations.messages import say

router = APIRouter(route_class=ConsoleRoute)
_MOST_BYTES = 32 * KIB
_MOST_DIGITS = 9
_DONE = {
    "drafted": say("起草好了。要由另一位同事复核，到起用的那天才换。"),
    "approve": say("已同意，到起用的那天自动换上。以前签的还是以前的文字。"),
    "decline": say("已退回，没有起用。"),
    "take_back": say("已撤回，没有起用。"),
    "added": say("加好了，请居民补充的时候就能选。"),
    "dropped": say("去掉了。"),
    "year": say("存好了，期限已按新的日子重新算。"),
}


@router.get("/console/packs")
async def packs_page(request: Request, asking: AskingStaff) -> Response:
    """Which rules hold where."""
    return await staff_page(
        request, asking, "packs.html", packs=house_of(request).administration.packs.in_force(asking.staff)
    )


@router.get("/console/texts")
async def texts_page(request: Request, asking: AskingStaff) -> Response:
    """Every version, and what waits."""
    return await _texts(request, asking, Draft(name=request.query_params.get("name", "pledge")))


@router.post("/console/texts")
async def draft(request: Request, asking: AskingStaff) -> Response:
    """A new version, to be looked at by a second person."""
    form = await _form(request, asking)
    wanted = Draft(*(form.first(name) or "" for name in ("name", "words", "reading", "since")))
    try:
        await house_of(request).administration.text_desk.draft(asking.staff, wanted)
    except ServiceError as error:
        return await _texts(request, asking, wanted, error.faults, status=error.status)
    return RedirectResponse("/console/texts?done=drafted", 303)


@router.post("/console/texts/{number}/decide")
async def decide(request: Request, asking: AskingStaff, number: str) -> Response:
    """Approve, decline, take back."""
    form = await _form(request, asking)
    decision = form.first("decision") or ""
    try:
        await house_of(request).administration.text_desk.decide(asking.staff, _number(number), decision)
    except ServiceError as error:
        if error.status == 403:
            raise
        return await _texts(request, asking, Draft(), error.faults, status=error.status)
    return RedirectResponse(f"/console/texts?done={decision}", 303)


@router.get("/console/sentences")
async def sentences_page(request: Request, asking: AskingStaff) -> Response:
    """What staff often say."""
    return await _sentences(request, asking)


@router.post("/console/sentences")
async def change_sentence(request: Request, asking: AskingStaff) -> Response:
    """One more, or one less."""
    form = await _form(request, asking)
    sentences, dropped = house_of(request).administration.sentences, form.first("drop")
    try:
        if dropped:
            await sentences.drop(asking.staff, _number(dropped))
        else:
            await sentences.add(asking.staff, form.first("words") or "")
    except ServiceError as error:
        if error.status == 403:
            raise
        return await _sentences(request, asking, form.first("words") or "", error.faults, status=error.status)
    return RedirectResponse(f"/console/sentences?done={'dropped' if dropped else 'added'}", 303)


@router.get("/console/holidays")
async def holidays_page(request: Request, asking: AskingStaff) -> Response:
    """The days of a year that differ from the plain week."""
    return await _holidays(request, asking, _year(request))


@router.post("/console/holidays")
async def set_year(request: Request, asking: AskingStaff) -> Response:
    """The whole year anew: a line a day."""
    form = await _form(request, asking)
    typed = {name: form.first(name) or "" for name in ("year", "off", "worked")}
    year = (
        int(typed["year"]) if typed["year"].isascii() and typed["year"].isdecimal() and len(typed["year"]) == 4 else 0
    )
    try:
        days = {**_days("off", typed["off"], worked=False), **_days("worked", typed["worked"], worked=True)}
        await house_of(request).holidays.set_year(asking.staff, year, days)
    except BadInput as error:
        return await _holidays(request, asking, year, typed, error.faults)
    return RedirectResponse(f"/console/holidays?year={year}&done=year", 303)


async def _texts(
    request: Request, asking: Asking, wanted: Draft, faults: tuple[Fault, ...] = (), *, status: int = 200
) -> Response:
    desk, today = house_of(request).administration.text_desk, china_day(house_of(request).clock())
    versions = await desk.listed(asking.staff)
    now = house_of(request).worlds.texts.in_force(today)
    return await staff_page(
        request, asking, "texts.html", status=status, names=NAMES, wanted=wanted, faults=faults, today=today,
        versions=versions, holds={(name, text.version) for name, text in now.items()}, words_now=now,
        waiting=await desk.waiting(asking.staff), may_draft=may(asking.staff, "texts"), done=_done(request),
    )  # fmt: skip


async def _sentences(
    request: Request, asking: Asking, words: str = "", faults: tuple[Fault, ...] = (), *, status: int = 200
) -> Response:
    offered = await house_of(request).administration.sentences.offered(asking.staff)
    return await staff_page(
        request, asking, "sentences.html", status=status, sentences=offered, words=words, faults=faults,
        may_change=may_change(asking.staff), named=house_of(request).figures.named, done=_done(request),
    )  # fmt: skip


async def _holidays(
    request: Request, asking: Asking, year: int, typed: dict[str, str] | None = None, faults: tuple[Fault, ...] = ()
) -> Response:
    holidays = house_of(request).holidays
    days = await holidays.days(year)
    lines = {"off": _lines(days, worked=False), "worked": _lines(days, worked=True)}
    known = await holidays.years()
    return await staff_page(
        request, asking, "holidays.html", status=422 if faults else 200, year=year, known=known, faults=faults,
        lines={**lines, **(typed or {})}, entered=next((one for one in known if one.year == year), None),
        may_change=may(asking.staff, "holidays"), done=_done(request),
    )  # fmt: skip


def _lines(days: dict[date, bool], *, worked: bool) -> str:
    return "\n".join(day.isoformat() for day, at_work in sorted(days.items()) if at_work is worked)


def _days(key: str, typed: str, *, worked: bool) -> dict[date, bool]:
    found: dict[date, bool] = {}
    for line in typed.replace("，", " ").replace(",", " ").split():
        try:
            found[date.fromisoformat(line)] = worked
        except ValueError:
            raise BadInput(key, say("请按 2026-10-01 的样子写，一行一天：“{line}”不是日期。", line=line[:20])) from None
    return found


def _year(request: Request) -> int:
    typed = request.query_params.get("year", "")
    if typed.isascii() and typed.isdecimal() and len(typed) == 4:
        return int(typed)
    return china_day(house_of(request).clock()).year


def _number(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_DIGITS):
        raise BadInput("number", say("请回到页面刷新一下，再操作一次。"))
    return int(typed)


def _done(request: Request) -> object:
    return _DONE.get(request.query_params.get("done", ""))


async def _form(request: Request, asking: Asking) -> Form:
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    return form
