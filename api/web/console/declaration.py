"""A declaration's page: the form as filed, the check beside it, the timeline, and what can be done now."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import BadInput, Fault, ServiceError
from api.services.review.actions import Action
from api.services.review.lifecycle import KNOWN_ACTIONS
from api.services.review.views import DeclarationView
from api.services.review.words import CATEGORIES
from api.web.bodies import KIB, read_form, read_limited
from api.web.console.check import CheckShown, check_of
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.console.queue import listing_of
from api.web.console.showing import why
from api.web.parts import house_of
from api.web.staffed import Asking, AskingStaff, require_csrf
from api.web.v1.staff import paper_response
from conversations.messages import say

router = APIRouter(route_class=ConsoleRoute)
_MOST_BYTES = 256 * KIB
_MOST_FIELDS = 4000
_WORD = "word."
_OF_A_CATEGORY = ("approved", "refused")


@dataclass(frozen=True, slots=True)
class Letter:
    """What the resident would be told around the officer's words, if this category ("": any) is chosen."""

    category: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """An action that is possible now. Its letters differ where a category is to be chosen."""

    name: str
    action: str
    result: str
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """What was sent and refused, so that nothing typed is lost."""

    sheet: str = ""
    action: Action = field(default_factory=lambda: Action("", ""))
    faults: tuple[Fault, ...] = ()


@router.get("/console/d/{receipt}")
async def declaration_page(request: Request, asking: AskingStaff, receipt: str) -> Response:
    """The page, names and numbers masked."""
    view = await house_of(request).review.open(asking.staff, receipt)
    return await _page(request, asking, view)


@router.post("/console/d/{receipt}/show")
async def show(request: Request, asking: AskingStaff, receipt: str) -> Response:
    """The page with everything readable, once, for a reason; who looked and why is on the timeline."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    reason = await why(request, asking, receipt, form)
    if isinstance(reason, Response):
        return reason
    return await _page(request, asking, await house_of(request).review.show(asking.staff, receipt, reason))


@router.post("/console/d/{receipt}/actions")
async def act(request: Request, asking: AskingStaff, receipt: str) -> Response:
    """Take a step; then the page again, with what was done or what would do."""
    fields = await _fields(request)
    sent = dict(fields)
    await require_csrf(request, asking.token, sent.get("csrf"))
    action = _action(fields, sent)
    review = house_of(request).review
    try:
        await review.act(asking.staff, receipt, action)
    except ServiceError as error:
        view = await review.open(asking.staff, receipt)
        tried = Tried(sent.get("sheet", ""), action, error.faults)
        return await _page(request, asking, view, tried, status=error.status)
    query = request.url.query
    return RedirectResponse(f"/console/d/{receipt}?{query}{'&' if query else ''}done={action.action}", 303)


@router.get("/console/d/{receipt}/papers/{paper}")
async def paper(request: Request, asking: AskingStaff, receipt: str, paper: str) -> Response:
    """A paper, to be saved."""
    return await paper_response(request, asking, receipt, paper)


async def _page(
    request: Request, asking: Asking, view: DeclarationView, tried: Tried | None = None, *, status: int = 200
) -> Response:
    tried = tried if tried is not None else Tried()
    done = request.query_params.get("done", "")
    check = check_of(view.assessment)
    return await staff_page(
        request, asking, "declaration.html", status=status,
        view=view, listing=await listing_of(request, asking), check=check, suggested=_suggested(check),
        sheets=_sheets(request, view), tried=tried, done=done if done in KNOWN_ACTIONS else "",
        action_id=secrets.token_hex(8),
    )  # fmt: skip


def _suggested(check: CheckShown | None) -> str:
    """The category that looks likely; "" where none does, for then the officer chooses with nothing chosen before."""
    found = check.in_question if check is not None else ()
    return next((one.category for one in found if one.outcome == "likely"), "")


def _sheets(request: Request, view: DeclarationView) -> list[Sheet]:
    review = house_of(request).review

    def letters(action: str, result: str) -> tuple[Letter, ...]:
        if result not in _OF_A_CATEGORY:
            return (Letter("", *review.preview(view, action, result)),)
        return tuple(Letter(one, *review.preview(view, action, result, one)) for one in CATEGORIES)

    wanted: list[tuple[str, str]] = []
    for action in view.actions:
        results = ("approved", "refused", "registered") if action == "decide" else ("",)
        wanted += [(action, result) for result in results]
    return [Sheet(result or action, action, result, letters(action, result)) for action, result in wanted]


async def _fields(request: Request) -> tuple[tuple[str, str], ...]:
    # A form of many answers has a field for each, more than other pages send.
    body = await read_limited(request, _MOST_BYTES, "", say("请写短一点，再办一次。"))
    try:
        return tuple(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict"))
    except ValueError:
        raise BadInput("", say("请回到页面刷新一下，再操作一次。")) from None


def _action(fields: tuple[tuple[str, str], ...], sent: Mapping[str, str]) -> Action:
    keys = tuple(value for name, value in fields if name == "key")
    # Every answer has a field for words; those of unticked ones are left over from a change of mind.
    words = {key: sent.get(_WORD + key, "") for key in keys}
    return Action(
        id=sent.get("id", ""),
        action=sent.get("action", ""),
        note=sent.get("note", "").replace("\r\n", "\n"),
        keys=keys,
        notes={key: word for key, word in words.items() if word.strip()},
        category=sent.get("category", ""),
        result=sent.get("result", ""),
        signed_on=sent.get("signed_on", ""),
        place=sent.get("place", ""),
    )
