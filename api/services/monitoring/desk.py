"""The work list of monitoring: staff see what was found in their area, sort it, and say what was done about it.

Nothing here changes a decision: aid ends, or begins, only by the steps of the declaration itself.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Protocol

from api.errors import BadInput, Conflict, Fault, Forbidden, NotAllowedNow, NotFound, ServiceError, or_raise
from api.services.action_ids import id_faults
from api.services.monitoring.detail import Sorted, read_detail
from api.services.monitoring.showing import Showing
from api.services.monitoring.sorting import HANDLINGS
from api.services.monitoring.views import CaseItem, CasePage, CaseView
from api.services.monitoring.watching import CLOSED, DAYS, Due
from api.services.monitoring.words import CLOSINGS, DEPARTMENTS, SIGNALS, SOURCES, Closing, closing_words
from api.services.review.actions import printable
from api.services.review.filtering import narrowed
from api.services.review.readings import LOOKED, is_noted, note
from api.services.review.within import within
from api.services.staffing.permissions import may
from api.services.staffing.staff import StaffMember
from conversations.inputs import AskedBack, StatusPushed
from conversations.messages import say
from locales.catalogues import SOURCE_LANGUAGE
from storage.database import Database
from storage.repositories.cases import CaseFilter, CaseRow
from storage.rows import DeclarationRow
from storage.unit import Unit

PER_PAGE = 50
LONGEST_NOTE = 1000
_MOST_PAGES = 100_000
_MOST_DIGITS = 18


class Pushes(Protocol):
    """Tells the resident, within the transaction of what is told."""

    def push(self, unit: Unit, conversation_id: str, body: StatusPushed | AskedBack, by: str, id: str) -> None:
        """A turn that nobody asked for; `id` names it once."""
        ...


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """Which cases are wanted; empty: any. `state`: `open` or `closed`."""

    state: str = "open"
    handling: str = ""
    source: str = ""
    signal: str = ""
    area: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Close:
    """How a case is closed. `id` is made by the caller: the same one again changes nothing.

    `tell`: whether the resident is told, where that is left to the officer. `note` is said to the resident then.
    """

    id: str
    closing: str
    note: str = ""
    department: str = ""
    tell: bool = False


class MonitoringDesk:
    """Each method takes who asks, and answers within their area only: what lies outside is `NotFound`."""

    def __init__(
        self, database: Database, turns: Pushes, showing: Showing, clock: Callable[[], datetime], due: Due
    ) -> None:
        self._database = database
        self._turns = turns
        self._showing = showing
        self._clock = clock
        self._due = due

    async def work_list(self, staff: StaffMember, wanted: WorkFilter, page: int = 1) -> CasePage:
        """A page of fifty, due first. Raises BadInput for what cannot be asked for."""
        _check(wanted, page)
        scope = narrowed(staff.scope, wanted.area)
        asked = CaseFilter(
            wanted.state, wanted.handling or None, wanted.source or None, wanted.signal or None,
            self._clock() if wanted.overdue else None,
        )  # fmt: skip

        def work(unit: Unit) -> CasePage:
            rows, total = unit.cases.page(scope, asked, page, PER_PAGE)
            counts: dict[str, int] = {one: unit.cases.count(scope, CaseFilter(handling=one)) for one in HANDLINGS}
            items = tuple(item for row in rows if (item := self._item(unit, row)) is not None)
            return CasePage(items, total, page, max(1, -(-total // PER_PAGE)), counts)

        return await self._database.read(work)

    async def of_declaration(self, staff: StaffMember, receipt: str) -> tuple[CaseItem, ...]:
        """The open cases of one declaration, for its page."""

        def work(unit: Unit) -> tuple[CaseItem, ...]:
            row = within(unit, staff, receipt)
            return () if row is None else tuple(self._showing.item(one, row) for one in unit.cases.open_of(row.id))

        return await self._database.read(work)

    async def open(self, staff: StaffMember, case_id: int) -> CaseView:
        """One case; that it was read is written down with the declaration, once a person and day."""

        def seen(unit: Unit) -> CaseView | NotFound | None:
            found = self._reach(unit, staff, case_id)
            if found is None:
                return _not_found()
            case, row = found
            known = is_noted(unit, row, staff.username, LOOKED, self._clock())
            return self._view(case, row, staff) if known else None

        def first(unit: Unit) -> CaseView | NotFound:
            found = self._reach(unit, staff, case_id, for_update=True)
            if found is None:
                return _not_found()
            note(unit, found[1], staff, LOOKED, self._clock())
            return self._view(*found, staff)

        view = await self._database.read(seen)
        return or_raise(view if view is not None else await self._database.run(first))

    async def sort(self, staff: StaffMember, case_id: int, handling: str, why: str) -> CaseView:
        """Handle it another way from now on. Raises Forbidden, NotFound, BadInput, NotAllowedNow."""
        _may_act(staff)
        reason = printable(why).strip()
        faults = [] if handling in HANDLINGS else [Fault("handling", say("请选一种办法。"))]
        if not 1 <= len(reason) <= LONGEST_NOTE:
            faults.append(Fault("note", say("请写一句为什么换一种办法，{limit} 个字以内。", limit=LONGEST_NOTE)))
        if faults:
            raise BadInput.of(tuple(faults))
        return or_raise(await self._database.run(lambda unit: self._sort(unit, staff, case_id, handling, reason)))

    async def close(self, staff: StaffMember, case_id: int, asked: Close) -> CaseView:
        """Say what was done, and tell the resident where it concerns them, both or neither.

        Raises Forbidden, NotFound, BadInput, Conflict (the id was used for something else), NotAllowedNow.
        """
        _may_act(staff)
        wanted = replace(asked, note=printable(asked.note).strip(), department=printable(asked.department))
        return or_raise(await self._database.run(lambda unit: self._close(unit, staff, case_id, wanted)))

    def _sort(self, unit: Unit, staff: StaffMember, case_id: int, handling: str, why: str) -> CaseView | ServiceError:
        found = self._reach(unit, staff, case_id, for_update=True)
        if found is None:
            return _not_found()
        case, row = found
        if case.state != "open":
            return _closed_already()
        if case.handling != handling:
            now = self._clock()
            detail = read_detail(case.detail)
            step = Sorted(staff.username, now.isoformat(), case.handling, why)
            later = replace(detail, sorted=(*detail.sorted, step))
            unit.cases.sort(case.id, handling, self._due(unit, now, _days(handling)), asdict(later))
        again = unit.cases.get(case.id)
        return self._view(again or case, row, staff)

    def _close(self, unit: Unit, staff: StaffMember, case_id: int, asked: Close) -> CaseView | ServiceError:
        found = self._reach(unit, staff, case_id, for_update=True)
        if found is None:
            return _not_found()
        case, row = found
        if case.state != "open":
            same = (case.action_id, case.closing, case.closed_by) == (asked.id, asked.closing, staff.username)
            if case.action_id == asked.id and not same:
                return Conflict("id", say("请换一个操作编号：这个编号已经用在别的操作上。"))
            return self._view(case, row, staff) if same else _closed_already()
        way = next((one for one in CLOSINGS[case.handling] if one.code == asked.closing), None)
        faults = _faults(asked, way, row)
        if way is None or faults:
            return BadInput.of(faults)
        self._carry_out(unit, staff, case, row, asked, way)
        again = unit.cases.get(case.id)
        return self._view(again or case, row, staff)

    def _carry_out(
        self, unit: Unit, staff: StaffMember, case: CaseRow, row: DeclarationRow, asked: Close, way: Closing
    ) -> None:
        now = self._clock()
        department = DEPARTMENTS.get(asked.department)
        said = asked.note
        if department is not None:
            named = self._showing.renderer(SOURCE_LANGUAGE).render(department)
            said = f"{named}\n{said}".strip()
        unit.cases.close(case.id, way.code, staff.username, said, asked.id)
        words = self._showing.renderer(SOURCE_LANGUAGE).render(closing_words(way.code))
        unit.timeline.append(
            row.id, now, actor=staff.username, action=CLOSED, status=row.status,
            note=f"{words}\n{said}".strip(), action_id=f"monitoring:{case.id}",
        )  # fmt: skip
        if row.conversation_id is not None and (way.tells == "always" or (way.tells == "may" and asked.tell)):
            message = self._showing.message(case, row, way.code, asked.note)
            body = StatusPushed(row.receipt, row.status, message)
            self._turns.push(unit, row.conversation_id, body, by=staff.username, id=f"monitoring:{case.id}")

    def _reach(
        self, unit: Unit, staff: StaffMember, case_id: int, *, for_update: bool = False
    ) -> tuple[CaseRow, DeclarationRow] | None:
        """The case and its declaration, by the one way staff reach a declaration."""
        case = unit.cases.get(case_id) if 0 < case_id < 10**_MOST_DIGITS else None
        known = unit.declarations.by_id(case.declaration_id) if case is not None else None
        if case is None or known is None:
            return None
        row = within(unit, staff, known.receipt, for_update=for_update)
        # Read again under the lock: somebody else may have closed it meanwhile.
        held = unit.cases.get(case_id, for_update=True) if for_update else case
        return (held, row) if row is not None and held is not None else None

    def _item(self, unit: Unit, case: CaseRow) -> CaseItem | None:
        row = unit.declarations.by_id(case.declaration_id)
        return None if row is None else self._showing.item(case, row)

    def _view(self, case: CaseRow, row: DeclarationRow, staff: StaffMember) -> CaseView:
        return self._showing.view(case, row, may_act=may(staff, "act"), may_read=may(staff, "health"))


def _faults(asked: Close, way: Closing | None, row: DeclarationRow) -> tuple[Fault, ...]:
    faults: list[Fault] = [*id_faults(asked.id)]
    if way is None:
        faults.append(Fault("closing", say("请从这一类的办法里选一个结果。")))
        return tuple(faults)
    if len(asked.note) > LONGEST_NOTE:
        faults.append(Fault("note", say("请写短一点，{limit} 个字以内。", limit=LONGEST_NOTE)))
    if way.needs_note and not asked.note:
        faults.append(Fault("note", say("请写一句办了什么、核实到什么。")))
    if way.needs_department and asked.department not in DEPARTMENTS:
        faults.append(Fault("department", say("请选是哪个部门。")))
    if way.code == "in_review" and row.status not in ("submitted", "accepted", "asked_back", "answered",
                                                      "opinion_given", "published"):  # fmt: skip
        faults.append(Fault("closing", say("请换一个结果：这一份现在没有在办的申报。")))
    return tuple(faults)


def _check(wanted: WorkFilter, page: int) -> None:
    faults: list[Fault] = []
    for key, value, known in (
        ("handling", wanted.handling, HANDLINGS), ("source", wanted.source, tuple(SOURCES)),
        ("signal", wanted.signal, tuple(SIGNALS)), ("state", wanted.state or "open", ("open", "closed")),
    ):  # fmt: skip
        if value and value not in known:
            faults.append(Fault(key, say("请选一个：{all}。", all="、".join(known))))
    if wanted.area and not (wanted.area.isascii() and wanted.area.isdecimal() and len(wanted.area) <= 12):
        faults.append(Fault("area", say("请写行政区划代码，六位或者九位数字。")))
    if not 1 <= page <= _MOST_PAGES:
        faults.append(Fault("page", say("页码从 1 开始。")))
    if faults:
        raise BadInput.of(tuple(faults))


def _days(handling: str) -> int:
    return next(days for one, days in DAYS.items() if one == handling)


def _may_act(staff: StaffMember) -> None:
    if not may(staff, "act"):
        raise Forbidden("monitoring", say("这一步请乡镇或县里的经办人员来办，您的账号可以查看。"))


def _closed_already() -> NotAllowedNow:
    return NotAllowedNow("state", (), say("请刷新看看：这一条已经处理过了。"))


def _not_found() -> NotFound:
    return NotFound("case", say("请再看一下：您负责的范围里没有这一条。"))
