"""Deadlines as rows, the holidays of 2026, photos of visits.

What was due before gets its row, so that it fires too. The days of 2026 are those of the State Council's notice of
November 2025 on that year's holidays.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# SQLite gives automatic numbers only to a column declared INTEGER.
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_AT = sa.DateTime(timezone=True)
_WAITING = sa.text("state = 'waiting'")
_UNSURE = sa.text("state = 'waiting' and provisional")
_OFF = (
    "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07"
)
_WORKED = "01-04 02-14 02-28 05-09 09-20 10-10"
_OWED = """
INSERT INTO deadlines (declaration_id, kind, started_at, ends_at, provisional, counted_by, state)
SELECT id, CASE status WHEN 'submitted' THEN 'accept' WHEN 'asked_back' THEN 'call' WHEN 'accepted' THEN 'decide'
           WHEN 'answered' THEN 'decide' ELSE 'answer' END,
       submitted_at, due_at, {no}, 1, 'waiting'
FROM declarations WHERE due_at IS NOT NULL
"""


def upgrade() -> None:
    """Make the four tables and fill what is known."""
    _deadlines()
    days = op.create_table(
        "holidays",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("worked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_holidays"),
    )
    years = op.create_table(
        "holiday_years",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", _AT, nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_holiday_years"),
    )
    _photos()
    rows = [(day, False) for day in _OFF.split()] + [(day, True) for day in _WORKED.split()]
    op.bulk_insert(days, [{"day": f"2026-{day}", "worked": worked} for day, worked in rows])
    op.bulk_insert(years, [{"year": 2026, "revision": 1, "changed_by": "system", "changed_at": datetime.now(UTC)}])
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(_OWED.format(no="0" if on_sqlite else "false"))


def _deadlines() -> None:
    op.create_table(
        "deadlines",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("declaration_id", _BIG, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("started_at", _AT, nullable=False),
        sa.Column("ends_at", _AT, nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("counted_by", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.CheckConstraint("state in ('waiting', 'passed', 'settled')", name="ck_deadlines_state"),
        sa.ForeignKeyConstraint(["declaration_id"], ["declarations.id"], name="fk_deadlines_declaration_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deadlines"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deadlines_declaration_id", "deadlines", ["declaration_id"])
    for name, columns, where in (
        ("ix_deadlines_due", ["ends_at", "id"], _WAITING),
        ("ix_deadlines_unsure", ["counted_by", "id"], _UNSURE),
    ):
        op.create_index(name, "deadlines", columns, sqlite_where=where, postgresql_where=where)


def _photos() -> None:
    op.create_table(
        "visit_photos",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("declaration_id", _BIG, nullable=False),
        sa.Column("mime", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("thumbnail", sa.LargeBinary(), nullable=True),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.Column("created_at", _AT, nullable=False),
        sa.ForeignKeyConstraint(["declaration_id"], ["declarations.id"], name="fk_visit_photos_declaration_id"),
        sa.PrimaryKeyConstraint("id", name="pk_visit_photos"),
    )
    op.create_index("ix_visit_photos_declaration_id", "visit_photos", ["declaration_id"])
