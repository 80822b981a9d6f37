"""What was checked as plain numbers, runs of judging it again, and whose result changes.

The numbers of what was filed before are worked out by the first run: answers open only with the keys.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# SQLite gives automatic numbers only to a column declared INTEGER.
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_UNTOLD = sa.text("state = 'found'")


def upgrade() -> None:
    """Make the three tables."""
    _checked()
    _runs()
    _changes()


def _checked() -> None:
    op.create_table(
        "checked",
        sa.Column("declaration_id", _BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("layout", sa.Integer(), nullable=False),
        sa.Column("settlement", sa.String(length=16), nullable=True),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=True),
        sa.Column("members", sa.LargeBinary(), nullable=True),
        sa.Column("pairs", sa.LargeBinary(), nullable=True),
        sa.Column("household", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["declaration_id"], ["declarations.id"], name="fk_checked_declaration_id"),
        sa.PrimaryKeyConstraint("declaration_id", name="pk_checked"),
    )


def _runs() -> None:
    op.create_table(
        "recheck_runs",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("area_code", sa.String(length=12), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=False),
        sa.Column("started_by", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cursor", _BIG, nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("one_by_one", sa.Integer(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state in ('reading', 'ready', 'approved', 'told')", name="ck_recheck_runs_state"),
        sa.PrimaryKeyConstraint("id", name="pk_recheck_runs"),
        sqlite_autoincrement=True,
    )


def _changes() -> None:
    kinds = {"from_category": 32, "from_outcome": 32, "to_category": 32, "to_outcome": 32}
    op.create_table(
        "recheck_changes",
        sa.Column("run_id", _BIG, nullable=False),
        sa.Column("declaration_id", _BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(length=12), nullable=False),
        *(sa.Column(name, sa.String(length=length), nullable=False) for name, length in kinds.items()),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("from_pack", "from_figures", "to_pack", "to_figures")
        ),
        *(sa.Column(name, sa.String(length=64), nullable=False) for name in ("rule", "document", "article")),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.CheckConstraint("state in ('found', 'told', 'passed_over')", name="ck_recheck_changes_state"),
        sa.ForeignKeyConstraint(["run_id"], ["recheck_runs.id"], name="fk_recheck_changes_run_id"),
        sa.ForeignKeyConstraint(["declaration_id"], ["declarations.id"], name="fk_recheck_changes_declaration_id"),
        sa.PrimaryKeyConstraint("run_id", "declaration_id", name="pk_recheck_changes"),
    )
    op.create_index(
        "ix_recheck_changes_untold", "recheck_changes", ["run_id", "declaration_id"],
        sqlite_where=_UNTOLD, postgresql_where=_UNTOLD,
    )  # fmt: skip
