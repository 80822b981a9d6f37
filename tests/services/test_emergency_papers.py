"""After the money: reminded of the papers by day and twice at most, overdue once, both after a restart too."""

from datetime import UTC, datetime

import pytest

from api.bootstrap import House
from conversations.inputs import Body, Choice, Command, File, Text
from tests.fakes.clocks import Clock
from tests.fakes.houses import Resident
from tests.services.review.desks import AUDITOR, COUNTY, TOWNSHIP
from tests.services.test_emergency import EAST, FIRE, act, receipt_of, said, told, with_fund

MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
"""Two in the afternoon. Five working days on: the end of Monday the 30th."""
VIOLENCE: tuple[Body, ...] = (
    Choice(True), Choice("violence"), Choice(EAST), Choice(("shelter",)), Text("13800138000"), Choice(True),
)  # fmt: skip


async def helped(house: House, answers: tuple[Body, ...] = FIRE) -> Resident:
    """A family whose money was granted and paid."""
    resident = await told(house, answers)
    await with_fund(house)
    receipt = receipt_of(resident)
    await act(house, TOWNSHIP, receipt, "grant", amount=100_000)
    await act(house, COUNTY, receipt, "pay", amount=100_000, method="cash", reference="收条 1")
    return resident


def at(clock: Clock, day: int, hour: int) -> None:
    """A moment of November 2026 in China."""
    clock.now = datetime(2026, 11, day, hour - 8 if hour >= 8 else hour + 16, 0, tzinfo=UTC)


async def done_by_time(house: House, receipt: str) -> list[str]:
    """What was done without anybody doing it."""
    view = await house.emergencies.open(TOWNSHIP, receipt)
    return [one.action for one in view.timeline if one.actor == "system"]


@pytest.fixture
def monday(clock: Clock) -> Clock:
    clock.now = MONDAY
    return clock


async def test_reminded_the_day_before_overdue_at_midnight_and_once_more_in_the_morning(
    house: House, monday: Clock
) -> None:
    resident = await helped(house)
    receipt = receipt_of(resident)
    assert "补一下材料" in await said(resident)
    view = await house.emergencies.open(TOWNSHIP, receipt)
    assert view.papers_due == datetime(2026, 11, 30, 15, 59, 59, tzinfo=UTC)
    assert await house.afterwards.look() == 0
    at(monday, 29, 11)
    assert await house.afterwards.look() == 1
    assert "材料还没补上" in await said(resident)
    assert await house.afterwards.look() == 0
    monday.now = datetime(2026, 11, 30, 16, 1, tzinfo=UTC)  # one minute past midnight in China
    # Marked at its hour; the family sleeps.
    await house.afterwards.look()
    (item,) = await house.emergencies.queue(TOWNSHIP)
    assert "papers_overdue" in item.flags
    assert "材料还没补上" in await said(resident)
    assert await house.afterwards.look() == 0
    monday.advance(hours=9)
    await house.afterwards.look()
    assert "还能补" in await said(resident)
    for _ in range(3):
        monday.advance(hours=24)
        assert await house.afterwards.look() == 0
    assert await done_by_time(house, receipt) == ["remind", "overdue", "remind"]


async def test_whoever_settled_in_time_hears_nothing(house: House, monday: Clock) -> None:
    resident = await helped(house)
    receipt = receipt_of(resident)
    await act(house, TOWNSHIP, receipt, "settle", person="周示例", reason="着火", signed_on="2026-11-23")
    before = await said(resident)
    monday.advance(hours=24 * 20)
    assert await house.afterwards.look() == 0
    assert await said(resident) == before


async def test_a_process_that_slept_through_it_all_marks_and_reminds_once(house: House, monday: Clock) -> None:
    resident = await helped(house)
    monday.now = datetime(2026, 12, 10, 4, 0, tzinfo=UTC)
    assert await house.afterwards.look() == 2
    assert await done_by_time(house, receipt_of(resident)) == ["overdue", "remind"]
    assert await house.afterwards.look() == 0


async def test_papers_sent_in_the_chat_are_at_the_desk_and_nobody_is_asked_for_them_again(
    house: House, monday: Clock
) -> None:
    resident = await helped(house)
    receipt = receipt_of(resident)
    (before,) = await house.emergencies.queue(TOWNSHIP)
    for answer in (
        Command("skip"),
        Command("skip"),
        Command("skip"),
        File("a" * 32, "image/jpeg"),
        File("b" * 32, "image/jpeg"),
    ):
        await resident.send(answer)
    view = await house.emergencies.open(TOWNSHIP, receipt)
    assert view.answers["emergency.papers.unasked"] == ["a" * 32]
    assert view.answers["emergency.papers.who"] == ["b" * 32]
    assert view.answers["emergency.phone"] == "13800138000"
    (item,) = await house.emergencies.queue(TOWNSHIP)
    assert "papers_in" in item.flags and "papers_in" not in before.flags, "the list says that they came"
    assert [one.action for one in view.timeline if one.actor == "resident"][-2:] == ["papers", "papers"]
    assert "emergency.papers.who" not in (await house.emergencies.open(AUDITOR, receipt)).answers
    at(monday, 29, 11)
    await house.afterwards.look()
    assert await done_by_time(house, receipt) == []


async def test_at_night_nobody_is_called(house: House, monday: Clock) -> None:
    resident = await helped(house)
    at(monday, 29, 22)
    await house.afterwards.look()
    assert await done_by_time(house, receipt_of(resident)) == []
    at(monday, 30, 8)
    await house.afterwards.look()
    assert await done_by_time(house, receipt_of(resident)) == ["remind"]


async def test_where_somebody_may_read_along_the_reminder_says_nothing(house: House, monday: Clock) -> None:
    resident = await helped(house, VIOLENCE)
    at(monday, 29, 11)
    await house.afterwards.look()
    assert "材料" not in await said(resident) and "新进展" in await said(resident)


async def test_what_was_not_needed_goes_back_and_the_papers_for_the_rest_are_due(house: House, monday: Clock) -> None:
    resident = await told(house)
    await with_fund(house)
    receipt = receipt_of(resident)
    await act(house, TOWNSHIP, receipt, "grant", amount=100_000)
    await act(house, COUNTY, receipt, "pay", amount=40_000, method="cash", reference="收条 1")
    done = await act(house, TOWNSHIP, receipt, "release")
    assert (done.status, done.due) == ("paid", datetime(2026, 11, 30, 15, 59, 59, tzinfo=UTC))
    assert "11月30日（周一）以前就行" in await said(resident)
    await act(house, TOWNSHIP, receipt, "note", note="收条在抽屉里")
    assert "收条" not in await said(resident)
    at(monday, 29, 11)
    assert await house.afterwards.look() == 1
