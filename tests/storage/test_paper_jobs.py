"""What is still to be done with papers, on both databases: fetched before it is read, by one worker at a time."""

import asyncio
from datetime import timedelta

from storage.database import Database
from storage.rows import PaperJobKind
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.storage.samples import a_conversation


async def due(database: Database, clock: Clock, kind: PaperJobKind, limit: int = 10) -> list[str]:
    """The papers handed out for this now."""
    until = clock() + timedelta(seconds=90)
    rows = await database.run(lambda unit: unit.paper_jobs.due(kind, clock(), until, limit))
    return [row.paper_id for row in rows]


async def test_a_photo_is_read_only_once_it_is_fetched(database: Database, clock: Clock) -> None:
    def asked_for(unit: Unit) -> None:
        conversation = a_conversation(unit)
        unit.paper_jobs.put(conversation, "sent", "fetch", "where it is", clock(), input_id="1", announced=False)
        unit.paper_jobs.put(conversation, "sent", "read", "a card", clock(), input_id="1")
        unit.paper_jobs.put(conversation, "uploaded", "read", "a card", clock(), input_id="2")

    await database.run(asked_for)
    assert await due(database, clock, "read") == ["uploaded"]
    assert await due(database, clock, "fetch") == [], "the conversation was not told of it yet"
    until = clock() + timedelta(seconds=90)
    (row,) = await database.run(lambda unit: unit.paper_jobs.arrived(clock(), until, 10))
    await database.run(lambda unit: unit.paper_jobs.announced(("sent",), clock()))
    assert await due(database, clock, "fetch") == ["sent"]
    assert await due(database, clock, "read") == []
    await database.run(lambda unit: unit.paper_jobs.done(row.id))
    assert await due(database, clock, "read") == ["sent"]
    assert await due(database, clock, "read") == [], "leased"


async def test_workers_that_ask_at_once_get_different_photos(database: Database, clock: Clock) -> None:
    papers = {f"p{number}" for number in range(20)}

    def asked_for(unit: Unit) -> None:
        conversation = a_conversation(unit)
        for paper in papers:
            unit.paper_jobs.put(conversation, paper, "read", "a card", clock(), input_id=paper)

    await database.run(asked_for)
    taken = await asyncio.gather(*(due(database, clock, "read", 4) for _ in range(4)))
    given = [paper for some in taken for paper in some]
    assert len(given) == len(set(given))
    rest = await due(database, clock, "read", 20)
    assert set(given) | set(rest) == papers and not set(given) & set(rest)


async def test_whoever_starts_takes_back_the_leases_of_its_own_work_only(database: Database, clock: Clock) -> None:
    def asked_for(unit: Unit) -> None:
        conversation = a_conversation(unit)
        unit.paper_jobs.put(conversation, "a", "fetch", "where it is", clock(), input_id="1")
        unit.paper_jobs.put(conversation, "b", "read", "a card", clock(), input_id="2")

    await database.run(asked_for)
    assert (await due(database, clock, "fetch"), await due(database, clock, "read")) == (["a"], ["b"])
    await database.run(lambda unit: unit.paper_jobs.release_all("fetch"))
    assert (await due(database, clock, "fetch"), await due(database, clock, "read")) == (["a"], [])
