"""Tables of being on duty: whose phone is called in an emergency, and what was sent there."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
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

# The link by which a chat is given to an account: one at a time, one use.
duty_links = Table(
    "duty_links",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
)

duty_chats = Table(
    "duty_chats",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    # Another index than the one of residents' chats: who holds the tables cannot tell that an officer declared.
    Column("address_index", LargeBinary, nullable=False, unique=True),
    sealed("address", "staff_id"),
    Column("on_duty", Boolean, nullable=False),
    # No longer, once the officer blocked the bot.
    Column("reachable", Boolean, nullable=False),
    Column("linked_at", UtcDateTime, nullable=False),
    # Since when they are on duty; NULL where they are not.
    Column("since", UtcDateTime, index=True),
    # When they last did something in the chat, and when they were last asked there to do so.
    Column("answered_at", UtcDateTime),
    Column("asked_at", UtcDateTime),
)

duty_pushes = Table(
    "duty_pushes",
    metadata,
    Column("id", BigId, primary_key=True),
    # NULL: it is about no single one: a test, the question whether they are still on duty, what waits for them.
    Column("emergency_id", ForeignKey("emergencies.id")),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    # Why they are called, and by which action: each officer once for each.
    Column("occasion", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("next_attempt_at", UtcDateTime, nullable=False),
    Column("leased_by", Text),
    Column("leased_until", UtcDateTime),
    Column("last_error", Text),
    UniqueConstraint("emergency_id", "staff_id", "occasion"),
    CheckConstraint("state in ('waiting', 'sent', 'dead', 'unreachable', 'dropped')", name="state"),
    Index("ix_duty_pushes_due", "next_attempt_at", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    sqlite_autoincrement=True,
)

# Emergencies at which nobody looked since they were called for; gone once somebody did.
duty_watches = Table(
    "duty_watches",
    metadata,
    Column("emergency_id", ForeignKey("emergencies.id"), primary_key=True),
    Column("occasion", Text, nullable=False),
    # Who handed it on: that they look at it does not count. Empty: nobody.
    Column("by", String(64), nullable=False),
    # When to call again; NULL: that was done.
    Column("call_at", UtcDateTime, index=True),
)
