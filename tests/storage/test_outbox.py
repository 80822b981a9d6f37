"""What must be told is told in order, by one sender at a time, and found again after any failure (failures 7, 8)."""

import asyncio
from datetime import timedelta
from functools import partial

from storage.database import Database
from storage.rows import OutboxRow
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.storage.samples import a_conversation


async def some_rows(database: Database, clock: Clock, conversations: int, each: int = 1) -> list[list[int]]:
    """Rows to tell now, for so many conversations, so many each; their numbers."""

    def work(unit: Unit) -> list[int]:
        conversation = a_conversation(unit)
        return [unit.outbox.put(conversation, "telegram", number + 1, clock()) for number in range(each)]

    return [await database.run(work) for _ in range(conversations)]


def told(row: int, unit: Unit) -> None:
    unit.outbox.sent(row)


async def due(
    database: Database, clock: Clock, holder: str = "a", limit: int = 10, seconds: float = 30
) -> list[OutboxRow]:
    until = clock() + timedelta(seconds=seconds)
    return await database.run(lambda unit: unit.outbox.due(clock(), holder, until, limit))


async def test_of_a_conversation_only_the_oldest_waiting_row_is_due(database: Database, clock: Clock) -> None:
    (rows,) = await some_rows(database, clock, 1, each=3)
    for row in rows:
        assert [found.id for found in await due(database, clock)] == [row]
        assert await due(database, clock, "b") == []
        await database.run(partial(told, row))
    assert await due(database, clock) == []
    assert await database.read(lambda unit: unit.outbox.waiting_count()) == 0


async def test_a_row_put_off_holds_back_what_follows_it(database: Database, clock: Clock) -> None:
    ((first, second),) = await some_rows(database, clock, 1, each=2)
    await due(database, clock)
    later = clock() + timedelta(minutes=2)
    await database.run(lambda unit: unit.outbox.retry(first, later, "429"))
    assert await due(database, clock) == []
    clock.advance(minutes=2)
    (again,) = await due(database, clock)
    assert (again.id, again.attempts, again.last_error, again.leased_by) == (first, 1, "429", "a")
    await database.run(lambda unit: unit.outbox.dead(first, "400"))
    assert [row.id for row in await due(database, clock)] == [second]


async def test_a_lease_that_ends_gives_the_row_to_another(database: Database, clock: Clock) -> None:
    ((row,),) = await some_rows(database, clock, 1)
    assert [found.id for found in await due(database, clock, "dies", seconds=30)] == [row]
    clock.advance(seconds=29)
    assert await due(database, clock, "b") == []
    clock.advance(seconds=1)
    assert [found.id for found in await due(database, clock, "b")] == [row]


async def test_a_row_released_is_due_at_once(database: Database, clock: Clock) -> None:
    ((row,),) = await some_rows(database, clock, 1)
    await due(database, clock)
    await database.run(lambda unit: unit.outbox.release(row))
    assert [found.id for found in await due(database, clock, "b")] == [row]


async def test_the_process_that_took_the_turn_may_tell_it_first(database: Database, clock: Clock) -> None:
    until = clock() + timedelta(seconds=30)

    def turn(unit: Unit) -> tuple[int, int]:
        conversation = a_conversation(unit)
        first = unit.outbox.put(conversation, "telegram", 1, clock(), leased_by="a", leased_until=until)
        second = unit.outbox.put(conversation, "telegram", 2, clock(), leased_by="a", leased_until=until)
        return first, second

    first, second = await database.run(turn)
    assert await due(database, clock, "b") == []
    ready = await database.read(lambda unit: [unit.outbox.ready(row, "a") for row in (first, second)])
    assert ready[0] is not None
    assert ready[1] is None
    assert await database.read(lambda unit: unit.outbox.ready(first, "b")) is None
    await database.run(lambda unit: unit.outbox.sent(first))
    assert await database.read(lambda unit: unit.outbox.ready(second, "a")) is not None


async def test_senders_that_ask_at_once_get_different_rows(database: Database, clock: Clock) -> None:
    numbers = {row for (row,) in await some_rows(database, clock, 30)}
    taken = await asyncio.gather(*(due(database, clock, f"s{number}", limit=5) for number in range(6)))
    given = [row.id for rows in taken for row in rows]
    assert len(given) == len(set(given))
    rest = [row.id for row in await due(database, clock, "last", limit=30)]
    assert set(given) | set(rest) == numbers
    assert set(given) & set(rest) == set()


async def test_a_long_message_goes_on_where_it_stopped(database: Database, clock: Clock) -> None:
    ((row,),) = await some_rows(database, clock, 1)
    await database.run(lambda unit: unit.outbox.progress(row, 2))
    assert [found.parts_sent for found in await due(database, clock)] == [2]


async def test_what_is_settled_stays_settled(database: Database, clock: Clock) -> None:
    ((row,),) = await some_rows(database, clock, 1)
    await database.run(lambda unit: unit.outbox.unreachable(row))
    await database.run(lambda unit: unit.outbox.retry(row, clock(), "late"))
    await database.run(lambda unit: unit.outbox.sent(row))
    kept = await database.read(lambda unit: unit.outbox.get(row))
    assert kept is not None
    assert (kept.state, kept.attempts) == ("unreachable", 0)


async def test_nothing_is_due_before_its_time(database: Database, clock: Clock) -> None:
    later = clock() + timedelta(hours=1)
    await database.run(lambda unit: unit.outbox.put(a_conversation(unit), "telegram", 1, later))
    assert await due(database, clock) == []
    assert await database.read(lambda unit: unit.outbox.waiting_count()) == 1
    clock.advance(hours=1)
    assert len(await due(database, clock)) == 1
