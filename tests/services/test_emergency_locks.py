"""A family writes at the moment at which an officer, or time, does something: one waits for the other, nothing is undone."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from api.bootstrap import House
from storage.emergency_rows import EmergencyRow
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.fakes.houses import Resident
from tests.services.review.desks import TOWNSHIP
from tests.services.test_emergency import act, receipt_of, told
from tests.services.test_emergency_papers import at, helped

pytestmark = pytest.mark.parametrize("demo_url", ["postgresql"], indirect=True)
WAITS = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
NOW = text("SELECT id FROM emergencies WHERE receipt = :receipt FOR NO KEY UPDATE NOWAIT")


async def beside(
    house: House, held: Callable[[Unit], None], then: Callable[[Unit], None], other: Awaitable[object]
) -> None:
    """`held` is done and stays open until `other` waits for it; then `then` is done in the same transaction."""
    loop, here, go_on = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def work(unit: Unit) -> None:
        held(unit)
        loop.call_soon_threadsafe(here.set)
        assert go_on.wait(60)
        then(unit)

    first = asyncio.ensure_future(house.database.run(work))
    await here.wait()
    second = asyncio.ensure_future(other)
    while not await house.database.read(lambda unit: unit.connection.execute(WAITS).scalar_one()):
        assert not second.done(), "nothing had to wait"
    go_on.set()
    await asyncio.gather(first, second)


def free(receipt: str) -> Callable[[Unit], None]:
    """Whether nobody holds the emergency; raises where somebody does."""

    def work(unit: Unit) -> None:
        unit.connection.execute(NOW, {"receipt": receipt}).one()

    return work


def talking(resident: Resident) -> Callable[[Unit], None]:
    """What a turn does first."""

    def work(unit: Unit) -> None:
        assert unit.conversations.lock(resident.conversation_id) is not None

    return work


async def row_of(house: House, receipt: str) -> EmergencyRow:
    """How it stands."""
    found = await house.database.read(lambda unit: unit.emergencies.by_receipt(receipt))
    assert found is not None
    return found


async def test_an_officer_waits_for_a_family_that_is_writing_and_holds_nothing_it_needs(house: House) -> None:
    resident = await told(house)
    receipt = receipt_of(resident)
    await beside(house, talking(resident), free(receipt), act(house, TOWNSHIP, receipt, "refer", note="也问过医保局"))
    await beside(house, talking(resident), free(receipt), house.emergencies.open(TOWNSHIP, receipt))
    assert (await row_of(house, receipt)).status == "seen"


async def test_a_reminder_does_too(house: House, clock: Clock) -> None:
    resident = await helped(house)
    receipt = receipt_of(resident)
    at(clock, 29, 11)
    await beside(house, talking(resident), free(receipt), house.afterwards.look())
    view = await house.emergencies.open(TOWNSHIP, receipt)
    assert [one.action for one in view.timeline if one.actor == "system"] == ["remind"]


async def test_calling_again_does_not_wait_for_an_officer_who_is_at_it(house: House, clock: Clock) -> None:
    receipt = receipt_of(await told(house))
    row = await row_of(house, receipt)
    await house.staff.make_demo_staff()

    held, done = threading.Event(), threading.Event()

    def at_it(unit: Unit) -> None:
        assert unit.emergencies.by_receipt(receipt, for_update=True) is not None
        held.set()
        assert done.wait(60)

    def call(unit: Unit) -> bool:
        unit.connection.execute(text("SET LOCAL lock_timeout = '20s'"))
        return unit.duty_pushes.put(row.id, 1, "unseen", clock() + timedelta(minutes=15))

    officer = asyncio.ensure_future(house.database.run(at_it))
    await asyncio.to_thread(held.wait, 60)
    try:
        assert await house.database.run(call)
    finally:
        done.set()
        await officer
