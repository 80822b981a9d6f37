"""How many declarations there are of what, kept as they change, so that nobody counts a log."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, bindparam, case, func, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.queue_rows import Tally
from storage.repositories.base import PerEngine
from storage.repositories.scope import Scope
from storage.tables import declaration_counts, queue_counts

_KEY = ["area_code", "status"]
_lite = sqlite.insert(declaration_counts)
_pg = postgresql.insert(declaration_counts)
_ADD = PerEngine(
    _lite.on_conflict_do_update(index_elements=_KEY, set_={"n": declaration_counts.c.n + _lite.excluded.n}),
    _pg.on_conflict_do_update(index_elements=_KEY, set_={"n": declaration_counts.c.n + _pg.excluded.n}),
)
_ALL = select(func.coalesce(func.sum(declaration_counts.c.n), 0))
_TOWNSHIP_DIGITS = 9
_PLACES = (6, _TOWNSHIP_DIGITS)


def change_counts(connection: Connection, changes: Mapping[tuple[str, str], int]) -> None:
    """Add `changes` (by area and status) to the counters, always in the same order so that none deadlock."""
    for (area_code, status), difference in sorted(changes.items()):
        if difference:
            values = {"area_code": area_code, "status": status, "n": difference}
            connection.execute(_ADD.on(connection), values)


def counted(connection: Connection, scope: Scope, status: str | None) -> int:
    """How many declarations of this scope have this status (None: any)."""
    query = _ALL.where(*scope.conditions(declaration_counts.c.area_code))
    if status is None:
        return int(connection.execute(query).scalar_one())
    asked = query.where(declaration_counts.c.status == bindparam("the_status"))
    return int(connection.execute(asked, {"the_status": status}).scalar_one())


def tallied_within(scope: Scope) -> list[ColumnElement[bool]]:
    """The counters of a scope: one place where it is a county or a township, else those of its townships."""
    if scope.prefix is not None and len(scope.prefix) in _PLACES:
        return [queue_counts.c.place == scope.prefix]
    return [func.length(queue_counts.c.place) == _TOWNSHIP_DIGITS, *scope.conditions(queue_counts.c.place)]


def tallied(connection: Connection, scope: Scope, today: str) -> list[Tally]:
    """All counters of a scope; `today` is the day in China, yyyy-mm-dd. What there is none of is left out."""
    n, day = queue_counts.c.n, queue_counts.c.day
    query = (
        select(
            queue_counts.c.kind, queue_counts.c.value, func.sum(n),
            func.sum(case((day == today, n), else_=0)),
            func.sum(case(((day != "") & (day < today), n), else_=0)),
        )
        .where(*tallied_within(scope))
        .group_by(queue_counts.c.kind, queue_counts.c.value)
        .order_by(queue_counts.c.kind, queue_counts.c.value)
    )  # fmt: skip
    found = (
        Tally(kind, value, int(all_), int(due), int(over)) for kind, value, all_, due, over in connection.execute(query)
    )
    return [one for one in found if one.n]
