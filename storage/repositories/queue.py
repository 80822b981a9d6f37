"""The queue of declarations that staff see: within a scope, filtered, due first, a page at a time."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, or_, select
from sqlalchemy.engine import RowMapping

from storage.crypto import Keyring
from storage.repositories.counts import counted
from storage.repositories.scope import Scope
from storage.rows import QueueFilter
from storage.tables import declaration_people, declarations

MOST_COUNTED = 1_000
_COUNTY_DIGITS = 6
_TOWNSHIP_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Indexes:
    """The blind indexes of declarations, all made in one place."""

    keyring: Keyring

    def name(self, name: str) -> bytes:
        """Of an applicant's name."""
        return self.keyring.blind("declaration name", "".join(name.split()))

    def id_number(self, id_number: str) -> bytes:
        """Of an ID number; a small x is a capital one."""
        return self.keyring.blind("id number", id_number.strip().upper())


def queue_page(
    connection: Connection, scope: Scope, wanted: QueueFilter, indexes: Indexes, *, page: int, per_page: int
) -> tuple[list[RowMapping], int]:
    """Rows of page `page` (from 1), and how many there are; a filtered count stops at 1,000."""
    conditions = [*_within(scope), *scope.not_kept_from(declarations.c.id), *_filtered(wanted, indexes)]
    query = (
        select(declarations)
        .where(*conditions)
        .order_by(declarations.c.queue_at, declarations.c.id)
        .limit(per_page)
        .offset((page - 1) * per_page)
    )
    rows = list(connection.execute(query).mappings())
    if wanted.only_status:
        return rows, counted(connection, scope, wanted.status)
    some = select(declarations.c.id).where(*conditions).limit(MOST_COUNTED).subquery()
    return rows, int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def _within(scope: Scope) -> list[ColumnElement[bool]]:
    # Equality lets the engine read the page in order from an index; a range would make it sort everything.
    if scope.prefix is not None and len(scope.prefix) == _COUNTY_DIGITS:
        return [declarations.c.county_code == scope.prefix]
    if scope.prefix is not None and len(scope.prefix) == _TOWNSHIP_DIGITS:
        return [declarations.c.area_code == scope.prefix]
    return scope.conditions(declarations.c.area_code)


def _filtered(wanted: QueueFilter, indexes: Indexes) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.status is not None:
        conditions.append(declarations.c.status == wanted.status)
    if wanted.category is not None:
        conditions.append(declarations.c.category == wanted.category)
    if wanted.overdue_at is not None:
        conditions.append(declarations.c.queue_at <= wanted.overdue_at)
    if wanted.assigned_to is not None:
        conditions.append(declarations.c.assigned_to == wanted.assigned_to)
    if wanted.words is not None:
        conditions.append(_found_by(wanted.words, indexes))
    return conditions


def _found_by(words: str, indexes: Indexes) -> ColumnElement[bool]:
    number = indexes.id_number(words)
    household = select(declaration_people.c.declaration_id).where(declaration_people.c.id_index == number)
    return or_(
        declarations.c.receipt == words.strip(),
        declarations.c.name_index == indexes.name(words),
        declarations.c.id_index == number,
        declarations.c.id.in_(household),
    )
