"""The holiday table: for each year that is known, the days that differ from the plain week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, delete, func, insert, select

from storage.repositories.base import Repository
from storage.tables import holiday_years, holidays

_YEARS = select(holiday_years).order_by(holiday_years.c.year)
_REVISION = select(func.coalesce(func.max(holiday_years.c.revision), 0))
_DAYS = select(holidays.c.day, holidays.c.worked).order_by(holidays.c.day)
_DROP_DAYS = delete(holidays).where(holidays.c.day.between(bindparam("first"), bindparam("last")))
_DROP_YEAR = delete(holiday_years).where(holiday_years.c.year == bindparam("the_year"))
_ADD_DAYS = insert(holidays)
_ADD_YEAR = insert(holiday_years)


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """A year whose table is known: who entered it last, and when (aware)."""

    year: int
    revision: int
    changed_by: str
    changed_at: datetime


class Holidays(Repository):
    """`unit.holidays`."""

    __slots__ = ()

    def revision(self) -> int:
        """Goes up with every change."""
        return int(self.connection.execute(_REVISION).scalar_one())

    def years(self) -> list[HolidayYear]:
        """The years that are known, in order."""
        return [HolidayYear(**row) for row in self.connection.execute(_YEARS).mappings()]

    def days(self) -> dict[date, bool]:
        """All days that differ from the plain week: whether they are worked."""
        return {date.fromisoformat(day): bool(worked) for day, worked in self.connection.execute(_DAYS)}

    def set_year(self, year: int, days: Mapping[date, bool], by: str) -> None:
        """This is the table of the year from now on, instead of the one before."""
        revision = self.revision() + 1
        self.connection.execute(_DROP_DAYS, {"first": f"{year:04}-01-01", "last": f"{year:04}-12-31"})
        self.connection.execute(_DROP_YEAR, {"the_year": year})
        values = {"year": year, "revision": revision, "changed_by": by, "changed_at": self.clock()}
        self.connection.execute(_ADD_YEAR, values)
        rows = [{"day": day.isoformat(), "worked": worked} for day, worked in sorted(days.items())]
        if rows:
            self.connection.execute(_ADD_DAYS, rows)
