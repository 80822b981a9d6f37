"""Bringing a list: read, matched and shown first; only when somebody confirms it do its findings join the work list.

Matched by blind index alone, within the area of who brings it. Rows that match nobody are kept nowhere.
"""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from api.errors import BadInput, Conflict, Fault, Forbidden, NotFound, ServiceError, or_raise
from api.services.calendar.workdays import china_day
from api.services.filed_json import load_answers
from api.services.monitoring.detail import Detail, Listed, read_detail
from api.services.monitoring.kinds import BY_CODE, ListKind
from api.services.monitoring.list_files import BadRow, ListRow, UnreadableList, read_list
from api.services.monitoring.matching import Found, differs, handling_for, known_already, newest
from api.services.monitoring.sorting import HANDLINGS, Handling
from api.services.monitoring.watching import Watching
from api.services.review.actions import printable
from api.services.review.masks import mask_name
from api.services.review.within import within
from api.services.staffing.permissions import may
from api.services.staffing.staff import StaffMember
from conversations.messages import say
from storage.database import Database
from storage.repositories.checked import GONE
from storage.repositories.imports import ImportRow, NewImport
from storage.rows import DeclarationRow
from storage.unit import Unit

__all__ = ["Hit", "ImportRow", "Lists", "Preview", "may_bring"]
LONGEST_DEPARTMENT = 100
KEPT = timedelta(days=1)
"""How long a list that was read waits for its confirmation."""
SHOWN = 200
AT_ONCE = 200
LATEST = 50
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding as it is shown before anything takes effect; the name is masked. `known`: it is on the list already."""

    receipt: str
    name: str
    place: str
    handling: str
    detail: Listed
    known: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What a list would bring. `declared`: matched, and known from the declaration or below the line."""

    row: ImportRow
    bad: tuple[BadRow, ...]
    unused: tuple[str, ...]
    hits: tuple[Hit, ...]
    declared: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """A finding as it waits: nothing of it can be read without the keys."""

    declaration_id: int
    handling: Handling
    key: str
    listed: Listed


