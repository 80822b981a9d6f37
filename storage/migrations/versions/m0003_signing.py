"""Invitations to confirm or authorize by a link, and what was signed or taken back by them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# SQLite gives automatic numbers only to a column declared INTEGER.
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "invitations",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("declaration_id", _BIG, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind in ('confirm', 'authorize')", name="ck_invitations_kind"),
        sa.ForeignKeyConstraint(["declaration_id"], ["declarations.id"], name="fk_invitations_declaration_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_invitations"),
    )
    op.create_index("ix_invitations_declaration_id", "invitations", ["declaration_id"])
    op.create_table(
        "consents",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("declaration_id", _BIG, nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("act in ('confirm', 'disown', 'authorize', 'withdraw')", name="ck_consents_act"),
        sa.ForeignKeyConstraint(["declaration_id"], ["declarations.id"], name="fk_consents_declaration_id"),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_consents_declaration_id", "consents", ["declaration_id", "id"])
