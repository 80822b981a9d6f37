"""Tables of what a resident said and what was answered: conversations, their doors, turns and papers."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    false,
    text,
)

from storage.tables.base import metadata, sealed
from storage.types import UtcDateTime

_QUIET = text("remind_at IS NOT NULL")

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("locale", String(32), nullable=False),
    sealed("state", "id"),
    Column("turn", Integer, nullable=False),
    Column("asking_channel", String(16)),
    Column("return_code_hash", LargeBinary, unique=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    # An unfinished draft: not before then is anybody reminded of it; how often it was, and whether they may be.
    Column("remind_at", UtcDateTime),
    Column("reminded", Integer, nullable=False, server_default=text("0")),
    Column("reminders_off", Boolean, nullable=False, server_default=false()),
    Index("ix_conversations_remind_at", "remind_at", sqlite_where=_QUIET, postgresql_where=_QUIET),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    # A short number asked for before anything is shown, how often one was tried since the last right one, and until
    # when it was used since; no `opened_at`: locked.
    sealed("pin", "token_hash", nullable=True),
    Column("pin_tries", Integer, nullable=False, server_default=text("0")),
    Column("pin_tried_at", UtcDateTime),
    Column("opened_at", UtcDateTime),
)

addresses = Table(
    "addresses",
    metadata,
    Column("channel", String(16), nullable=False),
    Column("address_index", LargeBinary, nullable=False),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False),
    sealed("address", "channel", "address_index"),
    Column("reachable", Boolean, nullable=False),
    PrimaryKeyConstraint("channel", "address_index"),
    Index(None, "conversation_id", "channel"),
)

# The conversations of a door (a chat, a web session) that has had more than one; a door with one has no row.
households = Table(
    "households",
    metadata,
    Column("channel", String(16), nullable=False),
    # The blind index of the chat, or the hash of the session's token.
    Column("door", LargeBinary, nullable=False),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False),
    # Counts them at this door, from 1, in the order in which they came.
    Column("number", Integer, nullable=False),
    # The door came to this one by itself: nothing is taken in it before it was shown.
    Column("unshown", Boolean, nullable=False),
    PrimaryKeyConstraint("channel", "door", "conversation_id"),
    Index(None, "conversation_id"),
)

inputs = Table(
    "inputs",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False),
    Column("input_id", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("turn", Integer),
    PrimaryKeyConstraint("conversation_id", "input_id"),
)

turns = Table(
    "turns",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("channel", String(16), nullable=False),
    sealed("body", "conversation_id", "number"),
    PrimaryKeyConstraint("conversation_id", "number"),
)

handovers = Table(
    "handovers",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
)

papers = Table(
    "papers",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("mime", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    sealed("content", "id"),
    sealed("thumbnail", "id", nullable=True),
    Column("created_at", UtcDateTime, nullable=False),
)
