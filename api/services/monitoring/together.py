"""Monitoring put together: the one who looks, the desk, the lists, the lines that hold."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from api.errors import NotFound
from api.services.calendar.workdays import china_day
from api.services.local_figures.book import FigureBook
from api.services.monitoring.desk import MonitoringDesk, Pushes
from api.services.monitoring.importing import Lists
from api.services.monitoring.showing import Showing
from api.services.monitoring.thresholds import Lines, lines_of
from api.services.monitoring.watching import Watching
from api.services.review.deadlines import Deadlines
from api.services.staffing.staff import StaffMember
from conversations.messages import say
from conversations.world import Area
from locales.rendering import Renderer
from storage.database import Database


class AreaOf(Protocol):
    """The township with a code."""

    def __call__(self, code: str | None) -> Area | None: ...


@dataclass(frozen=True, slots=True)
class Monitoring:
    """Everything of monitoring."""

    watching: Watching
    desk: MonitoringDesk
    lists: Lists
    lines: "ShownLines"


class ShownLines:
    """The published lines, as they hold in somebody's area today."""

    def __init__(self, database: Database, book: FigureBook, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._book = book
        self._clock = clock

    async def in_force(self, staff: StaffMember, area: str = "") -> tuple[str, Lines]:
        """The area and its lines; without one, those of who asks. Raises NotFound for an area that is not theirs."""
        code = area or staff.area_code
        served = {place.code for place in self._book.areas()} | {place.county_code for place in self._book.areas()}
        own = staff.scope.covers(code) or (staff.scope.prefix or "-").startswith(code or "-")
        if code not in served or not own:
            raise NotFound("area", say("请再看一下地区：您负责的范围里没有这一处。"))
        day = china_day(self._clock())
        lines = await self._database.read(lambda unit: lines_of(self._book.known(unit, code), code, None, day))
        return code, lines


def monitoring(
    database: Database,
    turns: Pushes,
    book: FigureBook,
    area_of: AreaOf,
    clock: Callable[[], datetime],
    renderer: Callable[[str], Renderer],
    deadlines: Deadlines,
) -> Monitoring:
    """Put it together."""

    due = deadlines.working_days_after
    watching = Watching(database, book, clock, due)
    showing = Showing(area_of, deadlines, clock, renderer)
    desk = MonitoringDesk(database, turns, showing, clock, due)
    return Monitoring(watching, desk, Lists(database, watching, book.named, clock), ShownLines(database, book, clock))
