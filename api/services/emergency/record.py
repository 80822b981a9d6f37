"""急难救助登记表: person, reason, amount and signature of one emergency on a sheet to be signed (师市方案 三（三）).

What is known stands on it, what is not is left for the hand; once it is settled the sheet says what was registered.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from api.errors import ServiceError, or_raise
from api.services.emergency.answers import answers_of
from api.services.emergency.areas import EmergencyAreas
from api.services.emergency.meanwhile import names_of
from api.services.emergency.reading import content, not_found, within
from api.services.emergency.words import METHODS, TIERS, WHATS, yuan
from api.services.printing.capitals import capitals
from api.services.printing.cells import amount, day, moment
from api.services.printing.desk import Printed
from api.services.printing.press import Press, Sheet
from api.services.printing.terms import ORIGIN
from api.services.staffing.permissions import refused_to_print
from api.services.staffing.staff import StaffMember
from conversations.answers import Json
from conversations.form.emergency import ASSUMED
from conversations.form.emergency.words import NEED, WHEN
from conversations.form.kinds import OptionWords
from conversations.messages import Message
from storage.database import Database
from storage.emergency_rows import EmergencyEvent, EmergencyRow
from storage.unit import Unit

_PEOPLE = {"4": "4 人或更多"}


@dataclass(frozen=True, slots=True)
class _Read:
    row: EmergencyRow
    events: Sequence[EmergencyEvent]
    names: Mapping[str, str]

    def last(self, action: str) -> EmergencyEvent | None:
        return next((one for one in reversed(self.events) if one.action == action), None)

    def by(self, event: EmergencyEvent) -> str:
        return self.names.get(event.actor, event.actor)


class EmergencyPrinting:
    """Puts emergencies on paper. Names and phone are on it in full, so who printed is written down."""

    def __init__(
        self,
        database: Database,
        areas: EmergencyAreas,
        say: Callable[[Message], str],
        clock: Callable[[], datetime],
        press: Press,
    ) -> None:
        """`say` puts messages into Chinese."""
        self._database = database
        self._areas = areas
        self._say = say
        self._clock = clock
        self._press = press

    async def record(self, staff: StaffMember, receipt: str) -> Printed:
        """The sheet of an emergency in one's area. Raises NotFound, Forbidden to a role that prints nothing, TooMany."""
        read = or_raise(await self._database.run(lambda unit: self._read(unit, staff, receipt)))
        now = self._clock()
        return Printed(
            f"{read.row.receipt}-record.pdf", await self._press.pdf(Sheet("emergency", self._data(read), now))
        )

    def _read(self, unit: Unit, staff: StaffMember, receipt: str) -> _Read | ServiceError:
        row = within(unit, staff, receipt)
        if row is None:
            return not_found()
        if (refused := refused_to_print(staff)) is not None:
            return refused
        unit.audit.note(staff.username, "emergency.print", row.receipt, row.area_code)
        events = unit.emergencies.events(row)
        return _Read(row, events, names_of(unit, (one.actor for one in events)))

    def _data(self, read: _Read) -> dict[str, object]:
        row, answers = read.row, answers_of(read.row)
        return {
            "receipt": row.receipt,
            "county": self._areas.county(row.area_code),
            "area": self._areas.desk(row.area_code).name,
            "printed": f"{moment(self._clock())} 打印",
            "told": moment(row.submitted_at),
            "origin": ORIGIN.get(row.origin, row.origin),
            "papers": day(row.due_at) if row.status == "paid" and row.due_at is not None else "",
            **self._told(row, answers),
            **_registered(read),
            **self._granted(read),
            **self._paid(read),
        }

    def _told(self, row: EmergencyRow, answers: Mapping[str, Json]) -> dict[str, str]:
        needs = answers.get("emergency.need")
        words = [self._option(NEED, one) for one in needs] if isinstance(needs, list) else []
        own = answers.get("emergency.need_words")
        # What nobody has answered is left to be written by hand.
        assumed = answers.get(ASSUMED)
        asked = {key: one for key, one in answers.items() if not isinstance(assumed, list) or key not in assumed}
        people = str(asked.get("emergency.affected") or "")
        return {
            "what": self._say(WHATS.get(row.what, WHATS["other"])),
            "when": self._option(WHEN, asked.get("emergency.when")),
            "place": _place(answers.get("emergency.place"), self._areas),
            "needs": "、".join(dict.fromkeys((*words, *([own] if isinstance(own, str) and own else [])))),
            "people": (_PEOPLE.get(people) or (f"{people} 人" if people.isdecimal() else people)),
            "phone": str(answers.get("emergency.phone") or ""),
        }

    def _option(self, known: Sequence[OptionWords], value: Json) -> str:
        found = next((one.label for one in known if one.value == value), None)
        return self._say(found) if found is not None else str(value or "")

    def _granted(self, read: _Read) -> dict[str, str]:
        row, step = read.row, read.last("grant")
        if step is None or not row.granted:
            return dict.fromkeys(("granted", "granted-words", "tier", "granted-by", "granted-at"), "")
        return {
            "granted": _sum(row.granted),
            "granted-words": capitals(row.granted),
            # Where there are no tiers, no line is left to be filled in.
            "tier": self._say(TIERS[row.tier]) if row.tier else "" if self._areas.has_tiers(row.area_code) else "—",
            "granted-by": read.by(step),
            "granted-at": moment(step.at),
        }

    def _paid(self, read: _Read) -> dict[str, object]:
        rows = [
            [moment(one.at), *self._payment(content(one.note)), read.by(one)]
            for one in read.events
            if one.action == "pay"
        ]
        paid = read.row.paid
        return {"paid": rows, "paid-sum": _sum(paid) if paid else "", "paid-words": capitals(paid) if paid else ""}

    def _payment(self, said: Mapping[str, object]) -> list[str]:
        paid, method = said.get("amount"), str(said.get("method", ""))
        how = self._say(METHODS[method]) if method in METHODS else method
        return [_sum(paid) if isinstance(paid, int) else "", how, str(said.get("reference", ""))]


def _registered(read: _Read) -> dict[str, str]:
    step = read.last("settle")
    said = content(step.note) if step is not None else {}
    return {"person": str(said.get("person", "")), "reason": str(said.get("reason", ""))}


def _place(value: Json, areas: EmergencyAreas) -> str:
    if isinstance(value, dict):
        return f"北纬 {value.get('lat')}，东经 {value.get('lon')}"
    text = str(value or "")
    return areas.desk(text).name if text.isdecimal() else text


def _sum(fen: int) -> str:
    return amount(str(yuan(fen)))
