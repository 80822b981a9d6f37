"""Working days: weekdays unless a table says otherwise, counted in Shanghai, and how much is left in words."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from api.bootstrap import House
from api.services.calendar.holidays import HolidayBook
from api.services.calendar.workdays import SHANGHAI, Workdays
from api.services.review.deadlines import Deadlines
from locales.catalogues import Catalogues
from locales.rendering import Renderer
from tests.fakes.clocks import Clock

PLAIN = Workdays()
WITH_NEW_YEAR = Workdays({2026: {}, 2027: {date(2027, 1, 1): False, date(2027, 1, 2): True}})
HOURS = st.integers(0, 5 * 365 * 24).map(lambda hours: datetime(2025, 1, 1, tzinfo=SHANGHAI) + timedelta(hours=hours))
RENDERER = Renderer("zh_CN", Catalogues(), date(2026, 11, 23))


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=SHANGHAI)


def test_three_working_days_from_a_monday_end_on_thursday() -> None:
    assert PLAIN.after(at(2026, 11, 23), 3).at == datetime.combine(date(2026, 11, 26), time(23, 59, 59), SHANGHAI)


def test_a_weekend_does_not_count() -> None:
    assert PLAIN.after(at(2026, 11, 27), 1).at.date() == date(2026, 11, 30)


def test_the_day_is_that_of_shanghai() -> None:
    late_in_london = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)  # Tuesday in Shanghai
    assert PLAIN.after(late_in_london, 1).at.date() == date(2026, 11, 25)


def test_new_years_day_is_off_even_without_a_table() -> None:
    assert PLAIN.after(at(2026, 12, 31), 1).at.date() == date(2027, 1, 4)


def test_a_table_moves_holidays_and_worked_weekends() -> None:
    assert WITH_NEW_YEAR.after(at(2026, 12, 31), 1).at.date() == date(2027, 1, 2)


def test_a_year_without_a_table_is_provisional() -> None:
    assert PLAIN.after(at(2026, 11, 23), 3).provisional
    assert not WITH_NEW_YEAR.after(at(2026, 12, 31), 3).provisional
    assert WITH_NEW_YEAR.after(at(2027, 12, 31), 1).provisional


@settings(max_examples=60, deadline=None)
@given(HOURS, st.integers(1, 60))
def test_as_many_days_are_left_as_were_given_and_each_is_worked(start: datetime, days: int) -> None:
    end = PLAIN.after(start, days).at
    assert PLAIN.left(start, end) == days
    assert PLAIN.worked(end.date())
    assert PLAIN.left(end, end) == 0
    assert PLAIN.left(end + timedelta(days=1), end) < 0


def test_what_is_left_is_said_in_words() -> None:
    deadlines, due = Deadlines(holidays=HolidayBook(1, Workdays({2026: {}}))), at(2026, 11, 26, 23)
    told = {
        when: (deadlines.standing(due, when)[0], RENDERER.render(deadlines.standing(due, when)[1]))
        for when in (at(2026, 11, 20), at(2026, 11, 25), at(2026, 11, 26), at(2026, 11, 27), at(2026, 11, 30))
    }
    assert list(told.values()) == [
        ("calm", "还剩 4 个工作日"),
        ("soon", "还剩 1 个工作日"),
        ("today", "今天到期"),
        ("over", "超期 1 个工作日"),
        ("over", "超期 2 个工作日"),
    ]
    assert deadlines.standing(None, due)[0] == "none"
    unsure = Deadlines().standing(due, at(2026, 11, 20))[1]
    assert RENDERER.render(unsure) == "还剩约 4 个工作日（放假安排未定）"


async def test_the_days_of_2026_are_those_that_were_published(sqlite_house: House, clock: Clock) -> None:
    deadlines = sqlite_house.review.running.deadlines
    known = (await sqlite_house.database.read(lambda unit: deadlines.within(unit, "993601001", clock()))).workdays
    assert not known.worked(date(2026, 2, 16)) and known.worked(date(2026, 2, 14))
    # National Day takes a week, and the Saturday after it is worked.
    assert known.after(at(2026, 9, 30), 1).at.date() == date(2026, 10, 8)
    assert known.after(at(2026, 9, 30), 3).at.date() == date(2026, 10, 10)
    assert not known.after(at(2026, 9, 30), 3).provisional


def test_a_notice_hangs_for_days_and_a_year_is_a_year() -> None:
    counting = Deadlines().seen()
    assert counting.end("notice", at(2026, 11, 23)).date() == date(2026, 11, 30)
    assert counting.end("year", at(2028, 2, 29)).date() == date(2029, 2, 28)
    assert counting.end("year", at(2026, 11, 23)).date() == date(2027, 11, 23)
