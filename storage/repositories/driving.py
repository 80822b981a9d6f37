"""The filters of the queue, each with the index that follows it in due order, and which of several is the rarest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, func, or_, select

from storage.queue_rows import QueueFilter
from storage.repositories.board import kept_of, place_of, tallied_within
from storage.repositories.facets import NOBODY, origin_mark
from storage.repositories.scope import Scope
from storage.tables import declaration_marks, declarations, queue_counts

_COUNTY_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Driver:
    """One filter: the counter that knows how many there are, and what it asks of a row of declarations."""

    kind: str
    value: str
    condition: ColumnElement[bool]

    @property
    def _table(self) -> Table:
        return declaration_marks if self.kind == "mark" else declarations

    @property
    def number(self) -> Column[int]:
        """The number of the declaration, in the table whose index is followed."""
        table = self._table
        return table.c.declaration_id if self.kind == "mark" else table.c.id

    @property
    def queue_at(self) -> Column[datetime]:
        """What the queue is ordered by, there."""
        return self._table.c.queue_at

    def read(self, scope: Scope) -> Select[int, datetime]:
        """Ids and queue times of a scope along its index, not ordered yet."""
        own = declaration_marks.c.mark == self.value if self.kind == "mark" else self.condition
        query = select(self.number.label("id"), self.queue_at.label("queue_at"))
        return query.where(*_within(self._table, scope), own, *scope.not_kept_from(self.number))


_ANY = Driver("status", "", declarations.c.id.is_not(None))


def drivers_of(wanted: QueueFilter) -> list[Driver]:
    """One for each filter that is asked for."""
    found: list[Driver] = []
    if wanted.status is not None:
        found.append(Driver("status", wanted.status, declarations.c.status == wanted.status))
    if wanted.category is not None:
        found.append(Driver("category", wanted.category, declarations.c.category == wanted.category))
    if wanted.unassigned:
        found.append(Driver("assigned", NOBODY, declarations.c.assigned_to.is_(None)))
    elif wanted.assigned_to is not None:
        theirs = declarations.c.assigned_to == wanted.assigned_to
        found.append(Driver("assigned", str(wanted.assigned_to), theirs))
    marks = (*wanted.marks, *(() if wanted.origin is None else (origin_mark(wanted.origin),)))
    return [*found, *(Driver("mark", mark, _marked(mark)) for mark in dict.fromkeys(marks))]


def rarest(connection: Connection, scope: Scope, drivers: Sequence[Driver]) -> tuple[Driver, int]:
    """The driver to follow, with how many there are of it; the place alone where nothing is asked for."""
    if not drivers:
        return _ANY, _how_many(connection, scope, [_ANY])[_ANY]
    known = _how_many(connection, scope, drivers)
    chosen = min(drivers, key=lambda driver: known[driver])
    return chosen, known[chosen]


def _how_many(connection: Connection, scope: Scope, drivers: Sequence[Driver]) -> dict[Driver, int]:
    asked = [
        (queue_counts.c.kind == one.kind) & (queue_counts.c.value == one.value if one.value else True)
        for one in drivers
    ]
    query = (
        select(queue_counts.c.kind, queue_counts.c.value, func.sum(queue_counts.c.n))
        .where(*tallied_within(scope), or_(*asked))
        .group_by(queue_counts.c.kind, queue_counts.c.value)
    )
    kept = kept_of(connection, scope)
    found = {(kind, value): int(n) - kept[kind, value] for kind, value, n in connection.execute(query)}
    return {
        one: sum(n for (kind, value), n in found.items() if kind == one.kind and one.value in ("", value))
        for one in drivers
    }


def _within(table: Table, scope: Scope) -> list[ColumnElement[bool]]:
    # Equality lets the engine read the page in order from an index; a range would make it sort everything.
    place = place_of(scope)
    if place is None:
        return scope.conditions(table.c.area_code)
    return [(table.c.county_code if len(place) == _COUNTY_DIGITS else table.c.area_code) == place]


def newest_marked(scope: Scope, mark: str) -> Select[*tuple[object, ...]]:
    """Whole rows of a scope with this mark, the newest first."""
    chosen = Driver("mark", mark, _marked(mark)).read(scope).subquery()
    query = select(declarations).join(chosen, chosen.c.id == declarations.c.id)
    return query.order_by(declarations.c.id.desc())


def _marked(mark: str) -> ColumnElement[bool]:
    marked = declaration_marks.c
    own = select(marked.mark).where(marked.declaration_id == declarations.c.id, marked.mark == mark)
    # With a limit PostgreSQL looks it up row by row; as EXISTS it would read all that carry the mark into a hash.
    return own.limit(1).correlate(declarations).scalar_subquery().is_not(None)
