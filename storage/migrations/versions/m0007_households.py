"""A door (a chat, a web session) may hold several households, one of them the current one."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "households",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("door", sa.LargeBinary(), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("unshown", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_households_conversation_id"),
        sa.PrimaryKeyConstraint("channel", "door", "conversation_id", name="pk_households"),
    )
    op.create_index("ix_households_conversation_id", "households", ["conversation_id"])
