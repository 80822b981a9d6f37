"""What staff do with re-checks: begin one, see whose result changes, leave some out, approve that it is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from api.eligibility.packs import PackMissing, pack_for
from api.errors import BadInput, Conflict, Forbidden, NotFound, ServiceError, or_raise
from api.services.calendar.workdays import china_day
from api.services.local_figures.figures import Known, Pinned, UnknownVersion
from api.services.rechecks.assembling import assembled
from api.services.rechecks.running import LATEST, Recheck
from api.services.rechecks.views import Clause, Found, RunView
from api.services.review.actions import printable
from api.services.review.fields import LONGEST_WORD
from api.services.review.within import within
from api.services.staffing.permissions import Right, may
from api.services.staffing.staff import StaffMember
from api.services.territory.areas import Areas, UnknownArea
from conversations.messages import Message, say
from storage.database import Database
from storage.repositories.rechecks import RunRow
from storage.repositories.scope import Scope
from storage.unit import Unit

RIGHT: Right = "approve_figures"
"""Of who begins and approves, leaves out and lets in again: not the same person for both, as with figures."""
LEFT_OUT, LET_IN = "recheck_left_out", "recheck_let_in"


class RecheckDesk:
    """Each method takes who asks, and answers within their area only: what lies outside is `NotFound`."""

    def __init__(
        self,
        database: Database,
        running: Recheck,
        figures: Callable[[Unit], Known],
        areas: Areas,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._running = running
        self._figures = figures
        self._areas = areas
        self._clock = clock

    async def begin(self, staff: StaffMember) -> RunRow:
        """Judge again what stands in the area of who asks; it is read in the background. Raises Forbidden."""
        _check_may(staff)
        return await self._running.begin(staff.username, staff.scope.prefix or "")

    async def runs(self, staff: StaffMember) -> list[RunRow]:
        """The newest runs that are of the area of who asks."""
        found = await self._database.read(lambda unit: unit.rechecks.latest(LATEST))
        return [run for run in found if _covers(staff, run)]

    async def view(self, staff: StaffMember, run_id: int, page: int = 1, *, to_call: bool = False) -> RunView:
        """A run and a page of what it found (`to_call`: of those no message reached). NotFound for another area's."""

        def work(unit: Unit) -> RunView | NotFound:
            run = unit.rechecks.get(run_id)
            if run is None or not _covers(staff, run):
                return _not_found()
            found = assembled(unit, run, staff.scope, self._areas, self._figures(unit), page, to_call=to_call)
            leaves_out = may(staff, RIGHT) and run.state == "ready" and _within(staff, run)
            refused = self._refusal(unit, run, staff) if leaves_out and found.to_tell else None
            approve = leaves_out and found.to_tell > 0 and refused is None
            return _discreet(replace(found, may_approve=approve, may_leave_out=leaves_out, refused=refused), staff)

        return or_raise(await self._database.read(work))

    async def report(self, run_id: int) -> RunView:
        """The first page of a run, for the command line of the machine itself."""

        def work(unit: Unit) -> RunView | NotFound:
            run = unit.rechecks.get(run_id)
            if run is None:
                return _not_found()
            return assembled(unit, run, Scope(prefix=""), self._areas, self._figures(unit), 1)

        return or_raise(await self._database.read(work))

    async def leave_out(self, staff: StaffMember, run_id: int, receipt: str, why: str, *, out: bool = True) -> Found:
        """Keep one household from being told, for a reason its timeline keeps; `out` False: let it be told.

        It is as if it had not been found: the next run finds it again. Raises BadInput, Forbidden, NotFound, Conflict.
        """
        _check_may(staff)
        words = printable(why).strip()
        if out and not 1 <= len(words) <= LONGEST_WORD:
            raise BadInput("why", say("请写一句为什么先不通知，{limit} 个字以内。", limit=LONGEST_WORD))

        def work(unit: Unit) -> Found | ServiceError:
            run = unit.rechecks.get(run_id, for_update=True)
            if run is None or not _within(staff, run):
                return _not_found()
            return self._left_out(unit, staff, run, receipt, words if out else "")

        return or_raise(await self._database.run(work))

    async def approve(self, staff: StaffMember, run_id: int) -> RunRow:
        """Answer for telling it, once. Raises Forbidden, NotFound, Conflict (not read to the end, approved before,
        nothing to tell, or figures or rules changed since).
        """
        _check_may(staff)

        def work(unit: Unit) -> RunRow | ServiceError:
            run = unit.rechecks.get(run_id, for_update=True)
            if run is None or not _within(staff, run):
                return _not_found()
            if staff.username == run.started_by:
                return Forbidden("run", _four_eyes())
            return self._approved(unit, run, staff.username)

        return or_raise(await self._database.run(work))

    async def approve_as(self, by: str, run_id: int) -> RunRow:
        """The same from the command line of the machine itself, which answers to nobody's area."""

        def work(unit: Unit) -> RunRow | ServiceError:
            run = unit.rechecks.get(run_id, for_update=True)
            return _not_found() if run is None else self._approved(unit, run, by)

        return or_raise(await self._database.run(work))

    def _left_out(self, unit: Unit, staff: StaffMember, run: RunRow, receipt: str, why: str) -> Found | ServiceError:
        # Whoever is of that family is turned away here too.
        row = within(unit, staff, receipt)
        change = unit.recheck_changes.get(run.id, row.id) if row is not None else None
        if row is None or change is None:
            return NotFound("receipt", say("请再看一下编号：这一次复核里没有这一户。"))
        if run.state != "ready":
            return Conflict("run", say("这次复核还没算完，或者已经有人批准过。请刷新看看。"))
        unit.recheck_changes.leave_out(change, staff.username if why else None, why)
        if (change.left_out_by is None) is bool(why):
            unit.timeline.append(
                row.id, self._clock(), actor=staff.username, action=LEFT_OUT if why else LET_IN, status=row.status,
                note=why or None,
            )  # fmt: skip
        page = assembled(unit, run, staff.scope, self._areas, self._figures(unit), 1, only=row.id)
        return _discreet(page, staff).found[0]

    def _approved(self, unit: Unit, run: RunRow, by: str) -> RunRow | Conflict:
        if run.state != "ready":
            return Conflict("run", say("这次复核还没算完，或者已经有人批准过。请刷新看看。"))
        if not unit.recheck_changes.left(run.id):
            return Conflict("run", say("这一次没有要通知的：结果都没变，或者都先不通知。"))
        if self._changed_since(unit, run):
            return Conflict("run", _changed_words())
        unit.rechecks.approve(run.id, by)
        return replace(run, state="approved", approved_by=by)

    def _refusal(self, unit: Unit, run: RunRow, staff: StaffMember) -> Message | None:
        if self._changed_since(unit, run):
            return _changed_words()
        return _four_eyes() if staff.username == run.started_by else None

    def _changed_since(self, unit: Unit, run: RunRow) -> bool:
        """Would anybody be judged by other rules or figures today than by those of the run?"""
        known, today = self._figures(unit), china_day(self._clock())

        def other(area_code: str, pack: str, version: str) -> bool:
            pinned = Pinned.read(version)
            now = known.for_area(area_code, pinned.settlement, today).figures
            same = pack_for(known.region(area_code), today).terms.version == pack
            return not same or known.pinned(version).figures != now

        try:
            return any(other(*one) for one in unit.recheck_changes.standards(run.id))
        except (UnknownVersion, UnknownArea, PackMissing):
            return True


