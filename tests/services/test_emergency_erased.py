"""A family has its declaration deleted: an emergency in hand keeps what is needed for it, one that is done keeps nothing."""

import pytest
from sqlalchemy import text

from api.bootstrap import House
from api.services.transcript.shown import TurnJson
from conversations.inputs import Body, Choice, Command, File, Text
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.fakes.houses import Resident
from tests.services.review.desks import TOWNSHIP, declared
from tests.services.test_afterwards import act as review
from tests.services.test_afterwards import said
from tests.services.test_emergency import FIRE, act, receipt_of, tell
from tests.services.test_nothing_left import photo


async def in_need(house: House, resident: Resident, what: str = "fire", shade: int = 10) -> str:
    """They tell of it with a photo; the id of the photo."""
    answers: tuple[Body, ...] = (Choice(True), Choice(what), *FIRE[2:])
    await tell(resident, answers)
    kept = await house.papers.keep_upload(resident.conversation_id, photo(shade), f"photo-{what}")
    await resident.send(File(kept.paper, kept.mime))
    while resident.key is not None and resident.key.startswith("emergency."):
        await resident.send(Command("skip"))
    return kept.paper


async def done_with(house: House, resident: Resident) -> None:
    """The township declines, and names the family in what it writes."""
    await act(house, TOWNSHIP, receipt_of(resident), "decline", reason="周示例不在这里", refer_to="县救助管理站")


async def withdrawn(resident: Resident) -> None:
    """They take their declaration back."""
    await resident.send(Command("withdraw"))
    await resident.send(Choice(True))


async def erased(house: House, resident: Resident, receipt: str) -> None:
    """They want what they declared deleted, and it is."""
    await resident.send(Text("删除我的信息"))
    await resident.send(Text("怕邻居看到"))
    await review(house, receipt, "grant_erasure")


async def wants_it_deleted(resident: Resident) -> TurnJson:
    """Nothing was declared: they ask for it, and say yes."""
    await resident.send(Text("删除我的信息"))
    return await resident.send(Choice(True))


async def papers_of(house: House, resident: Resident) -> set[str]:
    """The photos that are still there."""
    return await house.database.read(lambda unit: {one.id for one in unit.papers.listed(resident.conversation_id)})


async def test_the_photo_of_an_emergency_in_hand_stays(house: House, clock: Clock) -> None:
    resident = await declared(house)
    receipt = resident.receipt
    picture = await in_need(house, resident)
    clock.advance(hours=80)
    await withdrawn(resident)
    await erased(house, resident, receipt)

    seen = await house.emergency_photos.photo(TOWNSHIP, receipt_of(resident), picture)

    assert seen.content
    view = await house.emergencies.open(TOWNSHIP, receipt_of(resident))
    assert view.answers["emergency.phone"] == "13800138000"


async def test_the_photo_of_one_that_is_done_goes_though_another_is_in_hand(house: House, clock: Clock) -> None:
    resident = await declared(house)
    receipt = resident.receipt
    await withdrawn(resident)
    clock.advance(minutes=5)
    gone = await in_need(house, resident)
    await done_with(house, resident)
    stays = await in_need(house, resident, "accident", 20)
    assert await papers_of(house, resident) >= {gone, stays}

    await erased(house, resident, receipt)

    assert await papers_of(house, resident) & {gone, stays} == {stays}


async def test_one_that_was_in_hand_goes_a_month_after_it_is_done(house: House, clock: Clock) -> None:
    resident = await declared(house)
    receipt = resident.receipt
    await in_need(house, resident)
    clock.advance(hours=80)
    await withdrawn(resident)
    await erased(house, resident, receipt)
    await done_with(house, resident)
    clock.advance(hours=24 * 29)
    assert await house.keeping.sweep() == 0
    assert (await house.emergencies.open(TOWNSHIP, receipt_of(resident))).answers
    clock.advance(hours=49)
    assert await house.keeping.sweep() == 1
    view = await house.emergencies.open(TOWNSHIP, receipt_of(resident))
    assert (dict(view.answers), view.item.flags, [one.content for one in view.timeline if one.content]) == ({}, (), [])
    assert await papers_of(house, resident) == set()
    assert await house.turns.after(resident.conversation_id, 0) == []
    assert await house.keeping.sweep() == 0


async def test_a_family_that_only_told_of_an_emergency_is_told_when_it_goes_and_it_does(
    house: House, clock: Clock
) -> None:
    resident = await Resident.arrive(house)
    await in_need(house, resident)

    told = await wants_it_deleted(resident)

    assert "办完一个月后" in said(told) and "没有要删的" not in said(told)
    assert (await house.emergencies.open(TOWNSHIP, receipt_of(resident))).answers["emergency.phone"] == "13800138000"

    await done_with(house, resident)
    clock.advance(hours=24 * 31)
    assert await house.keeping.sweep() == 1

    view = await house.emergencies.open(TOWNSHIP, receipt_of(resident))
    assert dict(view.answers) == {} and await papers_of(house, resident) == set()
    assert "没有要删的" in said(await wants_it_deleted(resident))


@pytest.mark.parametrize("demo_url", ["postgresql"], indirect=True)
async def test_on_postgresql_no_dead_row_of_an_emergency_is_left_in_its_tables(house: House, clock: Clock) -> None:
    resident = await declared(house)
    receipt = resident.receipt
    await withdrawn(resident)
    clock.advance(hours=80)
    await in_need(house, resident)
    await done_with(house, resident)
    await erased(house, resident, receipt)
    assert await house.keeping.sweep() == 0

    def vacuumed(unit: Unit) -> dict[str, int]:
        names = ("emergencies", "emergency_events", "turns", "papers")
        count = text("SELECT pg_stat_get_vacuum_count(CAST(:name AS regclass))")
        return {name: unit.connection.execute(count, {"name": name}).scalar_one() for name in names}

    assert all((await house.database.read(vacuumed)).values())
