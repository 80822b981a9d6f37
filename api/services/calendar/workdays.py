"""Working days in Asia/Shanghai: when a number of them has passed, and how many are left."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def china_day(at: datetime) -> date:
    """The calendar day in China of an aware time."""
    return at.astimezone(SHANGHAI).date()


_DAY = timedelta(days=1)
# 全国年节及纪念日放假办法: New Year, Labour Day, National Day. The lunar ones move, and need a table.
FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last moment of the last working day. `provisional`: a year without a known holiday table was counted."""

    at: datetime
    provisional: bool


@dataclass(frozen=True, slots=True)
class Workdays:
    """Which days are worked. `known` holds, for each year whose table was published, the days that differ
    from the plain week: False for a weekday off, True for a weekend day worked.

    A year that is not known is counted by weekdays and the holidays whose date is fixed by law, and what comes
    of it is provisional.
    """

    known: Mapping[int, Mapping[date, bool]] = field(default_factory=dict)

    def worked(self, day: date) -> bool:
        """Whether offices are open on this day."""
        plain = day.weekday() < 5 and (day.month, day.day) not in FIXED_HOLIDAYS
        return self.known.get(day.year, {}).get(day, plain)

    def after(self, start: datetime, days: int) -> Deadline:
        """The end (Asia/Shanghai) of the `days`-th working day after the day of `start`, which does not count."""
        day, provisional = china_day(start), False
        for _ in range(days):
            day += _DAY
            while not self.worked(day):
                provisional = provisional or day.year not in self.known
                day += _DAY
            provisional = provisional or day.year not in self.known
        return Deadline(datetime.combine(day, time(23, 59, 59), SHANGHAI), provisional)

    def sure(self, start: datetime, end: datetime) -> bool:
        """Whether the holidays of every year between the two are known."""
        years = range(start.astimezone(SHANGHAI).year, end.astimezone(SHANGHAI).year + 1)
        return all(year in self.known for year in years)

    def left(self, now: datetime, due: datetime) -> int:
        """Working days from today to the deadline's day: 0 when it is today, negative once it has passed."""
        today, last = china_day(now), china_day(due)
        step = _DAY if last >= today else -_DAY
        count, day = 0, today
        while day != last:
            # Before the deadline the day arrived at counts; after it, the days that went by since.
            day += step
            count += self.worked(day if step > timedelta(0) else day - step)
        if last < today:
            return -max(count, 1)
        return count
