"""Taking an emergency down within the turn in which it is told: once, at the desk of the place, with its clock."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from api.services.bell import BELL
from api.services.emergency import words
from api.services.emergency.answers import (
    answers_of,
    corrected,
    dump,
    speaks_of_dying,
    told_again,
    with_more,
    without,
)
from api.services.emergency.areas import Desk, EmergencyAreas
from api.services.emergency.calling import AGAIN, HANDED, TOLD, call
from api.services.emergency.folding import CALL_NOW, MANY_A_DAY, rings
from api.services.emergency.households import of_household, same_household, same_rows
from api.services.emergency.kin import told_by_kin
from api.services.emergency.laying import lay_again, lay_down, marked
from api.services.emergency.lifecycle import CLOSED
from api.services.flags import flags_in, without_flags
from api.services.receipts import new_receipt
from conversations.answers import Json
from conversations.effects import AddToEmergency, FileEmergency
from conversations.inputs import Answered, EmergencyFiled, Input
from conversations.messages import Message
from storage.emergency_rows import EmergencyRow, NewEmergency
from storage.unit import Unit

RESIDENT = "resident"
DESK_BELL = "emergencies"
"""The bell at which the desks listen."""
TOLD_AGAIN, MANY, NO_PLACE, HELPED_BEFORE = "told_again", "many", "no_place", "helped_before"
SAME_FOR = timedelta(hours=2)
"""Told again within this time, and of the same kind, it is the same emergency."""


class EmergencyFiling:
    """Carries out what the short form wants. Never refuses: what looks like play is marked, and a person looks."""

    def __init__(self, areas: EmergencyAreas, clock: Callable[[], datetime]) -> None:
        self._areas = areas
        self._clock = clock

    def file(self, unit: Unit, conversation_id: str, heard: Input, wanted: FileEmergency) -> EmergencyFiled:
        """A receipt and whom to call. The same emergency told again keeps its receipt."""
        before = unit.emergencies.of_conversation(conversation_id)
        known = next((row for row in before if row.number == wanted.number), None)
        if known is not None:
            return EmergencyFiled(known.receipt, self._messages(unit, known))
        same = self._same(unit, before, wanted, heard.at)
        if same is not None:
            return self._again(unit, same, wanted)
        desk = self._areas.desk(wanted.area_code, wanted.home)
        limits = self._areas.limits(unit, desk.area_code)
        what = str(wanted.answers.get("emergency.what", ""))
        row = unit.emergencies.file(
            NewEmergency(
                receipt=new_receipt("JN", heard.at, unit.emergencies.by_receipt),
                conversation_id=conversation_id,
                number=wanted.number,
                area_code=desk.area_code,
                county_code=desk.county_code,
                what=what,
                origin="telegram" if heard.channel == "telegram" else "web",
                flags=json.dumps(_flags(desk, before, wanted.answers, heard.at)),
                silent=what == "violence",
                phone=_text(wanted.answers, "emergency.phone"),
                answers=dump(wanted.answers),
                submitted_at=heard.at,
                due_at=heard.at + timedelta(hours=limits.hours),
                sender=heard.sender or None,
            ),
            "received",
        )
        unit.emergencies.note(row, actor=RESIDENT, action="tell", status="received")
        if any(one.granted and same_rows(one, row) for one in unit.emergencies.like(row)):
            row = marked(unit, row, HELPED_BEFORE)
        if rings(_laid(unit, row)):
            call(unit, row, TOLD, heard.at)
        unit.notify(BELL, DESK_BELL)
        return EmergencyFiled(row.receipt, self._messages(unit, row))

    def add(self, unit: Unit, wanted: AddToEmergency) -> Answered:
        """What was answered after it was filed."""
        row = unit.emergencies.by_receipt(wanted.receipt, for_update=True)
        if row is None:
            return Answered(())
        if wanted.lost:
            self._lose(unit, row, wanted.lost)
            return Answered(())
        # Papers come when the conversation no longer holds the other answers: what is there stays.
        more = wanted.papers or wanted.more
        answers = with_more(row, wanted.answers) if more else corrected(row, wanted.answers)
        if answers != json.loads(row.answers):
            # A question that was passed over adds nothing.
            unit.emergencies.tell_anew(row, dump(answers), _text(answers, "emergency.phone"))
            before, row = row, _marked(unit, row, answers)
            action = "papers" if wanted.papers else "add"
            unit.emergencies.note(row, actor=RESIDENT, action=action, status=row.status)
            self._put_right(unit, row, answers, wanted.area_code)
            laid = lay_again(unit, row)
            told_by_kin(unit, row)
            self._call_for_more(unit, before, laid)
            unit.notify(BELL, DESK_BELL)
        return Answered(())

    def _call_for_more(self, unit: Unit, before: EmergencyRow, now: EmergencyRow, *, again: bool = False) -> None:
        """Whoever is on duty is called where it belongs elsewhere by what was added, says something of its own by now,
        or was told `again`.
        """
        if not rings(now):
            return
        if now.area_code != before.area_code:
            call(unit, now, f"{HANDED}:put_right:{now.area_code}", self._clock())
        elif not rings(before):
            call(unit, now, TOLD, self._clock())
        elif CALL_NOW in flags_in(now.flags) and CALL_NOW not in flags_in(before.flags):
            call(unit, now, f"{AGAIN}:{CALL_NOW}", self._clock())
        elif again:
            call(unit, now, AGAIN, self._clock())

    def _lose(self, unit: Unit, row: EmergencyRow, lost: tuple[str, ...]) -> None:
        """Photos that never came: the desk shall not wait for them."""
        answers = without(row, lost)
        if answers != json.loads(row.answers):
            unit.emergencies.tell_anew(row, dump(answers), _text(answers, "emergency.phone"))
            unit.notify(BELL, DESK_BELL)

    def _put_right(self, unit: Unit, row: EmergencyRow, answers: Mapping[str, Json], area_code: str | None) -> None:
        """What was corrected after it was filed: what it is, that it must be silent, and, before help began, where."""
        what = _text(answers, "emergency.what") or row.what
        if what != row.what:
            unit.emergencies.set(row, what=what, silent=row.silent or what == "violence")
        desk = self._areas.desk(area_code) if area_code is not None else None
        if desk is not None and desk.area_code != row.area_code and row.status in ("received", "seen"):
            flags = row.flags if desk.unknown else without_flags(row.flags, (NO_PLACE,))
            unit.emergencies.set(row, area_code=desk.area_code, county_code=desk.county_code, flags=flags)

    def _same(self, unit: Unit, before: list[EmergencyRow], wanted: FileEmergency, at: datetime) -> EmergencyRow | None:
        """The one that is told again, held: of the same kind, told lately, not of another place."""
        for one in reversed(before):
            if self._is_same(one, wanted, at):
                row = unit.emergencies.by_receipt(one.receipt, for_update=True)
                if row is not None and self._is_same(row, wanted, at) and not self._is_elsewhere(unit, row, wanted):
                    return row
        return None

    def _is_same(self, row: EmergencyRow, wanted: FileEmergency, at: datetime) -> bool:
        recent = at - row.submitted_at <= SAME_FOR and row.status not in CLOSED
        if not same_household(answers_of(row), wanted.answers):
            return False
        return recent and row.what == str(wanted.answers.get("emergency.what", ""))

    def _is_elsewhere(self, unit: Unit, row: EmergencyRow, wanted: FileEmergency) -> bool:
        """Whether this is told of another township: then that one has to know. Where staff handed it on, they know."""
        desk = self._areas.desk(wanted.area_code) if wanted.area_code is not None else None
        if desk is None or desk.unknown or NO_PLACE in flags_in(row.flags):
            return False
        if desk.area_code.startswith(row.area_code) or row.area_code.startswith(desk.area_code):
            return False
        return all(one.action != "transfer" for one in unit.emergencies.events(row))

    def _again(self, unit: Unit, row: EmergencyRow, wanted: FileEmergency) -> EmergencyFiled:
        """What is told now stands over what was told before; that it was told again staff see."""
        answers = told_again(row, wanted.answers)
        unit.emergencies.tell_anew(row, dump(answers), _text(answers, "emergency.phone"))
        before, row = row, marked(unit, _marked(unit, row, answers), TOLD_AGAIN)
        unit.emergencies.note(row, actor=RESIDENT, action="tell", status=row.status)
        self._put_right(unit, row, answers, wanted.area_code)
        laid = lay_again(unit, row)
        told_by_kin(unit, row)
        self._call_for_more(unit, before, laid, again=True)
        unit.notify(BELL, DESK_BELL)
        return EmergencyFiled(row.receipt, self._messages(unit, laid, again=True))

    def _messages(self, unit: Unit, row: EmergencyRow, *, again: bool = False) -> tuple[Message, ...]:
        desk = self._areas.desk(row.area_code)
        told = words.Told(row.receipt, desk.name, desk.phone, hours=self._areas.limits(unit, row.area_code).hours)
        if row.silent:
            return (words.received_silently(told), words.rescue())
        answers, flags = answers_of(row), flags_in(row.flags)
        if CALL_NOW in flags:
            return (words.received_with_company(told),)
        if again:
            return (of_household(words.again(told), row),)
        needs = answers.get("emergency.need") or []
        stranded = row.what == "stranded" or (isinstance(needs, list) and "shelter" in needs)
        received = of_household((words.received_unplaced if NO_PLACE in flags else words.received)(told), row)
        return (received, words.rescue()) if stranded else (received,)


def _laid(unit: Unit, row: EmergencyRow) -> EmergencyRow:
    """Under its line; and whoever is of the family is known before anybody is called."""
    laid = lay_down(unit, row)
    told_by_kin(unit, row)
    return laid


def _marked(unit: Unit, row: EmergencyRow, answers: Mapping[str, Json]) -> EmergencyRow:
    """What more was told may change how it is to be seen: who it is, by the phone; that somebody speaks of dying."""
    now = replace(row, phone_index=unit.emergencies.phone_index(_text(answers, "emergency.phone")))
    known = now.phone_index != row.phone_index and any(
        one.granted and same_rows(one, now) for one in unit.emergencies.like(now)
    )
    marks = ((HELPED_BEFORE, known), (CALL_NOW, speaks_of_dying(answers)))
    return marked(unit, row, *(mark for mark, holds in marks if holds))


def _flags(desk: Desk, before: list[EmergencyRow], answers: Mapping[str, Json], at: datetime) -> list[str]:
    today = [row for row in before if at - row.submitted_at <= timedelta(days=1)]
    marks = ((CALL_NOW, speaks_of_dying(answers)), (NO_PLACE, desk.unknown), (MANY, len(today) >= MANY_A_DAY))
    return [mark for mark, holds in marks if holds]


def _text(answers: Mapping[str, Json], key: str) -> str | None:
    value = answers.get(key)
    return value if isinstance(value, str) else None
