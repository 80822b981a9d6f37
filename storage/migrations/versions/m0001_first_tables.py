"""The first tables: conversations, what was filed, who works on it, and what must be told."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# SQLite gives automatic numbers only to a column declared INTEGER.
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    """Make them, those that others refer to first."""
    _conversations()
    _declaration_counts()
    _leases()
    _login_attempts()
    _staff()
    _addresses()
    _declarations()
    _handovers()
    _inputs()
    _outbox()
    _papers()
    _sessions()
    _staff_sessions()
    _turns()
    _declaration_people()
    _declaration_versions()
    _timeline()


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("locale", sa.String(length=32), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("asking_channel", sa.String(length=16), nullable=True),
        sa.Column("return_code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
        sa.UniqueConstraint("return_code_hash", name="uq_conversations_return_code_hash"),
    )


def _declaration_counts() -> None:
    op.create_table(
        "declaration_counts",
        sa.Column("area_code", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("area_code", "status", name="pk_declaration_counts"),
    )


def _leases() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )


def _login_attempts() -> None:
    op.create_table(
        "login_attempts",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("username_index", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_login_attempts"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_login_attempts_username", "login_attempts", ["username_index", "at"])


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("area_code", sa.String(length=12), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("username", name="uq_staff_username"),
        sqlite_autoincrement=True,
    )


def _addresses() -> None:
    op.create_table(
        "addresses",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("address_index", sa.LargeBinary(), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_addresses_conversation_id"),
        sa.PrimaryKeyConstraint("channel", "address_index", name="pk_addresses"),
    )
    op.create_index("ix_addresses_conversation_id_channel", "addresses", ["conversation_id", "channel"])


def _declarations() -> None:
    op.create_table(
        "declarations",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("receipt", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=True),
        sa.Column("draft", sa.Integer(), nullable=True),
        sa.Column("area_code", sa.String(length=12), nullable=False),
        sa.Column("county_code", sa.String(length=6), nullable=False),
        sa.Column("region", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("applies_for_aid", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.Column("applicant_name", sa.LargeBinary(), nullable=False),
        sa.Column("name_index", sa.LargeBinary(), nullable=False),
        sa.Column("id_index", sa.LargeBinary(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("queue_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assigned_to", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "origin in ('web', 'telegram', 'window', 'hotline', 'visit')", name="ck_declarations_origin"
        ),
        sa.ForeignKeyConstraint(["assigned_to"], ["staff.id"], name="fk_declarations_assigned_to"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_declarations_conversation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_declarations"),
        sa.UniqueConstraint("conversation_id", "draft", name="uq_declarations_conversation_id_draft"),
        sa.UniqueConstraint("receipt", name="uq_declarations_receipt"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_declarations_area", "declarations", ["area_code", "queue_at", "id"])
    op.create_index("ix_declarations_area_category", "declarations", ["area_code", "category", "queue_at", "id"])
    op.create_index("ix_declarations_area_status", "declarations", ["area_code", "status", "queue_at", "id"])
    op.create_index("ix_declarations_county", "declarations", ["county_code", "queue_at", "id"])
    op.create_index("ix_declarations_county_category", "declarations", ["county_code", "category", "queue_at", "id"])
    op.create_index("ix_declarations_county_status", "declarations", ["county_code", "status", "queue_at", "id"])
    op.create_index("ix_declarations_id_index", "declarations", ["id_index"])
    op.create_index("ix_declarations_name_index", "declarations", ["name_index"])


def _handovers() -> None:
    op.create_table(
        "handovers",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_handovers_conversation_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_handovers"),
    )
    op.create_index("ix_handovers_conversation_id", "handovers", ["conversation_id"])


def _inputs() -> None:
    op.create_table(
        "inputs",
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("input_id", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_inputs_conversation_id"),
        sa.PrimaryKeyConstraint("conversation_id", "input_id", name="pk_inputs"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_by", sa.Text(), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("parts_sent", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.CheckConstraint("state in ('waiting', 'sent', 'dead', 'unreachable')", name="ck_outbox_state"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_outbox_conversation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_outbox_due", "outbox", ["next_attempt_at", "id"], sqlite_where=_WAITING, postgresql_where=_WAITING
    )
    op.create_index(
        "ix_outbox_order", "outbox", ["conversation_id", "id"], sqlite_where=_WAITING, postgresql_where=_WAITING
    )


def _papers() -> None:
    op.create_table(
        "papers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("mime", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_papers_conversation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_papers"),
    )
    op.create_index("ix_papers_conversation_id", "papers", ["conversation_id"])


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_sessions_conversation_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
    )
    op.create_index("ix_sessions_conversation_id", "sessions", ["conversation_id"])


def _staff_sessions() -> None:
    op.create_table(
        "staff_sessions",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("csrf", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_staff_sessions_staff_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_staff_sessions"),
    )
    op.create_index("ix_staff_sessions_staff_id", "staff_sessions", ["staff_id"])


def _turns() -> None:
    op.create_table(
        "turns",
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_turns_conversation_id"),
        sa.PrimaryKeyConstraint("conversation_id", "number", name="pk_turns"),
    )


def _declaration_people() -> None:
    op.create_table(
        "declaration_people",
        sa.Column("declaration_id", _BIG, nullable=False),
        sa.Column("id_index", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["declaration_id"], ["declarations.id"], name="fk_declaration_people_declaration_id"),
        sa.PrimaryKeyConstraint("declaration_id", "id_index", "role", name="pk_declaration_people"),
    )
    op.create_index("ix_declaration_people_id_index", "declaration_people", ["id_index"])


def _declaration_versions() -> None:
    op.create_table(
        "declaration_versions",
        sa.Column("declaration_id", _BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("assessment", sa.LargeBinary(), nullable=True),
        sa.Column("signatures", sa.LargeBinary(), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["declaration_id"], ["declarations.id"], name="fk_declaration_versions_declaration_id"),
        sa.PrimaryKeyConstraint("declaration_id", "version", name="pk_declaration_versions"),
    )


def _timeline() -> None:
    op.create_table(
        "timeline",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("declaration_id", _BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("action_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["declaration_id"], ["declarations.id"], name="fk_timeline_declaration_id"),
        sa.PrimaryKeyConstraint("id", name="pk_timeline"),
        sa.UniqueConstraint("declaration_id", "action_id", name="uq_timeline_declaration_id_action_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_timeline_declaration_id", "timeline", ["declaration_id"])
