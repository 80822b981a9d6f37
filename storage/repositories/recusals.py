"""Who of the staff is kept from which declaration: their own household, those they must support, their relatives."""

from functools import partial

from sqlalchemy import bindparam, delete, literal, select

from storage.repositories.base import Repository, insert_found_or_nothing, insert_or_nothing
from storage.repositories.scope import Scope
from storage.staff_rows import RecusalRow
from storage.tables import declaration_people, declarations, recusals, staff

FOUND = "people"
_KEY = ("staff_id", "declaration_id")
_COLUMNS = ["staff_id", "declaration_id", "source", "entered_by", "at"]
_ADD = insert_or_nothing(recusals, _KEY)
_NOW = bindparam("now", type_=recusals.c.at.type)
_MATCHED = (
    select(staff.c.id, declaration_people.c.declaration_id, literal(FOUND), literal("system"), _NOW)
    .join(declaration_people, declaration_people.c.id_index == staff.c.id_index)
    .distinct()
)
_matching = partial(insert_found_or_nothing, recusals, _COLUMNS, _KEY)
_OF_DECLARATION = _matching(_MATCHED.where(declaration_people.c.declaration_id == bindparam("the_declaration")))
_OF_STAFF = _matching(_MATCHED.where(staff.c.id == bindparam("the_staff")))
_FORGET = delete(recusals).where(recusals.c.staff_id == bindparam("the_staff"), recusals.c.source == FOUND)
_ONE = select(recusals).where(
    recusals.c.staff_id == bindparam("the_staff"), recusals.c.declaration_id == bindparam("the_declaration")
)
_ALL = (
    select(recusals, staff.c.username, declarations.c.receipt, declarations.c.area_code)
    .join(staff, staff.c.id == recusals.c.staff_id)
    .join(declarations, declarations.c.id == recusals.c.declaration_id)
    .order_by(recusals.c.at.desc(), recusals.c.declaration_id.desc())
)
_TAKEN_OVER = (
    select(declarations.c.receipt)
    .where(
        declarations.c.assigned_to == bindparam("the_staff"),
        declarations.c.id.in_(select(recusals.c.declaration_id)),
    )
    .order_by(declarations.c.id)
)


class Recusals(Repository):
    """`unit.recusals`. What was found by ID numbers stays when a correction takes the person out again: nobody gets
    their own family's case back by a new version.
    """

    __slots__ = ()

    def match_declaration(self, declaration_id: int) -> None:
        """Keep this declaration from all staff whose own ID number is among its people."""
        values = {"the_declaration": declaration_id, "now": self.clock()}
        self.connection.execute(_OF_DECLARATION.on(self.connection), values)

    def match_staff(self, staff_id: int) -> None:
        """Find the declarations of one member of staff anew, after their ID number was entered or corrected."""
        self.connection.execute(_FORGET, {"the_staff": staff_id})
        self.connection.execute(_OF_STAFF.on(self.connection), {"the_staff": staff_id, "now": self.clock()})

    def add(self, staff_id: int, declaration_id: int, source: str, by: str) -> None:
        """Keep it from them because a person said so; `source` is `named` or `self`."""
        values = {
            "staff_id": staff_id, "declaration_id": declaration_id, "source": source, "entered_by": by,
            "at": self.clock(),
        }  # fmt: skip
        self.connection.execute(_ADD.on(self.connection), values)

    def kept(self, staff_id: int, declaration_id: int) -> bool:
        """Whether this declaration is kept from them."""
        values = {"the_staff": staff_id, "the_declaration": declaration_id}
        return self.connection.execute(_ONE, values).first() is not None

    def of(self, declaration_id: int) -> list[RecusalRow]:
        """All who are kept from a declaration."""
        found = self.connection.execute(_ALL.where(recusals.c.declaration_id == declaration_id)).mappings()
        return [RecusalRow(**row) for row in found]

    def within(self, scope: Scope, most: int) -> list[RecusalRow]:
        """Who is kept from declarations of a scope, newest first."""
        inside = [*scope.conditions(declarations.c.area_code), *scope.not_kept_from(declarations.c.id)]
        return [RecusalRow(**row) for row in self.connection.execute(_ALL.where(*inside).limit(most)).mappings()]

    def of_staff(self, staff_id: int) -> list[RecusalRow]:
        """All that is kept from one member of staff."""
        return [RecusalRow(**row) for row in self.connection.execute(_ALL.where(staff.c.id == staff_id)).mappings()]

    def taken_over_by(self, staff_id: int) -> list[str]:
        """Receipts that somebody has and from which a colleague is kept."""
        return list(self.connection.execute(_TAKEN_OVER, {"the_staff": staff_id}).scalars())