def _discreet(view: RunView, staff: StaffMember) -> RunView:
    """Without the conditions, which tell of health and income, for whoever may not read the check itself."""
    if may(staff, "health"):
        return view
    return replace(view, found=tuple(replace(one, clause=Clause(None, None)) for one in view.found))


def _covers(staff: StaffMember, run: RunRow) -> bool:
    """Does the run touch the area of who asks?"""
    prefix = staff.scope.prefix
    return prefix is not None and (run.area_code.startswith(prefix) or prefix.startswith(run.area_code))


def _within(staff: StaffMember, run: RunRow) -> bool:
    """Does the whole run lie in the area of who asks?"""
    return staff.scope.prefix is not None and run.area_code.startswith(staff.scope.prefix)


def _check_may(staff: StaffMember) -> None:
    if not may(staff, RIGHT):
        raise Forbidden("recheck", say("这一步请县里的经办人员或管理员来办，您的账号可以查看。"))


def _four_eyes() -> Message:
    return say("请另一位同事来批准：谁发起的复核，要由别人看过才通知居民。")


def _changed_words() -> Message:
    return say("请再复核一次：这次复核以后，标准或政策又变了，按旧的通知会说错。")


def _not_found() -> NotFound:
    return NotFound("run", say("请再看一下：您负责的范围里没有这一次复核。"))
