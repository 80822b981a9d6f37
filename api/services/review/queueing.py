"""The queue of the staff: a page of it, due first, and how many there are of what — from kept counters."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from api.errors import BadInput, or_raise
from api.services.calendar.workdays import china_day
from api.services.review.assembling import Assembling
from api.services.review.filtering import check_filters, narrowed, wanted_by
from api.services.review.views import Filters, QueuePage
from api.services.staffing.staff import StaffMember
from conversations.messages import say
from storage.database import Database
from storage.queue_rows import NoteRow, QueueFilter, QueueRows, Tally
from storage.repositories.scope import Scope
from storage.unit import Unit

PER_PAGE = 50
NOBODY = "nobody"
ME = "me"
Cursor = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may be given a case here; `areas` they work for."""

    id: int
    username: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Board:
    """How many there are: by kind (`status`, `category`, `mark`, `assigned`) and value."""

    tallies: tuple[Tally, ...]
    me: int

    def of(self, kind: str, value: str) -> Tally:
        """The counter of one thing, zero where there is none."""
        found = (one for one in self.tallies if (one.kind, one.value) == (kind, value))
        return next(found, Tally(kind, value, 0))

    @property
    def total(self) -> Tally:
        """All of them, with what is due today and overdue."""
        own = [one for one in self.tallies if one.kind == "status"]
        return Tally("all", "", sum(one.n for one in own), sum(one.today for one in own), sum(one.over for one in own))

    @property
    def mine(self) -> int:
        """How many are given to who asks."""
        return self.of("assigned", str(self.me)).n

    @property
    def unassigned(self) -> int:
        """How many are given to nobody."""
        return self.of("assigned", NOBODY).n


class Queueing:
    """Everything is within the area of who asks; what lies outside is not there."""

    def __init__(self, database: Database, assembling: Assembling, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._assembling = assembling
        self._clock = clock

    async def page(self, staff: StaffMember, filters: Filters, page: int = 1, after: Cursor | None = None) -> QueuePage:
        """Page `page` of fifty, due first, or the one after a place. Raises BadInput for a filter that cannot be."""
        check_filters(filters, page)
        scope, now = narrowed(staff.scope, filters.area), self._clock()

        def work(unit: Unit) -> tuple[QueueRows, dict[int, Colleague]] | BadInput:
            colleagues = colleagues_of(unit, staff)
            wanted = wanted_by(filters, now, staff.id, {one.username: one.id for one in colleagues})
            if wanted is None:
                return BadInput("assigned", say("请选 me、nobody，或者同一个地方的同事的用户名。"))
            found = _of(unit, scope, wanted, page, after)
            return found, {one.id: one for one in colleagues}

        found, colleagues = or_raise(await self._database.read(work))
        items = tuple(self._assembling.item(row, assignee=_name(colleagues, row.assigned_to)) for row in found.rows)
        return QueuePage(items, found.total, page, max(1, -(-found.total // PER_PAGE)), found.next, found.exact)

    async def board(self, staff: StaffMember, area: str = "") -> Board:
        """How many there are of what in an area, as of today."""
        scope, today = narrowed(staff.scope, area), china_day(self._clock()).isoformat()
        return Board(tuple(await self._database.read(lambda unit: unit.declarations.tallies(scope, today))), staff.id)

    async def colleagues(self, staff: StaffMember) -> list[Colleague]:
        """Who may be given a case here, by user name."""
        return await self._database.read(lambda unit: colleagues_of(unit, staff))


def colleagues_of(unit: Unit, staff: StaffMember) -> list[Colleague]:
    """Active staff who work on cases and whose area and that of who asks meet."""
    own = staff.scope.prefix
    return [
        Colleague(one.id, one.username, one.name, one.role)
        for one in unit.staff.everyone()
        if one.active
        and one.role in WORKING
        and own
        and (one.area_code.startswith(own) or own.startswith(one.area_code))
    ]


WORKING = ("village", "township", "county")
"""The roles that work on cases; the others only look."""


def _of(unit: Unit, scope: Scope, wanted: QueueFilter, page: int, after: Cursor | None) -> QueueRows:
    return unit.declarations.queue(scope, wanted, page=page, per_page=PER_PAGE, after=after)


def _name(colleagues: dict[int, Colleague], staff_id: int | None) -> tuple[str, str]:
    """User name and name of whom a case is given to, empty for nobody."""
    if staff_id is None:
        return "", ""
    known = colleagues.get(staff_id)
    return (known.username, known.name) if known is not None else ("?", "?")


__all__ = ["Board", "Colleague", "NoteRow", "Queueing", "Tally", "colleagues_of"]
