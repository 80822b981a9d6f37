"""Indexes by which the desk finds what is open among all that was ever told."""

from collections.abc import Sequence

from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """By status first: what is done is nearly everything. No query went by the county."""
    op.drop_index("ix_emergencies_area", "emergencies")
    op.drop_index("ix_emergencies_county", "emergencies")
    op.create_index("ix_emergencies_status", "emergencies", ["status", "area_code", "together", "queue_at"])
    op.create_index("ix_emergencies_area", "emergencies", ["area_code", "submitted_at"])
