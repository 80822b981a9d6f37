"""Turns a second on the Telegram path, SQLite, everything durable, sealed and once, against aiogram-dialog in memory.

The same on both sides: raw update text in, aiogram's types, requests out as JSON, answers parsed; 32 chats in
flight, nothing carried over a network. The floor keeps nothing, and its windows understand nothing.
"""

import asyncio
import itertools
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks import floor_dialog
from tests.benchmarks.driving import IN_FLIGHT, Driven, drive
from tests.benchmarks.office import Office, office_in
from tests.benchmarks.table import Found, at_least, at_most
from tests.benchmarks.telegram import Move

ROUNDS = 3
# As `shenbao serve` sets it.
SWITCH_INTERVAL = 0.0005
_chats = itertools.count(1000)


def run() -> list[Found]:
    """SQLite, one process."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(measured("SQLite, one process", Path(folder)))


async def measured(name: str, folder: Path, database_url: str | None = None) -> list[Found]:
    """Floor and house in turn, a few rounds; medians of the ratios."""
    floors: list[Driven] = []
    ours: list[Driven] = []
    with as_served():
        async with office_in(folder, database_url) as office:
            script = await office.record()
            floors.append(await floor())
            for _ in range(ROUNDS):
                ours.append(await families(office, script))
                floors.append(await floor())
    return compared(name, ours, floors)


def compared(name: str, ours: Sequence[Driven], floors: Sequence[Driven]) -> list[Found]:
    """Each round of ours against the floors just before and after it."""
    pairs = list(zip(ours, itertools.pairwise(floors), strict=True))
    rates = [one.rate / statistics.fmean((before.rate, after.rate)) for one, (before, after) in pairs]
    work = [one.frugality / statistics.fmean((before.frugality, after.frugality)) for one, (before, after) in pairs]
    tails = [one.p99 / one.p50 for one in ours]
    rate, floor_rate = (statistics.median(one.rate for one in side) for side in (ours, floors))
    p50 = statistics.median(one.p50 for one in ours) * 1000
    beside = f"{rate:.0f}/s ÷ {floor_rate:.0f}/s, p50 {p50:.0f} ms"
    spread = f"{min(rates):.2f}–{max(rates):.2f} in {len(rates)} rounds"
    return [
        at_least(f"turns: {name} ÷ dialog", statistics.median(rates), 0.5, f"{beside}, {spread}"),
        Found(f"turns: {name} ÷ dialog, a second of processor", statistics.median(work)),
        at_most(f"turns: {name}, p99 ÷ p50", statistics.median(tails), 5),
    ]


async def floor() -> Driven:
    """One round of the floor."""
    made = floor_dialog.DialogFloor()
    phones = [made.session.phone(next(_chats)) for _ in range(IN_FLIGHT)]
    return await drive(made.session, made.take, floor_dialog.SCRIPT, phones)


async def families(office: Office, script: Sequence[Move], in_flight: int = IN_FLIGHT) -> Driven:
    """One round of ours: so many families declare, and each filed with one turn a move."""
    phones = [office.session.phone(next(_chats)) for _ in range(in_flight)]
    driven = await drive(office.session, office.take, script, phones)
    for phone in phones:
        await office.check(phone, len(script))
    return driven


@contextmanager
def as_served() -> Iterator[None]:
    """Threads take turns as they do in `shenbao serve`."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
