"""Which areas somebody may see; every staff query passes through one."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, select

from storage.tables import recusals


@dataclass(frozen=True, slots=True)
class Scope:
    """All townships whose code begins with `prefix`, or exactly those in `areas`; neither given: nothing.

    `Scope(prefix="")` is everywhere: say it only for those who may see all. `kept_from`: the staff id of who asks,
    from whom declarations of their own family are kept.
    """

    prefix: str | None = None
    areas: tuple[str, ...] = ()
    kept_from: int | None = None

    def covers(self, area_code: str) -> bool:
        """Whether this township lies within."""
        if self.prefix is not None:
            return area_code.startswith(self.prefix)
        return area_code in self.areas

    def conditions(self, column: ColumnElement[str]) -> list[ColumnElement[bool]]:
        """The same as SQL, on a column of township codes."""
        if self.prefix is None:
            return [column.in_(self.areas) if self.areas else false()]
        if not self.prefix:
            return []
        # A range, not LIKE: it uses the index on both engines; codes are digits, so collation is no matter.
        within = [column >= self.prefix]
        if self.prefix.strip("9"):
            within.append(column < str(int(self.prefix) + 1).zfill(len(self.prefix)))
        return within

    def not_kept_from(self, declaration_id: ColumnElement[int]) -> list[ColumnElement[bool]]:
        """That a declaration is not kept from who asks, as SQL on the column of its number.

        Belongs beside `conditions` in every query that gives staff declarations.
        """
        if self.kept_from is None:
            return []
        kept = select(recusals.c.declaration_id).where(recusals.c.staff_id == self.kept_from)
        return [declaration_id.not_in(kept)]
