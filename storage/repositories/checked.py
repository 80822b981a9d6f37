"""What was checked, as plain numbers without names, and where those numbers are not up to date."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, bindparam, delete, func, insert, or_, select, update

from storage.binding import row_of
from storage.repositories.base import Repository
from storage.repositories.scope import Scope
from storage.tables import checked, declarations

Q = TypeVar("Q", bound=Select[Any])
GONE = ("withdrawn", "superseded", "erased")
"""What no longer stands is not judged again."""

_STANDING = declarations.c.status.not_in(GONE)
_STALE = (
    select(declarations.c.id)
    .outerjoin(checked, checked.c.declaration_id == declarations.c.id)
    .where(
        _STANDING,
        declarations.c.id > bindparam("after"),
        or_(
            checked.c.declaration_id.is_(None),
            checked.c.version != declarations.c.version,
            checked.c.layout != bindparam("layout"),
        ),
    )
    .order_by(declarations.c.id)
    .limit(bindparam("at_most"))
)
_COLUMNS: tuple[ColumnElement[Any], ...] = (
    checked.c.declaration_id, checked.c.version, declarations.c.area_code, declarations.c.region,
    checked.c.settlement, checked.c.category, checked.c.outcome, checked.c.pack, checked.c.figures,
    checked.c.facts, checked.c.members, checked.c.pairs,
)  # fmt: skip
_PAGE = (
    select(*_COLUMNS)
    .join(declarations, declarations.c.id == checked.c.declaration_id)
    .where(_STANDING, checked.c.declaration_id > bindparam("after"))
    .order_by(checked.c.declaration_id)
    .limit(bindparam("at_most"))
)
_STANDING_NOW = (
    select(func.count()).select_from(checked).join(declarations, declarations.c.id == checked.c.declaration_id)
).where(_STANDING)
_RESULT = select(checked.c.category, checked.c.outcome).where(checked.c.declaration_id == bindparam("the_number"))
_WHOLE = select(checked.c.declaration_id, checked.c.version, checked.c.household).where(
    checked.c.declaration_id.in_(bindparam("numbers", expanding=True))
)
_DROP = delete(checked).where(checked.c.declaration_id == bindparam("the_number"))
_ADD = insert(checked)
_JUDGED = update(checked).where(checked.c.declaration_id == bindparam("the_number"))
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Projection:
    """One household without names. `facts`, `members`, `pairs` are None where it is only judged one by one;
    `household` is JSON, sealed when it is kept.
    """

    version: int
    layout: int
    settlement: str | None
    category: str
    outcome: str
    pack: str
    figures: str
    facts: bytes | None
    members: bytes | None
    pairs: bytes | None
    household: bytes


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A household as it is read again, with what its check came to last."""

    declaration_id: int
    version: int
    area_code: str
    region: str
    settlement: str | None
    category: str
    outcome: str
    pack: str
    figures: str
    facts: bytes | None
    members: bytes | None
    pairs: bytes | None


class Checked(Repository):
    """`unit.checked`."""

    __slots__ = ()

    def put(self, declaration_id: int, one: Projection) -> None:
        """Keep it, in place of an earlier version's."""
        where = row_of(declaration_id, one.version)
        self.connection.execute(_DROP, {"the_number": declaration_id})
        values = {name: getattr(one, name) for name in Projection.__slots__}
        sealed = self.keyring.seal("checked", "household", where, one.household)
        self.connection.execute(_ADD, {"declaration_id": declaration_id, **values, "household": sealed})

    def stale(self, layout: int, after: int, at_most: int) -> list[int]:
        """Standing declarations after number `after` whose numbers are not there or of another layout or version."""
        values = {"layout": layout, "after": after, "at_most": at_most}
        return list(self.connection.execute(_STALE, values).scalars())

    def page(self, area_code: str, after: int, at_most: int) -> list[CheckedRow]:
        """The standing ones of a county, a township or ("") everywhere, after number `after`, in order."""
        query = _of_area(_PAGE, area_code)
        return [CheckedRow(*row) for row in self.connection.execute(query, {"after": after, "at_most": at_most})]

    def count(self, area_code: str) -> int:
        """How many `page` has in all."""
        return int(self.connection.execute(_of_area(_STANDING_NOW, area_code)).scalar_one())

    def result(self, declaration_id: int) -> tuple[str, str] | None:
        """What its check comes to, None where nothing is kept of it."""
        row = self.connection.execute(_RESULT, {"the_number": declaration_id}).one_or_none()
        return None if row is None else (row[0], row[1])

    def households(self, numbers: Sequence[int]) -> dict[int, bytes]:
        """The households whole, as JSON, by number of declaration."""
        found: dict[int, bytes] = {}
        for start in range(0, len(numbers), _AT_ONCE):
            asked = {"numbers": list(numbers[start : start + _AT_ONCE])}
            for number, version, sealed in self.connection.execute(_WHOLE, asked):
                found[number] = self.keyring.open("checked", "household", row_of(number, version), sealed)
        return found

    def judged(self, declaration_id: int, category: str, outcome: str, pack: str, figures: str) -> None:
        """What its check comes to from now on."""
        values = {"category": category, "outcome": outcome, "pack": pack, "figures": figures}
        self.connection.execute(_JUDGED, {"the_number": declaration_id, **values})


def _of_area(query: Q, area_code: str) -> Q:
    return query.where(*Scope(prefix=area_code).conditions(declarations.c.area_code))
