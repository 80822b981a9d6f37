"""Judging again when a figure or a rule changed: whose result changes is shown; somebody approves that it is told."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from api.eligibility.sets.facts import LAYOUT
from api.errors import Conflict, Forbidden, NotFound, ServiceError, or_raise
from api.services.figures import Standards
from api.services.projecting import backfill
from api.services.recheck_words import better
from api.services.review.workdays import SHANGHAI
from api.services.staff import StaffMember
from conversations.messages import say
from storage.database import Database
from storage.repositories.rechecks import ChangeRow, Moved, RunRow
from storage.repositories.scope import Scope
from storage.unit import Unit

if TYPE_CHECKING:
    from api.services.rejudging import Rejudging


MAY_APPROVE = ("county", "admin")
AT_ONCE = 20_000
PER_PAGE = 50
LATEST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A declaration whose result changes: its receipt with the middle hidden, the change, whether for the better."""

    receipt: str
    change: ChangeRow
    better: bool | None


@dataclass(frozen=True, slots=True)
class RunView:
    """A run as staff see it, within their area. `changed`: how many results change; `left`: not yet told."""

    run: RunRow
    moved: tuple[Moved, ...]
    found: tuple[Found, ...]
    changed: int
    left: int
    page: int
    pages: int
    may_approve: bool


class Recheck:
    """Runs, what they find, and telling it."""

    def __init__(self, database: Database, figures: Callable[[Unit], Standards], clock: Callable[[], datetime]) -> None:
        self._database = database
        self._figures = figures
        self._clock = clock

    async def run(self, by: str, area_code: str = "", at_once: int = AT_ONCE) -> RunRow:
        """Judge all that stands in a county or township ("": everywhere) by the rules and figures of today.

        A run of the same area that was cut off today is read on. Nothing is told to anybody.
        """
        await self._keep_up()
        as_of = self._clock().astimezone(SHANGHAI).date().isoformat()
        run = await self._database.run(lambda unit: _begun(unit, area_code, as_of, by))
        # Imported here: nobody who does not judge many should wait for its arrays.
        from api.services.rejudging import Rejudging

        judging = Rejudging(await self._database.read(self._figures), date.fromisoformat(run.as_of))
        while run.state == "reading":
            run = await self._read_on(run, judging, at_once)
        return run

    async def begin(self, staff: StaffMember) -> RunRow:
        """As `run`, for the area of who asks. Raises Forbidden."""
        _check_may(staff)
        return await self.run(staff.username, staff.scope.prefix or "")

    async def _keep_up(self) -> None:
        """What was filed before its numbers were kept, or was kept in another layout."""
        after: int | None = 0
        while after is not None:
            after = await self._database.run(partial(_kept_up, after=after))

    async def _read_on(self, run: RunRow, judging: "Rejudging", at_once: int) -> RunRow:
        rows = await self._database.read(lambda unit: unit.checked.page(run.area_code, run.cursor, at_once))
        if rows:
            whole = _Asking(self._database, asyncio.get_running_loop())
            found = await asyncio.to_thread(judging.judge, run.id, rows, whole.households)
            cursor = rows[-1].declaration_id
            one_by_one = found.one_by_one

            def work(unit: Unit) -> RunRow:
                now = unit.rechecks.get(run.id, for_update=True)
                # Another process may have read the same part: it is written once.
                if now is not None and now.cursor == run.cursor and now.state == "reading":
                    unit.rechecks.read_on(now, cursor, len(rows), one_by_one, found.changes)
                unit.point("recheck_read")
                return unit.rechecks.get(run.id) or run

            return await self._database.run(work)

        def end(unit: Unit) -> RunRow:
            now = unit.rechecks.get(run.id, for_update=True)
            if now is not None and now.state == "reading":
                unit.rechecks.set_state(run.id, "ready")
            return unit.rechecks.get(run.id) or run

        return await self._database.run(end)

    async def runs(self, staff: StaffMember) -> list[RunRow]:
        """The newest runs that are of the area of who asks."""
        found = await self._database.read(lambda unit: unit.rechecks.latest(LATEST))
        return [run for run in found if _covers(staff, run)]

    async def view(self, staff: StaffMember, run_id: int, page: int = 1) -> RunView:
        """A run and a page of what it found. Raises NotFound for one of another area."""

        def work(unit: Unit) -> RunView | NotFound:
            run = unit.rechecks.get(run_id)
            if run is None or not _covers(staff, run):
                return _not_found()
            may = staff.role in MAY_APPROVE and run.state == "ready" and _within(staff, run)
            return _view(unit, run, staff.scope, page, may)

        return or_raise(await self._database.read(work))

    async def report(self, run_id: int) -> RunView:
        """The first page of a run, for the command line of the machine itself."""

        def work(unit: Unit) -> RunView | NotFound:
            run = unit.rechecks.get(run_id)
            return _not_found() if run is None else _view(unit, run, Scope(prefix=""), 1, run.state == "ready")

        return or_raise(await self._database.read(work))

    async def approve(self, staff: StaffMember, run_id: int) -> RunRow:
        """Answer for telling it, once. Raises Forbidden, NotFound, Conflict (not read to the end, or approved)."""
        _check_may(staff)

        def work(unit: Unit) -> RunRow | ServiceError:
            run = unit.rechecks.get(run_id, for_update=True)
            if run is None or not _within(staff, run):
                return _not_found()
            return _approved(unit, run, staff.username)

        return or_raise(await self._database.run(work))

    async def approve_as(self, by: str, run_id: int) -> RunRow:
        """The same from the command line of the machine itself, which answers to nobody's area."""

        def work(unit: Unit) -> RunRow | ServiceError:
            run = unit.rechecks.get(run_id, for_update=True)
            return _not_found() if run is None else _approved(unit, run, by)

        return or_raise(await self._database.run(work))


