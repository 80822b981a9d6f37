"""Tables of the local figures: every entry as it was made and decided, and what number each county is at."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)

from storage.tables.base import metadata
from storage.tables.outbox import BigId
from storage.types import UtcDateTime

_WAITING = text("state = 'waiting'")

# An entry is never changed but by its one decision: from `waiting` to one of the others.
figures = Table(
    "figures",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("county_code", String(6), nullable=False),
    Column("area_code", String(12), nullable=False),
    Column("settlement", String(8), nullable=False),
    Column("name", String(64), nullable=False),
    # JSON. NULL: this entry only takes back the one it corrects.
    Column("value", Text),
    Column("unit", String(32), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("source", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("corrects", ForeignKey("figures.id")),
    Column("sample", Boolean, nullable=False),
    Column("state", String(16), nullable=False),
    Column("entered_by", String(64), nullable=False),
    Column("entered_at", UtcDateTime, nullable=False),
    Column("decided_by", String(64)),
    Column("decided_at", UtcDateTime),
    # Which number of its county made it known; set with the approval.
    Column("revision", Integer),
    CheckConstraint("settlement in ('urban', 'rural', 'both')", name="settlement"),
    CheckConstraint("state in ('waiting', 'approved', 'declined', 'taken_back')", name="state"),
    CheckConstraint("decided_by is null or decided_by <> entered_by or state = 'taken_back'", name="four_eyes"),
    CheckConstraint("(state = 'approved') = (revision is not null)", name="revision"),
    Index("ix_figures_county", "county_code", "revision", "id"),
    Index(
        "uq_figures_waiting",
        "area_code",
        "settlement",
        "name",
        "valid_from",
        unique=True,
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    ),
    sqlite_autoincrement=True,
)

figure_revisions = Table(
    "figure_revisions",
    metadata,
    Column("county_code", String(6), primary_key=True),
    Column("revision", Integer, nullable=False),
)
