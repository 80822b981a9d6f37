"""Killed around the sending of a message and started again: the resident is told, and nothing is taken twice (row 7)."""

import asyncio
import signal
from pathlib import Path

import pytest

from api.bootstrap import build
from api.services.crash import POINTS
from tests.bot.dying import live
from tests.fakes.bot_api import serving
from tests.fakes.houses import settings_for
from tests.fakes.processes import PROCESSES

PATIENCE = 60
# A first word wants nothing filed, fetched, read or judged again; those points are walked in
# tests/services/test_crashes.py, tests/bot/test_papers.py, tests/ocr and tests/services/test_recheck_kills.py.
ELSEWHERE = ("filed", "fetched", "read", "recheck_read", "recheck_told")
ON_THE_WAY = [point for point in POINTS if point not in ELSEWHERE]


@pytest.mark.parametrize("point", ON_THE_WAY)
async def test_a_kill_at_any_point_of_the_bot_still_tells_the_resident(point: str, demo_folder: Path) -> None:
    async with serving() as api:
        phone = api.phone(1001)
        phone.say("你好")
        first = PROCESSES.Process(target=live, args=(demo_folder, api.url, point))
        first.start()
        await asyncio.to_thread(first.join, PATIENCE)
        assert first.exitcode == -signal.SIGKILL, "the kill did not land"
        second = PROCESSES.Process(target=live, args=(demo_folder, api.url, point))
        second.start()
        try:
            async with asyncio.timeout(PATIENCE):
                told = await phone.next()
                await api.confirmed()
        finally:
            second.kill()
            await asyncio.to_thread(second.join, PATIENCE)
    assert "同意，开始填" in told.labels
    house = build(settings_for(demo_folder))
    conversation_id = await house.turns.conversation_of_telegram(1001)
    assert conversation_id is not None
    numbers = [turn["number"] for turn in await house.turns.after(conversation_id, 0)]
    house.close()
    assert numbers == [1]
