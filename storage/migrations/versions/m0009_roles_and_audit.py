"""Second factors and own ID numbers of staff, whom they are kept from, what they read, and the chain of the audit."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# SQLite gives automatic numbers only to a column declared INTEGER.
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_EMPTY = bytes(32)


def upgrade() -> None:
    """Widen the tables of staff, make the others; the chain begins empty."""
    _staff()
    _kept_apart()
    _audit()


def _staff() -> None:
    op.add_column("staff", sa.Column("id_index", sa.LargeBinary(), nullable=True))
    op.add_column("staff", sa.Column("totp_secret", sa.LargeBinary(), nullable=True))
    op.add_column("staff", sa.Column("totp_on", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("staff", sa.Column("totp_used", _BIG, nullable=True))
    op.create_index("ix_staff_id_index", "staff", ["id_index"])
    op.add_column("staff_sessions", sa.Column("used_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "recovery_codes",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_recovery_codes_staff_id"),
        sa.PrimaryKeyConstraint("staff_id", "code_hash", name="pk_recovery_codes"),
    )


def _kept_apart() -> None:
    op.create_table(
        "recusals",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", _BIG, nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("entered_by", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("source in ('people', 'named', 'self')", name="ck_recusals_source"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_recusals_staff_id"),
        sa.ForeignKeyConstraint(["declaration_id"], ["declarations.id"], name="fk_recusals_declaration_id"),
        sa.PrimaryKeyConstraint("staff_id", "declaration_id", name="pk_recusals"),
    )
    op.create_index("ix_recusals_declaration_id", "recusals", ["declaration_id"])
    op.create_table(
        "reading_counts",
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("area_code", sa.String(length=12), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "username", "kind", name="pk_reading_counts"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", _BIG, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=48), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("area_code", sa.String(length=12), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
    )
    for name in ("actor", "subject", "action"):
        op.create_index(f"ix_audit_{name}", "audit", [name, "seq"])
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", _BIG, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
    )
    op.bulk_insert(head, [{"id": 1, "seq": 0, "hash": _EMPTY}])
