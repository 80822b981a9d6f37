"""Emergencies on the console: the queue with its clocks, one of them with what can be done."""

import secrets
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from api.errors import Fault, ServiceError
from api.services.emergency.actions import EmergencyAction
from api.services.emergency.desk import MOST
from api.services.emergency.filing import DESK_BELL
from api.services.emergency.lifecycle import METHODS, TIERS
from api.services.emergency.lines import Line, lines_of
from api.services.emergency.words import METHODS as METHOD_WORDS
from api.services.emergency.words import STATUSES, WHATS, yuan
from api.services.emergency.words import TIERS as TIER_WORDS
from api.web.bodies import KIB, Form, read_form
from api.web.console.duty import strip_for
from api.web.console.emergency_labels import ACTIONS, flag_words, need_words
from api.web.console.emergency_page import parts_of
from api.web.console.frame import ConsoleRoute, renderer_for, staff_page
from api.web.parts import house_of
from api.web.prints import pdf_response
from api.web.staffed import Asking, AskingStaff, require_csrf
from api.web.v1.emergencies import action_of
from api.web.v1.events import HEARTBEAT_SECONDS, streams_of
from conversations.messages import Message, say

router = APIRouter(route_class=ConsoleRoute)
MOST_BYTES = 64 * KIB
# What is to be done comes in this order, whatever is due when: papers never stand above somebody who waits for help.
GROUPS: tuple[tuple[str, Message, tuple[str, ...]], ...] = (
    ("undecided", say("等决定"), ("received", "seen")),
    ("county", say("报到县里的"), ("at_county",)),
    ("unpaid", say("等付钱"), ("granted", "paying")),
    ("papers", say("等材料"), ("paid",)),
    ("over", say("办完的"), ("settled", "declined")),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Those of the queue that wait for the same thing, what is due first on top; what was told again and again lies
    under one line.
    """

    code: str
    words: Message
    lines: tuple[Line, ...]


@router.get("/console/emergencies")
async def queue(request: Request, asking: AskingStaff) -> Response:
    """What is open in one's area, what is due first on top; `all=1`: what is done too."""
    every = request.query_params.get("all") == "1"
    items = await house_of(request).emergencies.queue(asking.staff, every=every)
    # The county decides what was sent up to it; a township has nothing to do about that.
    order = sorted(GROUPS, key=lambda one: one[0] != "county") if asking.staff.role == "county" else GROUPS
    groups = [Group(code, words, lines_of([one for one in items if one.status in of])) for code, words, of in order]
    return await emergency_page(
        request, asking, "emergencies.html", items=items, every=every, groups=[one for one in groups if one.lines],
        many_places=len({one.area_code for one in items}) > 1, most=MOST, done=_done(request), funds=funds_of(asking),
        duty=await strip_for(request, asking.staff),
    )  # fmt: skip


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
    form = await read_form(request, MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    sent = _sent(form)
    try:
        await house_of(request).emergencies.act(asking.staff, receipt, action_of(sent))
    except ServiceError as error:
        if error.status == 404:
            raise
        return await _one(request, asking, receipt, error.faults, sent, status=error.status)
    action = str(sent.get("action", ""))
    # What was transferred may lie outside one's area now; what is of one's own family is seen no more.
    path = "/console/emergencies" if action in ("transfer", "recuse") else f"/console/emergencies/{receipt}"
    return RedirectResponse(f"{path}?done={action}", 303)


@router.get("/console/emergencies/{receipt}/record.pdf")
async def record(request: Request, asking: AskingStaff, receipt: str) -> Response:
    """The sheet on which person, reason, amount and signature are registered. Who printed is in the audit."""
    return pdf_response(await house_of(request).emergency_printing.record(asking.staff, receipt))


def funds_of(asking: Asking) -> str:
    """Where the funds of one's area are: one page for a township, a list for a county."""
    return (
        f"/console/funds/{asking.staff.area_code}" if asking.staff.role in ("township", "village") else "/console/funds"
    )


def _done(request: Request) -> Message | None:
    what = ACTIONS.get(request.query_params.get("done", ""))
    return None if what is None else say("已办：{what}", what=what)


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
    return await emergency_page(
        request, asking, "emergency.html", status=status, view=view, item=view.item, faults=faults, sent=sent,
        done=_done(request), **parts_of(request, asking, view, sent),
    )  # fmt: skip


async def emergency_page(
    request: Request, asking: Asking, template: str, *, status: int = 200, **words: object
) -> Response:
    """A page about emergencies or funds, with the words for their codes."""
    renderer = renderer_for(request)

    def named(of: Mapping[str, Message], code: object) -> str:
        return renderer.render(of[str(code)]) if str(code) in of else str(code)

    return await staff_page(
        request, asking, template, status=status, yuan=yuan, named=named, what_words=WHATS, status_words=STATUSES,
        action_words=ACTIONS, flag_words=flag_words, need_words=need_words, tier_words=TIER_WORDS,
        method_words=METHOD_WORDS, methods=METHODS, tiers=TIERS, nonce=lambda: secrets.token_urlsafe(9), **words,
    )  # fmt: skip
