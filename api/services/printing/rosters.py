"""Rosters: who may have one, short ones made at once, long ones as jobs that say how far they are."""

import json
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial

from api.errors import Forbidden, NotFound, TooLarge
from api.services.looking import look_every
from api.services.printing.asking_for import Asked, chosen_by, told_of
from api.services.printing.bindery import bound
from api.services.printing.press import CannotPrint
from api.services.printing.roster import Row, rows_of
from api.services.review.filtering import narrowed
from api.services.review.readings import PRINTED, note
from api.services.staffing.permissions import may
from api.services.staffing.staff import StaffMember
from conversations.messages import say
from conversations.world import Area
from storage.database import Database
from storage.export_rows import Chosen, ExportRow
from storage.repositories.scope import Scope
from storage.rows import DeclarationRow
from storage.unit import Unit

log = logging.getLogger(__name__)

AT_ONCE = 100
"""Up to so many households a workbook is made while one waits; beyond it becomes a job."""
MOST = 20_000
KEPT = timedelta(days=1)
LEASE = timedelta(minutes=5)
LOOK_EVERY = timedelta(seconds=5)
_CHUNK = 25
_EXPORTED = "export"


@dataclass(frozen=True, slots=True)
class Workbook:
    """An XLSX and the name to save it under."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Job:
    """A workbook on its way. `state`: `waiting`, `ready`, `failed`; `until`: when it is deleted."""

    id: str
    state: str
    total: int
    done: int
    asked: Asked
    created_at: datetime
    until: datetime

    @property
    def percent(self) -> int:
        """How far it is."""
        return 100 if self.state == "ready" else min(99, self.done * 100 // max(self.total, 1))


class Rosters:
    """Workbooks of what lies in the area of who asks. Who had which is in the audit, and on every timeline."""

    def __init__(
        self, database: Database, areas: Callable[[], tuple[Area, ...]], clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._areas = areas
        self._clock = clock

    async def wanted(self, staff: StaffMember, asked: Asked, at_once: int = AT_ONCE) -> Workbook | Job:
        """The workbook, or the job that makes it where it is long.

        Raises Forbidden to a role that exports nothing, BadInput for filters that cannot be, TooLarge beyond 20,000.
        """
        chosen = chosen_by(asked)
        if not may(staff, "export"):
            raise Forbidden("role", say("请乡镇或县里的经办人员来导出：您的账号不能导出。"))
        scope = narrowed(staff.scope, asked.area)
        total = await self._database.read(lambda unit: unit.exports.count(scope, chosen, MOST + 1))
        if total > MOST:
            raise TooLarge("month", say("请按月份或者乡镇分几次导出：一次最多 {most} 户。", most=MOST))
        number = secrets.token_hex(16)

        def begun(unit: Unit) -> None:
            detail = {**{name: value for name, value in asdict(asked).items() if value}, "households": total}
            unit.audit.note(staff.username, _EXPORTED, number, staff.area_code, detail)
            if total > at_once:
                unit.exports.put(number, staff.id, json.dumps(asdict(asked)), total)

        await self._database.run(begun)
        if total > at_once:
            return await self.job(staff, number)
        made = await bound(self._rows(staff, scope, asked, None), told_of(asked, staff, self._clock()))
        return Workbook(_named(asked), made)

    async def jobs(self, staff: StaffMember) -> list[Job]:
        """What this person asked for within a day, newest first."""
        since = self._clock() - KEPT
        rows = await self._database.read(lambda unit: unit.exports.of(staff.id))
        return [_job(row) for row in rows if row.created_at >= since]

    async def job(self, staff: StaffMember, number: str) -> Job:
        """One of one's own. Raises NotFound."""
        found = next((one for one in await self.jobs(staff) if one.id == number), None)
        if found is None:
            raise NotFound("export", say("请重新导出一次：这一份过了一天，已经删掉了。"))
        return found

    async def fetch(self, staff: StaffMember, number: str) -> Workbook:
        """One's own workbook, once it is ready. Raises NotFound."""
        job = await self.job(staff, number)
        made = await self._database.read(lambda unit: unit.exports.content(number, staff.id))
        if made is None:
            raise NotFound("export", say("请等一会儿再下载：还没有做好。"))
        return Workbook(_named(job.asked), made)

    async def work(self) -> bool:
        """Make the job that waits longest; False when none does."""
        now = self._clock()
        row = await self._database.run(lambda unit: unit.exports.take(now, now + LEASE))
        if row is None:
            return False
        staff = await self._database.read(lambda unit: _still(unit, row.staff_id))
        asked = Asked(**json.loads(row.asked))
        if staff is None or not may(staff, "export"):
            await self._database.run(lambda unit: unit.exports.failed(row.id))
            return True

        async def so_far(done: int) -> None:
            until = self._clock() + LEASE
            await self._database.run(lambda unit: unit.exports.progress(row.id, done, until))

        try:
            rows = self._rows(staff, narrowed(staff.scope, asked.area), asked, so_far)
            made = await bound(rows, told_of(asked, staff, row.created_at))
        except CannotPrint:
            await self._database.run(lambda unit: unit.exports.failed(row.id))
            return True
        await self._database.run(lambda unit: unit.exports.ready(row.id, row.total, made))
        return True

    async def sweep(self) -> int:
        """Delete workbooks older than a day; how many."""
        before = self._clock() - KEPT
        return await self._database.run(lambda unit: unit.exports.sweep(before))

    async def all_day(self) -> None:
        """Make what is wanted, delete what is old, until cancelled."""
        await look_every(LOOK_EVERY, self._tidy_and_work, log, "workbooks cannot be made", eager=True)

    async def _tidy_and_work(self) -> bool:
        await self.sweep()
        return await self.work()

    async def _rows(
        self, staff: StaffMember, scope: Scope, asked: Asked, so_far: Callable[[int], Awaitable[None]] | None
    ) -> AsyncIterator[Row]:
        """All rows, some declarations at a time; each is noted before it is read, as a reading in full."""
        chosen, last, done, areas = chosen_by(asked), 0, 0, self._areas()
        while numbers := await self._database.read(partial(_next, scope=scope, chosen=chosen, after=last)):
            await self._database.run(partial(_noted, staff=staff, numbers=numbers, now=self._clock()))
            for row in await self._database.read(partial(_read, staff=staff, numbers=numbers, areas=areas)):
                yield row
            last, done = numbers[-1], done + len(numbers)
            if so_far is not None:
                await so_far(done)


