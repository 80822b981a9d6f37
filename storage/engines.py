"""SQLAlchemy engines as this project wants them, on SQLite and on PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url

Mode = Literal["IMMEDIATE", "DEFERRED"]
_BUSY_MILLISECONDS = 5_000
_CONNECT_SECONDS = 10


def address_of(url: str) -> URL:
    """The parsed address with the driver we use. Raises ValueError for what we do not serve."""
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername in ("sqlite", "sqlite+pysqlite"):
        if parsed.database in (None, "", ":memory:"):
            raise ValueError("use a SQLite file: a database in memory would not survive a restart")
        return parsed.set(drivername="sqlite+pysqlite")
    raise ValueError(f"use sqlite:/// or postgresql://, not {parsed.drivername}")


def file_of(address: URL) -> Path:
    """The file of a SQLite address."""
    return Path(address.database or "")


def sqlite_engine(address: URL, mode: Mode) -> Engine:
    """An engine whose every connection is its own and durable, for transactions of this mode.

    DEFERRED ones may only read: they see one snapshot and never wait for the writer. Begin them with
    `sqlite_transaction`; otherwise every statement is a transaction of its own.
    """
    file = file_of(address)
    file.touch(mode=0o600, exist_ok=True)
    # isolation_level None: the driver begins nothing by itself, so that BEGIN is said as we want it.
    arguments = {"isolation_level": None, "check_same_thread": False}
    engine = create_engine(address, poolclass=NullPool, connect_args=arguments, hide_parameters=True)

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        # What is deleted or replaced is overwritten with zeros in the file, free pages included.
        connection.execute("PRAGMA secure_delete = ON")
        if mode == "DEFERRED":
            connection.execute("PRAGMA query_only = ON")

    event.listen(engine, "connect", prepare)
    return engine


@contextmanager
def sqlite_transaction(connection: Connection, mode: Mode) -> Iterator[None]:
    """A transaction that takes its lock at once (IMMEDIATE), or sees one moment (DEFERRED)."""
    with connection.begin():
        # Said here and not in an event: an engine with events asks for listeners at every statement.
        connection.exec_driver_sql(f"BEGIN {mode}")
        yield


def sqlite_scrub(address: URL) -> bool:
    """Bring everything from the write-ahead log into the file and empty the log; False while readers hold it.

    On a connection of its own, from any thread.
    """
    engine = sqlite_engine(address, "IMMEDIATE")
    try:
        with engine.connect() as connection:
            busy: int = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        return busy == 0
    finally:
        engine.dispose()


def postgres_engine(address: URL, connections: int) -> Engine:
    """An engine with a pool of at most `connections`, which speaks UTC and shows no parameters in errors."""
    arguments = {"options": "-c timezone=UTC", "connect_timeout": _CONNECT_SECONDS}
    return create_engine(
        address,
        pool_size=connections,
        max_overflow=0,
        pool_reset_on_return="rollback",
        connect_args=arguments,
        hide_parameters=True,
    )
