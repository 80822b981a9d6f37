"""Who of the staff is kept from which emergency: by their own phone, by what was registered, because they said so."""

from dataclasses import dataclass
from functools import partial

from sqlalchemy import bindparam, literal, select

from storage.repositories.base import Repository, insert_found_or_nothing, insert_or_nothing
from storage.repositories.queue import Indexes
from storage.tables import declarations, emergencies, emergency_recusals, recusals, staff

BY_PHONE, SELF, REGISTERED = "phone", "self", "registered"
_KEY = ["staff_id", "emergency_id"]
_COLUMNS = [*_KEY, "source", "entered_by", "at"]
_ADD = insert_or_nothing(emergency_recusals, _KEY)
_NOW = bindparam("now", type_=emergency_recusals.c.at.type)
_MATCHED = select(staff.c.id, emergencies.c.id, literal(BY_PHONE), literal("system"), _NOW).join(
    emergencies, emergencies.c.phone_index == staff.c.phone_index
)
_matching = partial(insert_found_or_nothing, emergency_recusals, _COLUMNS, _KEY)
_OF_EMERGENCY = _matching(_MATCHED.where(emergencies.c.id == bindparam("the_emergency")))
_OF_STAFF = _matching(_MATCHED.where(staff.c.id == bindparam("the_staff")))
_KEPT = select(emergency_recusals.c.emergency_id).where(emergency_recusals.c.staff_id == bindparam("the_staff"))
_KEPT_FROM = select(emergency_recusals.c.staff_id).where(
    emergency_recusals.c.emergency_id == bindparam("the_emergency")
)
_ALIKE = (
    select(emergencies.c.conversation_id, emergencies.c.phone_index)
    .join(emergency_recusals, emergency_recusals.c.emergency_id == emergencies.c.id)
    .where(emergency_recusals.c.staff_id == bindparam("the_staff"))
)
_PHONE = select(staff.c.phone_index).where(staff.c.id == bindparam("the_staff"))
_HOUSEHOLDS = (
    select(declarations.c.id, declarations.c.conversation_id)
    .join(recusals, recusals.c.declaration_id == declarations.c.id)
    .where(recusals.c.staff_id == bindparam("the_staff"))
)
_OFFICERS = select(staff.c.id).where(
    staff.c.active, staff.c.role == "township", staff.c.area_code == bindparam("the_area")
)
_WITH_ID = select(staff.c.id).where(staff.c.id_index == bindparam("the_index"))


@dataclass(frozen=True, slots=True)
class KeptHousehold:
    """A declaration that is kept from somebody, and the conversation it came from."""

    declaration_id: int
    conversation_id: str | None


class EmergencyRecusals(Repository):
    """`unit.emergency_recusals`. What was found once stays: nobody gets their own family's case back by a new number."""

    __slots__ = ()

    def match_emergency(self, emergency_id: int) -> bool:
        """Keep it from all staff whose own phone it was told with; whether anybody is kept from it now."""
        self.connection.execute(_OF_EMERGENCY.on(self.connection), {"the_emergency": emergency_id, "now": self.clock()})
        return bool(self.of(emergency_id))

    def match_staff(self, staff_id: int) -> None:
        """Keep from somebody all that was told with the phone they have now."""
        self.connection.execute(_OF_STAFF.on(self.connection), {"the_staff": staff_id, "now": self.clock()})

    def add(self, staff_id: int, emergency_id: int, source: str, by: str) -> None:
        """Keep it from them; `source` is `self` or `registered`. Kept already, it stays as it is."""
        values = {"staff_id": staff_id, "emergency_id": emergency_id, "source": source, "entered_by": by}
        self.connection.execute(_ADD.on(self.connection), {**values, "at": self.clock()})

    def of_staff(self, staff_id: int) -> frozenset[int]:
        """The emergencies that are kept from somebody."""
        return frozenset(self.connection.execute(_KEPT, {"the_staff": staff_id}).scalars())

    def told_by(self, staff_id: int) -> tuple[frozenset[str], frozenset[bytes]]:
        """The conversations and the phones (blind indexes) with which those were told: the same family tells again."""
        found = self.connection.execute(_ALIKE, {"the_staff": staff_id}).all()
        return frozenset(one[0] for one in found if one[0]), frozenset(one[1] for one in found if one[1])

    def of(self, emergency_id: int) -> frozenset[int]:
        """The staff that are kept from an emergency."""
        return frozenset(self.connection.execute(_KEPT_FROM, {"the_emergency": emergency_id}).scalars())

    def own_phone(self, staff_id: int) -> bytes | None:
        """The blind index of somebody's own phone."""
        found: bytes | None = self.connection.execute(_PHONE, {"the_staff": staff_id}).scalar_one_or_none()
        return found

    def households(self, staff_id: int) -> list[KeptHousehold]:
        """The declarations that are kept from somebody."""
        found = self.connection.execute(_HOUSEHOLDS, {"the_staff": staff_id})
        return [KeptHousehold(number, conversation) for number, conversation in found]

    def officers(self, area_code: str) -> list[int]:
        """Who handles the cases of a township, those shut out apart."""
        return list(self.connection.execute(_OFFICERS, {"the_area": area_code}).scalars())

    def with_id_number(self, id_number: str) -> list[int]:
        """The staff whose own ID number this is."""
        index = Indexes(self.keyring).id_number(id_number)
        return list(self.connection.execute(_WITH_ID, {"the_index": index}).scalars())
