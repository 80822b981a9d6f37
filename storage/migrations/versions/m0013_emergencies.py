"""Emergencies, what was done about them, and the reserve funds."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# SQLite gives automatic numbers only to a column declared INTEGER.
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the four tables."""
    _emergencies()
    _events()
    _funds()


def _emergencies() -> None:
    op.create_table(
        "emergencies",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("receipt", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("area_code", sa.String(length=12), nullable=False),
        sa.Column("county_code", sa.String(length=6), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("tier", sa.String(length=8), nullable=False),
        sa.Column("granted", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("phone_index", sa.LargeBinary(), nullable=True),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("submitted_at", _AT, nullable=False),
        sa.Column("due_at", _AT, nullable=True),
        sa.Column("queue_at", _AT, nullable=False),
        sa.Column("papers_due_at", _AT, nullable=True),
        sa.CheckConstraint("granted >= 0 and paid >= 0 and paid <= granted", name="ck_emergencies_paid"),
        sa.CheckConstraint("origin in ('web', 'telegram', 'window', 'hotline', 'visit')", name="ck_emergencies_origin"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_emergencies_conversation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_emergencies"),
        sa.UniqueConstraint("conversation_id", "number", name="uq_emergencies_conversation_id_number"),
        sa.UniqueConstraint("receipt", name="uq_emergencies_receipt"),
        sqlite_autoincrement=True,
    )
    for level in ("area", "county"):
        op.create_index(f"ix_emergencies_{level}", "emergencies", [f"{level}_code", "status", "queue_at", "id"])
    for name in ("conversation_id", "phone_index", "papers_due_at"):
        op.create_index(f"ix_emergencies_{name}", "emergencies", [name])


def _events() -> None:
    op.create_table(
        "emergency_events",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("emergency_id", _BIG, nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("action_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["emergency_id"], ["emergencies.id"], name="fk_emergency_events_emergency_id"),
        sa.PrimaryKeyConstraint("id", name="pk_emergency_events"),
        sa.UniqueConstraint("emergency_id", "action_id", name="uq_emergency_events_emergency_id_action_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_emergency_events_emergency_id", "emergency_events", ["emergency_id"])


def _funds() -> None:
    op.create_table(
        "funds",
        sa.Column("area_code", sa.String(length=12), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("reserved >= 0 and balance >= reserved", name="ck_funds_never_overdrawn"),
        sa.PrimaryKeyConstraint("area_code", name="pk_funds"),
    )
    op.create_table(
        "fund_entries",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("area_code", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("receipt", sa.String(length=32), nullable=True),
        sa.Column("method", sa.String(length=16), nullable=True),
        sa.Column("reference", sa.LargeBinary(), nullable=True),
        sa.Column("action_id", sa.String(length=160), nullable=False),
        sa.CheckConstraint("amount > 0", name="ck_fund_entries_amount"),
        sa.CheckConstraint(
            "kind in ('opening', 'replenish', 'grant', 'release', 'payment')", name="ck_fund_entries_kind"
        ),
        sa.ForeignKeyConstraint(["area_code"], ["funds.area_code"], name="fk_fund_entries_area_code"),
        sa.PrimaryKeyConstraint("id", name="pk_fund_entries"),
        sa.UniqueConstraint("area_code", "action_id", name="uq_fund_entries_area_code_action_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_fund_entries_area", "fund_entries", ["area_code", "id"])
