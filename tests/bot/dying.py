"""A bot in a process of its own, which may be killed at a named point."""

import asyncio
from pathlib import Path

from api.bootstrap import build
from bot.running import running
from tests.bot.offices import AT_ONCE
from tests.fakes.bot_api import TOKEN
from tests.fakes.houses import settings_for


def live(folder: Path, api_base: str, point: str | None) -> None:
    """Run the bot on what lies in the folder until the process is ended, or kills itself at the point."""
    asyncio.run(_live(folder, api_base, point))


async def _live(folder: Path, api_base: str, point: str | None) -> None:
    settings = settings_for(folder, telegram_token=TOKEN, telegram_api_base=api_base, crash_at=point)
    house = build(settings)
    async with running(house, pace=AT_ONCE, poll_seconds=1):
        await asyncio.Event().wait()
