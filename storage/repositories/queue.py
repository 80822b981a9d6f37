"""The queue of declarations that staff see: within a scope, filtered, due first, a page at a time.

No page scans: it follows one index in the order of the queue, that of the rarest filter by the kept counters. What
else is asked for is looked up row by row, within windows of a bounded length.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select, tuple_
from sqlalchemy.engine import RowMapping

from storage.crypto import Keyring
from storage.queue_rows import QueueFilter
from storage.repositories.driving import Driver, drivers_of, rarest
from storage.repositories.scope import Scope
from storage.tables import declaration_names, declaration_people, declarations
from storage.types import UtcDateTime

MOST_COUNTED = 1_000
# How many rows of one index are looked at for one page, and how often it is gone on while the page is not full.
WINDOW = 500
MOST_WINDOWS = 5
_MOST_FOUND = 2_000

Place = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Indexes:
    """The blind indexes of declarations, all made in one place."""

    keyring: Keyring

    def name(self, name: str) -> bytes:
        """Of an applicant's or a member's name."""
        return self.keyring.blind("declaration name", "".join(name.split()))

    def id_number(self, id_number: str) -> bytes:
        """Of an ID number; a small x is a capital one."""
        return self.keyring.blind("id number", id_number.strip().upper())


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of a page. `total`: all there are, or (not `exact`) as many as were seen without looking far.

    `next`: the place after which the next page begins, None at the end. A page may be short and have a next one.
    """

    rows: Sequence[RowMapping]
    total: int
    next: Place | None
    exact: bool = True


def queue_page(
    connection: Connection,
    scope: Scope,
    wanted: QueueFilter,
    indexes: Indexes,
    *,
    page: int,
    per_page: int,
    after: Place | None = None,
    window: int = WINDOW,
) -> Found:
    """Page `page` (from 1), or with `after` that many rows after a place; `window` bounds the rows looked at."""
    skipped = 0 if after is not None else (page - 1) * per_page
    if wanted.words is not None:
        return _searched(connection, scope, wanted, indexes, after, skipped, per_page)
    drivers = drivers_of(wanted)
    known, total = rarest(connection, scope, drivers)
    others = [driver.condition for driver in drivers if driver is not known]
    if others:
        looking = _Looking(connection, _ordered(scope, wanted, known), others, window)
        return _intersected(looking, after, skipped, per_page)
    ordered = _ordered(scope, wanted, known)
    if wanted.has_due:
        some = ordered.limit(MOST_COUNTED).subquery()
        total = connection.execute(select(func.count()).select_from(some)).scalar_one()
    rows = _rows(connection, _from(ordered, after).limit(per_page + 1).offset(skipped))
    going = _place(rows[per_page - 1]) if len(rows) > per_page else None
    return Found(rows[:per_page], total, going, not wanted.has_due or total < MOST_COUNTED)


def _ordered(scope: Scope, wanted: QueueFilter, driver: Driver) -> Select[int, datetime]:
    """Ids in the order of the queue along the index of one filter; due days are a part of that index."""
    query = driver.read(scope)
    at = driver.queue_at
    if wanted.due_from is not None:
        query = query.where(at > wanted.due_from)
    if wanted.overdue_at is not None:
        query = query.where(at <= wanted.overdue_at)
    return query.order_by(at, driver.number)


def _from(ordered: Select[int, datetime], after: Place | None) -> Select[int, datetime]:
    if after is None:
        return ordered
    number, at = ordered.selected_columns
    # A row comparison is one position of the index on both engines.
    return ordered.where(tuple_(at, number) > tuple_(literal(after[0], UtcDateTime()), literal(after[1])))


def _rows(connection: Connection, ids: Select[int, datetime]) -> list[RowMapping]:
    """The declarations with these ids. Sorted anew: a page of them is short."""
    chosen = ids.subquery()
    query = select(declarations).join(chosen, chosen.c.id == declarations.c.id)
    return list(connection.execute(query.order_by(chosen.c.queue_at, chosen.c.id)).mappings())


def _by_ids(connection: Connection, ids: Sequence[int]) -> list[RowMapping]:
    query = select(declarations).where(declarations.c.id.in_(ids))
    return list(connection.execute(query.order_by(declarations.c.queue_at, declarations.c.id)).mappings())


