"""Papers are looked at outside the turn: what is still to be done with them, and a small picture of each."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# SQLite gives automatic numbers only to a column declared INTEGER.
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    """Make the table and the column."""
    op.add_column("papers", sa.Column("thumbnail", sa.LargeBinary(), nullable=True))
    op.create_table(
        "paper_jobs",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("paper_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("input_id", sa.Text(), nullable=False),
        sa.Column("album", sa.String(length=64), nullable=True),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state in ('waiting', 'done', 'dead')", name="ck_paper_jobs_state"),
        sa.CheckConstraint("kind in ('fetch', 'read')", name="ck_paper_jobs_kind"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_paper_jobs_conversation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_paper_jobs"),
        sa.UniqueConstraint("paper_id", "kind", name="uq_paper_jobs_paper_id_kind"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_paper_jobs_conversation_id", "paper_jobs", ["conversation_id"])
    op.create_index(
        "ix_paper_jobs_due",
        "paper_jobs",
        ["next_attempt_at", "id"],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
