"""Counts kept as things happen, by township and month, so that an overview never reads what was filed."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.repositories.base import PerEngine, Repository
from storage.repositories.scope import Scope
from storage.tables import declarations, tallies, timeline

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOST_DAYS = 400
"""A step that took longer counts as this many days."""
_KEY = ["what", "area_code", "month", "value"]
_lite = sqlite.insert(tallies)
_pg = postgresql.insert(tallies)
_ADD = PerEngine(
    _lite.on_conflict_do_update(index_elements=_KEY, set_={"n": tallies.c.n + _lite.excluded.n}),
    _pg.on_conflict_do_update(index_elements=_KEY, set_={"n": tallies.c.n + _pg.excluded.n}),
)
_SUBMITTED = select(declarations.c.submitted_at).where(declarations.c.id == bindparam("the_number"))
_STEPS = (
    select(timeline.c.at, timeline.c.status)
    .where(timeline.c.declaration_id == bindparam("the_number"))
    .order_by(timeline.c.id)
)


def month_of(at: datetime) -> str:
    """The month in China, `yyyy-mm`."""
    return f"{at.astimezone(SHANGHAI):%Y-%m}"


def tally(connection: Connection, area_code: str, at: datetime, happened: Iterable[tuple[str, str]]) -> None:
    """Count one of each (what, value), always in the same order so that none deadlock."""
    month = month_of(at)
    for what, value in sorted(happened):
        values = {"what": what, "area_code": area_code, "month": month, "value": value, "n": 1}
        connection.execute(_ADD.on(connection), values)


def tally_step(connection: Connection, declaration_id: int, area_code: str, status: str, at: datetime) -> None:
    """Count the end of a step: the status that now ends, and how many calendar days in China it stood."""
    began = _began(connection, declaration_id)
    days = (at.astimezone(SHANGHAI).date() - began.astimezone(SHANGHAI).date()).days
    tally(connection, area_code, at, [("step", f"{status}:{min(max(days, 0), MOST_DAYS)}")])


def _began(connection: Connection, declaration_id: int) -> datetime:
    number = {"the_number": declaration_id}
    began: datetime = connection.execute(_SUBMITTED, number).scalar_one()
    before = ""
    for at, then in connection.execute(_STEPS, number):
        if then != before:
            began, before = at, then
    return began


class Tallies(Repository):
    """`unit.tallies`."""

    __slots__ = ()

    def count(self, area_code: str, what: str, values: Iterable[str]) -> None:
        """Count one of each value now."""
        tally(self.connection, area_code, self.clock(), [(what, value) for value in values])

    def of(self, scope: Scope, what: str, months: tuple[str, str]) -> dict[str, int]:
        """What was counted in the scope from one month to another, both included, by value."""
        query = (
            select(tallies.c.value, func.sum(tallies.c.n))
            .where(
                tallies.c.what == what,
                tallies.c.month.between(*months),
                *scope.conditions(tallies.c.area_code),
            )
            .group_by(tallies.c.value)
        )
        return {value: int(n) for value, n in self.connection.execute(query)}

    def placeless(self, what: str, months: tuple[str, str]) -> dict[str, int]:
        """The same of those who had not come to a township yet, everywhere."""
        query = (
            select(tallies.c.value, func.sum(tallies.c.n))
            .where(tallies.c.what == what, tallies.c.area_code == "", tallies.c.month.between(*months))
            .group_by(tallies.c.value)
        )
        return {value: int(n) for value, n in self.connection.execute(query)}
