"""A short number before a web session shows anything: sealed, with how often a wrong one was tried."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the number and its tries; no session has one yet."""
    op.add_column("sessions", sa.Column("pin", sa.LargeBinary(), nullable=True))
    op.add_column("sessions", sa.Column("pin_tries", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("sessions", sa.Column("pin_tried_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("sessions", sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True))
