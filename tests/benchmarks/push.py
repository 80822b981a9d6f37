"""How soon a resident is told what staff did: from the action to the request that leaves for the channel.

The sender runs as in the bot, at Telegram's own pace; the line ends in memory.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from api.services.review.actions import Action
from bot.budget import Pace
from tests.benchmarks.driving import drive
from tests.benchmarks.office import Office, office_in
from tests.benchmarks.table import Found, at_most
from tests.benchmarks.telegram import PATIENCE, Move, Phone
from tests.services.review.desks import TOWNSHIP

FAMILIES = 12
ACTIONS = (
    Action("accept", "accept", "材料看过了。"),
    Action("decide", "decide", "核对过了。", category="dibao", result="approved"),
)


def run() -> list[Found]:
    """Two actions on each of a few declarations, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        took = asyncio.run(_measured(Path(folder)))
    p50, p95 = statistics.median(took), statistics.quantiles(took, n=20)[18]
    beside = f"p50 {p50 * 1000:.0f} ms, {len(took)} actions"
    return [at_most("push: staff action to channel, p95, seconds", p95, 1, beside)]


async def _measured(folder: Path) -> list[float]:
    async with office_in(folder) as office:
        script = await office.record()
        filed = [(phone, await office.receipt(phone)) for phone in await _declared(office, script)]
        # A second office on the same house: told at Telegram's pace, by the sender's own task.
        paced = Office(office.house, Pace())
        sending = asyncio.create_task(paced.sender.run())
        try:
            return [await _told(paced, phone, receipt, action) for action in ACTIONS for phone, receipt in filed]
        finally:
            sending.cancel()
            with suppress(asyncio.CancelledError):
                await sending
            await paced.close()


async def _declared(office: Office, script: Sequence[Move]) -> list[Phone]:
    phones = [office.session.phone(1000 + number) for number in range(FAMILIES)]
    await drive(office.session, office.take, script, phones)
    return phones


async def _told(office: Office, phone: Phone, receipt: str, action: Action) -> float:
    """Seconds from the action to the message."""
    told = office.session.phone(phone.chat_id).arrived
    told.clear()
    begun = time.perf_counter()
    await office.house.review.act(TOWNSHIP, receipt, action)
    async with asyncio.timeout(PATIENCE):
        await told.wait()
    return time.perf_counter() - begun
