"""Deadlines fire once, after a restart too; holidays are entered by staff, and what was provisional is counted again."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from api.bootstrap import House, build
from api.errors import BadInput, Forbidden
from api.services.review.actions import Action
from api.services.review.schedule import RUNS_IN, WHEN_PASSED
from api.services.review.views import DeclarationView, Filters
from api.services.review.watching import Watching
from conversations.inputs import AskedBack, StatusPushed
from storage.crypto import Keyring
from storage.database import open_database
from storage.repositories.deadlines import DeadlineRow
from storage.unit import Unit
from tests.fakes.clocks import SHANGHAI, Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import Resident, settings_for
from tests.services.review.desks import ADMIN, AUDITOR, COUNTY, TOWNSHIP, declared

DECEMBER = datetime(2026, 12, 30, 9, 0, tzinfo=SHANGHAI)


async def owed(house: House, receipt: str) -> list[tuple[str, str, date]]:
    """What is still due: kind, state, day in China."""

    def work(unit: Unit) -> list[DeadlineRow]:
        row = unit.declarations.by_receipt(receipt)
        return unit.deadlines.owed(row.id) if row is not None else []

    rows = await house.database.read(work)
    return [(one.kind, one.state, one.ends_at.astimezone(SHANGHAI).date()) for one in rows]


async def seen(house: House, receipt: str) -> DeclarationView:
    return await house.review.open(TOWNSHIP, receipt)


async def told(resident: Resident, word: str) -> int:
    """How many messages of the conversation hold this word."""
    turns = await resident.house.turns.after(resident.conversation_id, 0, 1000)
    return sum(word in reply["text"] for turn in turns for reply in turn["replies"])


def test_every_deadline_runs_somewhere_and_has_its_end() -> None:
    assert set(RUNS_IN) == set(WHEN_PASSED)


async def test_a_day_that_passes_is_noted_told_and_flagged_once(house: House, clock: Clock) -> None:
    resident = await declared(house)
    assert await house.watching.look() == 0
    clock.advance(days=3)
    assert await house.watching.look() == 0
    clock.advance(days=1)
    assert await house.watching.look() == 1
    assert await house.watching.look() == 0
    view = await seen(house, resident.receipt)
    assert [event.action for event in view.timeline] == ["file", "overdue"]
    assert view.timeline[-1].actor == "system" and view.timeline[-1].record.text("deadline") == "accept"
    assert "overdue" in view.item.flags and view.item.urgency == "over"
    assert await told(resident, "比说好的日子晚了") == 1
    assert (await house.queueing.page(TOWNSHIP, Filters(overdue=True))).total == 1

    await house.review.act(TOWNSHIP, resident.receipt, Action("a", "accept"))
    view = await seen(house, resident.receipt)
    assert "overdue" not in view.item.flags and view.item.urgency == "calm"
    assert [kind for kind, _, _ in await owed(house, resident.receipt)] == ["decide"]


async def test_nobody_answers_and_the_township_is_asked_to_call(sqlite_house: House, clock: Clock) -> None:
    resident = await declared(sqlite_house)
    await sqlite_house.review.act(TOWNSHIP, resident.receipt, Action("b", "ask_back", keys=("phone",)))
    clock.advance(days=20)
    assert await sqlite_house.watching.look() == 1
    view = await seen(sqlite_house, resident.receipt)
    assert (view.item.status, view.timeline[-1].action) == ("asked_back", "call_due")
    assert "call_due" in view.item.flags and await told(resident, "比说好的") == 0
    turn = await sqlite_house.turns.last(resident.conversation_id)
    assert turn is not None
    resident.turn = turn
    await resident.declare({**FAMILY_OF_FOUR, "phone": "13800138000"})
    assert "call_due" not in (await seen(sqlite_house, resident.receipt)).item.flags


async def test_the_end_of_the_notice_makes_it_ready_for_the_decision(house: House, clock: Clock) -> None:
    resident = await declared(house)
    for action in (
        Action("a", "accept"), Action("o", "opinion", result="agree", category="dibao_margin"),
        Action("p", "publish", on="2026-11-24", place="村务公开栏"),
    ):  # fmt: skip
        done = await house.review.act(TOWNSHIP, resident.receipt, action)
    assert done.due is not None and done.due.date() == date(2026, 12, 1)
    clock.advance(days=9)
    assert await house.watching.look() == 1
    view = await seen(house, resident.receipt)
    assert view.item.status == "published" and "notice_over" in view.item.flags
    # Ten working days from the day it was seen to be over: the second of December.
    assert await owed(house, resident.receipt) == [("review", "waiting", date(2026, 12, 16))]
    assert await told(resident, "公示的日子到了") == 1
    done = await house.review.act(
        COUNTY, resident.receipt, Action("d", "decide", category="dibao_margin", result="approved")
    )
    assert "notice_over" not in (await seen(house, resident.receipt)).item.flags
    assert (done.status, done.due) == ("decided", None)


async def test_a_year_later_the_household_is_gone_through(sqlite_house: House, clock: Clock) -> None:
    house, resident = sqlite_house, await declared(sqlite_house)
    await house.review.act(TOWNSHIP, resident.receipt, Action("a", "accept"))
    await house.review.act(
        TOWNSHIP, resident.receipt, Action("d", "decide", category="dibao_margin", result="approved")
    )
    clock.advance(days=366)
    assert await house.watching.look() == 1
    view = await seen(house, resident.receipt)
    assert view.timeline[-1].action == "year_passed" and "review_due" in view.item.flags
    assert view.item.due is not None and await told(resident, "一年一次") == 0
    done = await house.review.act(TOWNSHIP, resident.receipt, Action("y", "review_year", result="unchanged"))
    assert done.due is None and await told(resident, "一年一次的走访看过了") == 1
    assert "review_due" not in (await seen(house, resident.receipt)).item.flags
    assert [kind for kind, _, _ in await owed(house, resident.receipt)] == ["year"]


class Killed(Exception):
    """The process ended here."""


async def test_killed_while_it_fires_it_fires_once_after_the_restart(
    demo_folder: Path, demo_url: str, clock: Clock
) -> None:
    house = build(settings_for(demo_folder, demo_url), clock)
    residents = [await declared(house) for _ in range(3)]
    url, ring = house.settings.database_url, Keyring.load(house.settings.key_file)
    house.close()
    clock.advance(days=5)
    cut = open_database(url, ring, clock=clock, on_point=_dies_at("deadline_fired", 2))
    mortal = Watching(cut, house.turns, house.review.running, house.worlds.area, clock)
    with pytest.raises(Killed):
        await mortal.look()
    cut.close()
    house = build(settings_for(demo_folder, demo_url), clock)
    assert await house.watching.look() == 2
    for resident in residents:
        resident.house = house
        view = await seen(house, resident.receipt)
        assert [event.action for event in view.timeline] == ["file", "overdue"]
        assert await told(resident, "比说好的日子晚了") == 1
    house.close()


class Mute:
    """A conversation that cannot be told anything; the others can."""

    def __init__(self, house: House, conversation_id: str) -> None:
        self.house, self.conversation_id = house, conversation_id

    def push(self, unit: Unit, conversation_id: str, body: StatusPushed | AskedBack, by: str, id: str) -> None:
        if conversation_id == self.conversation_id:
            raise Killed
        self.house.turns.push(unit, conversation_id, body, by, id)


async def test_one_that_cannot_fire_keeps_none_of_the_others_waiting(house: House, clock: Clock) -> None:
    first, second = await declared(house), await declared(house)
    clock.advance(days=5)
    mute = Mute(house, first.conversation_id)
    watching = Watching(house.database, mute, house.review.running, house.worlds.area, clock)
    with pytest.raises(Killed):
        await watching.look()
    assert await told(second, "比说好的日子晚了") == 1 and await told(first, "比说好的") == 0
    assert await house.watching.look() == 1
    assert await told(first, "比说好的日子晚了") == 1


def _dies_at(at: str, after: int) -> Callable[[str], None]:
    left = iter(range(after - 1))

    def on_point(point: str) -> None:
        if point == at and next(left, None) is None:
            raise Killed

    return on_point


async def test_what_was_counted_without_holidays_is_counted_again_when_they_are_entered(
    house: House, clock: Clock
) -> None:
    clock.now = DECEMBER
    resident = await declared(house)
    assert await owed(house, resident.receipt) == [("accept", "waiting", date(2027, 1, 5))]
    assert "放假安排未定" in house.renderer("zh_CN").render((await seen(house, resident.receipt)).item.left)
    off = {date(2027, 1, 4): False, date(2027, 1, 1): False, date(2027, 1, 9): True}
    await house.holidays.set_year(ADMIN, 2027, off)
    assert await house.watching.look() == 1
    assert await house.watching.look() == 0
    assert await owed(house, resident.receipt) == [("accept", "waiting", date(2027, 1, 6))]
    view = await seen(house, resident.receipt)
    assert view.item.due is not None and view.item.due.astimezone(SHANGHAI).date() == date(2027, 1, 6)
    assert "未定" not in house.renderer("zh_CN").render(view.item.left)
    assert (await house.holidays.days(2027)) == off
    assert [(one.year, one.changed_by) for one in await house.holidays.years()] == [(2026, "system"), (2027, "admin")]


async def test_a_holiday_table_that_cannot_be_is_refused_whole(sqlite_house: House) -> None:
    holidays = sqlite_house.holidays
    for staff in (TOWNSHIP, AUDITOR):
        with pytest.raises(Forbidden):
            await holidays.set_year(staff, 2027, {})
    for year, days, key in (
        (2027, {date(2028, 1, 3): False}, "days"),
        (2027, {date(2027, 1, 2): False}, "days"),
        (2027, {date(2027, 1, 4): True}, "days"),
        (1999, {}, "year"),
    ):
        with pytest.raises(BadInput) as refused:
            await holidays.set_year(ADMIN, year, days)
        assert refused.value.key == key
    assert [one.year for one in await holidays.years()] == [2026]
