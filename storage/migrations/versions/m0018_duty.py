"""Whose phone is called in an emergency, and what was sent there."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# SQLite gives automatic numbers only to a column declared INTEGER.
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_AT = sa.DateTime(timezone=True)
_WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    """Make the four tables; nobody is called before they have linked a chat."""
    _chats()
    _pushes()


def _chats() -> None:
    op.create_table(
        "duty_links",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", _AT, nullable=False),
        sa.Column("used_at", _AT, nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_duty_links_staff_id"),
        sa.PrimaryKeyConstraint("staff_id", name="pk_duty_links"),
        sa.UniqueConstraint("token_hash", name="uq_duty_links_token_hash"),
    )
    op.create_table(
        "duty_chats",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("address_index", sa.LargeBinary(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("on_duty", sa.Boolean(), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("linked_at", _AT, nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_duty_chats_staff_id"),
        sa.PrimaryKeyConstraint("staff_id", name="pk_duty_chats"),
        sa.UniqueConstraint("address_index", name="uq_duty_chats_address_index"),
    )


def _pushes() -> None:
    op.create_table(
        "duty_pushes",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("emergency_id", _BIG, nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", _AT, nullable=False),
        sa.Column("next_attempt_at", _AT, nullable=False),
        sa.Column("leased_by", sa.Text(), nullable=True),
        sa.Column("leased_until", _AT, nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state in ('waiting', 'sent', 'dead', 'unreachable', 'dropped')", name="ck_duty_pushes_state"
        ),
        sa.ForeignKeyConstraint(["emergency_id"], ["emergencies.id"], name="fk_duty_pushes_emergency_id"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_duty_pushes_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_duty_pushes"),
        sa.UniqueConstraint(
            "emergency_id", "staff_id", "occasion", name="uq_duty_pushes_emergency_id_staff_id_occasion"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_duty_pushes_due", "duty_pushes", ["next_attempt_at", "id"],
        sqlite_where=_WAITING, postgresql_where=_WAITING,
    )  # fmt: skip
    op.create_table(
        "duty_watches",
        sa.Column("emergency_id", _BIG, nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("call_at", _AT, nullable=True),
        sa.ForeignKeyConstraint(["emergency_id"], ["emergencies.id"], name="fk_duty_watches_emergency_id"),
        sa.PrimaryKeyConstraint("emergency_id", name="pk_duty_watches"),
    )
    op.create_index("ix_duty_watches_call_at", "duty_watches", ["call_at"])
