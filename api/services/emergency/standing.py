"""Where the emergencies of a conversation stand, for whoever told them: what was said last, with the officer's words.

A silent message says only that something is new, and to ask here when it is safe: so here it is told, still without
naming what it is about.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from api.services.calendar.workdays import china_day
from api.services.emergency import words
from api.services.emergency.areas import EmergencyAreas
from api.services.emergency.households import of_household
from api.services.emergency.lifecycle import CLOSED, Telling
from api.services.emergency.reading import content
from conversations.inputs import EmergenciesFound, StatusFound
from conversations.messages import Message, say
from storage.emergency_rows import EmergencyEvent, EmergencyRow
from storage.unit import Unit

MOST = 5
DONE_FOR = timedelta(days=30)
"""So long after it was told, one that is done is still spoken of."""
_TOLD: Mapping[str, Telling] = {
    "see": words.seen, "grant": words.granted, "escalate": words.at_county, "pay": words.paid_part,
    "release": words.released, "decline": words.declined, "refer": words.referred, "transfer": words.transferred,
    "settle": words.settled,
}  # fmt: skip
_UNNUMBERED = ("see", "")
"""After these the message does not name its receipt."""


class EmergencyStanding:
    """Answers `status` for emergencies."""

    def __init__(self, areas: EmergencyAreas, clock: Callable[[], datetime]) -> None:
        self._areas = areas
        self._clock = clock

    def found(self, unit: Unit, conversation_id: str) -> EmergenciesFound:
        """Those that are open, and those told lately, newest first."""
        since = self._clock() - DONE_FOR
        rows = [
            row
            for row in reversed(unit.emergencies.of_conversation(conversation_id))
            if row.status not in CLOSED or row.submitted_at >= since
        ]
        return EmergenciesFound(tuple(self._standing(unit, row) for row in rows[:MOST]))

    def _standing(self, unit: Unit, row: EmergencyRow) -> StatusFound:
        last = next((one for one in reversed(unit.emergencies.events(row)) if one.action in _TOLD), None)
        action = last.action if last is not None else ""
        told = self._told(unit, row, last)
        if row.silent:
            return StatusFound(row.receipt, row.status, _quietly(told, row.status))
        message = of_household(_telling(row, action)(told), row)
        if action in _UNNUMBERED:
            message = say("编号 {receipt}：{message}", receipt=row.receipt, message=message)
        return StatusFound(row.receipt, row.status, message)

    def _told(self, unit: Unit, row: EmergencyRow, last: EmergencyEvent | None) -> words.Told:
        desk, said = self._areas.desk(row.area_code), content(last.note) if last is not None else {}
        note = said.get("reason" if last is not None and last.action == "decline" else "note", "")
        due = china_day(row.due_at) if row.status == "paid" and row.due_at is not None else None
        return words.Told(
            row.receipt, desk.name, desk.phone, note=str(note), due=due, refer_to=str(said.get("refer_to", "")),
            hours=self._areas.limits(unit, row.area_code).hours,
        )  # fmt: skip


def _telling(row: EmergencyRow, action: str) -> Telling:
    if action in ("pay", "release") and row.status == "paid":
        return words.paid
    return _TOLD.get(action, words.received)


def _quietly(told: words.Told, status: str) -> Message:
    """What may be read over a shoulder: how far it is, and what the officer wanted to be read."""
    stands = say("编号 {receipt}：{status}。", receipt=told.receipt, status=words.STATUSES[status])
    return say("{message}\n{note}", message=stands, note=told.note) if told.note else stands
