"""On SQLite one writer commits what waits together, and no second process writes (failure 13)."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.crypto import Keyring
from storage.database import Database, open_database
from storage.errors import DatabaseBusy
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.storage.samples import ID_NUMBER, NAME, a_conversation, a_declaration, a_version

HOLD = """
import sys, datetime
from storage.crypto import Keyring
from storage.database import open_database
open_database(sys.argv[1], Keyring.generate(), clock=lambda: datetime.datetime.now(datetime.UTC))
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def points() -> list[str]:
    return []


@pytest.fixture
def sqlite(sqlite_url: str, keyring: Keyring, clock: Clock, points: list[str]) -> Iterator[Database]:
    database = open_database(sqlite_url, keyring, clock=clock, on_point=points.append)
    yield database
    database.close()


async def held_up(database: Database) -> tuple[threading.Event, asyncio.Task[None]]:
    """Make the writer wait inside a transaction, so that what follows stands in line together."""
    loop = asyncio.get_running_loop()
    begun, go_on = asyncio.Event(), threading.Event()

    def hold(_unit: Unit) -> None:
        loop.call_soon_threadsafe(begun.set)
        assert go_on.wait(10)

    holding = asyncio.create_task(database.run(hold))
    await begun.wait()
    return go_on, holding


async def test_what_waits_is_committed_together(sqlite: Database, points: list[str]) -> None:
    go_on, holding = await held_up(sqlite)
    waiting = [asyncio.create_task(sqlite.run(a_conversation)) for _ in range(20)]
    await asyncio.sleep(0)
    go_on.set()
    await holding
    assert len(set(await asyncio.gather(*waiting))) == 20
    assert points.count("after_commit") == 2


async def test_one_failure_sends_the_others_through_one_by_one(sqlite: Database, points: list[str]) -> None:
    attempts: list[str] = []

    def good(unit: Unit) -> str:
        attempts.append("good")
        return a_conversation(unit)

    def bad(unit: Unit) -> str:
        attempts.append("bad")
        raise LookupError

    go_on, holding = await held_up(sqlite)
    waiting = [asyncio.create_task(sqlite.run(work)) for work in (good, bad, good)]
    await asyncio.sleep(0)
    go_on.set()
    await holding
    ended = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(result) for result in ended] == [str, LookupError, str]
    assert attempts == ["good", "bad", "good", "bad", "good"]
    assert points.count("after_commit") == 3
    count = text("SELECT count(*) FROM conversations")
    assert await sqlite.read(lambda unit: unit.connection.execute(count).scalar_one()) == 2


async def test_what_was_given_up_in_line_is_not_done(sqlite: Database) -> None:
    done: list[str] = []
    go_on, holding = await held_up(sqlite)

    def note(name: str) -> Callable[[Unit], None]:
        return lambda _unit: done.append(name)

    waiting = [asyncio.create_task(sqlite.run(note(name))) for name in "abc"]
    await asyncio.sleep(0)
    waiting[1].cancel()
    await asyncio.sleep(0)
    go_on.set()
    await holding
    await asyncio.gather(*waiting, return_exceptions=True)
    assert done == ["a", "c"]


async def test_every_connection_is_durable_and_keeps_references(sqlite: Database) -> None:
    def pragmas(unit: Unit) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "temp_store")
        return [unit.connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]

    assert await sqlite.run(pragmas) == ["wal", 2, 1, 2]
    assert await sqlite.read(pragmas) == ["wal", 2, 1, 2]


def test_a_second_one_that_would_write_is_refused(sqlite: Database, sqlite_url: str, keyring: Keyring) -> None:
    with pytest.raises(DatabaseBusy, match="Stop that process first"):
        open_database(sqlite_url, keyring, clock=Clock())


def test_a_second_process_is_refused_until_the_first_is_gone(sqlite_url: str, keyring: Keyring) -> None:
    command = [sys.executable, "-c", HOLD, sqlite_url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "open\n"
        with pytest.raises(DatabaseBusy, match=str(first.pid)):
            open_database(sqlite_url, keyring, clock=Clock())
        first.kill()
        first.wait(10)
    open_database(sqlite_url, keyring, clock=Clock()).close()


async def test_nothing_personal_can_be_read_in_the_files(sqlite: Database, sqlite_url: str, clock: Clock) -> None:
    secrets = [NAME, ID_NUMBER, "13979100000", "糖尿病", "丈夫失踪", "chat-77001234"]

    def work(unit: Unit) -> None:
        conversation = unit.conversations.create(secrets[2].encode(), "zh_CN")
        unit.conversations.save(conversation.id, secrets[3].encode(), 1, "zh_CN", "telegram")
        unit.turns.append(conversation.id, 1, clock(), "telegram", secrets[3].encode())
        unit.addresses.attach("telegram", secrets[5], conversation.id)
        unit.papers.keep(conversation.id, "image/jpeg", secrets[4].encode())
        filed = unit.declarations.file(a_declaration(clock), a_version(clock, NAME.encode()))
        unit.declarations.replace_people(filed.id, [("self", ID_NUMBER)])
        unit.timeline.append(filed.id, clock(), actor="x", action="accept", status="accepted", note=secrets[4])
        unit.staff.add("village", NAME, "village", "993601001", "hash")
        unit.staff.note_failed_login(ID_NUMBER, clock())

    await sqlite.run(work)
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    files = [file for file in folder.iterdir() if file.is_file()]
    assert {file.suffix for file in files} >= {".db", ".db-wal"}
    content = b"".join(file.read_bytes() for file in files)
    assert b"993601001" in content
    assert [secret for secret in secrets if secret.encode() in content or secret.encode("utf-16-le") in content] == []
