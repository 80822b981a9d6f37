"""The database on SQLite: one writer thread that commits all waiting work together, and a few readers."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import URL, Connection

from storage.engines import file_of, sqlite_engine, sqlite_scrub, sqlite_transaction
from storage.listeners import Listener, Listeners
from storage.lockfile import LockFile
from storage.tasks import Line, Settlement, Task, deliver
from storage.unit import Unit

T = TypeVar("T")
_log = logging.getLogger(__name__)
_MOST_TOGETHER = 64
_READERS = 2


class SqliteDatabase:
    """See `storage.database.Database`. Holds the lock file from construction to `close`."""

    def __init__(
        self,
        address: URL,
        make_unit: Callable[[Connection], Unit],
        *,
        slow_ms: int,
        on_point: Callable[[str], None],
    ) -> None:
        self._address = address
        self._lock = LockFile(file_of(address))
        self._make_unit = make_unit
        self._slow_ms = slow_ms
        self._on_point = on_point
        self._writes = Line()
        self._reads = Line()
        self._listeners = Listeners()
        try:
            self._writer = sqlite_engine(address, "IMMEDIATE").connect()
            reading = sqlite_engine(address, "DEFERRED")
            self._readers = [reading.connect() for _ in range(_READERS)]
        except Exception:
            self._lock.release()
            raise
        self._threads = [threading.Thread(target=self._serve_writes, name="storage-writer", daemon=True)]
        for number, connection in enumerate(self._readers):
            name = f"storage-reader-{number}"
            serve = self._serve_reads
            self._threads.append(threading.Thread(target=serve, args=(connection,), name=name, daemon=True))
        for thread in self._threads:
            thread.start()

    async def run(self, work: Callable[[Unit], T]) -> T:
        """One write transaction, committed together with whatever else waits."""
        return await self._writes.done(work)

    async def read(self, work: Callable[[Unit], T]) -> T:
        """A snapshot on a connection that cannot write."""
        return await self._reads.done(work)

    def listen(self, callback: Listener, channel: str | None = None) -> Callable[[], None]:
        """Call `callback` with each payload after its commit; returns how to stop."""
        return self._listeners.add(callback, channel)

    async def scrub(self) -> bool:
        """Empty the write-ahead log: it may still hold what was deleted from the file."""
        return await asyncio.to_thread(sqlite_scrub, self._address)

    def close(self) -> None:
        """Finish what is in line, then let everything go. A second call does nothing."""
        self._writes.close(1)
        self._reads.close(_READERS)
        if self._threads:
            for thread in self._threads:
                thread.join()
            self._threads = []
            for connection in (self._writer, *self._readers):
                connection.close()
            self._lock.release()

    def _serve_writes(self) -> None:
        unit = self._make_unit(self._writer)
        last = False
        while not last:
            tasks, last = self._writes.take_all(_MOST_TOGETHER)
            if tasks:
                self._write(unit, tasks)

    def _write(self, unit: Unit, tasks: list[Task]) -> None:
        try:
            settlements = self._commit(unit, tasks)
        except Exception as error:  # noqa: BLE001 - it goes to whoever awaits
            # The whole batch is rolled back: what was not at fault is done again, each on its own.
            if len(tasks) == 1:
                deliver([tasks[0].failed(error)])
            else:
                _log.debug("a batch of %d was rolled back by %s", len(tasks), type(error).__name__)
                for task in tasks:
                    self._write(unit, [task])
            return
        notices = unit.take_notices()
        deliver(self._after_commit(tasks, settlements))
        self._listeners.tell(notices)

    def _commit(self, unit: Unit, tasks: list[Task]) -> list[Settlement]:
        unit.take_notices()
        with sqlite_transaction(unit.connection, "IMMEDIATE"):
            settlements = [task.attempt(unit) for task in tasks]
            if self._slow_ms:
                time.sleep(self._slow_ms / 1000)
            self._on_point("before_commit")
        return settlements

    def _after_commit(self, tasks: list[Task], settlements: list[Settlement]) -> list[Settlement]:
        try:
            self._on_point("after_commit")
        except Exception as error:  # noqa: BLE001 - it goes to whoever awaits
            # As after a crash here: it is committed, and those who wait do not get their answer.
            return [task.failed(error) for task in tasks]
        return settlements

    def _serve_reads(self, connection: Connection) -> None:
        unit = self._make_unit(connection)
        while (task := self._reads.take()) is not None:
            try:
                with sqlite_transaction(connection, "DEFERRED"):
                    settlement = task.attempt(unit)
            except Exception as error:  # noqa: BLE001 - it goes to whoever awaits
                settlement = task.failed(error)
            unit.take_notices()
            deliver([settlement])
