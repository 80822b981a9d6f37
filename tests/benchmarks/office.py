"""Our own path at work for a measurement: the real receiver and sender on a real house, the line ending in memory."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiogram import Bot

from api.bootstrap import House, build
from api.services.transcript.shown import QuestionJson, TurnJson
from bot.budget import Budget, Pace
from bot.line import Line
from bot.messages import Manner
from bot.receiving import Receiver
from bot.sender import Sender
from tests.benchmarks.telegram import TOKEN, MemorySession, Move, Phone
from tests.fakes.households import FAMILY_OF_FOUR, answer_for
from tests.fakes.houses import settings_for

# Telegram's own pace would be all that is measured.
AT_ONCE = Pace(per_second=1_000_000, burst=1000, chat_per_second=1_000_000, chat_burst=1000)
# Chats of the recording, apart from those measured.
RECORDING = 1


class MemoryLine(Line):
    """The line of the bot on a session that answers from memory."""

    def __init__(self, session: MemorySession) -> None:
        super().__init__(TOKEN, "http://127.0.0.1")
        self._bot = Bot(TOKEN, session=session)


class Office:
    """A house and its bot. `take` is what a poller does with an update."""

    def __init__(self, house: House, pace: Pace = AT_ONCE) -> None:
        self.house = house
        self.session = MemorySession()
        line = MemoryLine(self.session)
        manner = Manner(by_link=False, public_url=house.settings.public_url)
        self.sender = Sender(house, line, Budget(pace, house.clock), manner)
        self._receiver = Receiver(house, line, self.sender, manner)

    async def take(self, raw: str) -> None:
        """One update, from its JSON text; it is committed when this returns, and told soon after."""
        update = self._receiver.read(json.loads(raw))
        assert update is not None
        await self._receiver.receive(update)

    async def record(self, chat_id: int = RECORDING) -> list[Move]:
        """One family of four declares; what it typed and tapped, to be done again by others."""
        phone, moves = self.session.phone(chat_id), [Move(words="你好")]
        await self.session.move(phone, moves[0], self.take)
        while (question := (await self.last(phone))["question"]) is not None:
            for move in moves_for(question):
                moves.append(move)
                await self.session.move(phone, move, self.take)
        await self.check(phone, len(moves))
        return moves

    async def last(self, phone: Phone) -> TurnJson:
        """The last turn of a chat."""
        turn = await self.house.turns.last_of_telegram(phone.chat_id)
        assert turn is not None
        return turn

    async def receipt(self, phone: Phone) -> str:
        """The receipt number of a chat whose last turn filed."""
        replies = (await self.last(phone))["replies"]
        return next(reply["receipt"] for reply in replies if reply["kind"] == "receipt")

    async def check(self, phone: Phone, moves: int) -> None:
        """Stop the measurement unless this chat filed, and every move became exactly one turn."""
        turn = await self.last(phone)
        if turn["number"] != moves or not await self.receipt(phone):
            raise AssertionError(f"{moves} moves became {turn['number']} turns")

    async def close(self) -> None:
        """Stop receiving and sending; the house stays."""
        await self._receiver.close()
        await self.sender.close()


def moves_for(question: QuestionJson) -> list[Move]:
    """What the family of four does about a question: a button where there is one."""
    kind, value = answer_for(question, FAMILY_OF_FOUR)
    labels = {choice["value"]: choice["label"] for choice in question["choices"]}
    if kind == "command":
        return [Move(label="跳过")]
    if value == ["none"]:
        return [Move(label=labels["none"])]
    if isinstance(value, list):
        return [*(Move(label=labels[one]) for one in value), Move(label="选好了")]
    if kind == "choice" and isinstance(value, str | bool):
        return [Move(label=labels[value])]
    return [Move(words=str(value))]


def house_in(folder: Path, database_url: str | None = None) -> House:
    """A house of the demo with its data in `folder`, on the real clock."""
    return build(settings_for(folder, database_url, telegram_answers="chat"))


@asynccontextmanager
async def office_in(folder: Path, database_url: str | None = None, pace: Pace = AT_ONCE) -> AsyncIterator[Office]:
    """An office on a house of its own, closed at the end."""
    house = await asyncio.to_thread(house_in, folder, database_url)
    try:
        office = Office(house, pace)
        try:
            yield office
        finally:
            await office.close()
    finally:
        house.close()
