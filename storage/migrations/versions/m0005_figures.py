"""Local figures: every entry with its period, source and two names, and the revision of each county."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# SQLite gives automatic numbers only to a column declared INTEGER.
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "figure_revisions",
        sa.Column("county_code", sa.String(length=6), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("county_code", name="pk_figure_revisions"),
    )
    op.create_table(
        "figures",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("county_code", sa.String(length=6), nullable=False),
        sa.Column("area_code", sa.String(length=12), nullable=False),
        sa.Column("settlement", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("corrects", _BIG, nullable=True),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("entered_by", sa.String(length=64), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=64), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.CheckConstraint("settlement in ('urban', 'rural', 'both')", name="ck_figures_settlement"),
        sa.CheckConstraint("state in ('waiting', 'approved', 'declined', 'taken_back')", name="ck_figures_state"),
        sa.CheckConstraint(
            "decided_by is null or decided_by <> entered_by or state = 'taken_back'", name="ck_figures_four_eyes"
        ),
        sa.CheckConstraint("(state = 'approved') = (revision is not null)", name="ck_figures_revision"),
        sa.ForeignKeyConstraint(["corrects"], ["figures.id"], name="fk_figures_corrects"),
        sa.PrimaryKeyConstraint("id", name="pk_figures"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_figures_county", "figures", ["county_code", "revision", "id"])
    op.create_index(
        "uq_figures_waiting",
        "figures",
        ["area_code", "settlement", "name", "valid_from"],
        unique=True,
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
