"""The queue at any size: marks with an index each, counters kept, names of all members, notes, drafts of intake.

Marks and counters of what was filed before are worked out here; names of members are known from the next version on.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# SQLite gives automatic numbers only to a column declared INTEGER.
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_CHINA = timezone(timedelta(hours=8))
_AT_ONCE = 1_000
_CONFLICT = {"support_differs", "not_his_wish"}
_AT = sa.DateTime(timezone=True)
_FILED = sa.table(
    "declarations",
    *(sa.column(name) for name in ("id", "area_code", "county_code", "status", "category", "origin", "flags")),
    sa.column("queue_at", _AT), sa.column("assigned_to"),
)  # fmt: skip


def upgrade() -> None:
    """Make the tables and columns, then fill them."""
    op.add_column("declarations", sa.Column("gist", sa.LargeBinary(), nullable=True))
    for place in ("area", "county"):
        columns = [f"{place}_code", "assigned_to", "queue_at", "id"]
        op.create_index(f"ix_declarations_{place}_assigned", "declarations", columns)
    marks = _marks()
    tallies = _tallies()
    _names()
    _notes()
    _drafts()
    _fill(marks, tallies)


def _marks() -> sa.Table:
    made = op.create_table(
        "declaration_marks",
        sa.Column("declaration_id", _BIG, nullable=False),
        sa.Column("mark", sa.String(length=48), nullable=False),
        sa.Column("area_code", sa.String(length=12), nullable=False),
        sa.Column("county_code", sa.String(length=6), nullable=False),
        sa.Column("queue_at", _AT, nullable=False),
        sa.ForeignKeyConstraint(["declaration_id"], ["declarations.id"], name="fk_declaration_marks_declaration_id"),
        sa.PrimaryKeyConstraint("declaration_id", "mark", name="pk_declaration_marks"),
    )
    for place in ("area", "county"):
        columns = [f"{place}_code", "mark", "queue_at", "declaration_id"]
        op.create_index(f"ix_declaration_marks_{place}", "declaration_marks", columns)
    return made


def _tallies() -> sa.Table:
    return op.create_table(
        "queue_counts",
        sa.Column("place", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=48), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("place", "kind", "value", "day", name="pk_queue_counts"),
    )


def _names() -> None:
    op.create_table(
        "declaration_names",
        sa.Column("declaration_id", _BIG, nullable=False),
        sa.Column("name_index", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["declaration_id"], ["declarations.id"], name="fk_declaration_names_declaration_id"),
        sa.PrimaryKeyConstraint("declaration_id", "name_index", name="pk_declaration_names"),
    )
    op.create_index("ix_declaration_names_name_index", "declaration_names", ["name_index"])


def _notes() -> None:
    op.create_table(
        "case_notes",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("declaration_id", _BIG, nullable=False),
        sa.Column("note_id", sa.String(length=128), nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["declaration_id"], ["declarations.id"], name="fk_case_notes_declaration_id"),
        sa.PrimaryKeyConstraint("id", name="pk_case_notes"),
        sa.UniqueConstraint("declaration_id", "note_id", name="uq_case_notes_declaration_id_note_id"),
        sqlite_autoincrement=True,
    )


def _drafts() -> None:
    op.create_table(
        "intake_drafts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("changed_at", _AT, nullable=False),
        sa.Column("typed", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("origin in ('window', 'hotline', 'visit')", name="ck_intake_drafts_origin"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_intake_drafts_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_intake_drafts"),
    )
    op.create_index("ix_intake_drafts_staff_id", "intake_drafts", ["staff_id"])


def _fill(marks: sa.Table, tallies: sa.Table) -> None:
    connection = op.get_bind()
    counted: Counter[tuple[str, str, str, str]] = Counter()
    last = 0
    while rows := _some(connection, last):
        marked: list[dict[str, object]] = []
        for row in rows:
            own = _marks_of(row.flags, row.origin)
            where = {"area_code": row.area_code, "county_code": row.county_code, "queue_at": row.queue_at}
            marked += [{"declaration_id": row.id, "mark": mark, **where} for mark in own]
            counted.update(_counted(row, own))
        connection.execute(marks.insert(), marked)
        last = rows[-1].id
    if counted:
        names = ("place", "kind", "value", "day")
        connection.execute(
            tallies.insert(), [{**dict(zip(names, key, strict=True)), "n": n} for key, n in counted.items()]
        )


def _some(connection: sa.Connection, last: int) -> Sequence[sa.Row[tuple[object, ...]]]:
    query = sa.select(_FILED).where(_FILED.c.id > last).order_by(_FILED.c.id).limit(_AT_ONCE)
    return connection.execute(query).all()


def _marks_of(flags: str, origin: str) -> set[str]:
    own = {str(flag) for flag in json.loads(flags)}
    return {*own, *({"conflict"} if own & _CONFLICT else ()), f"from_{origin}"}


def _counted(row: sa.Row[tuple[object, ...]], own: set[str]) -> Iterator[tuple[str, str, str, str]]:
    at: datetime = row.queue_at if row.queue_at.tzinfo is not None else row.queue_at.replace(tzinfo=UTC)
    day = "" if at.year == 9999 else at.astimezone(_CHINA).date().isoformat()
    for place in (row.county_code, row.area_code):
        yield place, "status", row.status, day
        yield place, "category", row.category, ""
        yield place, "assigned", "nobody" if row.assigned_to is None else str(row.assigned_to), ""
        for mark in own:
            yield place, "mark", mark, ""
