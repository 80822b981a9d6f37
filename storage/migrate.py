"""Bringing a database to the tables this version of the program expects."""

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table, text
from sqlalchemy.exc import OperationalError

from storage.alone import alone, begun, engine_for
from storage.engines import address_of, file_of

_SCRIPTS = Path(__file__).parent / "migrations"
# The newest of the scripts, written here so that a start with nothing to migrate need not load Alembic, which
# takes half a second; a test compares the two.
HEAD = "0022"
# Alembic's own table: one row, the last script that was run.
_VERSION = table("alembic_version", column("version_num"))
# Any number, as long as nothing else of ours takes the same one: two processes then migrate one after the other.
_ADVISORY_LOCK = 72_616_901


def migrate(url: str) -> None:
    """Bring the database up to date, all or nothing; nothing happens if it is.

    Raises DatabaseBusy if another process writes to this SQLite file and there is something to do.
    """
    if migrations_current(url):
        return
    address = address_of(url)
    with alone(address), engine_for(address) as engine, engine.connect() as connection, begun(connection):
        if connection.dialect.name != "sqlite":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        _upgrade(connection)


def migrations_current(url: str) -> bool:
    """Whether the database can be reached and has exactly the tables of this version; writes nothing."""
    address = address_of(url)
    if address.get_backend_name() == "sqlite" and not file_of(address).exists():
        return False
    try:
        with engine_for(address) as engine, engine.connect() as connection:
            if not inspect(connection).has_table(_VERSION.name):
                return False
            return list(connection.execute(select(_VERSION.c.version_num)).scalars()) == [HEAD]
    except OperationalError:
        return False


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
