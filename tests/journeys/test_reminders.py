"""Whoever leaves a draft unfinished is reminded by day, twice at most, in words that name nothing of it."""

import asyncio
from datetime import datetime
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient

from api.app import create_app
from api.bootstrap import House, build
from tests.bot.offices import Office, office
from tests.bot.residents import declare, key_of, whole_turn
from tests.fakes.clocks import SHANGHAI, Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import Resident
from tests.fakes.phones import Phone

AT_NINE = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)


async def left_unfinished(made: Office) -> Phone:
    """Somebody who answered a little and put the phone away."""
    await made.start()
    phone = made.phone()
    await declare(made, phone, FAMILY_OF_FOUR, until="members.1.more")
    return phone


async def test_reminded_after_a_quiet_day_and_once_more_three_days_later(demo_folder: Path) -> None:
    async with office(demo_folder, Clock(AT_NINE)) as made:
        phone = await left_unfinished(made)
        made.clock.advance(hours=23, minutes=59)
        assert await made.house.reminders.remind() == 0
        made.clock.advance(minutes=1)
        assert await made.house.reminders.remind() == 1
        told = await phone.next()
        assert "都存着" in told.text and "别再提醒" in told.text
        # Nothing of what was asked, or of what this is about, on a phone others look at.
        assert not any(word in told.text for word in ("关系", "病", "困难", "低保", "申报", "收入"))
        made.clock.advance(days=2, hours=23)
        assert await made.house.reminders.remind() == 0
        made.clock.advance(hours=1)
        assert await made.house.reminders.remind() == 1
        await phone.next()
        for _ in range(30):
            made.clock.advance(days=1)
            assert await made.house.reminders.remind() == 0
        # A tap goes on where it was left.
        phone.tap("继续")
        await whole_turn(made, phone)
        assert await key_of(made, phone) == "members.1.more"


async def test_never_at_night(demo_folder: Path) -> None:
    async with office(demo_folder, Clock(AT_NINE.replace(hour=21))) as made:
        phone = await left_unfinished(made)
        made.clock.advance(days=1)
        assert await made.house.reminders.remind() == 0
        made.clock.now = datetime(2026, 11, 25, 7, 59, tzinfo=SHANGHAI)
        assert await made.house.reminders.remind() == 0 and phone.unread == 0
        made.clock.advance(minutes=1)
        assert await made.house.reminders.remind() == 1


async def test_something_said_puts_it_off_and_filing_ends_it(demo_folder: Path) -> None:
    async with office(demo_folder, Clock(AT_NINE)) as made:
        phone = await left_unfinished(made)
        made.clock.advance(hours=20)
        phone.say("为什么")
        await whole_turn(made, phone)
        made.clock.advance(hours=10)
        assert await made.house.reminders.remind() == 0
        await declare(made, phone, FAMILY_OF_FOUR)
        made.clock.advance(days=10)
        assert await made.house.reminders.remind() == 0


async def test_whoever_does_not_want_it_is_left_in_peace(demo_folder: Path) -> None:
    async with office(demo_folder, Clock(AT_NINE)) as made:
        phone = await left_unfinished(made)
        phone.say("别再提醒")
        assert "不再提醒" in (await phone.next()).text
        made.clock.advance(days=2)
        assert await made.house.reminders.remind() == 0
        phone.say("你好")
        await whole_turn(made, phone)
        made.clock.advance(days=2)
        assert await made.house.reminders.remind() == 0


async def test_nobody_is_reminded_of_what_was_taken_back(demo_folder: Path) -> None:
    async with office(demo_folder, Clock(AT_NINE)) as made:
        phone = await left_unfinished(made)
        phone.say("撤回")
        await whole_turn(made, phone)
        phone.tap("是的")
        while "已经撤回" not in (await phone.next()).text:
            pass
        made.clock.advance(days=2)
        assert await made.house.reminders.remind() == 0


async def test_an_old_button_under_a_reminder_still_takes_the_answer(demo_folder: Path) -> None:
    async with office(demo_folder, Clock(AT_NINE)) as made:
        phone = await left_unfinished(made)
        question = phone.last
        made.clock.advance(days=1)
        assert await made.house.reminders.remind() == 1
        await phone.next()
        phone.tap("丈夫或妻子", question)
        await whole_turn(made, phone)
        assert await key_of(made, phone) == "members.1.name"


async def test_two_processes_remind_once(demo_folder: Path, postgres_url: str) -> None:
    async with office(demo_folder, Clock(AT_NINE), database_url=postgres_url) as made:
        phone = await left_unfinished(made)
        other = build(made.house.settings, made.clock)
        try:
            made.clock.advance(days=1)
            told = await asyncio.gather(*(each.reminders.remind() for each in (made.house, other) * 4))
            assert sum(told) == 1
            assert "都存着" in (await phone.next()).text
            # Whoever starts anew finds nothing left to say.
            assert await other.reminders.remind() == 0
        finally:
            other.close()


@pytest.mark.parametrize("away", [1, 30])
async def test_the_page_says_where_one_was(sqlite_house: House, clock: Clock, away: int) -> None:
    resident = await Resident.arrive(sqlite_house)
    code = await sqlite_house.sessions.renew_return_code(resident.conversation_id)
    await resident.declare(FAMILY_OF_FOUR, until="members.1.more")
    clock.advance(hours=away)
    assert await sqlite_house.reminders.remind() == 0
    transport = ASGITransport(create_app(sqlite_house.settings, sqlite_house))
    async with AsyncClient(transport=transport, base_url=sqlite_house.settings.public_url) as web:
        await web.post("/return", data={"return_code": code})
        assert ("您上次是" in (await web.get("/")).text) == (away > 12)
