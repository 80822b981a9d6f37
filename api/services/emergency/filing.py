"""Taking an emergency down within the turn in which it is told: once, at the desk of the place, with its clock."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from api.services.bell import BELL
from api.services.emergency import words
from api.services.emergency.areas import Desk, EmergencyAreas
from api.services.emergency.calling import AGAIN, HANDED, TOLD, call
from api.services.emergency.folding import CALL_NOW, MANY_A_DAY, rings
from api.services.emergency.households import of_household, same_household, same_rows
from api.services.emergency.kin import told_by_kin
from api.services.emergency.laying import lay_again, lay_down, marked
from api.services.flags import flags_in
from api.services.receipts import new_receipt
from conversations.answers import Json
from conversations.dangers import danger_in
from conversations.effects import AddToEmergency, FileEmergency
from conversations.form.emergency import WHAT
from conversations.inputs import Answered, EmergencyFiled, Input
from conversations.messages import Message
from storage.emergency_rows import EmergencyRow, NewEmergency
from storage.unit import Unit

RESIDENT = "resident"
DESK_BELL = "emergencies"
"""The bell at which the desks listen; with the area code behind it."""
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
        same = next((row for row in reversed(before) if self._is_same(row, wanted, heard.at)), None)
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
        answers = _with_papers(row, wanted.answers) if wanted.papers or wanted.more else wanted.answers
        if dict(answers) != json.loads(row.answers):
            # A question that was passed over adds nothing.
            unit.emergencies.tell_anew(row, dump(answers), _text(answers, "emergency.phone"))
            row = _marked_if_helped(unit, row, _text(answers, "emergency.phone"))
            action = "papers" if wanted.papers else "add"
            unit.emergencies.note(row, actor=RESIDENT, action=action, status=row.status)
            self._put_right(unit, row, answers, wanted.area_code)
            laid = lay_again(unit, row)
            told_by_kin(unit, row)
            self._call_for_more(unit, row, laid)
            unit.notify(BELL, DESK_BELL)
        return Answered(())

    def _call_for_more(self, unit: Unit, before: EmergencyRow, now: EmergencyRow) -> None:
        """Whoever is on duty is called where it belongs elsewhere, or says something of its own, by what was added."""
        if rings(now) and now.area_code != before.area_code:
            call(unit, now, f"{HANDED}:put_right:{now.area_code}", self._clock())
        elif rings(now) and not rings(before):
            call(unit, now, TOLD, self._clock())

    def _lose(self, unit: Unit, row: EmergencyRow, lost: tuple[str, ...]) -> None:
        """Photos that never came: the desk shall not wait for them."""
        before: dict[str, Json] = json.loads(row.answers)
        answers = {key: _without(value, lost) for key, value in before.items()}
        if answers != before:
            unit.emergencies.tell_anew(row, dump(answers), _text(answers, "emergency.phone"))
            unit.notify(BELL, DESK_BELL)

    def _put_right(self, unit: Unit, row: EmergencyRow, answers: Mapping[str, Json], area_code: str | None) -> None:
        """What was corrected after it was filed: what it is, that it must be silent, and, before help began, where."""
        what = _text(answers, "emergency.what") or row.what
        if what != row.what:
            unit.emergencies.set(row, what=what, silent=row.silent or what == "violence")
        desk = self._areas.desk(area_code) if area_code is not None else None
        if desk is not None and desk.area_code != row.area_code and row.status in ("received", "seen"):
            unit.emergencies.set(row, area_code=desk.area_code, county_code=desk.county_code)

    def _is_same(self, row: EmergencyRow, wanted: FileEmergency, at: datetime) -> bool:
        recent = at - row.submitted_at <= SAME_FOR and row.status not in ("settled", "declined")
        if not same_household(json.loads(row.answers), wanted.answers):
            return False
        return recent and row.what == str(wanted.answers.get("emergency.what", ""))

    def _again(self, unit: Unit, row: EmergencyRow, wanted: FileEmergency) -> EmergencyFiled:
        """What is told now is the newest; that it was told again staff see."""
        unit.emergencies.tell_anew(row, dump(wanted.answers), _text(wanted.answers, "emergency.phone"))
        laid = lay_again(unit, marked(unit, row, TOLD_AGAIN))
        told_by_kin(unit, row)
        unit.emergencies.note(row, actor=RESIDENT, action="tell", status=row.status)
        if rings(laid):
            call(unit, row, AGAIN if rings(row) else TOLD, self._clock())
        desk = self._areas.desk(row.area_code)
        again = words.again(words.Told(row.receipt, desk.name, desk.phone))
        return EmergencyFiled(row.receipt, (of_household(again, row),))

    def _messages(self, unit: Unit, row: EmergencyRow) -> tuple[Message, ...]:
        desk = self._areas.desk(row.area_code)
        told = words.Told(row.receipt, desk.name, desk.phone, hours=self._areas.limits(unit, row.area_code).hours)
        if row.silent:
            return (words.received_silently(told), words.rescue())
        answers: dict[str, Json] = json.loads(row.answers)
        flags = flags_in(row.flags)
        if CALL_NOW in flags:
            return (words.received_with_company(told),)
        needs = answers.get("emergency.need") or []
        stranded = row.what == "stranded" or (isinstance(needs, list) and "shelter" in needs)
        received = of_household((words.received_unplaced if NO_PLACE in flags else words.received)(told), row)
        return (received, words.rescue()) if stranded else (received,)


def _laid(unit: Unit, row: EmergencyRow) -> EmergencyRow:
    """Under its line; and whoever is of the family is known before anybody is called."""
    laid = lay_down(unit, row)
    told_by_kin(unit, row)
    return laid


def _marked_if_helped(unit: Unit, row: EmergencyRow, phone: str | None) -> EmergencyRow:
    """The phone comes after the filing: only then it is known that this family was helped before."""
    now = replace(row, phone_index=unit.emergencies.phone_index(phone))
    helped = any(one.granted and same_rows(one, now) for one in unit.emergencies.like(now))
    if now.phone_index == row.phone_index or not helped:
        return row
    return marked(unit, row, HELPED_BEFORE)


def dump(answers: Mapping[str, Json]) -> str:
    """Answers as they are sealed."""
    return json.dumps(dict(answers), ensure_ascii=False, separators=(",", ":"))


def _with_papers(row: EmergencyRow, papers: Mapping[str, Json]) -> Mapping[str, Json]:
    """All answers, the photos of each paper, and further words, after those that came before."""
    answers: dict[str, Json] = json.loads(row.answers)
    for key, photos in papers.items():
        before = answers.get(key)
        if not isinstance(photos, list):
            answers[key] = photos
            continue
        every = [*(before if isinstance(before, list) else ()), *photos]
        answers[key] = list(dict.fromkeys(one for one in every if isinstance(one, str)))
    return answers


def _without(value: Json, lost: tuple[str, ...]) -> Json:
    return [one for one in value if one not in lost] if isinstance(value, list) else value


def _flags(desk: Desk, before: list[EmergencyRow], answers: Mapping[str, Json], at: datetime) -> list[str]:
    today = [row for row in before if at - row.submitted_at <= timedelta(days=1)]
    dying = danger_in(str(answers.get(f"{WHAT}_words", ""))) == "self_harm"
    marks = ((CALL_NOW, dying), (NO_PLACE, desk.unknown), (MANY, len(today) >= MANY_A_DAY))
    return [mark for mark, holds in marks if holds]


def _text(answers: Mapping[str, Json], key: str) -> str | None:
    value = answers.get(key)
    return value if isinstance(value, str) else None