class _Asking:
    """Reads households for the thread that judges, through the loop that it left."""

    def __init__(self, database: Database, loop: asyncio.AbstractEventLoop) -> None:
        self._database = database
        self._loop = loop

    def households(self, numbers: Sequence[int]) -> dict[int, bytes]:
        """By number of declaration."""

        async def read() -> dict[int, bytes]:
            return await self._database.read(lambda unit: unit.checked.households(numbers))

        return asyncio.run_coroutine_threadsafe(read(), self._loop).result()


def hidden(receipt: str) -> str:
    """A receipt number as a list shows it: its day and its last digits."""
    return f"{receipt[:4]}···{receipt[-3:]}"


def _kept_up(unit: Unit, after: int) -> int | None:
    """Some of them; the number of the last, None when there are no more."""
    numbers = unit.checked.stale(LAYOUT, after, 500)
    backfill(unit, numbers)
    return numbers[-1] if numbers else None


def _view(unit: Unit, run: RunRow, scope: Scope, page: int, may_approve: bool) -> RunView:
    moved = unit.rechecks.moved(run.id, scope)
    changed = sum(one.count for one in moved)
    rows = unit.rechecks.changes(run.id, scope, (page - 1) * PER_PAGE, PER_PAGE)
    found = tuple(Found(hidden(receipt), change, better(change)) for receipt, change in rows)
    left, pages = unit.rechecks.left(run.id), max(1, -(-changed // PER_PAGE))
    return RunView(run, tuple(moved), found, changed, left, page, pages, may_approve)


def _begun(unit: Unit, area_code: str, as_of: str, by: str) -> RunRow:
    for run in unit.rechecks.latest(LATEST):
        if run.state == "reading" and (run.area_code, run.as_of) == (area_code, as_of):
            return run
    return unit.rechecks.begin(area_code, as_of, by)


def _approved(unit: Unit, run: RunRow, by: str) -> RunRow | Conflict:
    if run.state != "ready":
        return Conflict("run", say("这次复核还没算完，或者已经有人批准过。请刷新看看。"))
    unit.rechecks.approve(run.id, by)
    return replace(run, state="approved", approved_by=by)


def _covers(staff: StaffMember, run: RunRow) -> bool:
    """Does the run touch the area of who asks?"""
    prefix = staff.scope.prefix
    return prefix is not None and (run.area_code.startswith(prefix) or prefix.startswith(run.area_code))


def _within(staff: StaffMember, run: RunRow) -> bool:
    """Does the whole run lie in the area of who asks?"""
    return staff.scope.prefix is not None and run.area_code.startswith(staff.scope.prefix)


def _check_may(staff: StaffMember) -> None:
    if staff.role not in MAY_APPROVE:
        raise Forbidden("recheck", say("这一步请县里的经办人员或管理员来办，您的账号可以查看。"))


def _not_found() -> NotFound:
    return NotFound("run", say("请再看一下：您负责的范围里没有这一次复核。"))
