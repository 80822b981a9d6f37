"""A worker of the PostgreSQL measurement: reads how many families to play, writes how long each turn took."""

import asyncio
import itertools
import json
import sys
from pathlib import Path

from tests.benchmarks.driving import drive
from tests.benchmarks.office import RECORDING, office_in
from tests.benchmarks.turns import as_served

# Chats of one worker are no chats of another.
APART = 1_000_000


async def work(folder: Path, address: str, number: int) -> None:
    """Serve one measurement after the other until nothing more is asked."""
    chats = itertools.count((number + 1) * APART)
    with as_served():
        async with office_in(folder, address) as office:
            script = await office.record(RECORDING + number)
            print("[]", flush=True)
            while line := await asyncio.to_thread(sys.stdin.readline):
                phones = [office.session.phone(next(chats)) for _ in range(int(line))]
                driven = await drive(office.session, office.take, script, phones)
                print(json.dumps(driven.took), flush=True)
                for phone in phones:
                    await office.check(phone, len(script))


if __name__ == "__main__":
    asyncio.run(work(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
