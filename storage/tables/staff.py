"""Tables of who may work here: staff, their sessions, second factors, whom they are kept from, what they read."""

from sqlalchemy import (
    Boolean,
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
    false,
)

from storage.tables.base import metadata, sealed
from storage.tables.outbox import BigId
from storage.types import UtcDateTime

staff = Table(
    "staff",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("username", String(64), nullable=False, unique=True),
    sealed("name", "username"),
    Column("role", String(32), nullable=False),
    Column("area_code", String(12), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    # The blind index of their own ID number, the same as of people in declarations; the number itself is not kept.
    Column("id_index", LargeBinary, index=True),
    # The same of their own phone, as emergencies have it.
    Column("phone_index", LargeBinary, index=True),
    sealed("totp_secret", "username", nullable=True),
    Column("totp_on", Boolean, nullable=False, server_default=false()),
    # The last half minute whose code was used: a code read over the shoulder is of no use a second time.
    Column("totp_used", BigId),
    sqlite_autoincrement=True,
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    # A keyed hash: forty bits could be tried out by whoever has the table.
    Column("code_hash", LargeBinary, nullable=False),
    PrimaryKeyConstraint("staff_id", "code_hash"),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False, index=True),
    Column("csrf", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    # About when it was last used; NULL: not since it was opened.
    Column("used_at", UtcDateTime),
)

login_attempts = Table(
    "login_attempts",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("username_index", LargeBinary, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_login_attempts_username", "username_index", "at"),
    sqlite_autoincrement=True,
)

# Who is kept from a declaration, and why: found among its people, confirmed by a person, or said so themselves.
recusals = Table(
    "recusals",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("declaration_id", ForeignKey("declarations.id"), nullable=False, index=True),
    Column("source", String(16), nullable=False),
    Column("entered_by", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("staff_id", "declaration_id"),
    CheckConstraint("source in ('people', 'named', 'self')", name="source"),
)

# How often somebody read in full on a day (in China), and in how many declarations.
reading_counts = Table(
    "reading_counts",
    metadata,
    Column("username", String(64), nullable=False),
    # Where they worked that day.
    Column("area_code", String(12), nullable=False),
    Column("day", Date, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("times", Integer, nullable=False),
    Column("files", Integer, nullable=False),
    PrimaryKeyConstraint("day", "username", "kind"),
)
