"""Bringing a database to the tables this version of the program expects."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, text
from sqlalchemy.exc import OperationalError

from storage.engines import address_of, file_of, postgres_engine, sqlite_engine, sqlite_transaction
from storage.lockfile import LockFile

_SCRIPTS = Path(__file__).parent / "migrations"
# Any number, as long as nothing else of ours takes the same one: two processes then migrate one after the other.
_ADVISORY_LOCK = 72_616_901


def migrate(url: str) -> None:
    """Bring the database up to date, all or nothing; nothing happens if it is.

    Raises DatabaseBusy if another process writes to this SQLite file and there is something to do.
    """
    if migrations_current(url):
        return
    address = address_of(url)
    with _alone(address), _engine(address) as engine, engine.connect() as connection, _begun(connection):
        if not _is_sqlite(connection):
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def migrations_current(url: str) -> bool:
    """Whether the database can be reached and has exactly the tables of this version; writes nothing."""
    address = address_of(url)
    if address.get_backend_name() == "sqlite" and not file_of(address).exists():
        return False
    try:
        with _engine(address) as engine, engine.connect() as connection:
            heads = set(MigrationContext.configure(connection).get_current_heads())
    except OperationalError:
        return False
    return heads == set(ScriptDirectory.from_config(_config()).get_heads())


def _begun(connection: Connection) -> AbstractContextManager[object]:
    return sqlite_transaction(connection, "IMMEDIATE") if _is_sqlite(connection) else connection.begin()


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config


@contextmanager
def _engine(address: URL) -> Iterator[Engine]:
    sqlite = address.get_backend_name() == "sqlite"
    engine = sqlite_engine(address, "IMMEDIATE") if sqlite else postgres_engine(address, 1)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _alone(address: URL) -> Iterator[None]:
    if address.get_backend_name() != "sqlite":
        yield
        return
    lock = LockFile(file_of(address))
    try:
        yield
    finally:
        lock.release()
