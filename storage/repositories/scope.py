"""Which areas somebody may see; every staff query passes through one."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, false


@dataclass(frozen=True, slots=True)
class Scope:
    """All townships whose code begins with `prefix`, or exactly those in `areas`; neither given: nothing.

    `Scope(prefix="")` is everywhere: say it only for those who may see all.
    """

    prefix: str | None = None
    areas: tuple[str, ...] = ()

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
