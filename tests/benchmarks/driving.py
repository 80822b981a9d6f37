"""Many residents at once, each playing the same script to its end, and what that took."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.telegram import MemorySession, Move, Phone, Take

IN_FLIGHT = 32


@dataclass(frozen=True, slots=True)
class Driven:
    """Turns played: the seconds in all, the seconds of processor, and each turn's own from update to answer."""

    seconds: float
    processor: float
    took: Sequence[float]

    @property
    def rate(self) -> float:
        """Turns a second."""
        return len(self.took) / self.seconds

    @property
    def frugality(self) -> float:
        """Turns a second of processor: what a machine with nothing else to do would come near to."""
        return len(self.took) / self.processor

    @property
    def p50(self) -> float:
        """Seconds within which half of the turns were answered."""
        return statistics.median(self.took)

    @property
    def p99(self) -> float:
        """Seconds within which 99 of 100 turns were answered."""
        return statistics.quantiles(self.took, n=100)[98]


async def drive(session: MemorySession, take: Take, script: Sequence[Move], phones: Sequence[Phone]) -> Driven:
    """Play the script on all phones at the same time."""
    took: list[float] = []

    async def play(phone: Phone) -> None:
        for move in script:
            begun = time.perf_counter()
            await session.move(phone, move, take)
            took.append(time.perf_counter() - begun)

    begun, processor = time.perf_counter(), time.process_time()
    await asyncio.gather(*(play(phone) for phone in phones))
    return Driven(time.perf_counter() - begun, time.process_time() - processor, took)
