"""Tables of time: deadlines as rows that fire, and which days are worked."""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, Text, text

from storage.tables.base import metadata
from storage.tables.outbox import BigId
from storage.types import UtcDateTime

_WAITING = text("state = 'waiting'")
_UNSURE = text("state = 'waiting' and provisional")

deadlines = Table(
    "deadlines",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("declaration_id", ForeignKey("declarations.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    # Counted through a year whose holidays were not known; by which number of the holiday table.
    Column("provisional", Boolean, nullable=False),
    Column("counted_by", Integer, nullable=False),
    # Waiting for its day; passed, and what was due is still owed; settled.
    Column("state", String(16), nullable=False),
    CheckConstraint("state in ('waiting', 'passed', 'settled')", name="state"),
    Index("ix_deadlines_due", "ends_at", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    Index("ix_deadlines_unsure", "counted_by", "id", sqlite_where=_UNSURE, postgresql_where=_UNSURE),
    sqlite_autoincrement=True,
)

# Only what differs from the plain week; a year is known when it has a row below.
holidays = Table(
    "holidays",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("worked", Boolean, nullable=False),
)

holiday_years = Table(
    "holiday_years",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    # Goes up with every change of any year.
    Column("revision", Integer, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)
