"""The table of what is still to be done with papers: told to the conversation, fetched, read."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.tables.base import metadata, sealed
from storage.tables.outbox import BigId
from storage.types import UtcDateTime

_WAITING = text("state = 'waiting'")

paper_jobs = Table(
    "paper_jobs",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("paper_id", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("input_id", Text, nullable=False),
    # Photos sent together have one; it says nothing about anybody.
    Column("album", String(64)),
    # Where to fetch it, or what to read on it.
    sealed("source", "paper_id", "kind"),
    # Whether the conversation was told that the paper is coming; what a turn asked for always was.
    Column("announced", Boolean, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", UtcDateTime, nullable=False),
    Column("leased_until", UtcDateTime),
    UniqueConstraint("paper_id", "kind"),
    CheckConstraint("state in ('waiting', 'done', 'dead')", name="state"),
    CheckConstraint("kind in ('fetch', 'read')", name="kind"),
    Index("ix_paper_jobs_due", "next_attempt_at", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    sqlite_autoincrement=True,
)
