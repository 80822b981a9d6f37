"""Tables of who may work here: staff, their sessions, and failed logins for throttling."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

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
    sqlite_autoincrement=True,
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False, index=True),
    Column("csrf", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
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
