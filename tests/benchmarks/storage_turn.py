"""How many turns a second storage keeps, as a share of what raw sqlite3 does with one commit a turn.

Run: `python -m tests.benchmarks.storage_turn`. One turn is lock, claim, save, append, outbox, with sealed
bodies of 2 KB. Only the ratios of one run can be compared; machines and moments differ.
"""

import asyncio
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.crypto import Keyring
from storage.database import Database, open_database
from storage.migrate import migrate
from storage.unit import Unit

BODY = os.urandom(1024).hex().encode()
SECONDS = 2.0
ROUNDS = 3


def now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


def turn(conversation: str, keyring: Keyring) -> Callable[[Unit], int]:
    """One turn of this conversation, as the service of turns does it."""

    def work(unit: Unit) -> int:
        locked = unit.conversations.lock(conversation)
        assert locked is not None
        number = locked.turn + 1
        unit.conversations.claim(conversation, f"input-{number}", keyring.digest(b"2000"), number)
        unit.conversations.save(conversation, BODY, number, "zh_CN", "telegram")
        at = now()
        unit.turns.append(conversation, number, at, "telegram", BODY)
        unit.outbox.put(conversation, "telegram", number, at, leased_by="me", leased_until=at + timedelta(seconds=60))
        return number

    return work


async def rate(database: Database, keyring: Keyring, waiting: int) -> tuple[float, float, float]:
    """Turns a second with so many waiting at any time, and p50 and p99 in milliseconds."""
    conversations = [
        await database.run(lambda unit: unit.conversations.create(BODY, "zh_CN").id) for _ in range(waiting)
    ]
    took: list[float] = []
    end = time.perf_counter() + SECONDS

    async def one(conversation: str) -> None:
        work = turn(conversation, keyring)
        while (begun := time.perf_counter()) < end:
            await database.run(work)
            took.append((time.perf_counter() - begun) * 1000)

    begun = time.perf_counter()
    await asyncio.gather(*(one(conversation) for conversation in conversations))
    spent = time.perf_counter() - begun
    cuts = statistics.quantiles(took, n=100)
    return len(took) / spent, cuts[49], cuts[98]


def floor(folder: Path) -> float:
    """Turns a second of raw sqlite3: the same five statements, nothing sealed, one durable commit each."""
    connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE c (id TEXT PRIMARY KEY, state BLOB, turn INT) WITHOUT ROWID;"
        "CREATE TABLE i (c TEXT, i TEXT, digest BLOB, PRIMARY KEY (c, i));"
        "CREATE TABLE t (c TEXT, n INT, body BLOB, PRIMARY KEY (c, n));"
        "CREATE TABLE o (id INTEGER PRIMARY KEY, c TEXT, n INT);"
        "INSERT INTO c VALUES ('a', x'00', 0)"
    )
    turns, end = 0, time.perf_counter() + SECONDS
    begun = time.perf_counter()
    while time.perf_counter() < end:
        turns += 1
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("SELECT state, turn FROM c WHERE id = 'a'").fetchone()
        connection.execute("INSERT INTO i VALUES ('a', ?, ?)", (str(turns), b"digest"))
        connection.execute("UPDATE c SET state = ?, turn = ? WHERE id = 'a'", (BODY, turns))
        connection.execute("INSERT INTO t VALUES ('a', ?, ?)", (turns, BODY))
        connection.execute("INSERT INTO o (c, n) VALUES ('a', ?)", (turns,))
        connection.execute("COMMIT")
    spent = time.perf_counter() - begun
    connection.close()
    return turns / spent


def measure(name: str, url: str) -> None:
    """Print a line for each number of turns that wait, next to a floor measured just before."""
    migrate(url)
    keyring = Keyring.generate()
    database = open_database(url, keyring, clock=now)
    for waiting in (1, 8, 32):
        seen = []
        for _ in range(ROUNDS):
            with tempfile.TemporaryDirectory() as folder:
                raw = floor(Path(folder))
            seen.append((raw, *asyncio.run(rate(database, keyring, waiting))))
        raw, turns, p50, p99 = (statistics.median(column) for column in zip(*seen, strict=True))
        tail = p99 / p50
        print(
            f"{name:10} {waiting:3} waiting {turns:7.0f} turns/s  ÷ raw sqlite3 ({raw:.0f}/s) {turns / raw:5.2f}"
            f"   p50 {p50:6.2f} ms  p99 {p99:6.2f} ms  p99 ÷ p50 {tail:4.1f}"
        )
    database.close()


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL server as it is set up by default: durable."""
    from tests.fakes.databases import start_postgres

    with tempfile.TemporaryDirectory(prefix="shenbao-pg-") as folder:
        server = start_postgres(Path(folder))
        try:
            yield str(server.get_uri())
        finally:
            server.cleanup()


def main() -> int:
    """Measure both engines; the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", f"sqlite:///{folder}/bench.db")
    with postgres() as url:
        measure("PostgreSQL", url)
    return 0


if __name__ == "__main__":
    sys.exit(main())
