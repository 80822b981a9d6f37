"""The table of photos that staff take on a visit, sealed like papers."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from storage.tables.base import metadata, sealed
from storage.types import UtcDateTime

visit_photos = Table(
    "visit_photos",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("declaration_id", ForeignKey("declarations.id"), nullable=False, index=True),
    Column("mime", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    sealed("content", "id"),
    sealed("thumbnail", "id", nullable=True),
    Column("taken_by", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)
