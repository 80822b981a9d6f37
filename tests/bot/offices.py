"""A bot at work for tests: a house on SQLite, the Bot API on the loopback, and the bot between them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from api.bootstrap import House, build
from api.services.ocr.reader import Reader
from bot.budget import Pace
from bot.running import Telegram, running
from bot.signs import AFTER
from tests.fakes.bot_api import TOKEN, BotApi, serving
from tests.fakes.clocks import Clock
from tests.fakes.houses import quick, settings_for
from tests.fakes.phones import Phone

# Nobody waits for the pace of Telegram in a test.
AT_ONCE = Pace(per_second=100_000, burst=1000, chat_per_second=100_000, chat_burst=1000)


async def no_pause(seconds: float) -> None:
    """Waiting that takes no time."""
    await asyncio.sleep(0)


@dataclass
class Office:
    """What a test works with. `start` and `stop` run and end a bot, any number of times, on the same house."""

    house: House
    api: BotApi
    clock: Clock
    pace: Pace = AT_ONCE
    bots: list[AsyncExitStack] = field(default_factory=list)

    def phone(self, chat_id: int = 1001) -> Phone:
        """A resident's phone."""
        return self.api.phone(chat_id)

    async def start(self, house: House | None = None, sign_after: float = AFTER) -> Telegram:
        """Run a bot, on another house if one is given; it is seen to be typing after so many seconds."""
        stack = AsyncExitStack()
        telegram = await stack.enter_async_context(
            running(house or self.house, self.pace, poll_seconds=1, pause=no_pause, sign_after=sign_after)
        )
        self.bots.append(stack)
        return telegram

    async def stop(self, which: int = -1) -> None:
        """End the bot that was started last, or another of them."""
        await self.bots.pop(which).aclose()


@asynccontextmanager
async def office(
    folder: Path,
    clock: Clock | None = None,
    database_url: str | None = None,
    reader: Reader | None = None,
    **settings: object,
) -> AsyncIterator[Office]:
    """A house and a server; no bot runs yet."""
    clock = clock or Clock()
    async with serving() as api:
        named = {"telegram_token": TOKEN, "telegram_api_base": api.url, **settings}
        house = quick(build(settings_for(folder, database_url, **named), clock, reader))
        made = Office(house, api, clock)
        try:
            yield made
        finally:
            while made.bots:
                await made.stop()
            house.close()
