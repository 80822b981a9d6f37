"""The database on PostgreSQL: a pool of threads, each piece of work a transaction of its own."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from typing import TypeVar

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError

from storage.engines import postgres_engine
from storage.errors import StorageError
from storage.listeners import Listener, Listeners
from storage.postgres_listener import PostgresListener
from storage.tables import metadata
from storage.tasks import Line, Settlement, Task, deliver
from storage.unit import Unit

T = TypeVar("T")
_READERS = 4
_ATTEMPTS = 5
# Serialization failure, deadlock.
_ROLLED_BACK_BY_SERVER = ("40001", "40P01")
_log = logging.getLogger(__name__)


class PostgresDatabase:
    """See `storage.database.Database`. Any number of processes may hold one on the same server."""

    def __init__(
        self,
        address: URL,
        make_unit: Callable[[Connection], Unit],
        *,
        slow_ms: int,
        on_point: Callable[[str], None],
        writers: int = 8,
    ) -> None:
        self._make_unit = make_unit
        self._slow_ms = slow_ms
        self._on_point = on_point
        self._engine = postgres_engine(address, writers + _READERS)
        self._snapshots = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._writes = Line()
        self._reads = Line()
        self._writers = writers
        self._listeners = Listeners()
        self._listener = PostgresListener(address, self._listeners)
        self._threads = [
            *(self._thread(self._writes, self._engine, number) for number in range(writers)),
            *(self._thread(self._reads, self._snapshots, number) for number in range(_READERS)),
        ]
        for thread in self._threads:
            thread.start()

    async def run(self, work: Callable[[Unit], T]) -> T:
        """One write transaction, READ COMMITTED: what it relies on it must lock."""
        return await self._writes.done(work)

    async def read(self, work: Callable[[Unit], T]) -> T:
        """A snapshot in a transaction that cannot write."""
        return await self._reads.done(work)

    def listen(self, callback: Listener, channel: str | None = None) -> Callable[[], None]:
        """Call `callback` with each payload after its commit in any process; returns how to stop."""
        self._listener.start()
        return self._listeners.add(callback, channel)

    async def scrub(self) -> bool:
        """Vacuum every table: there is hardly one from which nothing personal is ever deleted."""
        await asyncio.to_thread(self._vacuum)
        return True

    def _vacuum(self) -> None:
        # VACUUM runs in no transaction.
        engine = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for table in metadata.tables:
                connection.exec_driver_sql(f"VACUUM {table}")

    def close(self) -> None:
        """Finish what is in line, then let everything go. A second call does nothing."""
        self._writes.close(self._writers)
        self._reads.close(_READERS)
        for thread in self._threads:
            thread.join()
        self._listener.stop()
        self._engine.dispose()

    def _thread(self, line: Line, engine: Engine, number: int) -> threading.Thread:
        kind = "writer" if engine is self._engine else "reader"
        name = f"storage-{kind}-{number}"
        return threading.Thread(target=self._serve, args=(line, engine), name=name, daemon=True)

    def _serve(self, line: Line, engine: Engine) -> None:
        while (task := line.take()) is not None:
            try:
                settlement = self._attempted(task, engine)
            except Exception as error:  # noqa: BLE001 - it goes to whoever awaits
                settlement = task.failed(error)
            deliver([settlement])

    def _attempted(self, task: Task, engine: Engine) -> Settlement:
        for _ in range(_ATTEMPTS - 1):
            try:
                return self._once(task, engine)
            except _NothingCommitted as lost:
                _log.info("a transaction is repeated after %s", type(lost.__cause__).__name__)
        try:
            return self._once(task, engine)
        except _NothingCommitted as lost:
            raise lost.error from None

    def _once(self, task: Task, engine: Engine) -> Settlement:
        writing = engine is self._engine
        with engine.connect() as connection:
            settlement = self._transaction(task, connection, writing)
        if writing:
            self._on_point("after_commit")
        return settlement

    def _transaction(self, task: Task, connection: Connection, writing: bool) -> Settlement:
        committing = False
        try:
            with connection.begin():
                settlement = task.attempt(self._make_unit(connection))
                _refuse_if_failed(connection)
                if writing:
                    self._before_commit()
                committing = True
        except DBAPIError as error:
            # A connection lost while committing is not repeated here: the commit may have arrived, and whoever
            # asked knows better how to find out (by the id of its input).
            lost_before = error.connection_invalidated and not committing
            if lost_before or getattr(error.orig, "sqlstate", None) in _ROLLED_BACK_BY_SERVER:
                raise _NothingCommitted(error) from error
            raise
        return settlement

    def _before_commit(self) -> None:
        if self._slow_ms:
            time.sleep(self._slow_ms / 1000)
        self._on_point("before_commit")


class _NothingCommitted(Exception):
    """The transaction surely did not happen, and may be repeated."""

    def __init__(self, error: DBAPIError) -> None:
        super().__init__()
        self.error = error


def _refuse_if_failed(connection: Connection) -> None:
    # PostgreSQL answers COMMIT of a failed transaction with a silent rollback.
    driver = connection.connection.driver_connection
    if isinstance(driver, psycopg.Connection) and driver.info.transaction_status == TransactionStatus.INERROR:
        raise StorageError("the work went on after a failed statement; nothing of it can be committed")
