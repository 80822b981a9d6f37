"""Tables of the audit: every step of staff in one chain, each row holding a keyed hash over the row before."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Text

from storage.tables.base import metadata
from storage.tables.outbox import BigId
from storage.types import UtcDateTime

# Only ever appended to. Nothing personal: words of notes are in the timeline, here is their keyed digest.
audit = Table(
    "audit",
    metadata,
    Column("seq", BigId, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("action", String(48), nullable=False),
    Column("subject", String(64), nullable=False),
    # The township or county it concerns; "" for the whole installation.
    Column("area_code", String(12), nullable=False),
    Column("detail", Text, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Index("ix_audit_actor", "actor", "seq"),
    Index("ix_audit_subject", "subject", "seq"),
    Index("ix_audit_action", "action", "seq"),
)

# One row: how far the chain goes. Whoever appends holds it until the commit.
audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigId, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)
