"""The deadlines of the lifecycle: which day each ends on, and how it stands today."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from api.services.calendar.holidays import HolidayBook
from api.services.calendar.workdays import SHANGHAI, Deadline, Workdays, china_day
from api.services.review.schedule import Days, DeadlineKind
from conversations.messages import Message, say
from storage.unit import Unit

Urgency = Literal["none", "calm", "soon", "today", "over"]


@dataclass(frozen=True, slots=True)
class AreaRules:
    """What an area has settled about the procedure, None where nothing: days of review and of the notice, whether
    the county has left decisions to the township.
    """

    review: int | None = None
    notice: int | None = None
    township_decides: bool | None = None


_SOON = 2  # working days


@dataclass(frozen=True, slots=True)
class Counting:
    """How deadlines are counted in one township at one moment."""

    days: Days
    workdays: Workdays
    revision: int
    # Nothing settled leaves it to both: what the county says of it holds from the day it is entered.
    county_decides: bool = False

    def end(self, kind: DeadlineKind, start: datetime) -> datetime:
        """When the deadline that starts at `start` ends: the last moment of a day in Asia/Shanghai."""
        return self.deadline(kind, start).at

    def deadline(self, kind: DeadlineKind, start: datetime) -> Deadline:
        """The same, with whether it was counted by weekdays alone in a year without a holiday table."""
        number = self.days.of(kind)
        if kind == "notice":
            # A notice hangs for days, not for working days (公示期); the day it is put up does not count.
            return Deadline(_evening(china_day(start) + timedelta(days=number)), False)
        if kind == "year":
            return Deadline(_evening(_months_after(china_day(start), number)), False)
        return self.workdays.after(start, number)


class Deadlines:
    """Counts deadlines, with the holidays as they are known and the days of each area."""

    def __init__(
        self,
        days: Days | None = None,
        holidays: HolidayBook | None = None,
        own_rules: Callable[[Unit, str, date], AreaRules] | None = None,
    ) -> None:
        """`own_rules` gives what an area has settled on a day."""
        self._days = days if days is not None else Days()
        self._holidays = holidays if holidays is not None else HolidayBook()
        self._own_rules = own_rules

    def within(self, unit: Unit, area_code: str, at: datetime) -> Counting:
        """As this transaction sees them, for this township."""
        workdays, days = self._holidays.within(unit), self._days
        own = AreaRules()
        if self._own_rules is not None:
            own = self._own_rules(unit, area_code, china_day(at))
        days = replace(
            days,
            review=own.review if own.review is not None else days.review,
            notice=own.notice if own.notice is not None else days.notice,
        )
        return Counting(days, workdays, self._holidays.revision, own.township_decides is False)

    def seen_in(self, unit: Unit) -> Counting:
        """As this transaction sees the holidays, for no area in particular."""
        return Counting(self._days, self._holidays.within(unit), self._holidays.revision)

    def working_days_after(self, unit: Unit, start: datetime, days: int) -> datetime:
        """The end of that working day, counted from the day after `start`, for what no area settles."""
        return self.seen_in(unit).workdays.after(start, days).at

    def seen(self) -> Counting:
        """As this process saw them last, for what is only shown."""
        return Counting(self._days, self._holidays.workdays, self._holidays.revision)

    def standing(self, due: datetime | None, now: datetime) -> tuple[Urgency, Message]:
        """How much time is left, as a degree and in words that need no colour."""
        if due is None:
            return "none", say("没有期限")
        workdays = self._holidays.workdays
        left = workdays.left(now, due)
        if left < 0:
            return "over", say("超期 {days} 个工作日", days=-left)
        if left == 0:
            return "today", say("今天到期")
        urgency: Urgency = "soon" if left <= _SOON else "calm"
        if not workdays.sure(now, due):
            return urgency, say("还剩约 {days} 个工作日（放假安排未定）", days=left)
        return urgency, say("还剩 {days} 个工作日", days=left)


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), SHANGHAI)


def _months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)
