"""Lists of other departments: who brought what when; the rows that matched, only until somebody decides."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, insert, null, select, update
from sqlalchemy.engine import RowMapping

from storage.binding import row_of
from storage.repositories.base import Repository
from storage.repositories.queue import Indexes
from storage.repositories.scope import Scope
from storage.tables import declaration_people, monitoring_imports

_AT_ONCE = 500
_ADD = insert(monitoring_imports).returning(monitoring_imports.c.id)
_BY_ID = select(monitoring_imports).where(monitoring_imports.c.id == bindparam("the_number"))
_BY_ID_LOCKED = _BY_ID.with_for_update()
_SETTLE = update(monitoring_imports).where(monitoring_imports.c.id == bindparam("the_number"))
_FORGET = (
    update(monitoring_imports)
    .where(monitoring_imports.c.state == "preview", monitoring_imports.c.at < bindparam("before"))
    .values(state="dropped", body=null())
)
_PEOPLE = select(declaration_people.c.id_index, declaration_people.c.declaration_id, declaration_people.c.role).where(
    declaration_people.c.id_index.in_(bindparam("indexes", expanding=True))
)


@dataclass(frozen=True, slots=True)
class NewImport:
    """A list as it was read: how many rows, how many bad, how many matched, how many of those are news."""

    kind: str
    department: str
    as_of: date
    area_code: str
    by: str
    at: datetime
    rows: int
    bad: int
    matched: int
    fresh: int
    body: bytes


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A list that was brought; `body` is there only while it waits. `state`: `preview`, `taken`, `dropped`."""

    id: int
    kind: str
    department: str
    as_of: date
    area_code: str
    state: str
    by: str
    at: datetime
    rows: int
    bad: int
    matched: int
    fresh: int
    body: bytes | None


@dataclass(frozen=True, slots=True)
class Match:
    """Row number `place` of what was asked is a person of a declaration, in this role."""

    place: int
    declaration_id: int
    role: str


class Imports(Repository):
    """`unit.imports`."""

    __slots__ = ()

    def people(self, id_numbers: list[str]) -> list[Match]:
        """Where people with these ID numbers are found, by blind index alone; anywhere: narrow it to a scope."""
        index = Indexes(self.keyring).id_number
        places: dict[bytes, list[int]] = {}
        for place, number in enumerate(id_numbers):
            places.setdefault(index(number), []).append(place)
        wanted = list(places)
        found: list[Match] = []
        for start in range(0, len(wanted), _AT_ONCE):
            rows = self.connection.execute(_PEOPLE, {"indexes": wanted[start : start + _AT_ONCE]})
            found += [Match(place, number, role) for key, number, role in rows for place in places[key]]
        return sorted(found, key=lambda one: (one.place, one.declaration_id, one.role))

    def add(self, new: NewImport) -> int:
        """Keep it until somebody decides."""
        values = {name: getattr(new, name) for name in NewImport.__slots__}
        sealed = self.keyring.seal("monitoring_imports", "body", row_of(new.by, new.at), new.body)
        number: int = self.connection.execute(_ADD, {**values, "state": "preview", "body": sealed}).scalar_one()
        return number

    def get(self, number: int, *, for_update: bool = False) -> ImportRow | None:
        """One import."""
        query = _BY_ID_LOCKED if for_update else _BY_ID
        row = self.connection.execute(query, {"the_number": number}).mappings().one_or_none()
        return None if row is None else self._open(row)

    def settle(self, number: int, state: str, fresh: int) -> None:
        """It is taken, or dropped; the rows are forgotten either way. `fresh`: how many cases came of it."""
        self.connection.execute(_SETTLE, {"the_number": number, "state": state, "fresh": fresh, "body": None})

    def forget(self, before: datetime) -> None:
        """Drop what nobody decided on since."""
        self.connection.execute(_FORGET, {"before": before})

    def latest(self, scope: Scope, at_most: int) -> list[ImportRow]:
        """The newest within a scope."""
        query = (
            select(monitoring_imports)
            .where(*scope.conditions(monitoring_imports.c.area_code))
            .order_by(monitoring_imports.c.id.desc())
            .limit(at_most)
        )
        return [self._open(row) for row in self.connection.execute(query).mappings()]

    def _open(self, row: RowMapping) -> ImportRow:
        body = row["body"]
        if body is not None:
            body = self.keyring.open("monitoring_imports", "body", row_of(row["by"], row["at"]), body)
        return ImportRow(**{**row, "body": body})
