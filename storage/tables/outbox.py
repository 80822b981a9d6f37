"""Tables of what must still be done: messages to be told, and leases of what only one process may do."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)

from storage.tables.base import metadata
from storage.types import UtcDateTime

# SQLite gives automatic numbers only to a column declared INTEGER.
BigId = BigInteger().with_variant(Integer, "sqlite")

_WAITING = text("state = 'waiting'")

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", UtcDateTime, nullable=False),
    Column("leased_by", Text),
    Column("leased_until", UtcDateTime),
    Column("parts_sent", Integer, nullable=False),
    Column("last_error", Text),
    CheckConstraint("state in ('waiting', 'sent', 'dead', 'unreachable')", name="state"),
    # Sent rows stay as evidence and grow for ever; what is still waiting must be found without them.
    Index("ix_outbox_due", "next_attempt_at", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    Index("ix_outbox_order", "conversation_id", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    sqlite_autoincrement=True,
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("holder", Text, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)
