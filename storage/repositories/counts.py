"""How many declarations each area has in each status, kept as they change, so that nobody counts a log."""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.repositories.base import PerEngine
from storage.repositories.scope import Scope
from storage.tables import declaration_counts, declarations, recusals

_KEY = ["area_code", "status"]
_lite = sqlite.insert(declaration_counts)
_pg = postgresql.insert(declaration_counts)
_ADD = PerEngine(
    _lite.on_conflict_do_update(index_elements=_KEY, set_={"n": declaration_counts.c.n + _lite.excluded.n}),
    _pg.on_conflict_do_update(index_elements=_KEY, set_={"n": declaration_counts.c.n + _pg.excluded.n}),
)
_ALL = select(func.coalesce(func.sum(declaration_counts.c.n), 0))


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
        return int(connection.execute(query).scalar_one()) - _kept_back(connection, scope, None)
    asked = query.where(declaration_counts.c.status == bindparam("the_status"))
    return int(connection.execute(asked, {"the_status": status}).scalar_one()) - _kept_back(connection, scope, status)


def _kept_back(connection: Connection, scope: Scope, status: str | None) -> int:
    """How many of them are kept from who asks: a handful, found by their own index."""
    if scope.kept_from is None:
        return 0
    query = (
        select(func.count())
        .select_from(recusals.join(declarations, declarations.c.id == recusals.c.declaration_id))
        .where(recusals.c.staff_id == scope.kept_from, *scope.conditions(declarations.c.area_code))
    )
    if status is not None:
        query = query.where(declarations.c.status == status)
    return int(connection.execute(query).scalar_one())
