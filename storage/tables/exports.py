"""The table of workbooks that staff asked for: how far they are, and, sealed for a day, what was made."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, String, Table, Text

from storage.tables.base import metadata, sealed
from storage.types import UtcDateTime

exports = Table(
    "exports",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False, index=True),
    # Codes of the filters, nothing about anybody.
    Column("asked", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("total", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False, index=True),
    Column("leased_until", UtcDateTime),
    sealed("content", "id", nullable=True),
    CheckConstraint("state in ('waiting', 'ready', 'failed')", name="state"),
)
