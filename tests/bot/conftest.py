"""Offices for the tests of the bot: one closed, one with the bot at work."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.offices import Office, office


@pytest.fixture
async def closed(demo_folder: Path) -> AsyncIterator[Office]:
    """An office in which no bot runs yet."""
    async with office(demo_folder) as made:
        yield made


@pytest.fixture
async def at_work(closed: Office) -> Office:
    """An office in which the bot runs."""
    await closed.start()
    return closed
