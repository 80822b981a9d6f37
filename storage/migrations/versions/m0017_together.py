"""What is sent again and again from one place lies under one line of the desk."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add where it was sent from, and the line it lies under; what is there has a line of its own."""
    op.add_column("emergencies", sa.Column("sender", sa.LargeBinary(), nullable=True))
    op.add_column("emergencies", sa.Column("together", sa.String(length=32), nullable=True))
    op.create_index("ix_emergencies_sender", "emergencies", ["sender", "submitted_at"])
    op.create_index("ix_emergencies_together", "emergencies", ["together"])
