"""Mistakes, play and slow days: everybody is answered, nothing is done twice, and a true one is never in the way."""

import asyncio
from pathlib import Path

from api.bootstrap import House, build
from api.errors import Conflict
from api.services.emergency.views import EmergencyDone
from conversations.inputs import Command
from tests.fakes.houses import Resident, settings_for
from tests.services.review.desks import COUNTY, TOWNSHIP
from tests.services.test_emergency import EAST, FIRE, act, receipt_of, tell, told, with_fund


async def test_who_asks_a_hundred_times_is_one_line_at_the_desk_and_a_true_one_is_taken_meanwhile(house: House) -> None:
    insistent, true = await Resident.arrive(house), await Resident.arrive(house)

    async def insisting() -> None:
        for _ in range(20):
            await tell(insistent, FIRE[:-1])
            await insistent.send(Command("withdraw"))

    await asyncio.gather(insisting(), tell(true, FIRE))
    items = await house.emergencies.queue(TOWNSHIP)
    assert {one.receipt for one in items} == {receipt_of(insistent), receipt_of(true)}
    again = next(one for one in items if one.receipt == receipt_of(insistent))
    assert "told_again" in again.flags
    assert len(set(insistent.receipts)) == 1


async def test_two_officers_who_press_at_once_grant_once_and_pay_once(house: House) -> None:
    receipt = receipt_of(await told(house))
    await with_fund(house, 1000)
    granted = await asyncio.gather(
        act(house, TOWNSHIP, receipt, "grant", "g1", amount=80_000),
        act(house, COUNTY, receipt, "grant", "g2", amount=80_000),
        act(house, TOWNSHIP, receipt, "grant", "g1", amount=80_000),
        return_exceptions=True,
    )
    done = [one for one in granted if isinstance(one, EmergencyDone)]
    assert done and len(granted) - len(done) in (1, 2)
    by = next(one.actor for one in (await house.emergencies.open(COUNTY, receipt)).timeline if one.action == "grant")
    payer = COUNTY if by == TOWNSHIP.username else TOWNSHIP
    paid = {"amount": 80_000, "method": "cash", "reference": "收条 1"}
    await asyncio.gather(
        *(act(house, payer, receipt, "pay", id, **paid) for id in ("p1", "p1", "p2")), return_exceptions=True
    )
    fund = await house.funds.statement(COUNTY, EAST)
    assert [one.kind for one in fund.entries] == ["opening", "grant", "payment"]
    assert (fund.fund.balance, fund.fund.reserved) == (20_000, 0)


async def test_with_slow_storage_two_grants_at_once_never_overdraw(demo_folder: Path, demo_url: str) -> None:
    house = build(settings_for(demo_folder, demo_url, slow_storage_ms=100))
    try:
        receipts = [receipt_of(await told(house, (*FIRE[:-1],))) for _ in range(2)]
        await with_fund(house, 1000)
        done = await asyncio.gather(
            *(act(house, TOWNSHIP, one, "grant", amount=80_000) for one in receipts), return_exceptions=True
        )
        assert [type(one) for one in done].count(Conflict) == 1
        assert (await house.funds.statement(COUNTY, EAST)).fund.available == 20_000
    finally:
        house.close()
