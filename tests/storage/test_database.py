"""Work goes in, its result comes back after the commit, whatever goes wrong around it (failures 1, 13, 14)."""

import asyncio
import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, StatementError

from storage.crypto import Keyring
from storage.database import Database, open_database
from storage.errors import DatabaseClosed, NaiveTime, SealBroken
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.storage.samples import a_conversation

Opener = Callable[[Callable[[str], None]], Database]


async def how_many(database: Database) -> int:
    return await database.read(
        lambda unit: unit.connection.execute(text("SELECT count(*) FROM conversations")).scalar_one()
    )


@pytest.fixture
def opened(database_url: str, keyring: Keyring, clock: Clock) -> Opener:
    return lambda on_point: open_database(database_url, keyring, clock=clock, on_point=on_point)


async def test_what_was_run_is_seen_by_the_next_read(database: Database) -> None:
    for expected in range(1, 4):
        await database.run(a_conversation)
        assert await how_many(database) == expected


async def test_failing_work_is_undone_and_told_to_its_own_caller_only(database: Database) -> None:
    def faulty(unit: Unit) -> str:
        a_conversation(unit)
        raise KeyError("mine")

    ended = await asyncio.gather(
        *(database.run(faulty if number % 5 == 2 else a_conversation) for number in range(20)), return_exceptions=True
    )
    assert [number for number, result in enumerate(ended) if isinstance(result, KeyError)] == [2, 7, 12, 17]
    assert await how_many(database) == 16


async def test_a_reading_transaction_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await database.read(a_conversation)
    assert await how_many(database) == 0


async def test_a_read_sees_one_moment(database: Database) -> None:
    loop = asyncio.get_running_loop()
    begun, written = asyncio.Event(), threading.Event()

    def two_looks(unit: Unit) -> tuple[int, int]:
        count = text("SELECT count(*) FROM conversations")
        first = unit.connection.execute(count).scalar_one()
        loop.call_soon_threadsafe(begun.set)
        assert written.wait(10)
        return first, unit.connection.execute(count).scalar_one()

    looking = asyncio.create_task(database.read(two_looks))
    await begun.wait()
    await database.run(a_conversation)
    written.set()
    assert await looking == (0, 0)


async def test_a_caller_that_gives_up_does_not_hurt_the_others(database: Database) -> None:
    loop = asyncio.get_running_loop()
    begun, go_on = asyncio.Event(), threading.Event()

    def slow(unit: Unit) -> str:
        loop.call_soon_threadsafe(begun.set)
        assert go_on.wait(10)
        return a_conversation(unit)

    impatient = asyncio.create_task(database.run(slow))
    await begun.wait()
    impatient.cancel()
    with pytest.raises(asyncio.CancelledError):
        await impatient
    go_on.set()
    await database.run(a_conversation)
    assert await how_many(database) >= 1


def test_it_serves_one_event_loop_after_the_other_and_several_at_once(database: Database) -> None:
    async def some() -> None:
        await asyncio.gather(*(database.run(a_conversation) for _ in range(10)))

    asyncio.run(some())
    threads = [threading.Thread(target=lambda: asyncio.run(some())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert asyncio.run(how_many(database)) == 40


async def test_what_was_handed_over_is_done_before_closing(opened: Opener) -> None:
    database = opened(lambda _point: None)
    waiting = [asyncio.create_task(database.run(a_conversation)) for _ in range(10)]
    await asyncio.sleep(0)
    await asyncio.to_thread(database.close)
    assert len(set(await asyncio.gather(*waiting))) == 10
    with pytest.raises(DatabaseClosed):
        await database.run(a_conversation)
    database.close()


async def test_points_are_passed_in_order(opened: Opener) -> None:
    points: list[str] = []
    database = opened(points.append)

    def work(unit: Unit) -> None:
        unit.point("between")

    await database.run(work)
    database.close()
    assert points == ["between", "before_commit", "after_commit"]


@pytest.mark.parametrize(("point", "kept"), [("between", 0), ("before_commit", 0), ("after_commit", 1)])
async def test_what_breaks_at_a_point_is_not_answered(opened: Opener, point: str, kept: int) -> None:
    broken = {"yes": True}

    def breaks(at: str) -> None:
        if at == point and broken.pop("yes", False):
            raise ConnectionError(point)

    database = opened(breaks)

    def work(unit: Unit) -> str:
        made = a_conversation(unit)
        unit.point("between")
        return made

    with pytest.raises(ConnectionError, match=point):
        await database.run(work)
    assert await how_many(database) == kept
    await database.run(work)
    assert await how_many(database) == kept + 1
    database.close()


async def test_listeners_hear_after_the_commit_and_only_then(database: Database) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def tell(payload: str) -> None:
        loop.call_soon_threadsafe(heard.put_nowait, payload)

    stop = database.listen(tell, "turns")

    def undone(unit: Unit) -> None:
        unit.notify("turns", "never")
        raise KeyError

    def done(unit: Unit) -> None:
        unit.notify("staff", "not for us")
        unit.notify("turns", "abc 7")

    with pytest.raises(KeyError):
        await database.run(undone)
    await database.run(done)
    assert await asyncio.wait_for(heard.get(), 10) == "abc 7"
    stop()
    await database.run(done)
    assert heard.empty()


async def test_a_listener_that_fails_stops_nobody(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    heard = threading.Event()

    def bad(_payload: str) -> None:
        raise ValueError

    database.listen(bad)
    database.listen(lambda _payload: heard.set())
    await database.run(lambda unit: unit.notify("turns", "x"))
    assert await asyncio.to_thread(heard.wait, 10)
    assert "a listener on turns failed" in caplog.text


async def test_a_naive_time_is_refused_and_parameters_are_not_shown(database: Database, clock: Clock) -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - that is the point

    def work(unit: Unit) -> None:
        unit.turns.append(a_conversation(unit), 1, naive, "secret-channel", b"x")

    with pytest.raises(StatementError) as caught:
        await database.run(work)
    assert isinstance(caught.value.orig, NaiveTime)
    assert "secret-channel" not in str(caught.value)


async def test_times_come_back_aware_and_the_same_instant(database: Database, clock: Clock) -> None:
    def work(unit: Unit) -> str:
        conversation = a_conversation(unit)
        unit.turns.append(conversation, 1, clock(), "web", b"x")
        return conversation

    conversation = await database.run(work)
    turn = await database.read(lambda unit: unit.turns.get(conversation, 1))
    assert turn is not None
    assert turn.at == clock()
    assert turn.at.utcoffset() is not None


async def test_a_sealed_value_moved_to_another_row_does_not_open(database: Database) -> None:
    mine, other = await database.run(a_conversation), await database.run(a_conversation)
    swap = text("UPDATE conversations SET state = (SELECT state FROM conversations WHERE id = :a) WHERE id = :b")

    def swapped(unit: Unit) -> None:
        unit.connection.execute(swap, {"a": mine, "b": other})

    await database.run(swapped)
    assert await database.read(lambda unit: unit.conversations.get(mine)) is not None
    with pytest.raises(SealBroken):
        await database.read(lambda unit: unit.conversations.get(other))


async def test_ping_answers(database: Database) -> None:
    await database.read(lambda unit: unit.ping())
