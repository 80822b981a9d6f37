"""How townships are called and reached, where staff have written it down."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from storage.repositories.base import Repository
from storage.tables import area_details

_ALL = select(area_details).order_by(area_details.c.code)
_DROP = delete(area_details).where(area_details.c.code == bindparam("the_code"))
_ADD = insert(area_details)


@dataclass(frozen=True, slots=True)
class AreaDetail:
    """A township as staff describe it."""

    code: str
    name: str
    phone: str
    address: str
    changed_by: str
    changed_at: datetime


class AreaDetails(Repository):
    """`unit.area_details`."""

    __slots__ = ()

    def all(self) -> list[AreaDetail]:
        """Every township that was described."""
        return [AreaDetail(**row) for row in self.connection.execute(_ALL).mappings()]

    def describe(self, code: str, name: str, phone: str, address: str, by: str) -> None:
        """This is how it is called and reached from now on."""
        self.connection.execute(_DROP, {"the_code": code})
        values = {"code": code, "name": name, "phone": phone, "address": address, "changed_by": by}
        self.connection.execute(_ADD, {**values, "changed_at": self.clock()})
