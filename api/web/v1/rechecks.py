"""The JSON of re-checks for staff: begin one, how far it is, whose result changes, leaving out, approving."""

from dataclasses import asdict

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.errors import BadInput, NotFound
from api.services.rechecks.views import Condition, Found, RunRow, RunView
from api.web.bodies import KIB, read_json
from api.web.heard import checked_object
from api.web.parts import house_of
from api.web.staffed import AskingStaff
from api.web.v1.schemas import TEXT, json_body
from conversations.messages import say
from locales.rendering import Renderer

router = APIRouter(prefix="/api/v1/rechecks", tags=["staff"])
of_one = APIRouter(prefix="/api/v1/declarations", tags=["staff"])
_MOST_BYTES = 16 * KIB
_MOST_DIGITS = 15
LEAVING = json_body(["receipt"], {"receipt": TEXT, "out": {"type": "boolean"}, "why": TEXT})


@router.get("")
async def runs(request: Request, asking: AskingStaff) -> JSONResponse:
    """The newest runs of one's area."""
    found = await house_of(request).recheck_desk.runs(asking.staff)
    return JSONResponse({"items": [run_json(run) for run in found]})


@router.post("", status_code=201)
async def begin(request: Request, asking: AskingStaff) -> JSONResponse:
    """Judge again what stands in one's county; it is read in the background, and nobody is told."""
    return JSONResponse(run_json(await house_of(request).recheck_desk.begin(asking.staff)), 201)


@router.get("/{number}")
async def run(request: Request, asking: AskingStaff, number: str, page: str = "1", to_call: str = "") -> JSONResponse:
    """A run: whose result changes, the messages residents would get, how many were told in which way."""
    house = house_of(request)
    if to_call not in ("", "0", "1"):
        raise BadInput("to_call", say("请写 1 或者 0。"))
    wanted = page_of(page)
    view = await house.recheck_desk.view(asking.staff, number_of(number), wanted, to_call=to_call == "1")
    return JSONResponse(view_json(view, house.renderer("zh_CN")))


@router.post("/{number}/leave_out", openapi_extra=LEAVING)
async def leave_out(request: Request, asking: AskingStaff, number: str) -> JSONResponse:
    """Keep one household from being told (`why`), or with `out` false let it be told."""
    body = checked_object(await read_json(request, _MOST_BYTES), "")
    receipt, out, why = body.get("receipt"), body.get("out", True), body.get("why", "")
    if not isinstance(receipt, str) or not isinstance(why, str) or not isinstance(out, bool):
        raise BadInput("receipt", say("请写编号（receipt）、先不通知（out：true 或 false）和原因（why）。"))
    house = house_of(request)
    found = await house.recheck_desk.leave_out(asking.staff, number_of(number), receipt, why, out=out)
    return JSONResponse(_found_json(found, house.renderer("zh_CN")))


@router.post("/{number}/approve")
async def approve(request: Request, asking: AskingStaff, number: str) -> JSONResponse:
    """Answer for telling residents and townships, once; not by who began it."""
    return JSONResponse(run_json(await house_of(request).recheck_desk.approve(asking.staff, number_of(number))))


@of_one.get("/{receipt}/check")
async def reproduced(request: Request, asking: AskingStaff, receipt: str) -> JSONResponse:
    """Every version judged again by the rules and figures it names, beside what was kept. Reading it is noted."""
    house = house_of(request)
    await house.review.open(asking.staff, receipt)
    found = await house.reproducing.again(asking.staff, receipt)
    return JSONResponse({"versions": [asdict(one) for one in found]})


def number_of(text: str) -> int:
    """The number of a run as it stands in an address. Raises NotFound."""
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise NotFound("run", say("请回到复核的列表再选一次。"))
    return int(text)


def page_of(text: str) -> int:
    """The number of a page, from 1. Raises BadInput."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 6 and int(text) > 0):
        raise BadInput("page", say("页码从 1 开始。"))
    return int(text)


def run_json(one: RunRow) -> dict[str, object]:
    """A run without what it found."""
    return {
        "id": one.id,
        "state": one.state,
        "area": one.area_code,
        "on": one.as_of,
        "started_by": one.started_by,
        "started_at": one.started_at.isoformat(),
        "seen": one.seen,
        "total": one.total,
        "one_by_one": one.one_by_one,
        "stopped": one.fault is not None,
        "approved_by": one.approved_by,
        "approved_at": one.approved_at.isoformat() if one.approved_at is not None else None,
    }


def view_json(view: RunView, renderer: Renderer) -> dict[str, object]:
    """A run with a page of what it found."""
    return {
        **run_json(view.run),
        "changed": view.changed,
        "to_tell": view.to_tell,
        "told": {str(name): count for name, count in view.how.items()},
        "kinds": [
            {
                "before": {"category": one.from_category, "outcome": one.from_outcome},
                "after": {"category": one.to_category, "outcome": one.to_outcome},
                "count": one.count,
                "left_out": one.left_out,
            }
            for one in view.moved
        ],
        "letters": [
            {"better": one.better, "text": renderer.render(one.words), "count": one.count} for one in view.letters
        ],
        "items": [_found_json(one, renderer) for one in view.found],
        "page": view.page,
        "pages": view.pages,
        "may_approve": view.may_approve,
    }


def _found_json(found: Found, renderer: Renderer) -> dict[str, object]:
    change, clause = found.change, found.clause
    return {
        "receipt": found.receipt,
        "name": found.name,
        "area_code": change.area_code,
        "before": {"category": change.from_category, "outcome": change.from_outcome, "figures": change.from_figures},
        "after": {"category": change.to_category, "outcome": change.to_outcome, "figures": change.to_figures},
        "better": found.better,
        "rule": change.rule,
        "citation": {"document": change.document, "article": change.article},
        "condition": {
            "before": _condition_json(clause.before, renderer),
            "after": _condition_json(clause.after, renderer),
        },
        "state": change.state,
        "stands": found.stands,
        "left_out_by": change.left_out_by,
        "left_out_why": change.left_out_why,
        "channel": change.channel,
    }


def _condition_json(one: Condition | None, renderer: Renderer) -> dict[str, object] | None:
    if one is None:
        return None
    return {
        "holds": one.holds, "text": renderer.render(one.words), "arithmetic": one.arithmetic, "figure": one.figure,
        "comparison": one.comparison, "threshold": one.threshold, "unit": one.unit,
    }  # fmt: skip
