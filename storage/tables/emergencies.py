"""Tables of emergency aid: what was told, what was done about it, and the reserve fund of each township."""

from sqlalchemy import (
    BigInteger,
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

emergencies = Table(
    "emergencies",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("receipt", String(32), nullable=False, unique=True),
    Column("conversation_id", ForeignKey("conversations.id"), index=True),
    # Which emergency of the conversation; none where staff wrote it down.
    Column("number", Integer),
    # A township, or only the county (six digits) where nobody could tell which.
    Column("area_code", String(12), nullable=False),
    Column("county_code", String(6), nullable=False),
    Column("status", String(16), nullable=False),
    Column("what", String(32), nullable=False),
    Column("origin", String(16), nullable=False),
    Column("flags", Text, nullable=False),
    # Silent: nobody of the household may notice.
    Column("silent", Boolean, nullable=False),
    Column("tier", String(8), nullable=False),
    # Fen: granted in all, paid so far.
    Column("granted", BigInteger, nullable=False),
    Column("paid", BigInteger, nullable=False),
    Column("phone_index", LargeBinary, index=True),
    sealed("answers", "receipt"),
    Column("submitted_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime),
    Column("queue_at", UtcDateTime, nullable=False),
    Column("papers_due_at", UtcDateTime, index=True),
    # Where it was sent from, a keyed digest kept for a day; and the receipt of the one under whose line it lies.
    Column("sender", LargeBinary),
    Column("together", String(32), index=True),
    UniqueConstraint("conversation_id", "number"),
    CheckConstraint("granted >= 0 and paid >= 0 and paid <= granted", name="paid"),
    CheckConstraint("origin in ('web', 'telegram', 'window', 'hotline', 'visit')", name="origin"),
    Index("ix_emergencies_sender", "sender", "submitted_at"),
    # What the desk shows and counts, without looking at all that is done; what else was told there at that time.
    Index("ix_emergencies_status", "status", "area_code", "together", "queue_at"),
    Index("ix_emergencies_area", "area_code", "submitted_at"),
    sqlite_autoincrement=True,
)

emergency_events = Table(
    "emergency_events",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("emergency_id", ForeignKey("emergencies.id"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", String(32), nullable=False),
    Column("status", String(16), nullable=False),
    sealed("note", "emergency_id", "at", "action", nullable=True),
    Column("action_id", Text),
    UniqueConstraint("emergency_id", "action_id"),
    sqlite_autoincrement=True,
)

# Who of the staff is kept from an emergency: found by their own phone, by whom the money was for, or said so themselves.
emergency_recusals = Table(
    "emergency_recusals",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("emergency_id", ForeignKey("emergencies.id"), nullable=False, index=True),
    Column("source", String(16), nullable=False),
    Column("entered_by", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("staff_id", "emergency_id"),
    CheckConstraint("source in ('phone', 'self', 'registered')", name="source"),
)

funds = Table(
    "funds",
    metadata,
    Column("area_code", String(12), primary_key=True),
    # Fen: what is in it, and what of that is promised by grants that are not paid yet.
    Column("balance", BigInteger, nullable=False),
    Column("reserved", BigInteger, nullable=False),
    CheckConstraint("reserved >= 0 and balance >= reserved", name="never_overdrawn"),
)

fund_entries = Table(
    "fund_entries",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("area_code", ForeignKey("funds.area_code"), nullable=False),
    Column("kind", String(16), nullable=False),
    # Fen, never negative; the kind says which way it goes.
    Column("amount", BigInteger, nullable=False),
    Column("balance", BigInteger, nullable=False),
    Column("reserved", BigInteger, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", Text, nullable=False),
    Column("receipt", String(32)),
    Column("method", String(16)),
    sealed("reference", "area_code", "action_id", nullable=True),
    Column("action_id", String(160), nullable=False),
    UniqueConstraint("area_code", "action_id"),
    CheckConstraint("kind in ('opening', 'replenish', 'grant', 'release', 'payment')", name="kind"),
    CheckConstraint("amount > 0", name="amount"),
    Index("ix_fund_entries_area", "area_code", "id"),
    sqlite_autoincrement=True,
)
