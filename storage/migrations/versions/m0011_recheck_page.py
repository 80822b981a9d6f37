"""What the page of a re-check needs: how far a run is, who left a household out and why, how it was told."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# SQLite gives automatic numbers only to a column declared INTEGER.
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns."""
    op.add_column("recheck_runs", sa.Column("total", sa.Integer(), nullable=True))
    op.add_column("recheck_runs", sa.Column("fault", sa.Text(), nullable=True))
    op.add_column("recheck_changes", sa.Column("left_out_by", sa.Text(), nullable=True))
    op.add_column("recheck_changes", sa.Column("left_out_why", sa.LargeBinary(), nullable=True))
    op.add_column("recheck_changes", sa.Column("channel", sa.String(length=16), nullable=True))
    op.add_column("recheck_changes", sa.Column("outbox_id", _BIG, nullable=True))
