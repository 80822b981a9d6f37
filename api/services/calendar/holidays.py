"""The holiday table: which years are known, what differs in each from the plain week, entered by administrators."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from api.errors import BadInput, Fault, Forbidden
from api.services.calendar.workdays import Workdays
from api.services.staffing.permissions import may
from api.services.staffing.staff import StaffMember
from conversations.messages import say
from storage.database import Database
from storage.repositories.holidays import HolidayYear
from storage.unit import Unit

FIRST_YEAR, LAST_YEAR = 2020, 2099
MOST_DAYS = 120


@dataclass(slots=True)
class HolidayBook:
    """The working days as this process saw them last; each reading asks for the number the table is at."""

    revision: int = -1
    workdays: Workdays = field(default_factory=Workdays)

    def within(self, unit: Unit) -> Workdays:
        """The working days as this transaction sees them."""
        revision = unit.holidays.revision()
        if revision != self.revision:
            known: dict[int, dict[date, bool]] = {one.year: {} for one in unit.holidays.years()}
            for day, worked in unit.holidays.days().items():
                known.setdefault(day.year, {})[day] = worked
            self.workdays, self.revision = Workdays(known), revision
        return self.workdays


class Holidays:
    """What administrators do with the table. It holds for every area: holidays are the nation's."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def years(self) -> list[HolidayYear]:
        """The years that are known, who entered each last and when. What is not among them is counted by weekdays."""
        return await self._database.read(lambda unit: unit.holidays.years())

    async def days(self, year: int) -> dict[date, bool]:
        """What differs from the plain week in a year: False for a weekday off, True for a weekend day worked."""
        found = await self._database.read(lambda unit: unit.holidays.days())
        return {day: worked for day, worked in found.items() if day.year == year}

    async def set_year(self, staff: StaffMember, year: int, days: Mapping[date, bool]) -> None:
        """This is the year's table from now on, instead of the one before; an empty one says there are no such days.

        Deadlines that were counted without it are counted again. Raises Forbidden, BadInput (key `year` or `days`).
        """
        check_may(staff)
        check_year(year, days)

        def work(unit: Unit) -> None:
            unit.holidays.set_year(year, days, staff.username)
            unit.audit.note(staff.username, "holiday_set", str(year), detail={"days": len(days)})

        await self._database.run(work)


def check_may(staff: StaffMember) -> None:
    """Raises Forbidden for who may not change the table."""
    if not may(staff, "holidays"):
        raise Forbidden("holidays", say("这一步请管理员来办，您的账号可以查看。"))


def check_year(year: int, days: Mapping[date, bool]) -> None:
    """Raises BadInput for a table that cannot be."""
    faults: list[Fault] = []
    if not FIRST_YEAR <= year <= LAST_YEAR:
        faults.append(Fault("year", say("请写 {first} 到 {last} 之间的年份。", first=FIRST_YEAR, last=LAST_YEAR)))
    if len(days) > MOST_DAYS:
        faults.append(Fault("days", say("请再看一下：一年里放假和补班的日子不会超过 {most} 天。", most=MOST_DAYS)))
    for day, worked in sorted(days.items()):
        if day.year != year:
            faults.append(Fault("days", say("请换一天：{day}不在 {year} 年里。", day=day, year=str(year))))
        elif worked and day.weekday() < 5:
            faults.append(Fault("days", say("请再看一下：{day}本来就上班，不用写补班。", day=day)))
        elif not worked and day.weekday() >= 5:
            faults.append(Fault("days", say("请再看一下：{day}本来就休息，不用写放假。", day=day)))
    if faults:
        raise BadInput.of(tuple(faults[:20]))
