"""Killed in the middle of a re-check, started again: everybody is judged once and told once (rows 1, 7)."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from api.bootstrap import House, build
from conversations.inputs import Input, Text
from storage.repositories.rechecks import RunRow
from tests.fakes.clocks import Clock
from tests.fakes.houses import Resident, settings_for
from tests.fakes.processes import PROCESSES
from tests.services.rechecking import change_standard, live
from tests.services.review.desks import ADMIN, COUNTY, declared

FAMILIES = 3


def _life(folder: Path, database_url: str, point: str, minutes: int = 0) -> int | None:
    """A life of the server; its exit code, negative when it was killed."""
    life = PROCESSES.Process(target=live, args=(folder, database_url, point, minutes))
    life.start()
    life.join(timeout=60)
    return life.exitcode


async def _news(house: House, resident: Resident) -> int:
    turns = await house.turns.after(resident.conversation_id, 0, 1000)
    return sum("重新看了一遍" in reply["text"] for turn in turns for reply in turn["replies"])


@pytest.mark.parametrize("nth", [1, 2])
async def test_killed_while_judging_and_again_while_telling(
    nth: int, demo_folder: Path, demo_url: str, clock: Clock
) -> None:
    house = build(settings_for(demo_folder, demo_url), clock)
    residents = [await declared(house) for _ in range(FAMILIES)]
    await house.turns.from_telegram(77, Input("hello", "telegram", clock(), Text("你好")))
    await change_standard(house, "500")
    run = await house.recheck_desk.begin(COUNTY)
    house.close()

    assert _life(demo_folder, demo_url, f"recheck_read:{nth}") == -signal.SIGKILL, "the kill did not land"
    assert await _looked(demo_folder, demo_url, clock, lambda row: (row.state, row.seen)) == ("reading", nth - 1)
    assert _life(demo_folder, demo_url, "", minutes=2) == 0
    assert await _looked(demo_folder, demo_url, clock, lambda row: (row.state, row.seen)) == ("ready", FAMILIES)

    house = build(settings_for(demo_folder, demo_url), clock)
    assert (await house.recheck_desk.view(ADMIN, run.id)).changed == FAMILIES
    await house.recheck_desk.approve(ADMIN, run.id)
    house.close()
    assert _life(demo_folder, demo_url, f"recheck_told:{nth}") == -signal.SIGKILL, "the kill did not land"
    house = build(settings_for(demo_folder, demo_url), clock)
    assert sum([await _news(house, one) for one in residents]) == nth - 1
    house.close()
    assert _life(demo_folder, demo_url, "", minutes=4) == 0

    house = build(settings_for(demo_folder, demo_url), clock)
    view = await house.recheck_desk.view(COUNTY, run.id)
    assert (view.run.state, view.how) == ("told", {"web": FAMILIES})
    assert [await _news(house, one) for one in residents] == [1] * FAMILIES
    house.close()


async def _looked(
    folder: Path, database_url: str, clock: Clock, what: Callable[[RunRow], tuple[str, int]]
) -> tuple[str, int]:
    """What became of the run."""
    house = build(settings_for(folder, database_url), clock)
    (run,) = await house.recheck_desk.runs(COUNTY)
    house.close()
    return what(run)
