"""What monitoring looks at, what it found, lists taken in, and what is counted as it happens.

What happened before is counted here once: filings, decisions and the days of each step.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# SQLite gives automatic numbers only to a column declared INTEGER.
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_AT = sa.DateTime(timezone=True)
_SHANGHAI = ZoneInfo("Asia/Shanghai")
_MOST_DAYS = 400
Key = tuple[str, str, str, str]


def upgrade() -> None:
    """Make the four tables and count what there is."""
    _watch()
    _cases()
    _imports()
    tallies = op.create_table(
        "tallies",
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("area_code", sa.String(length=12), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("value", sa.String(length=80), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("what", "area_code", "month", "value", name="pk_tallies"),
    )
    names = ("what", "area_code", "month", "value")
    rows = [{**dict(zip(names, key, strict=True)), "n": n} for key, n in _counted(op.get_bind()).items()]
    if rows:
        op.bulk_insert(tallies, rows)


def _watch() -> None:
    op.create_table(
        "monitoring_watch",
        sa.Column("declaration_id", _BIG, nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["declaration_id"], ["declarations.id"], name="fk_monitoring_watch_declaration_id"),
        sa.PrimaryKeyConstraint("declaration_id", "what", name="pk_monitoring_watch"),
    )


def _cases() -> None:
    op.create_table(
        "monitoring_cases",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("declaration_id", _BIG, nullable=False),
        sa.Column("area_code", sa.String(length=12), nullable=False),
        sa.Column("county_code", sa.String(length=6), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("handling", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("signal", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("ref", sa.LargeBinary(), nullable=False),
        sa.Column("detail", sa.LargeBinary(), nullable=False),
        sa.Column("found_at", _AT, nullable=False),
        sa.Column("due_at", _AT, nullable=False),
        sa.Column("closing", sa.String(length=32), nullable=True),
        sa.Column("closed_at", _AT, nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("action_id", sa.Text(), nullable=True),
        sa.Column("closing_note", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "handling in ('deliver', 'start', 'complex', 'recheck')", name="ck_monitoring_cases_handling"
        ),
        sa.CheckConstraint("source in ('resident', 'computed', 'list', 'review')", name="ck_monitoring_cases_source"),
        sa.CheckConstraint("(state = 'open') = (closed_at is null)", name="ck_monitoring_cases_state"),
        sa.ForeignKeyConstraint(["declaration_id"], ["declarations.id"], name="fk_monitoring_cases_declaration_id"),
        sa.PrimaryKeyConstraint("id", name="pk_monitoring_cases"),
        sa.UniqueConstraint("declaration_id", "ref", name="uq_monitoring_cases_declaration_id_ref"),
        sqlite_autoincrement=True,
    )
    for level in ("area", "county"):
        code = f"{level}_code"
        op.create_index(f"ix_monitoring_cases_{level}", "monitoring_cases", [code, "state", "due_at", "id"])
        op.create_index(
            f"ix_monitoring_cases_{level}_handling", "monitoring_cases", [code, "state", "handling", "due_at", "id"]
        )


def _imports() -> None:
    op.create_table(
        "monitoring_imports",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("area_code", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", _AT, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("rows", "bad", "matched", "fresh")),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("state in ('preview', 'taken', 'dropped')", name="ck_monitoring_imports_state"),
        sa.PrimaryKeyConstraint("id", name="pk_monitoring_imports"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_monitoring_imports_area", "monitoring_imports", ["area_code", "id"])


def _counted(connection: sa.Connection) -> Counter[Key]:
    """What was filed and decided, and how long each step took, by township and month."""
    declarations = sa.table(
        "declarations", *map(sa.column, ("id", "area_code", "origin", "category", "outcome")),
        sa.column("submitted_at", _AT),
    )  # fmt: skip
    timeline = sa.table("timeline", *map(sa.column, ("id", "declaration_id", "action", "status")), sa.column("at", _AT))
    counted: Counter[Key] = Counter()
    filed = connection.execute(sa.select(declarations)).mappings().all()
    known = {row["id"]: row for row in filed}
    began: dict[int, tuple[datetime, str]] = {}
    for row in filed:
        at = _aware(row["submitted_at"])
        counted["filed_by", row["area_code"], _month(at), row["origin"]] += 1
        # Once decided, a row no longer says what the check had come to.
        if row["outcome"] not in ("approved", "refused", "registered"):
            counted["found", row["area_code"], _month(at), f"{row['category']}:{row['outcome']}"] += 1
        began[row["id"]] = (at, "submitted")
    order = sa.select(timeline).order_by(timeline.c.declaration_id, timeline.c.id)
    for event in connection.execute(order).mappings():
        number, at, status = event["declaration_id"], _aware(event["at"]), event["status"]
        since, before = began[number]
        area, category, outcome = (known[number][name] for name in ("area_code", "category", "outcome"))
        if event["action"] == "decide":
            counted["decided", area, _month(at), f"{category}:{outcome}"] += 1
        if status != before:
            days = (at.astimezone(_SHANGHAI).date() - since.astimezone(_SHANGHAI).date()).days
            counted["step", area, _month(at), f"{before}:{min(max(days, 0), _MOST_DAYS)}"] += 1
            began[number] = (at, status)
    return counted


def _aware(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


def _month(at: datetime) -> str:
    return f"{at.astimezone(_SHANGHAI):%Y-%m}"
