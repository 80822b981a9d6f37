"""What happened in a township, counted as it happened: nothing is read from what was filed."""

import pytest

from api.bootstrap import House
from api.errors import BadInput, NotFound
from conversations.inputs import Choice
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import Resident
from tests.services.monitoring.families import decided
from tests.services.review.desks import COUNTY, NEIGHBOUR, STRANGER, TOWNSHIP, declared
from tests.services.test_afterwards import act


async def test_what_was_filed_moved_and_asked_is_counted_where_it_happened(house: House, clock: Clock) -> None:
    receipts = [(await declared(house)).receipt for _ in range(3)]
    await declared(house, {**FAMILY_OF_FOUR, "area_code": "993601002"})
    clock.advance(days=2)
    for receipt in receipts:
        await act(house, receipt, "accept")
    await act(house, receipts[0], "ask_back", keys=("members.2.income", "income.wages"))
    one = await house.overview.overview(TOWNSHIP)
    assert (one.waiting, one.over, one.filed, one.places) == (3, 0, 3, ())
    assert {row.status: row.n for row in one.waits} == {"accepted": 2, "asked_back": 1}
    steps = dict(one.steps)["submitted"]
    assert (steps.n, steps.median, steps.p90) == (3, 2, 2)
    assert [(bar.code, bar.n) for bar in one.channels] == [("web", 3)]
    # One family was asked: how it lives is not told by a number.
    assert {bar.code: bar.n for bar in one.asked} == {"members.N.income": None, "income.wages": None}
    assert [sum(part.n or 0 for part in row.parts) for row in one.found] == [3]
    county = await house.overview.overview(COUNTY)
    assert (county.waiting, county.filed) == (4, 4)
    assert {row.code: (row.waiting, row.over) for row in county.places} == {"993601001": (3, 0), "993601002": (1, 0)}
    assert (await house.overview.overview(COUNTY, "993601002")).waiting == 1
    clock.advance(days=30)
    assert (await house.overview.overview(NEIGHBOUR)).over == 1


async def test_decisions_are_counted_by_what_people_said(house: House) -> None:
    for _ in range(3):
        await decided(house, (await declared(house)).receipt)
    one = await house.overview.overview(TOWNSHIP, span=12)
    assert [(row.category, [(part.code, part.n) for part in row.parts]) for row in one.decided] == [
        ("dibao_margin", [("approved", 3)])
    ]
    assert one.waiting == 0
    assert (await house.overview.overview(STRANGER)).decided == ()


async def test_a_draft_that_lies_still_for_a_day_is_counted_once_where_it_stopped(house: House, clock: Clock) -> None:
    for _ in range(3):
        resident = await Resident.arrive(house)
        await resident.declare(FAMILY_OF_FOUR, until="income.wages")
    early = await Resident.arrive(house)
    await early.send(Choice(True))
    clock.advance(days=1, minutes=5)
    for _ in range(2):
        await house.reminders.remind()
        clock.advance(hours=1)
    one = await house.overview.overview(TOWNSHIP)
    assert [(bar.code, bar.n) for bar in one.stopped] == [("income.wages", 3)]
    assert one.nowhere == 1
    assert (await house.overview.overview(STRANGER)).stopped == ()
    # Coming back and stopping again is another stop.
    await resident.send(Choice("0"))
    clock.advance(days=1, minutes=5)
    await house.reminders.remind()
    stopped = (await house.overview.overview(TOWNSHIP)).stopped
    assert sum(bar.drawn for bar in stopped) > 3


async def test_months_are_those_of_china_and_older_ones_are_left_out(house: House, clock: Clock) -> None:
    await declared(house)
    clock.advance(days=40)
    assert (await house.overview.overview(TOWNSHIP, span=1)).filed == 0
    assert (await house.overview.overview(TOWNSHIP, span=3)).filed == 1
    with pytest.raises(BadInput):
        await house.overview.overview(TOWNSHIP, span=2)
    for area in ("993701001", "993601002", "99"):
        with pytest.raises(NotFound):
            await house.overview.overview(TOWNSHIP, area)
