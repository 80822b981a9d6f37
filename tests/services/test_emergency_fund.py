"""The reserve fund of a township: opened once, never overdrawn, equal to its statement, whoever works at it at once."""

import asyncio
from datetime import UTC, datetime
from functools import partial
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.bootstrap import House
from api.errors import Conflict, NotFound
from storage.repositories.funds import EFFECTS, Overdrawn
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.services.review.desks import COUNTY, TOWNSHIP
from tests.services.test_emergency import EAST, act, receipt_of, told

WEST = "993601002"
STATEMENT = ("opening", "replenish", "grant", "release", "payment")


def test_a_fund_is_never_overdrawn_and_equals_its_statement(sqlite_house: House) -> None:
    areas = count(993_602_001)

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(STATEMENT), st.integers(1, 500)), max_size=30))
    def holds(moves: list[tuple[str, int]]) -> None:
        asyncio.run(_moved(sqlite_house, str(next(areas)), moves))

    holds()


async def _moved(house: House, area: str, moves: list[tuple[str, int]]) -> None:
    """These moves in a new fund: what is possible is done, what is not changes nothing."""
    money = promised = 0
    for place, (kind, amount) in enumerate(moves):
        sign = EFFECTS[kind]
        possible = promised + sign[1] * amount >= 0 and money + sign[0] * amount >= promised + sign[1] * amount
        move = partial(_put, area=area, kind=kind, amount=amount, id=str(place))
        try:
            await house.database.run(move)
        except Overdrawn:
            assert not possible
            continue
        assert possible
        money, promised = money + sign[0] * amount, promised + sign[1] * amount
    fund = await house.database.read(lambda unit: unit.funds.get(area))
    assert (fund.balance, fund.reserved) == (money, promised)


def _put(unit: Unit, area: str, kind: str, amount: int, id: str) -> None:
    unit.funds.put(area, kind, amount, actor="x", action_id=id)


async def test_opened_by_four_at_the_same_moment_it_is_opened_once(house: House) -> None:
    for area in (EAST, WEST, COUNTY.area_code):
        done = await asyncio.gather(
            *(house.funds.enter(COUNTY, area, "opening", 50_000, id) for id in "abcd"), return_exceptions=True
        )
        assert [type(one) for one in done].count(Conflict) == 3
        assert [one.kind for one in (await house.funds.statement(COUNTY, area)).entries] == ["opening"]


async def test_the_same_money_sent_twice_at_once_is_entered_once(house: House) -> None:
    await house.funds.enter(COUNTY, EAST, "opening", 50_000, "o1")
    for place in range(5):
        done = await asyncio.gather(*(house.funds.enter(COUNTY, EAST, "replenish", 100, f"r{place}") for _ in range(4)))
        assert {one.fund.balance for one in done} == {50_000 + 100 * (place + 1)}


@pytest.mark.parametrize("nowhere", ["993601001001", "99360100", "993601999", "993601001" + "0" * 60])
async def test_where_no_township_is_there_is_no_fund(nowhere: str, house: House) -> None:
    for officer in (COUNTY, TOWNSHIP):
        with pytest.raises(NotFound):
            await house.funds.enter(officer, nowhere, "opening", 50_000, "o1")
        with pytest.raises(NotFound):
            await house.funds.statement(officer, nowhere)


async def test_a_statement_saved_after_midnight_bears_the_day_it_is_in_china(house: House, clock: Clock) -> None:
    clock.now = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
    await house.funds.enter(COUNTY, EAST, "opening", 50_000, "o1")
    saved = await house.statements.workbook(COUNTY, EAST)
    assert saved.name == f"fund-{EAST}-20261123.xlsx"


async def test_whose_name_is_typed_as_the_way_of_paying_is_not_in_the_audit(house: House) -> None:
    receipt = receipt_of(await told(house))
    await house.funds.enter(COUNTY, EAST, "opening", 50_000, "o1")
    await act(house, TOWNSHIP, receipt, "grant", amount=10_000)
    await act(house, COUNTY, receipt, "pay", amount=5_000, method="交给周示例本人", reference="收条 1")
    await act(house, COUNTY, receipt, "pay", "p2", amount=5_000, method="cash", reference="收条 2")
    noted = await house.database.read(lambda unit: [one.detail for one in unit.audit.all()])
    assert "cash" in str(noted) and "周示例" not in str(noted)
