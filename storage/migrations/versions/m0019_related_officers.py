"""Officers related to a family in an emergency: their own phones, and who is kept from which emergency."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the blind index of their own phone, and the table; nobody is kept from anything by it yet."""
    op.add_column("staff", sa.Column("phone_index", sa.LargeBinary(), nullable=True))
    op.create_index("ix_staff_phone_index", "staff", ["phone_index"])
    op.create_table(
        "emergency_recusals",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("emergency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("entered_by", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("source in ('phone', 'self', 'registered')", name="ck_emergency_recusals_source"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_emergency_recusals_staff_id"),
        sa.ForeignKeyConstraint(["emergency_id"], ["emergencies.id"], name="fk_emergency_recusals_emergency_id"),
        sa.PrimaryKeyConstraint("staff_id", "emergency_id", name="pk_emergency_recusals"),
    )
    op.create_index("ix_emergency_recusals_emergency_id", "emergency_recusals", ["emergency_id"])