def _next(unit: Unit, scope: Scope, chosen: Chosen, after: int) -> list[int]:
    return unit.exports.chosen(scope, chosen, after, _CHUNK)


def _noted(unit: Unit, staff: StaffMember, numbers: list[int], now: datetime) -> None:
    for number in numbers:
        row = unit.declarations.by_id(number, for_update=True)
        if row is not None:
            note(unit, row, staff, PRINTED, now)


def _read(unit: Unit, staff: StaffMember, numbers: list[int], areas: tuple[Area, ...]) -> list[Row]:
    rows: list[Row] = []
    for number in numbers:
        row = unit.declarations.by_id(number)
        version = unit.declarations.version(number, row.version) if row is not None else None
        # Looked at again: it may have gone to another township since, or turned out to be of their own family.
        if row is not None and version is not None and _may_still(unit, staff, row):
            rows += rows_of(row, version, areas)
    return rows


def _may_still(unit: Unit, staff: StaffMember, row: DeclarationRow) -> bool:
    return staff.scope.covers(row.area_code) and not unit.recusals.kept(staff.id, row.id)


def _still(unit: Unit, staff_id: int) -> StaffMember | None:
    """Whoever asked, as they are now: an account may have been closed or moved since."""
    row = unit.staff.by_id(staff_id)
    return StaffMember(row.id, row.username, row.name, row.role, row.area_code) if row and row.active else None


def _job(row: ExportRow) -> Job:
    asked = Asked(**json.loads(row.asked))
    return Job(row.id, row.state, row.total, row.done, asked, row.created_at, row.created_at + KEPT)


def _named(asked: Asked) -> str:
    parts = ("roster", asked.month, asked.area, asked.status, asked.category)
    return "-".join(part for part in parts if part) + ".xlsx"
