"""Tables of what people of a household say about it by a link of their own: invitations, and what they signed."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, LargeBinary, String, Table

from storage.tables.base import metadata, sealed
from storage.tables.outbox import BigId
from storage.types import UtcDateTime

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("declaration_id", ForeignKey("declarations.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    # A blind index of the person within this declaration: indices of members move, people do not.
    Column("person", LargeBinary, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
    CheckConstraint("kind in ('confirm', 'authorize')", name="kind"),
)

consents = Table(
    "consents",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("declaration_id", ForeignKey("declarations.id"), nullable=False),
    Column("person", LargeBinary, nullable=False),
    Column("act", String(16), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("channel", String(16), nullable=False),
    sealed("body", "declaration_id", "person", "act", "at"),
    CheckConstraint("act in ('confirm', 'disown', 'authorize', 'withdraw')", name="act"),
    Index("ix_consents_declaration_id", "declaration_id", "id"),
    sqlite_autoincrement=True,
)
