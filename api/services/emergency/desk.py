"""The desk for emergencies: seen, granted, paid, settled — each step once, told to the family in the same transaction."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from api.errors import Conflict, Forbidden, NotFound, ServiceError, or_raise
from api.services.bell import BELL
from api.services.calendar.workdays import china_day
from api.services.emergency import words
from api.services.emergency.actions import EmergencyAction, check
from api.services.emergency.answers import answers_of
from api.services.emergency.areas import EmergencyAreas
from api.services.emergency.calling import after_action, awaits
from api.services.emergency.carried_over import known_when_settled
from api.services.emergency.filing import DESK_BELL
from api.services.emergency.households import of_household, told_for_another
from api.services.emergency.kin import (
    kin_of,
    mark_where_nobody_is_left,
    registered,
    stated,
    step_aside,
    unstated,
)
from api.services.emergency.lifecycle import CLOSED, OPEN, RECUSE, Step, may_act, possible, step_for, undecided_by
from api.services.emergency.meanwhile import NOT_STAFF, changed, names_of, not_now
from api.services.emergency.neighbours import LATELY, SAME_PLACE, marked
from api.services.emergency.pushing import Pushes
from api.services.emergency.reading import content, item_of, not_found, view_of, visible, within
from api.services.emergency.steps import Carried, carry_out
from api.services.emergency.views import EmergencyDone, EmergencyItem, EmergencyView
from api.services.staffing.permissions import may, require
from api.services.staffing.staff import StaffMember
from conversations.inputs import StatusPushed
from conversations.messages import Message, say
from storage.database import Database
from storage.emergency_rows import EmergencyRow
from storage.unit import Unit

MOST = 200
_MONEY = ("pay", "release")


class EmergencyDesk:
    """Each method takes who asks, and answers within their area only."""

    def __init__(
        self, database: Database, turns: Pushes, areas: EmergencyAreas, carried: Carried, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._turns = turns
        self._areas = areas
        self._carried = carried
        self._clock = clock

    async def queue(self, staff: StaffMember, *, every: bool = False) -> tuple[EmergencyItem, ...]:
        """Those that are open, what is due first on top; `every`: those that are done too.

        At most 200 with a line of their own, and as many that lie under one.
        """
        require(staff, "queue")
        statuses = (*OPEN, *CLOSED) if every else OPEN

        def work(unit: Unit) -> tuple[list[tuple[EmergencyRow, str]], frozenset[str]]:
            kin, since = kin_of(unit, staff.id), self._clock() - LATELY
            found = unit.emergencies.queue(staff.scope, statuses, most=MOST)
            shown = [row for row in found if visible(staff, row) and not kin.has(row)]
            over = unit.emergency_neighbours.lately(staff.scope, CLOSED, since) if not every else []
            near = marked((*shown, *(row for row in over if visible(staff, row) and not kin.has(row))))
            last = unit.emergencies.last_actors([row.id for row in shown], NOT_STAFF)
            names = names_of(unit, last.values())
            return [(row, names.get(last.get(row.id, ""), "")) for row in shown], near

        now = self._clock()
        shown, near = await self._database.read(work)
        items = [item_of(row, self._areas, now, holder) for row, holder in shown]
        return tuple(replace(one, flags=(*one.flags, SAME_PLACE)) if one.receipt in near else one for one in items)

    async def waiting(self, staff: StaffMember) -> int:
        """How many wait for a decision of who asks, those under one line once: the number over every page, and whose
        growing rings.
        """
        require(staff, "queue")
        quiet = not may(staff, "act")

        def work(unit: Unit) -> int:
            kin = kin_of(unit, staff.id)
            return unit.emergencies.count(
                staff.scope, undecided_by(staff.role), without_silent=quiet,
                kept=unit.emergencies.kept(kin.emergencies, kin.conversations, kin.phones),
            )  # fmt: skip

        return await self._database.read(work)

    async def open(self, staff: StaffMember, receipt: str) -> EmergencyView:
        """The page of one. The first officer of its area to open it has seen it, and the family is told so.

        Phone and place stand on it in full, so each look by who may read them is written down.
        """
        require(staff, "open")
        first, there = await self._database.read(lambda unit: self._unseen(unit, staff, receipt))
        if first or (there and may(staff, "names")):
            await self._database.run(lambda unit: self._see(unit, staff, receipt, first, page=True))
        return or_raise(await self._database.read(lambda unit: self._view(unit, staff, receipt)))

    async def look(self, staff: StaffMember, receipt: str) -> bool:
        """What opening its page does, without the page; whether theirs was the first look. Raises NotFound."""
        require(staff, "open")
        first, there = await self._database.read(lambda unit: self._unseen(unit, staff, receipt))
        if not there:
            raise not_found()
        return first and await self._database.run(lambda unit: self._see(unit, staff, receipt, first, page=False))

    async def act(self, staff: StaffMember, receipt: str, action: EmergencyAction) -> EmergencyDone:
        """Take one step. The same id again gives the same result.

        Raises BadInput, NotFound, Forbidden (the role; who granted does not pay), Conflict (the id was used for
        something else; the fund does not hold that much), NotAllowedNow with what is possible.
        """
        check(action, china_day(self._clock()))
        return or_raise(await self._database.run(lambda unit: self._act(unit, staff, receipt, action)))

    async def did(self, staff: StaffMember, receipt: str, action_id: str) -> bool:
        """Whether this action of theirs was done before, to one within their area."""

        def work(unit: Unit) -> bool:
            row = within(unit, staff, receipt)
            event = unit.emergencies.event(row, action_id) if row is not None else None
            return event is not None and event.actor == staff.username

        return await self._database.read(work)

    def _unseen(self, unit: Unit, staff: StaffMember, receipt: str) -> tuple[bool, bool]:
        row = within(unit, staff, receipt)
        if row is None:
            return False, False
        return step_for("see", row.status, staff.role) is not None or awaits(unit, staff, row), True

    def _see(self, unit: Unit, staff: StaffMember, receipt: str, first: bool, *, page: bool) -> bool:
        """Whether nobody had looked before, since it was told or handed on. `page`: what stands on it was shown."""
        row = within(unit, staff, receipt, for_update=first)
        if row is None:
            return False
        step, awaited = step_for("see", row.status, staff.role), awaits(unit, staff, row)
        if (page and may(staff, "names")) or (awaited and step is None):
            unit.audit.note(staff.username, "emergency.look", row.receipt, row.area_code)
        if awaited:
            unit.duty_pushes.unwatch(row.id)
        if step is None:
            return awaited
        unit.emergencies.move(row, status="seen", due_at=row.due_at)
        unit.emergencies.note(row, actor=staff.username, action="see", status="seen")
        unit.audit.note(staff.username, "emergency.see", row.receipt, row.area_code)
        self._tell(unit, row, "seen", step.told, EmergencyAction("see", "see"), row.due_at, staff)
        unit.notify(BELL, DESK_BELL)
        return True

    def _view(self, unit: Unit, staff: StaffMember, receipt: str) -> EmergencyView | NotFound:
        row = within(unit, staff, receipt)
        return not_found() if row is None else view_of(unit, staff, row, self._areas, self._clock())

    def _act(
        self, unit: Unit, staff: StaffMember, receipt: str, action: EmergencyAction
    ) -> EmergencyDone | ServiceError:
        if action.action == RECUSE and (aside := self._stepped_aside(unit, staff, receipt, action)) is not None:
            return aside
        row = within(unit, staff, receipt, for_update=True)
        if row is None:
            return not_found()
        if not may_act(staff.role):
            return Forbidden("action", say("这一步请乡镇或县里的经办人员来办，您的账号可以查看。"))
        before = unit.emergencies.event(row, action.id)
        if before is not None:
            sent = unstated(content(before.note))
            if (before.actor, before.action, sent) != (staff.username, action.action, action.content):
                return Conflict("id", say("请换一个操作编号：这个编号已经用在别的操作上。"))
            return EmergencyDone(receipt, action.action, before.status, row.due_at, possible(row.status, staff.role))
        step, events = step_for(action.action, row.status, staff.role), unit.emergencies.events(row)
        if step is None:
            return not_now(unit, events, possible(row.status, staff.role), content)
        if action.action != RECUSE and (meanwhile := changed(unit, events, action, content)) is not None:
            return meanwhile
        return self._carry_out(unit, staff, row, action, step)

    def _carry_out(
        self, unit: Unit, staff: StaffMember, row: EmergencyRow, action: EmergencyAction, step: Step
    ) -> EmergencyDone | ServiceError:
        if action.action == "settle" and (kept := registered(unit, staff, row, action)) is not None:
            return kept
        after = carry_out(self._carried, unit, staff, row, action, step)
        if isinstance(after, ServiceError):
            return after
        unit.emergencies.move(row, status=after.status, due_at=after.due_at, **after.fields)
        said = stated(action.content, action.action)
        note = json.dumps(said, ensure_ascii=False) if said else None
        unit.emergencies.note(
            row, actor=staff.username, action=action.action, status=after.status, note=note, action_id=action.id
        )
        unit.audit.note(staff.username, f"emergency.{action.action}", row.receipt, row.area_code, action.audited)
        told = words.paid if after.status == "paid" and action.action in _MONEY else step.told
        moved = unit.emergencies.by_receipt(row.receipt) or row
        after_action(unit, staff, moved, action, self._clock())
        self._tell(unit, moved, after.status, told, action, after.due_at, staff)
        unit.notify(BELL, DESK_BELL)
        left = possible(after.status, staff.role)
        if action.action == RECUSE:
            step_aside(unit, staff, row)
            left = ()
        elif action.action == "transfer":
            mark_where_nobody_is_left(unit, row)
        return EmergencyDone(row.receipt, action.action, after.status, after.due_at, left)

    def _stepped_aside(
        self, unit: Unit, staff: StaffMember, receipt: str, action: EmergencyAction
    ) -> EmergencyDone | None:
        """What the same action did before: since then the emergency is kept from them."""
        row = unit.emergencies.by_receipt(receipt) if receipt.isprintable() else None
        event = unit.emergencies.event(row, action.id) if row is not None else None
        if row is None or event is None or (event.actor, event.action) != (staff.username, RECUSE):
            return None
        return EmergencyDone(receipt, RECUSE, event.status, row.due_at, ())

    def _tell(
        self,
        unit: Unit,
        row: EmergencyRow,
        status: str,
        telling: Callable[[words.Told], Message] | None,
        action: EmergencyAction,
        due: datetime | None,
        staff: StaffMember,
    ) -> None:
        if telling is None or row.conversation_id is None:
            return
        desk = self._areas.desk(row.area_code)
        day = china_day(due) if due is not None else None
        note = action.reason if action.action == "decline" else action.note
        told = words.Told(row.receipt, desk.name, desk.phone, note=note, due=day, refer_to=action.refer_to)
        message = words.silently(told) if row.silent else of_household(telling(told), row)
        body = StatusPushed(
            row.receipt, status, message, known=known_when_settled(row, action),
            offers_to_declare=status == "settled" and action.action == "settle" and _declares(row),
        )  # fmt: skip
        self._turns.push(unit, row.conversation_id, body, staff.username, f"emergency:{row.id}:{action.id}")


def _declares(row: EmergencyRow) -> bool:
    """Whether who is told may declare it here: not over a shoulder at home, and not for another household."""
    return not row.silent and not told_for_another(answers_of(row))
