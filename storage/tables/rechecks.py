"""Tables of judging again: what was checked as plain numbers, runs over all of it, and whose result changes."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, text

from storage.tables.base import metadata, sealed
from storage.tables.outbox import BigId
from storage.types import UtcDateTime

_UNTOLD = text("state = 'found'")

checked = Table(
    "checked",
    metadata,
    Column("declaration_id", ForeignKey("declarations.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    # Which answers the numbers hold; none where the household is only judged one by one.
    Column("layout", Integer, nullable=False),
    Column("settlement", String(16)),
    Column("category", String(32), nullable=False),
    Column("outcome", String(32), nullable=False),
    Column("pack", Text, nullable=False),
    Column("figures", Text, nullable=False),
    Column("facts", LargeBinary),
    Column("members", LargeBinary),
    Column("pairs", LargeBinary),
    sealed("household", "declaration_id", "version"),
)

recheck_runs = Table(
    "recheck_runs",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("state", String(16), nullable=False),
    # The county or township it was for, "" for all; the day in China that figures and rules are taken of.
    Column("area_code", String(12), nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("started_by", Text, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    # The last declaration that was read: a run that was cut off goes on after it.
    Column("cursor", BigId, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("one_by_one", Integer, nullable=False),
    Column("approved_by", Text),
    Column("approved_at", UtcDateTime),
    # How many stood there when it began, to say how far it is.
    Column("total", Integer),
    # What stopped it for good, by name: it is not read on.
    Column("fault", Text),
    CheckConstraint("state in ('reading', 'ready', 'approved', 'told')", name="state"),
    sqlite_autoincrement=True,
)

recheck_changes = Table(
    "recheck_changes",
    metadata,
    Column("run_id", ForeignKey("recheck_runs.id"), primary_key=True),
    Column("declaration_id", ForeignKey("declarations.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("area_code", String(12), nullable=False),
    Column("from_category", String(32), nullable=False),
    Column("from_outcome", String(32), nullable=False),
    Column("to_category", String(32), nullable=False),
    Column("to_outcome", String(32), nullable=False),
    Column("from_pack", Text, nullable=False),
    Column("from_figures", Text, nullable=False),
    Column("to_pack", Text, nullable=False),
    Column("to_figures", Text, nullable=False),
    Column("rule", String(64), nullable=False),
    Column("document", String(64), nullable=False),
    Column("article", String(64), nullable=False),
    # `passed_over`: corrected or withdrawn since, so that nothing of it is told.
    Column("state", String(16), nullable=False),
    # Somebody keeps it from being told, and says why. It stays `found`, and the next run finds it again.
    Column("left_out_by", Text),
    sealed("left_out_why", "run_id", "declaration_id", nullable=True),
    # How it was told: `telegram` (then by which row of the outbox), `web`, `unreachable`, `none`.
    Column("channel", String(16)),
    Column("outbox_id", BigId),
    CheckConstraint("state in ('found', 'told', 'passed_over')", name="state"),
    Index("ix_recheck_changes_untold", "run_id", "declaration_id", sqlite_where=_UNTOLD, postgresql_where=_UNTOLD),
)
