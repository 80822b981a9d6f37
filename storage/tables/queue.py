"""Tables beside the declarations by which the queue is filtered, counted, searched and written on."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.base import metadata, sealed
from storage.tables.outbox import BigId
from storage.types import UtcDateTime

# A flag, a family of flags or an origin, with what the queue is ordered by: each filter is an index of its own.
declaration_marks = Table(
    "declaration_marks",
    metadata,
    Column("declaration_id", ForeignKey("declarations.id"), nullable=False),
    Column("mark", String(48), nullable=False),
    Column("area_code", String(12), nullable=False),
    Column("county_code", String(6), nullable=False),
    Column("queue_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("declaration_id", "mark"),
    Index("ix_declaration_marks_area", "area_code", "mark", "queue_at", "declaration_id"),
    Index("ix_declaration_marks_county", "county_code", "mark", "queue_at", "declaration_id"),
)

declaration_names = Table(
    "declaration_names",
    metadata,
    Column("declaration_id", ForeignKey("declarations.id"), nullable=False),
    Column("name_index", LargeBinary, nullable=False, index=True),
    PrimaryKeyConstraint("declaration_id", "name_index"),
)

# `place` is a township or a county: each is read in one go. `day` (in China) is that on which something is due,
# "" for never, and where it is not kept apart.
queue_counts = Table(
    "queue_counts",
    metadata,
    Column("place", String(12), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("value", String(48), nullable=False),
    Column("day", String(10), nullable=False),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("place", "kind", "value", "day"),
)

case_notes = Table(
    "case_notes",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("declaration_id", ForeignKey("declarations.id"), nullable=False),
    Column("note_id", String(128), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("author", Text, nullable=False),
    sealed("words", "declaration_id", "note_id"),
    UniqueConstraint("declaration_id", "note_id"),
    sqlite_autoincrement=True,
)

intake_drafts = Table(
    "intake_drafts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False, index=True),
    Column("origin", String(16), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    sealed("typed", "id"),
    CheckConstraint("origin in ('window', 'hotline', 'visit')", name="origin"),
)
