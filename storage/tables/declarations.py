"""Tables of what was filed: declarations, their versions, the people in them, what happened to them."""

from sqlalchemy import (
    Boolean,
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

declarations = Table(
    "declarations",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("receipt", String(32), nullable=False, unique=True),
    Column("conversation_id", ForeignKey("conversations.id")),
    Column("draft", Integer),
    Column("area_code", String(12), nullable=False),
    Column("county_code", String(6), nullable=False),
    Column("region", String(16), nullable=False),
    Column("status", String(32), nullable=False),
    Column("category", String(32), nullable=False),
    Column("outcome", String(32), nullable=False),
    Column("applies_for_aid", Boolean, nullable=False),
    Column("origin", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("flags", Text, nullable=False),
    sealed("applicant_name", "receipt"),
    Column("name_index", LargeBinary, nullable=False, index=True),
    Column("id_index", LargeBinary, index=True),
    Column("submitted_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime),
    # `due_at`, or the end of time: a queue in due order then follows an index on both engines.
    Column("queue_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("assigned_to", ForeignKey("staff.id")),
    # What a line of the queue says beside the name: the village, how many people, what is missing.
    sealed("gist", "receipt", nullable=True),
    UniqueConstraint("conversation_id", "draft"),
    CheckConstraint("origin in ('web', 'telegram', 'window', 'hotline', 'visit')", name="origin"),
    Index("ix_declarations_area_status", "area_code", "status", "queue_at", "id"),
    Index("ix_declarations_area", "area_code", "queue_at", "id"),
    Index("ix_declarations_area_category", "area_code", "category", "queue_at", "id"),
    Index("ix_declarations_county_status", "county_code", "status", "queue_at", "id"),
    Index("ix_declarations_county", "county_code", "queue_at", "id"),
    Index("ix_declarations_county_category", "county_code", "category", "queue_at", "id"),
    Index("ix_declarations_area_assigned", "area_code", "assigned_to", "queue_at", "id"),
    Index("ix_declarations_county_assigned", "county_code", "assigned_to", "queue_at", "id"),
    sqlite_autoincrement=True,
)

declaration_counts = Table(
    "declaration_counts",
    metadata,
    Column("area_code", String(12), nullable=False),
    Column("status", String(32), nullable=False),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("area_code", "status"),
)

declaration_versions = Table(
    "declaration_versions",
    metadata,
    Column("declaration_id", ForeignKey("declarations.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("form_version", Integer, nullable=False),
    sealed("answers", "declaration_id", "version"),
    sealed("assessment", "declaration_id", "version", nullable=True),
    sealed("signatures", "declaration_id", "version"),
    Column("pack", Text, nullable=False),
    Column("figures", Text, nullable=False),
    Column("filed_at", UtcDateTime, nullable=False),
    Column("channel", String(16), nullable=False),
    PrimaryKeyConstraint("declaration_id", "version"),
)

declaration_people = Table(
    "declaration_people",
    metadata,
    Column("declaration_id", ForeignKey("declarations.id"), nullable=False),
    Column("id_index", LargeBinary, nullable=False, index=True),
    Column("role", String(32), nullable=False),
    PrimaryKeyConstraint("declaration_id", "id_index", "role"),
)

timeline = Table(
    "timeline",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("declaration_id", ForeignKey("declarations.id"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", String(32), nullable=False),
    Column("status", String(32), nullable=False),
    # The number of the row is not known before it is written; what happened, to what and when, is.
    sealed("note", "declaration_id", "at", "action", nullable=True),
    Column("action_id", Text),
    UniqueConstraint("declaration_id", "action_id"),
    sqlite_autoincrement=True,
)
