"""Coming back: when an unfinished draft is reminded of, wrong codes that were tried, the names of bots."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# SQLite gives automatic numbers only to a column declared INTEGER.
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_QUIET = sa.text("remind_at IS NOT NULL")


def upgrade() -> None:
    """Add them."""
    op.add_column("conversations", sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("conversations", sa.Column("reminded", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("conversations", sa.Column("reminders_off", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index(
        "ix_conversations_remind_at", "conversations", ["remind_at"], sqlite_where=_QUIET, postgresql_where=_QUIET
    )
    op.create_table(
        "guesses",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("source_index", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_guesses"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_guesses_source", "guesses", ["source_index", "at"])
    op.create_table(
        "bots",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("channel", name="pk_bots"),
    )