class Lists:
    """Lists of other departments. Each method takes who asks."""

    def __init__(
        self,
        database: Database,
        watching: Watching,
        named: Callable[[str], str],
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._watching = watching
        self._named = named
        self._clock = clock

    async def bring(self, staff: StaffMember, kind: str, department: str, as_of: str, content: bytes) -> Preview:
        """Read and match a list; nothing takes effect. Raises Forbidden, BadInput (also for a file as a whole)."""
        _may_bring(staff)
        today = china_day(self._clock())
        known, day = _checked(kind, department, as_of, content, today)
        try:
            # Large lists take seconds to read: not in the loop that answers everybody.
            found = await asyncio.to_thread(read_list, known, content, today)
        except UnreadableList as error:
            raise BadInput.of((error.fault,)) from None
        office = printable(department).strip()
        matched = await self._database.read(lambda unit: self._matched(unit, staff, known, found.rows))
        entries, hits, declared = await self._weighed(known, matched, office, day)
        fresh = sum(not hit.known for hit in hits)
        new = NewImport(
            kind, office, day, staff.scope.prefix or "", staff.username, self._clock(),
            len(found.rows) + len(found.bad), len(found.bad), len(matched), fresh, _dumped(entries),
        )  # fmt: skip
        row = await self._database.run(lambda unit: _kept(unit, new, self._clock() - KEPT))
        return Preview(row, found.bad, found.unused, tuple(hits[:SHOWN]), declared)

    async def confirm(self, staff: StaffMember, number: int) -> ImportRow:
        """Put what it found on the work list, once. Raises Forbidden, NotFound, Conflict."""
        _may_bring(staff)
        row = or_raise(await self._database.read(lambda unit: _waiting(unit, staff, number)))
        entries = _loaded(row.body or b"[]")
        fresh = 0
        for start in range(0, len(entries), AT_ONCE):
            noted = partial(self._noted, staff=staff, entries=entries[start : start + AT_ONCE])
            fresh += await self._database.run(noted)
        return or_raise(await self._database.run(lambda unit: _settled(unit, staff, number, "taken", fresh)))

    async def drop(self, staff: StaffMember, number: int) -> ImportRow:
        """Forget it. Raises Forbidden, NotFound, Conflict."""
        _may_bring(staff)
        return or_raise(await self._database.run(lambda unit: _settled(unit, staff, number, "dropped", 0)))

    async def brought(self, staff: StaffMember) -> tuple[ImportRow, ...]:
        """The newest lists of one's area: which, who brought them, when, what came of them."""
        rows = await self._database.read(lambda unit: unit.imports.latest(staff.scope, LATEST))
        return tuple(rows)

    def _matched(self, unit: Unit, staff: StaffMember, kind: ListKind, rows: Sequence[ListRow]) -> list[Found]:
        matches = unit.imports.people([row.id_number for row in rows])
        standing = {number: row for number in {one.declaration_id for one in matches}
                    if (row := _standing(unit, staff, number)) is not None}  # fmt: skip
        return newest(matches, rows, standing, kind)

    async def _weighed(
        self, kind: ListKind, matched: list[Found], department: str, day: date
    ) -> tuple[list[_Entry], list[Hit], int]:
        """What is news, some hundred at a time so that no snapshot is held long."""
        entries: list[_Entry] = []
        hits: list[Hit] = []
        for start in range(0, len(matched), AT_ONCE):
            some = matched[start : start + AT_ONCE]
            weighed = partial(self._some, kind=kind, some=some, department=department, day=day)
            for entry, hit in await self._database.read(weighed):
                entries.append(entry)
                hits.append(hit)
        return entries, hits, len(matched) - len(hits)

    def _some(
        self, unit: Unit, kind: ListKind, some: Sequence[Found], department: str, day: date
    ) -> list[tuple[_Entry, Hit]]:
        weighed = (self._one(unit, kind, found, department, day) for found in some)
        return [one for one in weighed if one is not None]

    def _one(self, unit: Unit, kind: ListKind, found: Found, department: str, day: date) -> tuple[_Entry, Hit] | None:
        declaration = found.declaration
        version = unit.declarations.version(declaration.id, declaration.version)
        if version is None:
            return None
        answers = load_answers(version.answers)["answers"]
        settlement = answers.get("settlement")
        lines = self._watching.lines(unit, declaration, settlement if isinstance(settlement, str) else None)
        if known_already(kind, found, answers, lines):
            return None
        facts = found.row.facts
        listed = Listed(kind.code, department, day.isoformat(), found.role, facts, differs(found, answers))
        # The same list brought again finds the same: a row without a day counts once a year.
        since = found.row.since.isoformat() if found.row.since is not None else str(day.year)
        person = unit.keyring.blind("monitoring person", found.row.id_number).hex()
        key = f"list|{kind.code}|{person}|{since}"
        handling = handling_for(kind, found, answers)
        known = unit.cases.known(declaration.id, key)
        hit = Hit(
            declaration.receipt, mask_name(declaration.applicant_name), self._named(declaration.area_code),
            handling, listed, known,
        )  # fmt: skip
        return _Entry(declaration.id, handling, key, listed), hit

    def _noted(self, unit: Unit, staff: StaffMember, entries: Sequence[_Entry]) -> int:
        fresh = 0
        for entry in entries:
            row = _standing(unit, staff, entry.declaration_id, for_update=True)
            if row is not None:
                detail = Detail(listed=entry.listed)
                fresh += self._watching.note(unit, row, entry.handling, "list", "listed", entry.key, detail)
        return fresh


def _standing(unit: Unit, staff: StaffMember, number: int, *, for_update: bool = False) -> DeclarationRow | None:
    """The declaration, if it stands, lies within the area of who asks, and is not of their own family."""
    known = None if unit.recusals.kept(staff.id, number) else unit.declarations.by_id(number)
    row = within(unit, staff, known.receipt, for_update=for_update) if known is not None else None
    return row if row is not None and row.status not in GONE else None


def _kept(unit: Unit, new: NewImport, before: datetime) -> ImportRow:
    unit.imports.forget(before)
    number = unit.imports.add(new)
    row = unit.imports.get(number)
    if row is None:
        raise LookupError("an import that was just kept is not there")
    return row


def _waiting(unit: Unit, staff: StaffMember, number: int, *, for_update: bool = False) -> ImportRow | ServiceError:
    row = unit.imports.get(number, for_update=for_update) if 0 < number < 10**_MOST_DIGITS else None
    if row is None or row.by != staff.username or staff.scope.prefix != row.area_code:
        return NotFound("import", say("请再看一下：这里没有您等着确认的这份名单。"))
    if row.state != "preview":
        return Conflict("import", say("请回到名单页看看：这份名单已经处理过了，要用就再导入一次。"))
    return row


def _settled(unit: Unit, staff: StaffMember, number: int, state: str, fresh: int) -> ImportRow | ServiceError:
    row = _waiting(unit, staff, number, for_update=True)
    if isinstance(row, ServiceError):
        return row
    unit.imports.settle(number, state, fresh)
    return unit.imports.get(number) or row


def may_bring(staff: StaffMember) -> bool:
    """Whether they may bring lists: those who handle what is found."""
    return may(staff, "act") and staff.scope.prefix is not None


def _may_bring(staff: StaffMember) -> None:
    if not may_bring(staff):
        raise Forbidden("imports", say("名单请乡镇或县里的经办人员来导入，您的账号可以查看。"))


def _checked(kind: str, department: str, as_of: str, content: bytes, today: date) -> tuple[ListKind, date]:
    faults: list[Fault] = []
    known = BY_CODE.get(kind)
    if known is None:
        faults.append(Fault("kind", say("请选是哪一种名单。")))
    if not 1 <= len(printable(department).strip()) <= LONGEST_DEPARTMENT:
        faults.append(Fault("department", say("请写是哪个单位给的，{limit} 个字以内。", limit=LONGEST_DEPARTMENT)))
    try:
        day = date.fromisoformat(as_of)
    except ValueError:
        day = date.max
    if not date(2000, 1, 1) <= day <= today:
        faults.append(Fault("as_of", say("请写名单是哪一天的，比如 {day}，不晚于今天。", day=today.isoformat())))
    if not content:
        faults.append(Fault("file", say("请选一个文件，.xlsx 或者 CSV。")))
    if known is None or faults:
        raise BadInput.of(tuple(faults))
    return known, day


def _dumped(entries: Sequence[_Entry]) -> bytes:
    rows = [
        {
            "declaration": one.declaration_id,
            "handling": one.handling,
            "key": one.key,
            "listed": Detail(listed=one.listed).as_json()["listed"],
        }
        for one in entries
    ]
    return json.dumps(rows, ensure_ascii=False).encode()


def _loaded(body: bytes) -> list[_Entry]:
    found: list[_Entry] = []
    for raw in json.loads(body):
        listed = read_detail({"listed": raw["listed"]}).listed
        handling = next((one for one in HANDLINGS if one == raw["handling"]), None)
        if listed is not None and handling is not None:
            found.append(_Entry(int(raw["declaration"]), handling, str(raw["key"]), listed))
    return found
