"""The JSON of local figures for staff: those in force, the history of one, what has changed since."""

from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.errors import BadInput
from api.services.calendar.workdays import china_day
from api.services.local_figures.desk import FigureRow
from api.services.local_figures.figures import SETTLEMENTS, Changed, Entry
from api.services.local_figures.names import BY_NAME
from api.services.local_figures.values import opened
from api.web.parts import house_of
from api.web.staffed import AskingStaff
from conversations.messages import say

router = APIRouter(prefix="/api/v1/figures", tags=["staff"])
_MOST_DIGITS = 9


@router.get("")
async def in_force(
    request: Request, asking: AskingStaff, area: str = "", settlement: str = "both", on: str = "", version: str = ""
) -> JSONResponse:
    """What holds for an area and settlement on a day (default today), or what a pinned `version` names."""
    house = house_of(request)
    if settlement not in SETTLEMENTS:
        raise BadInput("settlement", say("请选城镇（urban）、农村（rural）或者都一样（both）。"))
    wanted = None if settlement == "both" else settlement
    day = day_of(on, china_day(house.clock()))
    view = await house.figure_desk.in_force(asking.staff, area, wanted, day, version)
    return JSONResponse(
        {
            "area": view.pinned.area,
            "settlement": view.pinned.settlement or "both",
            "on": view.pinned.on.isoformat(),
            "version": view.pinned.text,
            "figures": [_entry_json(view.entries[name]) for name in BY_NAME if name in view.entries],
        }
    )


@router.get("/history")
async def history(request: Request, asking: AskingStaff, area: str = "", name: str = "") -> JSONResponse:
    """Every entry of one figure in an area, whatever became of it, newest first."""
    rows = await house_of(request).figure_desk.history(asking.staff, area, name)
    return JSONResponse({"items": [_row_json(row) for row in rows]})


@router.get("/changes")
async def changes(request: Request, asking: AskingStaff, county: str = "", after: str = "0") -> JSONResponse:
    """What became known of a county after a revision: which figure, where, and the days that may differ."""
    if not (after.isascii() and after.isdecimal() and len(after) <= _MOST_DIGITS):
        raise BadInput("after", say("请填一个整数：从哪一次变动以后。"))
    found = await house_of(request).figure_desk.changed(asking.staff, county, int(after))
    return JSONResponse({"items": [_changed_json(one) for one in found]})


def day_of(text: str, otherwise: date) -> date:
    """A day as `yyyy-mm-dd`, `otherwise` where there is none. Raises BadInput."""
    if not text:
        return otherwise
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput("on", say("请按 2026-01-31 的样子填日期。")) from None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _entry_json(one: Entry) -> dict[str, object]:
    return {
        "name": one.name,
        "value": one.value,
        "unit": BY_NAME[one.name].unit,
        "area": one.area,
        "settlement": one.settlement,
        "valid_from": _day(one.since),
        "valid_to": _day(one.until),
        "source": one.source,
        "id": one.number,
    }


def _row_json(row: FigureRow) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "value": opened(row.value),
        "unit": row.unit,
        "area": row.area_code,
        "settlement": row.settlement,
        "valid_from": _day(row.valid_from),
        "valid_to": _day(row.valid_to),
        "source": row.source,
        "note": row.note,
        "corrects": row.corrects,
        "sample": row.sample,
        "state": row.state,
        "entered_by": row.entered_by,
        "approved_by": row.decided_by if row.state == "approved" else None,
        "revision": row.revision,
    }


def _changed_json(one: Changed) -> dict[str, object]:
    return {
        "area": one.area,
        "settlement": one.settlement,
        "name": one.name,
        "since": _day(one.since),
        "until": _day(one.until),
        "revision": one.revision,
    }