@dataclass(frozen=True, slots=True)
class _Looking:
    """Rows along one index to which other filters apply as well, a window of them at a time."""

    connection: Connection
    ordered: Select[int, datetime]
    others: Sequence[ColumnElement[bool]]
    window: int

    def matching(self, after: Place | None, most: int) -> list[Place]:
        """Those in the window after a place, the first `most` of them."""
        looked_at = _from(self.ordered, after).limit(self.window).subquery()
        query = (
            select(looked_at.c.queue_at, looked_at.c.id)
            .join(declarations, declarations.c.id == looked_at.c.id)
            .where(*self.others)
            .order_by(looked_at.c.queue_at, looked_at.c.id)
            .limit(most)
        )
        return [(at, number) for at, number in self.connection.execute(query)]

    def counted(self) -> int:
        """How many there are in the first window of the index."""
        looked_at = self.ordered.limit(self.window).subquery()
        fitting = (
            select(looked_at.c.id)
            .join(declarations, declarations.c.id == looked_at.c.id)
            .where(*self.others)
            .subquery()
        )
        return self.connection.execute(select(func.count()).select_from(fitting)).scalar_one()

    def end(self, after: Place | None) -> Place | None:
        """The last place of the window, None when it ran to the end."""
        last = self.connection.execute(_from(self.ordered, after).limit(1).offset(self.window - 1)).one_or_none()
        return None if last is None else (last[1], last[0])


def _intersected(looking: _Looking, after: Place | None, skipped: int, per_page: int) -> Found:
    matches: list[Place] = []
    going: Place | None = after
    needed = skipped + per_page + 1
    for _ in range(MOST_WINDOWS):
        matches += looking.matching(going, needed - len(matches))
        if len(matches) >= needed:
            break
        going = looking.end(going)
        if going is None:
            break
    all_seen = after is None and going is None and len(matches) < needed
    counted = len(matches) if all_seen else max(looking.counted(), len(matches))
    page = matches[skipped : skipped + per_page]
    rows = _by_ids(looking.connection, [number for _, number in page])
    # A page that ran over the windows goes on behind them, a full one behind its last row.
    return Found(rows, counted, page[-1] if len(matches) >= needed else going, all_seen)


def _searched(
    connection: Connection,
    scope: Scope,
    wanted: QueueFilter,
    indexes: Indexes,
    after: Place | None,
    skipped: int,
    per_page: int,
) -> Found:
    """What is found by words is few: the other filters are looked up row by row."""
    conditions = [driver.condition for driver in drivers_of(wanted)]
    at, number = declarations.c.queue_at, declarations.c.id
    if wanted.due_from is not None:
        conditions.append(at > wanted.due_from)
    if wanted.overdue_at is not None:
        conditions.append(at <= wanted.overdue_at)
    # Found first, then narrowed: the place must not tempt the engine to walk through all that lies there.
    narrowed = [*scope.conditions(declarations.c.area_code.concat("")), *scope.not_kept_from(number)]
    found = _found_by(wanted.words or "", indexes)
    all_found = select(at, number).where(number.in_(found), *narrowed, *conditions).order_by(at, number)
    places = [(due, which) for due, which in connection.execute(all_found.limit(_MOST_FOUND))]
    left = [place for place in places if after is None or place > after][skipped:]
    page = left[:per_page]
    rows = _by_ids(connection, [which for _, which in page])
    return Found(rows, len(places), page[-1] if len(left) > per_page else None, len(places) < _MOST_FOUND)


def _found_by(words: str, indexes: Indexes) -> Select[int]:
    name, number = indexes.name(words), indexes.id_number(words)
    people = select(declaration_people.c.declaration_id).where(declaration_people.c.id_index == number)
    names = select(declaration_names.c.declaration_id).where(declaration_names.c.name_index == name)
    own = [
        select(declarations.c.id).where(condition)
        for condition in (
            declarations.c.receipt == words.strip(),
            declarations.c.name_index == name,
            declarations.c.id_index == number,
        )
    ]
    united = own[0].union(*own[1:], people, names).subquery()
    return select(united.c.id)


def _place(row: RowMapping) -> Place:
    return row["queue_at"], row["id"]
