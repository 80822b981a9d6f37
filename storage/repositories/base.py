"""What every repository holds, and statements that are written differently on the two engines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.selectable import Select

from storage.crypto import Keyring


@dataclass(frozen=True, slots=True)
class Repository:
    """The connection of the running transaction, the keys, and the clock (aware times)."""

    connection: Connection
    keyring: Keyring
    clock: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class PerEngine:
    """One statement, prebuilt for both engines."""

    sqlite: Executable
    postgresql: Executable

    def on(self, connection: Connection) -> Executable:
        """The form for the engine of this connection."""
        return self.sqlite if connection.dialect.name == "sqlite" else self.postgresql


def insert_found_or_nothing(
    table: Table, columns: Sequence[str], key: Sequence[str], found: Select[tuple[int, int, str, str, object]]
) -> PerEngine:
    """INSERT of every row that is found; one with a known key stays as it is.

    `found` needs a WHERE: without one SQLite cannot tell ON CONFLICT from the condition of a join.
    """
    return PerEngine(
        sqlite.insert(table).from_select(columns, found).on_conflict_do_nothing(index_elements=list(key)),
        postgresql.insert(table).from_select(columns, found).on_conflict_do_nothing(index_elements=list(key)),
    )


def insert_or_nothing(table: Table, key: Sequence[str], returning: Sequence[ColumnElement[object]] = ()) -> PerEngine:
    """INSERT of one row; a row with the same key stays as it is, and then nothing is returned."""
    forms = (
        sqlite.insert(table).on_conflict_do_nothing(index_elements=list(key)),
        postgresql.insert(table).on_conflict_do_nothing(index_elements=list(key)),
    )
    if returning:
        return PerEngine(forms[0].returning(*returning), forms[1].returning(*returning))
    return PerEngine(*forms)
