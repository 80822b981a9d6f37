"""Emergencies on the console: the queue with its clocks, one of them with what can be done, the reserve fund."""

import secrets
from collections.abc import AsyncIterator, Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from api.errors import Fault, ServiceError
from api.services.emergency.actions import EmergencyAction, fen_of
from api.services.emergency.filing import DESK_BELL
from api.services.emergency.lifecycle import METHODS, TIERS
from api.services.emergency.lines import lines_of
from api.services.emergency.words import METHODS as METHOD_WORDS
from api.services.emergency.words import STATUSES, WHATS, yuan
from api.services.emergency.words import TIERS as TIER_WORDS
from api.web.bodies import KIB, Form, read_form
from api.web.console.duty import strip_for
from api.web.console.emergency_labels import ACTIONS, ANSWERS, FLAGS, KINDS, PHOTOS, answer_words
from api.web.console.frame import ConsoleRoute, renderer_for, staff_page
from api.web.parts import house_of
from api.web.prints import xlsx_response
from api.web.staffed import Asking, AskingStaff, require_csrf
from api.web.v1.emergencies import action_of
from api.web.v1.events import HEARTBEAT_SECONDS, streams_of
from conversations.messages import Message

router = APIRouter(route_class=ConsoleRoute)
_MOST_BYTES = 64 * KIB
# Yuan: what is granted most often, one tap each, up to the township's limit.
PRESETS = (300, 500, 1000, 2000, 3000)


@router.get("/console/emergencies")
async def queue(request: Request, asking: AskingStaff) -> Response:
    """What is open in one's area, what is due first on top; `all=1`: what is done too."""
    every = request.query_params.get("all") == "1"
    items = await house_of(request).emergencies.queue(asking.staff, every=every)
    duty = await strip_for(request, asking.staff)
    return await _page(request, asking, "emergencies.html", items=items, lines=lines_of(items), every=every, duty=duty)


@router.get("/console/emergencies/events")
async def events(request: Request, asking: AskingStaff) -> Response:
    """How many wait for a decision, told again whenever something happens: for the title and the sound."""
    return StreamingResponse(
        _waiting(request, asking), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
    )


async def _waiting(request: Request, asking: Asking) -> AsyncIterator[str]:
    house, streams = house_of(request), streams_of(request)
    async with house.bell.subscribe(DESK_BELL) as waiting:
        streams.add(waiting)
        try:
            while not streams.closing:
                yield f"data: {await house.emergencies.waiting(asking.staff)}\n\n"
                while not await waiting.wait(HEARTBEAT_SECONDS):
                    yield ": \n\n"
        finally:
            streams.remove(waiting)


@router.get("/console/emergencies/{receipt}")
async def emergency(request: Request, asking: AskingStaff, receipt: str) -> Response:
    """One of them. Whoever opens it first has seen it, and the family is told."""
    return await _one(request, asking, receipt, (), {})


@router.post("/console/emergencies/{receipt}")
async def act(request: Request, asking: AskingStaff, receipt: str) -> Response:
    """Take a step; then the page as it is afterwards. What was refused comes back with the words."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    sent = _sent(form)
    try:
        await house_of(request).emergencies.act(asking.staff, receipt, action_of(sent))
    except ServiceError as error:
        if error.status == 404:
            raise
        return await _one(request, asking, receipt, error.faults, sent, status=error.status)
    return RedirectResponse(f"/console/emergencies/{receipt}", 303)


@router.get("/console/funds/{area_code}")
async def fund(request: Request, asking: AskingStaff, area_code: str) -> Response:
    """The reserve fund of a township with its statement."""
    return await _fund(request, asking, area_code, ())


@router.get("/console/funds/{area_code}/statement.xlsx")
async def statement(request: Request, asking: AskingStaff, area_code: str) -> Response:
    """The statement as a workbook to save."""
    return xlsx_response(await house_of(request).statements.workbook(asking.staff, area_code))


@router.post("/console/funds/{area_code}")
async def enter(request: Request, asking: AskingStaff, area_code: str) -> Response:
    """Put money in."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    try:
        amount, kind, id = fen_of(form.first("amount") or ""), form.first("kind") or "", form.first("id") or ""
        await house_of(request).funds.enter(asking.staff, area_code, kind, amount, id)
    except ServiceError as error:
        if error.status == 404:
            raise
        return await _fund(request, asking, area_code, error.faults, status=error.status)
    return RedirectResponse(f"/console/funds/{area_code}", 303)


def _sent(form: Form) -> Mapping[str, object]:
    return {name: form.first(name) or "" for name in EmergencyAction.__slots__ if form.first(name)}


async def _one(
    request: Request,
    asking: Asking,
    receipt: str,
    faults: tuple[Fault, ...],
    sent: Mapping[str, object],
    *,
    status: int = 200,
) -> Response:
    view = await house_of(request).emergencies.open(asking.staff, receipt)
    renderer, world = renderer_for(request), house_of(request).worlds("web")
    answers = [
        (renderer.render(ANSWERS[key]), renderer.render(answer_words(key, value, world)))
        for key, value in view.answers.items()
        if key in ANSWERS and key not in PHOTOS
    ]
    photos = {PHOTOS[key]: found for key in PHOTOS if isinstance(found := view.answers.get(key), list) and found}
    presets = [one for one in PRESETS if view.limit is not None and one * 100 <= min(view.limit, view.fund.available)]
    return await _page(
        request, asking, "emergency.html", status=status, view=view, item=view.item, answers=answers, presets=presets,
        photos=photos, faults=faults, sent=sent,
    )  # fmt: skip


async def _fund(
    request: Request, asking: Asking, area_code: str, faults: tuple[Fault, ...], *, status: int = 200
) -> Response:
    view = await house_of(request).funds.statement(asking.staff, area_code)
    name = house_of(request).figures.named(area_code)
    return await _page(request, asking, "fund.html", status=status, view=view, name=name, faults=faults, kinds=KINDS)


async def _page(request: Request, asking: Asking, template: str, *, status: int = 200, **words: object) -> Response:
    renderer = renderer_for(request)

    def named(of: Mapping[str, Message], code: object) -> str:
        return renderer.render(of[str(code)]) if str(code) in of else str(code)

    return await staff_page(
        request, asking, template, status=status, yuan=yuan, named=named, what_words=WHATS, status_words=STATUSES,
        action_words=ACTIONS, flag_words=FLAGS, tier_words=TIER_WORDS, method_words=METHOD_WORDS, methods=METHODS,
        tiers=TIERS, nonce=lambda: secrets.token_urlsafe(9), **words,
    )  # fmt: skip
