"""Exports: which declarations a workbook holds, and the workbooks on their way, each made by one process at a time."""

from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.engine import RowMapping

from storage.binding import row_of
from storage.export_rows import Chosen, ExportRow
from storage.repositories.base import Repository
from storage.repositories.scope import Scope
from storage.tables import declarations, exports

_COLUMNS = [column for column in exports.c if column.name not in ("content", "leased_until")]
_PUT = insert(exports)
_OWN = select(*_COLUMNS).where(exports.c.staff_id == bindparam("the_staff")).order_by(exports.c.created_at.desc())
_CONTENT = select(exports.c.content).where(
    exports.c.id == bindparam("the_id"), exports.c.staff_id == bindparam("the_staff"), exports.c.state == "ready"
)
_NEXT = (
    select(*_COLUMNS)
    .where(
        exports.c.state == "waiting",
        or_(exports.c.leased_until.is_(None), exports.c.leased_until <= bindparam("now")),
    )
    .order_by(exports.c.created_at)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_ONE = update(exports).where(exports.c.id == bindparam("the_id"), exports.c.state == "waiting")
_SWEEP = delete(exports).where(exports.c.created_at < bindparam("before"))


class Exports(Repository):
    """`unit.exports`."""

    __slots__ = ()

    def chosen(self, scope: Scope, wanted: Chosen, after: int, limit: int) -> list[int]:
        """Numbers of the declarations after this one, in the order in which they were filed."""
        query = select(declarations.c.id).where(*_conditions(scope, wanted), declarations.c.id > after)
        return list(self.connection.execute(query.order_by(declarations.c.id).limit(limit)).scalars())

    def count(self, scope: Scope, wanted: Chosen, at_most: int) -> int:
        """How many there are, counted up to a bound."""
        some = select(declarations.c.id).where(*_conditions(scope, wanted)).limit(at_most).subquery()
        return int(self.connection.execute(select(func.count()).select_from(some)).scalar_one())

    def put(self, export_id: str, staff_id: int, asked: str, total: int) -> None:
        """A workbook is wanted."""
        values = {"id": export_id, "staff_id": staff_id, "asked": asked, "state": "waiting", "total": total, "done": 0}
        self.connection.execute(_PUT, {**values, "created_at": self.clock()})

    def of(self, staff_id: int) -> list[ExportRow]:
        """All that somebody asked for, newest first."""
        return [_row(row) for row in self.connection.execute(_OWN, {"the_staff": staff_id}).mappings()]

    def content(self, export_id: str, staff_id: int) -> bytes | None:
        """The workbook; None for another's, or while it is not ready."""
        values = {"the_id": export_id, "the_staff": staff_id}
        kept: bytes | None = self.connection.execute(_CONTENT, values).scalar_one_or_none()
        return None if kept is None else self.keyring.open("exports", "content", row_of(export_id), kept)

    def take(self, now: datetime, until: datetime) -> ExportRow | None:
        """The one that waits longest, for this process alone until then; begun anew where another died over it."""
        row = self.connection.execute(_NEXT, {"now": now}).mappings().one_or_none()
        if row is None:
            return None
        self.connection.execute(_ONE, {"the_id": row["id"], "done": 0, "leased_until": until})
        return _row(row)

    def progress(self, export_id: str, done: int, until: datetime) -> None:
        """So many households are in it; the lease goes on."""
        self.connection.execute(_ONE, {"the_id": export_id, "done": done, "leased_until": until})

    def ready(self, export_id: str, done: int, content: bytes) -> None:
        """It is made, and kept sealed."""
        sealed = self.keyring.seal("exports", "content", row_of(export_id), content)
        self.connection.execute(
            _ONE, {"the_id": export_id, "state": "ready", "done": done, "content": sealed, "leased_until": None}
        )

    def failed(self, export_id: str) -> None:
        """It cannot be made."""
        self.connection.execute(_ONE, {"the_id": export_id, "state": "failed", "leased_until": None})

    def sweep(self, before: datetime) -> int:
        """Delete what was asked for before; how many."""
        return self.connection.execute(_SWEEP, {"before": before}).rowcount


def _conditions(scope: Scope, wanted: Chosen) -> list[ColumnElement[bool]]:
    conditions = [*scope.conditions(declarations.c.area_code), *scope.not_kept_from(declarations.c.id)]
    if wanted.status is not None:
        conditions.append(declarations.c.status == wanted.status)
    if wanted.category is not None:
        conditions.append(declarations.c.category == wanted.category)
    if wanted.filed_from is not None:
        conditions.append(declarations.c.submitted_at >= wanted.filed_from)
    if wanted.filed_to is not None:
        conditions.append(declarations.c.submitted_at < wanted.filed_to)
    if wanted.besides:
        conditions.append(declarations.c.status.not_in(wanted.besides))
    return conditions


def _row(row: RowMapping) -> ExportRow:
    return ExportRow(**row)
