"""Which officers are of the family of an emergency, as far as anybody can know: it asks for no ID number.

By their own phone, by their own chat, by a household from whose declaration they are kept (its conversation, its phones), by whom the
money was for once that is registered, and because they say so themselves. Who is kept out stays kept out.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from api.services.emergency.actions import EmergencyAction
from api.services.emergency.lifecycle import OPEN
from api.services.emergency.meanwhile import NOT_STAFF, name_of
from api.services.emergency.own_chat import keep_from_who_told
from api.services.filed_json import load_answers
from api.services.flags import flags_in, with_flags, without_flags
from api.services.review.within import Related
from api.services.staffing.staff import StaffMember
from conversations.answers import Json
from conversations.messages import say
from storage.emergency_rows import EmergencyRow
from storage.repositories.emergency_recusals import REGISTERED, SELF
from storage.repositories.scope import Scope
from storage.unit import Unit

SYSTEM = "system"
NOBODY_HERE, GRANTED_BY_KIN, SAME_NAME = "nobody_here", "granted_by_kin", "same_name"
"""Marks: no officer of the township may handle it; money was decided on by a relative, or by one of the same name."""
_DECIDES = ("grant", "pay")
_MOST_OPEN = 200


@dataclass(frozen=True, slots=True)
class Kin:
    """What is kept from somebody: emergencies by number, and all of these conversations and phones (blind indexes)."""

    emergencies: frozenset[int]
    conversations: frozenset[str]
    phones: frozenset[bytes]

    def has(self, row: EmergencyRow) -> bool:
        """Whether this emergency is of their family."""
        return row.id in self.emergencies or row.conversation_id in self.conversations or row.phone_index in self.phones


def kin_of(unit: Unit, staff_id: int) -> Kin:
    """What is kept from this member of staff."""
    kept = unit.emergency_recusals
    households, own = kept.households(staff_id), kept.own_phone(staff_id)
    conversations, told_with = kept.told_by(staff_id)
    phones = {phone for one in households for phone in _phones_of(unit, one.declaration_id)}
    return Kin(
        kept.of_staff(staff_id),
        conversations | {one.conversation_id for one in households if one.conversation_id is not None},
        told_with | phones | ({own} if own is not None else set()),
    )


def is_related(unit: Unit, staff: StaffMember, row: EmergencyRow) -> bool:
    """Whether this emergency is of the family of who asks."""
    return kin_of(unit, staff.id).has(row)


def told_by_kin(unit: Unit, row: EmergencyRow) -> None:
    """After it was told, or told anew: keep it from whom it concerns, and mark it where nobody else is left."""
    keep_from_who_told(unit, row)
    if unit.emergency_recusals.match_emergency(row.id):
        mark_where_nobody_is_left(unit, row)


def mark_where_nobody_is_left(unit: Unit, row: EmergencyRow) -> None:
    """Where every officer of the township is related, the county is shown so: it may act on any emergency."""
    row = unit.emergencies.by_receipt(row.receipt) or row
    officers = unit.emergency_recusals.officers(row.area_code)
    nobody = bool(officers) and all(kin_of(unit, one).has(row) for one in officers)
    _mark(unit, row, NOBODY_HERE, there=nobody)


def look_who_is_left(unit: Unit, area_code: str) -> None:
    """After an account came, went or moved there: somebody may handle what nobody could, or nobody is left."""
    for row in unit.emergencies.queue(Scope(prefix=area_code), OPEN, most=_MOST_OPEN):
        if NOBODY_HERE in flags_in(row.flags) or unit.emergency_recusals.of(row.id):
            mark_where_nobody_is_left(unit, row)


def step_aside(unit: Unit, staff: StaffMember, row: EmergencyRow) -> None:
    """They said that it is of their family."""
    unit.emergency_recusals.add(staff.id, row.id, SELF, staff.username)
    mark_where_nobody_is_left(unit, row)


def registered(unit: Unit, staff: StaffMember, row: EmergencyRow, action: EmergencyAction) -> Related | None:
    """Whom the money was for is known now: keep it from their relatives, and mark it where one of them decided on it.

    A refusal where it is of the family of who registers it.
    """
    for one in _relatives(unit, action.id_number):
        unit.emergency_recusals.add(one, row.id, REGISTERED, SYSTEM)
    if is_related(unit, staff, row):
        mark_where_nobody_is_left(unit, row)
        return related(row)
    for username in {one.actor for one in unit.emergencies.events(row) if one.action in _DECIDES} - set(NOT_STAFF):
        decided = unit.staff.by_username(username)
        if decided is None:
            continue
        if kin_of(unit, decided.id).has(row):
            _found(unit, row, GRANTED_BY_KIN, username)
        elif action.person.strip() == decided.name:
            _found(unit, row, SAME_NAME, username)
    return None


def related(row: EmergencyRow) -> Related:
    """What who is kept out is told."""
    return Related(row.receipt, say("这一户和您有亲属关系，请让同事来办；镇里没有别人，就由县里办。"))


def stated(content: Mapping[str, object], action: str) -> dict[str, object]:
    """What is written down with a step: whoever grants states that it is none of their family."""
    return {**content, "not_related": True} if action == "grant" else dict(content)


def unstated(content: Mapping[str, object]) -> dict[str, object]:
    """The same as it was sent."""
    return {name: value for name, value in content.items() if name != "not_related"}


def _phones_of(unit: Unit, declaration_id: int) -> set[bytes]:
    """The phones of a household in any version of its declaration, a relative's who declared for it too."""
    found: set[bytes] = set()
    for version in unit.declarations.versions(declaration_id):
        for phone in _phones_in(load_answers(version.answers)["answers"]):
            index = unit.emergencies.phone_index(phone)
            if index is not None:
                found.add(index)
    return found


def _phones_in(answers: Mapping[str, Json]) -> list[str]:
    keys = ("phone", "proxy.phone") if answers.get("proxy.relation") == "relative" else ("phone",)
    return [phone for key in keys if isinstance(phone := answers.get(key), str)]


def _relatives(unit: Unit, id_number: str) -> set[int]:
    """Who has this ID number, or is kept from a declaration in which somebody has it."""
    id_number = "".join(id_number.split())
    if not id_number:
        return set()
    found = set(unit.emergency_recusals.with_id_number(id_number))
    for person in unit.declarations.others_with(id_number):
        found.update(one.staff_id for one in unit.recusals.of(person.declaration_id))
    return found


def _found(unit: Unit, row: EmergencyRow, mark: str, username: str) -> None:
    _mark(unit, row, mark)
    note = json.dumps({"who": name_of(unit, username)}, ensure_ascii=False)
    unit.emergencies.note(row, actor=SYSTEM, action=mark, status=row.status, note=note, action_id=f"{mark}:{username}")
    unit.audit.note(SYSTEM, f"emergency.{mark}", row.receipt, row.area_code, {"who": username})


def _mark(unit: Unit, row: EmergencyRow, mark: str, *, there: bool = True) -> None:
    now = unit.emergencies.by_receipt(row.receipt) or row
    flags = with_flags(now.flags, mark) if there else without_flags(now.flags, (mark,))
    if flags != now.flags:
        unit.emergencies.set(row, flags=flags)
