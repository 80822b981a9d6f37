"""A server that judges again and tells, in a process of its own which may be killed."""

import asyncio
from datetime import timedelta
from pathlib import Path

from api.bootstrap import House, build
from api.services.local_figures.checking import Proposal
from tests.fakes.clocks import Clock
from tests.fakes.houses import settings_for
from tests.services.review.desks import ADMIN, COUNTY


def live(folder: Path, database_url: str, point: str, minutes: int) -> None:
    """Read and tell whatever waits, or die on the way; `minutes` after the first life, when its leases are over."""
    clock = Clock()
    clock.now += timedelta(minutes=minutes)
    house = build(settings_for(folder, database_url, crash_at=point or None), clock)

    async def work() -> None:
        await house.recheck.read_waiting(at_once=1)
        while await house.recheck_telling.tell():
            pass

    asyncio.run(work())
    house.close()


def proposal(value: str) -> Proposal:
    """Another dibao standard in the villages of the county."""
    return Proposal("993601", "rural", "dibao_monthly", value, "2025-11-01", "", "示例民字〔2025〕9号", "")


async def change_standard(house: House, value: str) -> None:
    """Entered by the county, approved by another."""
    row = await house.figure_desk.enter(COUNTY, proposal(value))
    await house.figure_desk.decide(ADMIN, row.id, "approve")
