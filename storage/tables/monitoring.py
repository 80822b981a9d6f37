"""Tables of monitoring: what is to be looked at again, what was found, lists of other departments taken in."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
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

# Something happened to a declaration that monitoring has not looked at yet: `v2` a version, `decided`, `review`.
monitoring_watch = Table(
    "monitoring_watch",
    metadata,
    Column("declaration_id", ForeignKey("declarations.id"), nullable=False),
    Column("what", String(16), nullable=False),
    PrimaryKeyConstraint("declaration_id", "what"),
)

monitoring_cases = Table(
    "monitoring_cases",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("declaration_id", ForeignKey("declarations.id"), nullable=False),
    Column("area_code", String(12), nullable=False),
    Column("county_code", String(6), nullable=False),
    Column("version", Integer, nullable=False),
    Column("handling", String(16), nullable=False),
    Column("source", String(16), nullable=False),
    # Never which list somebody stands on: that may name an illness. It is in the sealed detail.
    Column("signal", String(32), nullable=False),
    Column("state", String(8), nullable=False),
    # A keyed digest of what was found, so that the same is found once.
    Column("ref", LargeBinary, nullable=False),
    sealed("detail", "declaration_id", "ref"),
    Column("found_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("closing", String(32)),
    Column("closed_at", UtcDateTime),
    Column("closed_by", Text),
    Column("action_id", Text),
    sealed("closing_note", "declaration_id", "ref", nullable=True),
    UniqueConstraint("declaration_id", "ref"),
    CheckConstraint("handling in ('deliver', 'start', 'complex', 'recheck')", name="handling"),
    CheckConstraint("source in ('resident', 'computed', 'list', 'review')", name="source"),
    CheckConstraint("(state = 'open') = (closed_at is null)", name="state"),
    Index("ix_monitoring_cases_area", "area_code", "state", "due_at", "id"),
    Index("ix_monitoring_cases_area_handling", "area_code", "state", "handling", "due_at", "id"),
    Index("ix_monitoring_cases_county", "county_code", "state", "due_at", "id"),
    Index("ix_monitoring_cases_county_handling", "county_code", "state", "handling", "due_at", "id"),
    sqlite_autoincrement=True,
)

monitoring_imports = Table(
    "monitoring_imports",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("department", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    # Within which area it was matched: that of who brought it.
    Column("area_code", String(12), nullable=False),
    Column("state", String(16), nullable=False),
    Column("by", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("bad", Integer, nullable=False),
    Column("matched", Integer, nullable=False),
    Column("fresh", Integer, nullable=False),
    # Only of rows that were matched, and only until it is decided what becomes of them.
    sealed("body", "by", "at", nullable=True),
    CheckConstraint("state in ('preview', 'taken', 'dropped')", name="state"),
    Index("ix_monitoring_imports_area", "area_code", "id"),
    sqlite_autoincrement=True,
)
