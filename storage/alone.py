"""Work on a database that is not open yet: at a start, or from the command line beside a running server."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, text

from storage.crypto import Keyring
from storage.engines import address_of, file_of, postgres_engine, sqlite_engine, sqlite_transaction
from storage.lockfile import LockFile
from storage.unit import Unit

T = TypeVar("T")
# Not the number that migrations take: whoever waits for the one need not wait for the other.
_START_LOCK = 72_616_902


def at_start(url: str, keyring: Keyring, clock: Callable[[], datetime], work: Callable[[Unit], T]) -> T:
    """One write transaction on a migrated database, one process after the other; nobody is told of it.

    Raises DatabaseBusy if another process writes to this SQLite file.
    """
    address = address_of(url)
    with alone(address), engine_for(address) as engine, engine.connect() as connection, begun(connection):
        if connection.dialect.name != "sqlite":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _START_LOCK})
        unit = _unit(connection, keyring, clock)
        result = work(unit)
        unit.finish()
        return result


def beside(url: str, keyring: Keyring, clock: Callable[[], datetime], work: Callable[[Unit], T]) -> T:
    """One snapshot of a migrated database, whoever writes to it at the same time; `work` may only read."""
    address = address_of(url)
    sqlite = address.get_backend_name() == "sqlite"
    engine = sqlite_engine(address, "DEFERRED") if sqlite else postgres_engine(address, 1)
    try:
        with engine.connect() as connection:
            if sqlite:
                with sqlite_transaction(connection, "DEFERRED"):
                    return work(_unit(connection, keyring, clock))
            with connection.begin():
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
                return work(_unit(connection, keyring, clock))
    finally:
        engine.dispose()


def begun(connection: Connection) -> AbstractContextManager[object]:
    """A write transaction on this connection."""
    return sqlite_transaction(connection, "IMMEDIATE") if connection.dialect.name == "sqlite" else connection.begin()


@contextmanager
def engine_for(address: URL) -> Iterator[Engine]:
    """An engine with one connection, let go of at the end."""
    sqlite = address.get_backend_name() == "sqlite"
    engine = sqlite_engine(address, "IMMEDIATE") if sqlite else postgres_engine(address, 1)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def alone(address: URL) -> Iterator[None]:
    """Keeps other processes of ours from writing to this SQLite file; raises DatabaseBusy if one does already."""
    if address.get_backend_name() != "sqlite":
        yield
        return
    lock = LockFile(file_of(address))
    try:
        yield
    finally:
        lock.release()


def _unit(connection: Connection, keyring: Keyring, clock: Callable[[], datetime]) -> Unit:
    def nowhere(_point: str) -> None:
        """No test ends a process here."""

    return Unit(connection, keyring, clock, nowhere)
