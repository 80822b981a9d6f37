"""Bad days: the database is slow, Telegram refuses, hangs or is away; an emergency is taken, and told when it can be."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient

from api.app import create_app
from api.services.conversing.turns import OUTBOX
from api.services.emergency.actions import EmergencyAction
from api.services.emergency.filing import DESK_BELL
from tests.bot.offices import Office, office
from tests.bot.test_emergency_afterwards import answered, told
from tests.fakes.chatting import Chat
from tests.services.review.desks import COUNTY, TOWNSHIP

PATIENCE = 30
ON_THE_WEB: tuple[tuple[str, object], ...] = (
    ("text", "没钱交住院费"), ("choice", True), ("choice", "sudden_illness"), ("choice", "993601001"),
    ("text", "孩子在重症监护，要交两万"),
)  # fmt: skip


async def test_with_a_slow_database_the_phone_shows_at_once_that_it_is_answered(demo_folder: Path) -> None:
    async with office(demo_folder, slow_storage_ms=100) as made:
        await made.start(sign_after=0.02)
        phone = made.phone()
        phone.say("救急")
        async with asyncio.timeout(PATIENCE):
            await made.api.until(lambda: made.api.typing == [phone.chat_id])
        assert phone.messages == [], "seen to be typing before there was an answer"
        receipt = await answered(made, phone)
        assert receipt in phone.last.text and "24 小时内" in phone.last.text


@pytest.fixture
async def granted(closed: Office) -> AsyncIterator[str]:
    """A family that told by Telegram, and has yet to hear what comes of it; the bot is at work."""
    await closed.start()
    receipt = await told(closed, closed.phone())
    await closed.house.funds.enter(COUNTY, TOWNSHIP.area_code, "opening", 500_000, "o1")
    yield receipt


async def _told_on_the_web(made: Office) -> str:
    """An emergency over HTTP; the desk's bell rings. The receipt."""
    app = create_app(made.house.settings, made.house)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1:8000") as web:
        chat = await Chat.begin(web)
        async with made.house.bell.subscribe(DESK_BELL) as desk, asyncio.timeout(PATIENCE):
            for kind, value in ON_THE_WEB:
                turn = await chat.say(kind, value)
            await desk.wait(PATIENCE)
    return next(str(reply["receipt"]) for reply in turn["replies"] if reply["kind"] == "receipt")


async def _grant(made: Office, receipt: str) -> None:
    await made.house.emergencies.act(TOWNSHIP, receipt, EmergencyAction("g1", "grant", amount=80_000))


async def _is_told_once(made: Office) -> None:
    """Once Telegram is back: what was put off is due, and goes out a single time."""
    phone = made.phone()
    made.clock.advance(minutes=10)
    made.house.bell.ring(OUTBOX)
    while "批了" not in (await phone.next()).text:
        pass
    async with asyncio.timeout(PATIENCE):
        while await made.house.outbox.waiting_count():
            pass  # what went out is being written down
    assert sum("批了" in one.text for one in phone.messages) == 1


async def test_telegram_cannot_be_reached_and_comes_back(closed: Office, granted: str) -> None:
    await closed.api.shut()
    await _grant(closed, granted)
    web = await _told_on_the_web(closed)
    assert {one.receipt for one in await closed.house.emergencies.queue(TOWNSHIP)} == {granted, web}
    await closed.api.open()
    await _is_told_once(closed)


async def test_telegram_takes_everything_and_answers_nothing(closed: Office, granted: str) -> None:
    gate = asyncio.Event()
    stuck = closed.api.trouble("sendMessage", gate=gate, times=1)
    await _grant(closed, granted)
    await asyncio.wait_for(stuck.reached.wait(), PATIENCE)
    web = await _told_on_the_web(closed)
    assert {one.receipt for one in await closed.house.emergencies.queue(TOWNSHIP)} == {granted, web}
    gate.set()
    await _is_told_once(closed)


async def test_begun_while_telegram_is_away_and_heard_when_it_is_back(closed: Office) -> None:
    await closed.api.shut()
    phone = closed.phone()
    phone.say("家里着火了")
    await closed.start()
    await _told_on_the_web(closed)
    await closed.api.open()
    assert "是的" in (await phone.next()).labels
