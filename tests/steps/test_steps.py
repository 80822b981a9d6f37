"""A declaration takes few steps: the sample families come to their receipt within what we promise."""

from pathlib import Path

import pytest

from api.bootstrap import build
from tests.fakes.houses import settings_for
from tests.steps.counting import Count, count
from tests.steps.families import A_FIRE, burnt_down, families


async def _declared(folder: Path, number: int, *, by_taps: bool) -> Count:
    house = build(settings_for(folder))
    try:
        return await count(house, families()[number], by_taps=by_taps)
    finally:
        house.close()


@pytest.mark.parametrize("by_taps", [False, True])
async def test_a_family_of_four_is_through_in_sixty_inputs(demo_folder: Path, by_taps: bool) -> None:
    counted = await _declared(demo_folder, 0, by_taps=by_taps)
    assert counted.receipt.startswith("SB")
    assert counted.inputs <= 60 and counted.typed <= 60


async def test_an_old_person_alone_is_through_in_thirty_five_inputs(demo_folder: Path) -> None:
    counted = await _declared(demo_folder, 1, by_taps=False)
    assert counted.receipt.startswith("SB")
    assert counted.inputs <= 35


@pytest.mark.parametrize("number", [2, 3, 4])
async def test_the_other_families_come_to_their_receipt(demo_folder: Path, number: int) -> None:
    counted = await _declared(demo_folder, number, by_taps=False)
    assert counted.receipt.startswith("SB")


@pytest.mark.parametrize("by_taps", [False, True])
async def test_after_an_emergency_it_takes_fewer_steps(demo_folder: Path, by_taps: bool) -> None:
    house = build(settings_for(demo_folder))
    try:
        without = await count(house, burnt_down(), by_taps=by_taps)
        after = await count(house, burnt_down(), by_taps=by_taps, told=A_FIRE)
    finally:
        house.close()
    assert after.receipt.startswith("SB")
    assert after.inputs <= without.inputs - (3 if by_taps else 2)
    assert after.typed < without.typed
