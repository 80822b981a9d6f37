"""The queue: what is filed in one's area, due first, filtered by chips that say how many there are, searched."""

import secrets
from dataclasses import dataclass, replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.services.review.filtering import ORIGINS
from api.services.review.queueing import Board, Tally
from api.services.review.views import Filters, QueuePage
from api.services.review.words import STATUSES
from api.services.staffing.permissions import may
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.parts import house_of
from api.web.queue_query import cursor_in, cursor_of, filters_in, query_of
from api.web.staffed import Asking, AskingStaff

router = APIRouter(route_class=ConsoleRoute)
# What the people at the desk look for, in the order in which it matters to them.
FLAGS = (
    "wants_person", "relative_in_office", "unsigned", "conflict", "hukou_elsewhere", "approximate", "skipped",
    "result_changed", "household_changed", "papers_added", "proxy", "wants_erasure", "authorization_withdrawn",
    "call_due", "query_open", "referred", "escalated", "notice_over", "letter_due", "own_form", "review_due",
    "colleague_related", "to_county", "nobody_unrelated",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the queue with how it was asked for; `query` keeps that in links."""

    found: QueuePage
    filters: Filters

    @property
    def query(self) -> str:
        """The filters as a query string, "" when there are none."""
        return query_of(self.filters)

    def page_link(self, number: int) -> str:
        """The link to another page of the same."""
        return self._link(f"page={number}")

    @property
    def next_link(self) -> str:
        """The link to the next page, by its place: as fast however far it is. "" at the end."""
        place = cursor_of(self.found.next)
        return self._link(f"page={self.found.page + 1}&after={place}") if place is not None else ""

    def _link(self, more: str) -> str:
        return f"/console?{self.query}{'&' if self.query else ''}{more}"


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that one click sets or takes away. `kind` and `code` name its words."""

    kind: str
    code: str
    link: str
    on: bool
    count: Tally


@router.get("/console/")
async def with_slash() -> Response:
    """The same without the slash."""
    return RedirectResponse("/console", 303)


@router.get("/console")
async def queue_page(request: Request, asking: AskingStaff) -> Response:
    """The whole width for the queue."""
    listing = await listing_of(request, asking)
    queueing = house_of(request).queueing
    board = await queueing.board(asking.staff, listing.filters.area)
    colleagues = await queueing.colleagues(asking.staff)
    return await staff_page(
        request, asking, "queue.html", listing=listing, origins=ORIGINS, rows=chip_rows(board, listing.filters),
        others=[one for one in colleagues if one.id != asking.staff.id],
        may_share=may(asking.staff, "act"), bulk_id=secrets.token_hex(12),
        moved=request.query_params.get("done") == "transfer",
    )  # fmt: skip


async def listing_of(request: Request, asking: Asking) -> Listing:
    """The queue as the query of this page asks for it. Raises BadInput."""
    query = request.query_params
    filters = filters_in(query)
    number = query.get("page", "1")
    page = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1
    after = cursor_in(query.get("after", ""))
    return Listing(await house_of(request).queueing.page(asking.staff, filters, max(1, page), after), filters)


def chip_rows(board: Board, filters: Filters) -> list[list[Chip]]:
    """What there is to do, then what to look out for."""
    return [
        [*due_chips(board, filters), *status_chips(board, filters), *assigned_chips(board, filters)],
        flag_chips(board, filters),
    ]


def due_chips(board: Board, filters: Filters) -> list[Chip]:
    """Today and overdue, over all statuses."""
    total = board.total
    counted = {"today": total.today, "overdue": total.over}
    now = "overdue" if filters.overdue else filters.due
    return [
        _chip(
            "due",
            code,
            filters,
            replace(filters, overdue=False, due="" if now == code else code),
            Tally("due", code, n),
        )
        for code, n in counted.items()
    ]


def status_chips(board: Board, filters: Filters) -> list[Chip]:
    """One a status that there is something in; always the one that is on."""
    found = [(code, board.of("status", code)) for code in STATUSES]
    return [
        _chip("status", code, filters, replace(filters, status="" if filters.status == code else code), count)
        for code, count in found
        if count.n or filters.status == code
    ]


def assigned_chips(board: Board, filters: Filters) -> list[Chip]:
    """Mine, and nobody's."""
    counted = {"me": board.mine, "nobody": board.unassigned}
    return [
        _chip(
            "assigned",
            code,
            filters,
            replace(filters, assigned="" if filters.assigned == code else code),
            Tally("", "", n),
        )
        for code, n in counted.items()
    ]


def flag_chips(board: Board, filters: Filters) -> list[Chip]:
    """One a flag that there is something with; several together narrow further."""
    found: list[Chip] = []
    for code in (*FLAGS, *(one for one in filters.flags if one not in FLAGS)):
        count, on = board.of("mark", code), code in filters.flags
        flags = tuple(one for one in filters.flags if one != code) if on else (*filters.flags, code)
        if count.n or on:
            found.append(_chip("flag", code, filters, replace(filters, flags=flags), count))
    return found


def _chip(kind: str, code: str, now: Filters, then: Filters, count: Tally) -> Chip:
    query = query_of(then)
    return Chip(kind, code, f"/console?{query}" if query else "/console", _is_on(kind, code, now), count)


def _is_on(kind: str, code: str, now: Filters) -> bool:
    on = {
        "due": code == ("overdue" if now.overdue else now.due),
        "status": code == now.status,
        "assigned": code == now.assigned,
        "flag": code in now.flags,
    }
    return on[kind]
