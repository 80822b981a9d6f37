"""The texts that residents sign, by version: drafted by one, approved by another, in force from a day on, kept."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from api.errors import BadInput, Conflict, Fault, Forbidden, NotFound, ServiceError, or_raise
from api.services.calendar.workdays import china_day
from api.services.staffing.permissions import may, require
from api.services.staffing.staff import StaffMember
from api.services.texts import DatedText, Texts
from conversations.messages import Message, say
from conversations.world import TextVersion
from storage.database import Database
from storage.repositories.wording import TextRow
from storage.unit import Unit

TEXTS = "texts"
"""The channel on which every process hears of a version that was put in force, whole."""
NAMES: dict[str, Message] = {"notice": say("告知书"), "pledge": say("诚信承诺书"), "authorization": say("核查授权书")}
# Together they must fit into one notice to the other processes.
MOST_WORDS, MOST_READING = 1_200, 2_000
_READING = "en"


@dataclass(frozen=True, slots=True)
class Draft:
    """A version as typed: which text, its words, the same in English to be read alongside, its first day."""

    name: str = "pledge"
    words: str = ""
    reading: str = ""
    since: str = ""


def kept_texts(unit: Unit) -> list[DatedText]:
    """The versions that were put in force."""
    return [_dated(row) for row in unit.wording.texts() if row.state == "approved"]


def told(payload: str) -> DatedText:
    """A version as another process told it."""
    name, version, since, words, readings = json.loads(payload)
    return DatedText(TextVersion(name, version, words, readings), date.fromisoformat(since))


class TextDesk:
    """What staff do with the texts. They hold for the whole installation. `texts` is told of what is put in force."""

    def __init__(self, database: Database, texts: Texts, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._texts = texts
        self._clock = clock

    async def listed(self, staff: StaffMember) -> tuple[DatedText, ...]:
        """Every version that holds, held or will hold. Raises Forbidden."""
        _may_read(staff)
        self._texts.keep(await self._database.read(kept_texts))
        return self._texts.all()

    async def waiting(self, staff: StaffMember) -> list[tuple[TextRow, tuple[str, ...]]]:
        """What waits for a second person, each with what this one may do about it."""
        _may_read(staff)
        rows = await self._database.read(lambda unit: [one for one in unit.wording.texts() if one.state == "waiting"])
        return [(row, _decisions(row, staff)) for row in rows]

    async def draft(self, staff: StaffMember, draft: Draft) -> int:
        """A new version that waits for a second person. Raises Forbidden, BadInput, Conflict."""
        require(staff, "texts")
        since = self._checked(draft)
        readings = {_READING: draft.reading.strip()} if draft.reading.strip() else {}

        def work(unit: Unit) -> int | ServiceError:
            rows = [one for one in unit.wording.texts() if one.name == draft.name]
            if any(one.state == "waiting" and one.since == since for one in rows):
                return Conflict("since", say("请先看一下等着复核的：同一份文字、同一天起用的，已经有一版在等。"))
            known = {one.version for one in rows} | {one.text.version for one in self._texts.all()}
            version = _free(since.isoformat(), known)
            words = draft.words.strip().replace("\r\n", "\n")
            number = unit.wording.enter(draft.name, version, words, json.dumps(readings), since, staff.username)
            detail = {"version": version, "from": since.isoformat()}
            unit.audit.note(staff.username, "text_drafted", f"{draft.name} {version}", detail=detail)
            return number

        return or_raise(await self._database.run(work))

    async def decide(self, staff: StaffMember, number: int, decision: str) -> None:
        """`approve`, `decline` what another drafted, `take_back` one's own. Raises Forbidden, Conflict, NotFound."""
        _may_read(staff)
        or_raise(await self._database.run(lambda unit: self._decide(unit, staff, number, decision)))
        self._texts.keep(await self._database.read(kept_texts))

    def _decide(self, unit: Unit, staff: StaffMember, number: int, decision: str) -> ServiceError | None:
        row = unit.wording.text(number)
        if row is None:
            return NotFound("text", say("请刷新页面：没有这一版。"))
        if decision not in _decisions(row, staff):
            return Forbidden("decision", say("请另一位有权限的同事来复核；自己起草的，只能自己撤回。"))
        if row.state != "waiting":
            return Conflict("state", say("请刷新页面：这一版已经有人处理过了。"))
        if decision == "approve" and row.since <= self._today():
            return Conflict("since", say("请退回重拟：起用的日子已经到了，新的文字要从以后的一天起用。"))
        state = {"approve": "approved", "decline": "declined", "take_back": "taken_back"}[decision]
        unit.wording.decide(number, state, staff.username)
        unit.audit.note(
            staff.username, f"text_{decision}", f"{row.name} {row.version}", detail={"version": row.version}
        )
        if decision == "approve":
            whole = [row.name, row.version, row.since.isoformat(), row.words, json.loads(row.readings)]
            unit.notify(TEXTS, json.dumps(whole, ensure_ascii=False))
        return None

    def _checked(self, draft: Draft) -> date:
        faults: list[Fault] = []
        since = date.min
        if draft.name not in NAMES:
            faults.append(Fault("name", say("请选一份文字。")))
        if not 10 <= len(draft.words.strip()) <= MOST_WORDS:
            faults.append(Fault("words", say("请写 10 到 {most} 个字。", most=MOST_WORDS)))
        if len(draft.reading.encode()) > MOST_READING:
            faults.append(Fault("reading", say("请把英文对照写短一点，2000 个字母以内。")))
        try:
            since = date.fromisoformat(draft.since)
        except ValueError:
            faults.append(Fault("since", say("请填从哪一天起用。")))
        else:
            if since <= self._today():
                faults.append(Fault("since", say("请选明天或者以后的一天：今天已经有人按现在的文字签了。")))
        if faults:
            raise BadInput.of(tuple(faults))
        return since

    def _today(self) -> date:
        return china_day(self._clock())


def _may_read(staff: StaffMember) -> None:
    if not (may(staff, "texts") or may(staff, "audit")):
        require(staff, "approve_texts")


def _decisions(row: TextRow, staff: StaffMember) -> tuple[str, ...]:
    if row.entered_by == staff.username:
        return ("take_back",)
    return ("approve", "decline") if may(staff, "approve_texts") else ()


def _free(wanted: str, known: set[str]) -> str:
    """The day as the name of the version; a second one of a day gets a number."""
    numbered = (wanted, *(f"{wanted}-{n}" for n in range(2, len(known) + 3)))
    return next(one for one in numbered if one not in known)


def _dated(row: TextRow) -> DatedText:
    return DatedText(TextVersion(row.name, row.version, row.words, json.loads(row.readings)), row.since)
