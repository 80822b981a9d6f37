"""Emergencies in the one chain of a household (一户一条救助链): who granted what, who paid what, when.

Found by the conversation and by the phone of the declaration, in any area: help that was given is never hidden, so
that nothing is given twice. What happened is not told here: of an illness only the emergency's own page speaks.
"""

from collections.abc import Iterator

from api.services.emergency.kin import kin_of
from api.services.emergency.reading import content, visible
from api.services.filed_json import load_answers
from api.services.review.chain import Link
from api.services.review.record import Record
from api.services.staffing.staff import StaffMember
from storage.emergency_rows import EmergencyRow
from storage.rows import DeclarationRow
from storage.unit import Unit

PREFIX = "emergency_"
_SHOWN = ("tell", "grant", "pay", "release", "decline", "refer", "settle", "overdue")
_RESULTS = {"grant": "granted"}


def emergency_links(unit: Unit, staff: StaffMember, row: DeclarationRow) -> Iterator[Link]:
    """The steps of this household's emergencies, each link's action named `emergency_…`; its amount is fen.

    Outside one's area only what was granted and paid. Violence at home stays with those who handle it.
    """
    version = unit.declarations.version(row.id, row.version)
    phone = load_answers(version.answers)["answers"].get("phone") if version is not None else None
    known = unit.emergencies.of_household(row.conversation_id, phone if isinstance(phone, str) else None)
    kin = kin_of(unit, staff.id)
    for emergency in known:
        if visible(staff, emergency) and not kin.has(emergency):
            within = staff.scope.covers(emergency.area_code)
            yield from _links(unit, emergency, _SHOWN if within else ("grant", "pay", "release"))


def _links(unit: Unit, emergency: EmergencyRow, shown: tuple[str, ...]) -> Iterator[Link]:
    for one in unit.emergencies.events(emergency):
        if one.action not in shown:
            continue
        amount = content(one.note).get("amount")
        details = {"amount": amount} if isinstance(amount, int) else {}
        record = Record(result=_RESULTS.get(one.action, ""), details=details)
        yield Link(emergency.receipt, one.at, one.actor, f"{PREFIX}{one.action}", one.status, record)
