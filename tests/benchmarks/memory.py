"""Memory of the process with 1,000 conversations in progress, against none: a conversation is rows, not objects."""

import asyncio
import gc
import os
import tempfile
from pathlib import Path

from tests.benchmarks.driving import IN_FLIGHT, drive
from tests.benchmarks.office import office_in
from tests.benchmarks.table import Found, at_most
from tests.benchmarks.turns import as_served

CONVERSATIONS = 1000
# How far each is: people's first answers.
MOVES = 6
STATM = Path("/proc/self/statm")


def run() -> list[Found]:
    """Nothing where the system does not tell the size of a process."""
    if not STATM.exists():
        print("  memory: not measured, this system has no /proc")
        return []
    with tempfile.TemporaryDirectory() as folder:
        before, after = asyncio.run(_measured(Path(folder)))
    beside = f"{after / 1e6:.0f} MB ÷ {before / 1e6:.0f} MB, {CONVERSATIONS} conversations of {MOVES} turns"
    return [at_most("memory: 1,000 in progress ÷ none", after / before, 1.3, beside)]


async def _measured(folder: Path) -> tuple[int, int]:
    with as_served():
        async with office_in(folder) as office:
            # Everything is loaded and warm before the first look.
            script = await office.record()
            await drive(office.session, office.take, script, [office.session.phone(2)])
            office.session.phones.clear()
            before = _resident()
            for first in range(1000, 1000 + CONVERSATIONS, IN_FLIGHT):
                chats = range(first, min(first + IN_FLIGHT, 1000 + CONVERSATIONS))
                phones = [office.session.phone(chat) for chat in chats]
                await drive(office.session, office.take, script[:MOVES], phones)
                # The residents' phones are not part of the house.
                office.session.phones.clear()
            return before, _resident()


def _resident() -> int:
    """Bytes of this process in memory."""
    gc.collect()
    return int(STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
