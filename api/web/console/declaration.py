"""A declaration's page: the form as filed, the check beside it, the timeline, and what can be done now."""

import secrets
from collections.abc import Mapping
from urllib.parse import parse_qsl

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import BadInput, ServiceError
from api.services.emergency.words import yuan
from api.services.review.lifecycle import KNOWN_ACTIONS
from api.services.review.marks import Mark, marks_of, to_look_at
from api.services.review.official import Block, official
from api.services.review.views import DeclarationView
from api.services.staffing.permissions import may
from api.web.bodies import KIB, read_form, read_limited
from api.web.console.chain import chain_shown
from api.web.console.check import check_of
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.console.papers import one_more, papers_of
from api.web.console.queue import listing_of
from api.web.console.sent import action_in
from api.web.console.sheets import ROWS_OF_VALUES, Tried, first_of, sheets_of, suggested
from api.web.console.showing import why
from api.web.parts import house_of
from api.web.staffed import Asking, AskingStaff, require_csrf
from api.web.v1.staff import paper_response
from conversations.messages import say

router = APIRouter(route_class=ConsoleRoute)
_MOST_BYTES = 256 * KIB
_MOST_FIELDS = 4000


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
    action = action_in(fields)
    review = house_of(request).review
    try:
        await review.act(asking.staff, receipt, action)
    except ServiceError as error:
        view = await review.open(asking.staff, receipt)
        tried = Tried(sent.get("sheet", ""), action, error.faults)
        return await _page(request, asking, view, tried, status=error.status)
    query = request.url.query
    # Another township's now: it cannot be opened from here any more.
    where = "/console" if action.action == "transfer" else f"/console/d/{receipt}"
    return RedirectResponse(f"{where}?{query}{'&' if query else ''}done={action.action}", 303)


@router.get("/console/d/{receipt}/papers/{paper}")
async def paper(request: Request, asking: AskingStaff, receipt: str, paper: str) -> Response:
    """A paper, to be saved."""
    return await paper_response(request, asking, receipt, paper)


async def _page(
    request: Request, asking: Asking, view: DeclarationView, tried: Tried | None = None, *, status: int = 200
) -> Response:
    tried = tried if tried is not None else Tried()
    done = request.query_params.get("done", "")
    check, papers = check_of(view.assessment), papers_of(view)
    house, likely = house_of(request), suggested(check)
    chain = await house.chains.of(asking.staff, view.item.receipt)
    blocks, marks = official(view.parts, view.answers), marks_of(view, chain.known)
    sheets = sheets_of(house.review, view, blocks, house.figures.areas(), likely)
    return await staff_page(
        request, asking, "declaration.html", status=status, may_papers=may(asking.staff, "papers"),
        may_health=may(asking.staff, "health"),
        view=view, listing=await listing_of(request, asking), check=check,
        sheets=sheets, first=first_of(sheets), value_rows=ROWS_OF_VALUES, tried=tried, done=done if done in KNOWN_ACTIONS else "",
        blocks=blocks, found_marks=marks, to_look_at=to_look_at, block_marks=_to_look_at(blocks, marks),
        chain=chain_shown(chain, blocks, house.figures.named), papers=papers, yuan=yuan,
        cases=await house.monitoring.desk.of_declaration(asking.staff, view.item.receipt),
        more_papers=one_more(view, len(papers)), action_id=secrets.token_hex(8),
        sentences=await house.administration.sentences.offered(asking.staff),
        notes=await house.handling.notes(asking.staff, view.item.receipt) if may(asking.staff, "names") else None,
    )  # fmt: skip


def _to_look_at(blocks: tuple[Block, ...], marks: Mapping[str, tuple[Mark, ...]]) -> dict[str, int]:
    """How many answers of each block want a look."""
    return {block.key: sum(to_look_at(marks.get(line.key, ())) for line in block.lines()) for block in blocks}


async def _fields(request: Request) -> tuple[tuple[str, str], ...]:
    # A form of many answers has a field for each, more than other pages send.
    body = await read_limited(request, _MOST_BYTES, "", say("请写短一点，再办一次。"))
    try:
        return tuple(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict"))
    except ValueError:
        raise BadInput("", say("请回到页面刷新一下，再操作一次。")) from None
