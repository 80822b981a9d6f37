"""By what a declaration is filtered and counted: kept right as it changes, so that no queue scans and nobody counts."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta, timezone

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import RowMapping

from storage.errors import UnknownDeclaration
from storage.repositories.base import PerEngine
from storage.repositories.counts import change_counts
from storage.tables import declaration_marks, declarations, queue_counts

NEVER_DUE = datetime(9999, 12, 31, tzinfo=UTC)
NOBODY = "nobody"
CHINA = timezone(timedelta(hours=8))
# Families of flags that are asked for under one name.
CONFLICT = "conflict"
FAMILIES: Mapping[str, frozenset[str]] = {
    CONFLICT: frozenset({"support_differs", "not_his_wish"}),
}

TallyKey = tuple[str, str, str, str]
_STANDING = (
    select(
        declarations.c.id, declarations.c.area_code, declarations.c.county_code, declarations.c.status,
        declarations.c.category, declarations.c.origin, declarations.c.flags, declarations.c.queue_at,
        declarations.c.assigned_to, declarations.c.version, declarations.c.receipt,
    )
    .where(declarations.c.id == bindparam("the_number"))
    .with_for_update()
)  # fmt: skip
_KEY = ["place", "kind", "value", "day"]
_lite = sqlite.insert(queue_counts)
_pg = postgresql.insert(queue_counts)
_ADD = PerEngine(
    _lite.on_conflict_do_update(index_elements=_KEY, set_={"n": queue_counts.c.n + _lite.excluded.n}),
    _pg.on_conflict_do_update(index_elements=_KEY, set_={"n": queue_counts.c.n + _pg.excluded.n}),
)
# Days go by: what fell to nothing would be read for ever.
_SWEEP = delete(queue_counts).where(
    *(queue_counts.c[name] == bindparam(f"the_{name}") for name in _KEY), queue_counts.c.n == 0
)
_MARK = insert(declaration_marks)
_UNMARK = delete(declaration_marks).where(
    declaration_marks.c.declaration_id == bindparam("the_number"), declaration_marks.c.mark == bindparam("the_mark")
)
_MOVE_MARKS = update(declaration_marks).where(declaration_marks.c.declaration_id == bindparam("the_number"))


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a declaration decides where it stands in the queue and what it counts as."""

    id: int
    area_code: str
    county_code: str
    status: str
    category: str
    origin: str
    flags: str
    queue_at: datetime
    assigned_to: int | None
    version: int
    receipt: str

    @classmethod
    def of(cls, row: RowMapping) -> "Standing":
        """That of a row just written."""
        return cls(**{field.name: row[field.name] for field in fields(cls)})

    def after(self, changes: Mapping[str, object]) -> "Standing":
        """How it stands once these columns are changed; the others of the row do not matter here."""
        known = {field.name for field in fields(self)}
        return replace(self, **{name: value for name, value in changes.items() if name in known})  # type: ignore[arg-type]

    @property
    def marks(self) -> frozenset[str]:
        """Its flags, the families they belong to, and `from_ORIGIN`."""
        flags = {str(flag) for flag in json.loads(self.flags)}
        families = {name for name, family in FAMILIES.items() if flags & family}
        return frozenset({*flags, *families, origin_mark(self.origin)})

    @property
    def day(self) -> str:
        """The day on which it is due, in China; "" for never."""
        return "" if self.queue_at == NEVER_DUE else day_of(self.queue_at)

    def tallied(self) -> Iterator[TallyKey]:
        """The counters this declaration is in."""
        for place in (self.county_code, self.area_code):
            yield place, "status", self.status, self.day
            yield place, "category", self.category, ""
            yield place, "assigned", NOBODY if self.assigned_to is None else str(self.assigned_to), ""
            for mark in self.marks:
                yield place, "mark", mark, ""


def origin_mark(origin: str) -> str:
    """The mark of what came in this way."""
    return f"from_{origin}"


def day_of(at: datetime) -> str:
    """The day of an instant in China, yyyy-mm-dd."""
    return at.astimezone(CHINA).date().isoformat()


def standing_of(connection: Connection, declaration_id: int) -> Standing:
    """As it stands, held until the transaction ends. Raises UnknownDeclaration."""
    row = connection.execute(_STANDING, {"the_number": declaration_id}).one_or_none()
    if row is None:
        raise UnknownDeclaration(f"there is no declaration number {declaration_id}")
    return Standing(*row)


def follow(connection: Connection, before: Standing | None, after: Standing) -> None:
    """Bring marks and counters after a change; `before` is None for what was just filed."""
    if before == after:
        return
    was = before.marks if before is not None else frozenset[str]()
    number = after.id
    for mark in sorted(was - after.marks):
        connection.execute(_UNMARK, {"the_number": number, "the_mark": mark})
    where = {"area_code": after.area_code, "county_code": after.county_code, "queue_at": after.queue_at}
    if before is not None and was & after.marks and _place_of(before) != _place_of(after):
        connection.execute(_MOVE_MARKS.values(where), {"the_number": number})
    added = [{"declaration_id": number, "mark": mark, **where} for mark in sorted(after.marks - was)]
    if added:
        connection.execute(_MARK, added)
    change_tallies(connection, _difference(before, after))
    counted = Counter({(after.area_code, after.status): 1})
    if before is not None:
        counted[before.area_code, before.status] -= 1
    change_counts(connection, counted)


def change_tallies(connection: Connection, changes: Mapping[TallyKey, int]) -> None:
    """Add to the counters, always in the same order so that few deadlock."""
    ordered = sorted(changes.items(), key=lambda one: (one[0][1:], one[0][0]))
    rows = [{**dict(zip(_KEY, key, strict=True)), "n": n} for key, n in ordered if n]
    if rows:
        connection.execute(_ADD.on(connection), rows)
    emptied = [
        {f"the_{name}": part for name, part in zip(_KEY, key, strict=True)} for key, n in ordered if n < 0 and key[3]
    ]
    if emptied:
        connection.execute(_SWEEP, emptied)


def _difference(before: Standing | None, after: Standing) -> Counter[TallyKey]:
    changes = Counter(after.tallied())
    if before is not None:
        changes.subtract(before.tallied())
    return changes


def _place_of(one: Standing) -> tuple[str, str, datetime]:
    return one.area_code, one.county_code, one.queue_at
