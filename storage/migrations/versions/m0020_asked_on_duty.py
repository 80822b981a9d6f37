"""Since when somebody is on duty, when they were heard of; calls that are about no single emergency."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Who is on duty now is so since they linked their chat: that is the latest that is known."""
    for name in ("since", "answered_at", "asked_at"):
        op.add_column("duty_chats", sa.Column(name, _AT, nullable=True))
    op.create_index("ix_duty_chats_since", "duty_chats", ["since"])
    op.execute("UPDATE duty_chats SET since = linked_at WHERE on_duty")
    # SQLite makes the table anew: with its automatic numbers.
    with op.batch_alter_table("duty_pushes", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.alter_column("emergency_id", existing_type=_BIG, nullable=True)
