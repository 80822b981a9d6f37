"""The JSON of the queue: what is filed in one's area, due first, filtered, searched, counted."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.errors import BadInput
from api.services.review.queueing import Board
from api.web.parts import house_of
from api.web.queue_query import cursor_in, cursor_of, filters_in
from api.web.staffed import AskingStaff
from api.web.v1.staff_json import item_json
from conversations.messages import say

router = APIRouter(prefix="/api/v1", tags=["staff"])


@dataclass(frozen=True, slots=True)
class Wanted:
    """The query of the queue, as text; every part may be left out, and what is given must all apply.

    `q`: a receipt, or the name or ID number of anyone in the household. `due`: `today` or `overdue`. `assigned`:
    `me`, `nobody` or a user name. `flag`: flags, with commas between them; `conflict` stands for any conflict between
    sources. `after`: the `next` of the page before.
    """

    status: str = ""
    area: str = ""
    category: str = ""
    overdue: str = ""
    q: str = ""
    page: str = "1"
    due: str = ""
    assigned: str = ""
    origin: str = ""
    flag: str = ""
    after: str = ""


@router.get("/declarations")
async def queue(request: Request, asking: AskingStaff, wanted: Annotated[Wanted, Depends()]) -> JSONResponse:
    """What is filed in one's area, due first, fifty a page; `next` is where the page after it begins."""
    found = await house_of(request).queueing.page(
        asking.staff, filters_in(request.query_params), _number(wanted.page), cursor_in(wanted.after)
    )
    items = [item_json(item) for item in found.items]
    at_least = {} if found.exact else {"total_at_least": True}
    return JSONResponse({"items": items, "total": found.total, **at_least, "next": cursor_of(found.next)})


@router.get("/declarations/counts")
async def counts(request: Request, asking: AskingStaff, area: str = "") -> JSONResponse:
    """How many there are of what, from kept counters: by status also what is due today and overdue."""
    board = await house_of(request).queueing.board(asking.staff, area)
    return JSONResponse(_board_json(board))


def _board_json(board: Board) -> dict[str, object]:
    def plainly(kind: str) -> dict[str, int]:
        return {one.value: one.n for one in board.tallies if one.kind == kind}

    total = board.total
    return {
        "total": total.n,
        "today": total.today,
        "overdue": total.over,
        "status": {
            one.value: {"total": one.n, "today": one.today, "overdue": one.over}
            for one in board.tallies
            if one.kind == "status"
        },
        "category": plainly("category"),
        "flags": {mark: n for mark, n in plainly("mark").items() if not mark.startswith("from_")},
        "origin": {mark[5:]: n for mark, n in plainly("mark").items() if mark.startswith("from_")},
        "mine": board.mine,
        "nobody": board.unassigned,
    }


def _number(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) <= 6):
        raise BadInput("page", say("页码从 1 开始。"))
    return int(value)
