"""How many declarations of a scope there are of what, from kept counters, less what is kept from who asks."""

from collections import Counter

from sqlalchemy import ColumnElement, Connection, case, func, select

from storage.queue_rows import Tally
from storage.repositories.facets import Standing
from storage.repositories.scope import Scope
from storage.tables import declarations, queue_counts, recusals

_TOWNSHIP_DIGITS = 9
_PLACES = (6, _TOWNSHIP_DIGITS)
_COUNTED = [declarations.c[name] for name in Standing.__slots__]


def place_of(scope: Scope) -> str | None:
    """The county or township that a scope is, None for any other."""
    prefix = scope.prefix
    return prefix if prefix is not None and len(prefix) in _PLACES else None


def tallied_within(scope: Scope) -> list[ColumnElement[bool]]:
    """The counters of a scope: one place where it is a county or a township, else those of its townships."""
    place = place_of(scope)
    if place is not None:
        return [queue_counts.c.place == place]
    return [func.length(queue_counts.c.place) == _TOWNSHIP_DIGITS, *scope.conditions(queue_counts.c.place)]


def tallied(connection: Connection, scope: Scope, today: str) -> list[Tally]:
    """All counters of a scope; `today` is the day in China, yyyy-mm-dd. What there is none of is left out."""
    n, day = queue_counts.c.n, queue_counts.c.day
    kind, value = queue_counts.c.kind, queue_counts.c.value
    due, over = (func.sum(case((when, n), else_=0)) for when in (day == today, (day != "") & (day < today)))
    query = select(kind, value, func.sum(n), due, over).where(*tallied_within(scope)).group_by(kind, value)
    all_, today_, past = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for row in connection.execute(query):
        key = (str(row[0]), str(row[1]))
        all_[key], today_[key], past[key] = int(row[2]), int(row[3]), int(row[4])
    for key, when in _kept(connection, scope):
        all_[key] -= 1
        today_[key] -= when == today
        past[key] -= bool(when) and when < today
    return [Tally(*key, all_[key], today_[key], past[key]) for key in sorted(all_) if all_[key]]


def kept_of(connection: Connection, scope: Scope) -> Counter[tuple[str, str]]:
    """By kind and value, how many are kept from who asks: a handful, found by their own index."""
    return Counter(key for key, _ in _kept(connection, scope))


def _kept(connection: Connection, scope: Scope) -> list[tuple[tuple[str, str], str]]:
    if scope.kept_from is None:
        return []
    query = (
        select(*_COUNTED)
        .join(recusals, recusals.c.declaration_id == declarations.c.id)
        .where(recusals.c.staff_id == scope.kept_from, *scope.conditions(declarations.c.area_code))
    )
    found: list[tuple[tuple[str, str], str]] = []
    for row in connection.execute(query).mappings():
        one = Standing.of(row)
        found += [((kind, value), day) for place, kind, value, day in one.tallied() if place == one.area_code]
    return found
