"""Cases that monitoring found: noted once, listed within a scope, due first, sorted and closed by people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, func, select, update
from sqlalchemy.engine import RowMapping

from storage.binding import row_of
from storage.repositories.base import Repository, insert_or_nothing
from storage.repositories.scope import Scope
from storage.tables import declarations, monitoring_cases, monitoring_watch

MOST_COUNTED = 1_000
_COUNTY_DIGITS, _TOWNSHIP_DIGITS = 6, 9
_WATCH = insert_or_nothing(monitoring_watch, ("declaration_id", "what"))
_NEXT = (
    select(monitoring_watch.c.declaration_id, monitoring_watch.c.what)
    .order_by(monitoring_watch.c.declaration_id, monitoring_watch.c.what)
    .limit(1)
)
_TAKE = _NEXT.with_for_update(skip_locked=True)
_WATCHED = delete(monitoring_watch).where(
    monitoring_watch.c.declaration_id == bindparam("the_number"), monitoring_watch.c.what == bindparam("the_what")
)
_NOTE = insert_or_nothing(monitoring_cases, ("declaration_id", "ref"), [monitoring_cases.c.id])
_BY_ID = select(monitoring_cases).where(monitoring_cases.c.id == bindparam("the_case"))
_BY_ID_LOCKED = _BY_ID.with_for_update()
_OPEN_OF = (
    select(monitoring_cases)
    .where(monitoring_cases.c.declaration_id == bindparam("the_number"), monitoring_cases.c.state == "open")
    .order_by(monitoring_cases.c.id)
)
_KNOWN = select(monitoring_cases.c.id).where(
    monitoring_cases.c.declaration_id == bindparam("the_number"), monitoring_cases.c.ref == bindparam("the_ref")
)
_OWN, _OTHER = declarations.alias("own"), declarations.alias("other")
_EARLIER = (
    select(_OTHER.c.id)
    .join(_OWN, _OWN.c.id_index == _OTHER.c.id_index)
    .where(
        _OWN.c.id == bindparam("the_number"),
        _OTHER.c.id < _OWN.c.id,
        _OTHER.c.status.in_(("decided", "closed")),
    )
    .order_by(_OTHER.c.id.desc())
    .limit(1)
)
_CHANGE = update(monitoring_cases).where(monitoring_cases.c.id == bindparam("the_case"))
_MOVE = update(monitoring_cases).where(monitoring_cases.c.declaration_id == bindparam("the_number"))


@dataclass(frozen=True, slots=True)
class NewCase:
    """What was found. `key` says what it is, so that the same is noted once; `detail` is kept sealed."""

    declaration_id: int
    area_code: str
    county_code: str
    version: int
    handling: str
    source: str
    signal: str
    key: str
    detail: Mapping[str, object]
    due_at: datetime


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as it stands; `state` is `open` or `closed`."""

    id: int
    declaration_id: int
    area_code: str
    county_code: str
    version: int
    handling: str
    source: str
    signal: str
    state: str
    detail: Mapping[str, object]
    found_at: datetime
    due_at: datetime
    closing: str | None
    closed_at: datetime | None
    closed_by: str | None
    action_id: str | None
    closing_note: str | None


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases are wanted; None: any. `overdue_at`: due at or before this instant."""

    state: str = "open"
    handling: str | None = None
    source: str | None = None
    signal: str | None = None
    overdue_at: datetime | None = None


class Cases(Repository):
    """`unit.cases`."""

    __slots__ = ()

    def watch(self, declaration_id: int, what: str) -> None:
        """Monitoring has to look at this: `v2` a version, `decided`, `review`."""
        values = {"declaration_id": declaration_id, "what": what}
        self.connection.execute(_WATCH.on(self.connection), values)

    def anything(self) -> bool:
        """Whether anything waits to be looked at."""
        return self.connection.execute(_NEXT).first() is not None

    def take(self) -> tuple[int, str] | None:
        """The next to be looked at, taken away in this transaction. Two who ask at once get different ones."""
        row = self.connection.execute(_TAKE).one_or_none()
        if row is None:
            return None
        number, what = row
        self.connection.execute(_WATCHED, {"the_number": number, "the_what": what})
        return number, what

    def earlier(self, declaration_id: int) -> int | None:
        """The last decided declaration of the same applicant before this one, by blind index."""
        found: int | None = self.connection.execute(_EARLIER, {"the_number": declaration_id}).scalar_one_or_none()
        return found

    def note(self, new: NewCase) -> int | None:
        """Keep a case; None when the same was found before, whatever became of it."""
        ref = self._ref(new.key)
        where = row_of(new.declaration_id, ref)
        detail = json.dumps(dict(new.detail), ensure_ascii=False).encode()
        values = {
            "declaration_id": new.declaration_id,
            "area_code": new.area_code,
            "county_code": new.county_code,
            "version": new.version,
            "handling": new.handling,
            "source": new.source,
            "signal": new.signal,
            "state": "open",
            "ref": ref,
            "detail": self.keyring.seal("monitoring_cases", "detail", where, detail),
            "found_at": self.clock(),
            "due_at": new.due_at,
        }
        number: int | None = self.connection.execute(_NOTE.on(self.connection), values).scalar_one_or_none()
        return number

    def known(self, declaration_id: int, key: str) -> bool:
        """Whether this was found before."""
        values = {"the_number": declaration_id, "the_ref": self._ref(key)}
        return self.connection.execute(_KNOWN, values).first() is not None

    def get(self, case_id: int, *, for_update: bool = False) -> CaseRow | None:
        """One case; `for_update` holds it until the transaction ends."""
        query = _BY_ID_LOCKED if for_update else _BY_ID
        row = self.connection.execute(query, {"the_case": case_id}).mappings().one_or_none()
        return None if row is None else self._open(row)

    def open_of(self, declaration_id: int) -> list[CaseRow]:
        """The open cases of a declaration."""
        found = self.connection.execute(_OPEN_OF, {"the_number": declaration_id}).mappings()
        return [self._open(row) for row in found]

    def page(self, scope: Scope, wanted: CaseFilter, page: int, per_page: int) -> tuple[list[CaseRow], int]:
        """A page (from 1), due first, closed ones newest first, and how many there are, counted to 1,000."""
        conditions = [*_within(scope), *_wanted(wanted)]
        newest = (monitoring_cases.c.due_at.desc(), monitoring_cases.c.id.desc())
        order = newest if wanted.state == "closed" else (monitoring_cases.c.due_at, monitoring_cases.c.id)
        query = (
            select(monitoring_cases).where(*conditions).order_by(*order).limit(per_page).offset((page - 1) * per_page)
        )
        rows = [self._open(row) for row in self.connection.execute(query).mappings()]
        return rows, self._counted(conditions)

    def count(self, scope: Scope, wanted: CaseFilter) -> int:
        """How many there are, counted to 1,000."""
        return self._counted([*_within(scope), *_wanted(wanted)])

    def sort(self, case_id: int, handling: str, due_at: datetime, detail: Mapping[str, object]) -> None:
        """It is handled another way; `detail` says since when and why."""
        row = self.connection.execute(_BY_ID, {"the_case": case_id}).mappings().one()
        where = row_of(row["declaration_id"], row["ref"])
        kept = json.dumps(dict(detail), ensure_ascii=False).encode()
        sealed = self.keyring.seal("monitoring_cases", "detail", where, kept)
        self.connection.execute(
            _CHANGE, {"the_case": case_id, "handling": handling, "due_at": due_at, "detail": sealed}
        )

    def close(self, case_id: int, closing: str, by: str, note: str, action_id: str | None) -> None:
        """Say what was done."""
        row = self.connection.execute(_BY_ID, {"the_case": case_id}).mappings().one()
        where = row_of(row["declaration_id"], row["ref"])
        sealed = self.keyring.seal("monitoring_cases", "closing_note", where, note.encode()) if note else None
        done = {"state": "closed", "closing": closing, "closed_at": self.clock(), "closed_by": by}
        self.connection.execute(_CHANGE, {"the_case": case_id, **done, "closing_note": sealed, "action_id": action_id})

    def move(self, declaration_id: int, area_code: str, county_code: str) -> None:
        """The declaration belongs to another township now, and its cases with it."""
        values = {"the_number": declaration_id, "area_code": area_code, "county_code": county_code}
        self.connection.execute(_MOVE, values)

    def _counted(self, conditions: list[ColumnElement[bool]]) -> int:
        some = select(monitoring_cases.c.id).where(*conditions).limit(MOST_COUNTED).subquery()
        return int(self.connection.execute(select(func.count()).select_from(some)).scalar_one())

    def _ref(self, key: str) -> bytes:
        return self.keyring.blind("monitoring case", key)

    def _open(self, row: RowMapping) -> CaseRow:
        where = row_of(row["declaration_id"], row["ref"])
        plain = {name: row[name] for name in CaseRow.__slots__}
        note = row["closing_note"]
        if note is not None:
            plain["closing_note"] = self.keyring.open("monitoring_cases", "closing_note", where, note).decode()
        detail = self.keyring.open("monitoring_cases", "detail", where, row["detail"])
        return CaseRow(**{**plain, "detail": json.loads(detail)})


def _within(scope: Scope) -> list[ColumnElement[bool]]:
    apart = scope.not_kept_from(monitoring_cases.c.declaration_id)
    # Equality lets the engine read the page in order from an index; a range would make it sort everything.
    if scope.prefix is not None and len(scope.prefix) == _COUNTY_DIGITS:
        return [monitoring_cases.c.county_code == scope.prefix, *apart]
    if scope.prefix is not None and len(scope.prefix) == _TOWNSHIP_DIGITS:
        return [monitoring_cases.c.area_code == scope.prefix, *apart]
    return [*scope.conditions(monitoring_cases.c.area_code), *apart]


def _wanted(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [monitoring_cases.c.state == wanted.state]
    for column, value in (
        (monitoring_cases.c.handling, wanted.handling),
        (monitoring_cases.c.source, wanted.source),
        (monitoring_cases.c.signal, wanted.signal),
    ):
        if value is not None:
            conditions.append(column == value)
    if wanted.overdue_at is not None:
        conditions.append(monitoring_cases.c.due_at <= wanted.overdue_at)
    return conditions
