"""The overview as JSON for staff: the same numbers the page draws. `null` for a number of one or two families."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.errors import BadInput
from api.services.emergency.words import yuan
from api.services.overview.desk import Crossed, Overview
from api.services.overview.emergencies import EmergencyNumbers
from api.services.overview.numbers import FEWEST, Bar
from api.web.parts import house_of
from api.web.staffed import AskingStaff
from conversations.messages import say

router = APIRouter(prefix="/api/v1/overview", tags=["staff"])


@router.get("")
async def overview(request: Request, asking: AskingStaff, area: str = "", months: str = "3") -> JSONResponse:
    """What waits now, and what happened in the last 1, 3 or 12 months, in one's area or a township of it."""
    found = await house_of(request).overview.overview(asking.staff, area, span_of(months))
    return JSONResponse(_json(found))


def span_of(text: str) -> int:
    """A number of months. Raises BadInput."""
    if text not in ("1", "3", "12"):
        raise BadInput("months", say("请选 1、3 或者 12 个月。"))
    return int(text)


def _json(one: Overview) -> dict[str, object]:
    return {
        "area": one.area,
        "from": one.months[0],
        "to": one.months[1],
        "at": one.at.isoformat(),
        "waiting": one.waiting,
        "due_today": one.today,
        "overdue": one.over,
        "statuses": [{"status": row.status, "n": row.n, "due_today": row.today, "overdue": row.over} for row in one.waits],
        "townships": [
            {
                "area_code": row.code,
                "waiting": row.waiting,
                "due_today": row.today,
                "overdue": row.over,
                "monitoring": row.cases,
            }
            for row in one.places
        ],
        "steps": [{"status": status, "n": row.n, "median_days": row.median, "p90_days": row.p90}
                  for status, row in one.steps],
        "filed": one.filed,
        "found": [_crossed(row) for row in one.found],
        "decided": [_crossed(row) for row in one.decided],
        "channels": {row.code: row.n for row in one.channels},
        "stopped": _bars(one.stopped),
        "stopped_before_a_township_was_chosen": one.nowhere,
        "asked_again": _bars(one.asked),
        "monitoring": dict(one.cases),
        "emergencies": _emergencies(one.emergencies),
        "fewer_than": FEWEST,
    }  # fmt: skip


def _emergencies(one: EmergencyNumbers) -> dict[str, object]:
    return {
        "told": one.told, "kinds": {bar.code: bar.n for bar in one.kinds}, "first_help": {bar.code: bar.n for bar in one.soon},
        "in_time": one.in_time, "helped": one.helped, "paid": None if one.paid is None else str(yuan(one.paid)),
        "waiting": one.waiting, "overdue": one.over, "papers_overdue": one.papers,
    }  # fmt: skip


def _crossed(one: Crossed) -> dict[str, object]:
    return {"category": one.category, "outcomes": {part.code: part.n for part in one.parts}}


def _bars(bars: tuple[Bar, ...]) -> list[dict[str, object]]:
    return [{"key": one.code, "n": one.n} for one in bars]
