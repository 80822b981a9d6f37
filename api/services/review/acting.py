"""Taking a step: what is checked, what is written, what the resident is told, all in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from api.errors import BadInput, Conflict, Forbidden, NotAllowedNow, ServiceError
from api.services.asking import erasure_due
from api.services.authorizations import household_of
from api.services.erasing import ERASED, erase
from api.services.filed_json import load_answers
from api.services.review.actions import Action, Done
from api.services.review.assembling import Assembling, facts_about
from api.services.review.deadlines import Deadlines
from api.services.review.faults import Known, content_faults
from api.services.review.lifecycle import Transition, closed, may_take, possible, transition
from api.services.review.news import REPORTED, WANTS_ERASURE, flags_in, without_flags
from api.services.review.reaching import not_found, within
from api.services.review.record import Record, read, write
from api.services.review.sheet import askable_keys
from api.services.review.telling import body_for
from api.services.review.workdays import SHANGHAI
from api.services.staff import StaffMember
from conversations.inputs import AskedBack, StatusPushed
from conversations.messages import say
from conversations.world import Area
from storage.rows import DeclarationRow
from storage.unit import Unit


class Pushes(Protocol):
    """Tells the resident, within the transaction of the action."""

    def push(self, unit: Unit, conversation_id: str, body: StatusPushed | AskedBack, by: str, id: str) -> None:
        """A turn that nobody asked for; `id` names it once."""
        ...


@dataclass(frozen=True, slots=True)
class Acting:
    """Carries actions out. Refusals are given back, not raised: nothing was written by them, so what others do at
    the same moment need not be redone.
    """

    turns: Pushes
    assembling: Assembling
    deadlines: Deadlines
    clock: Callable[[], datetime]

    def act(self, unit: Unit, staff: StaffMember, receipt: str, action: Action) -> Done | ServiceError:
        """Take the step, or say why not."""
        row = within(unit, staff, receipt, for_update=True)
        if row is None:
            return not_found()
        if not may_take(staff.role, action.action):
            return Forbidden("action", say("这一步请乡镇或县里的经办人员来办，您的账号可以查看。"))
        before = unit.timeline.by_action_id(row.id, action.id)
        if before is not None:
            record = read(before.note)
            if (before.actor, before.action) != (staff.username, action.action) or not record.same_content(action):
                return Conflict("id", say("请换一个操作编号：这个编号已经用在别的操作上。"))
            return Done(receipt, before.action, before.status, record.due, self._can(unit, staff, row, before.status))
        can = self._can(unit, staff, row, row.status)
        if action.action not in can:
            return NotAllowedNow("action", can)
        faults = content_faults(action, self._known(unit, row))
        if faults:
            return BadInput.of(faults)
        step = transition(action.action, row.status, action.outcome)
        if step is None:
            return NotAllowedNow("action", can)
        return self._carry_out(unit, staff, row, action, step)

    def _can(self, unit: Unit, staff: StaffMember, row: DeclarationRow, status: str) -> tuple[str, ...]:
        facts = facts_about(row, household_of(unit, row))
        return possible(status, staff.role, facts, aid=row.applies_for_aid)

    def _known(self, unit: Unit, row: DeclarationRow) -> Known:
        version = unit.declarations.version(row.id, row.version)
        answers = load_answers(version.answers) if version is not None else None
        askable = frozenset[str]()
        if version is not None and answers is not None:
            askable = askable_keys(self.assembling.agenda(version, answers))
        events = unit.timeline.of(row.id)
        return Known(
            askable=askable,
            today=self.clock().astimezone(SHANGHAI).date(),
            areas=frozenset(area.code for area in self.assembling.areas() if area.code != row.area_code),
            rounds=sum(event.action == "ask_back" for event in events),
        )

    def _carry_out(self, unit: Unit, staff: StaffMember, row: DeclarationRow, action: Action, step: Transition) -> Done:
        now = self.clock()
        due = self.deadlines.end(step.deadline, now) if step.deadline is not None else None
        decided = {"category": action.category, "outcome": action.result} if step.action == "decide" else {}
        target = step.target or row.status
        answered = closed(row.status) and WANTS_ERASURE in step.needs
        if target == row.status and step.deadline is None and not answered:
            due = row.due_at
        flags = without_flags(row.flags, (*REPORTED, *step.takes))
        unit.declarations.set_flags(row.id, flags)
        # A request for deletion outlives the decision, and must stay in the queue.
        still = erasure_due(unit, row) if closed(target) and not answered else None
        unit.declarations.set_status(row.id, target, due or still, **decided)
        if target == ERASED:
            erase(unit, row)
        unit.timeline.append(
            row.id, now, actor=staff.username, action=step.action, status=target,
            note=write(Record.of(action, due)), action_id=action.id,
        )  # fmt: skip
        body = body_for(step, target, row.receipt, self._area(row.area_code), action, due)
        if body is not None and row.conversation_id is not None:
            # Prefixed, for the resident's own inputs are named by their client in the same space.
            pushed = f"action:{row.receipt}:{action.id}"
            self.turns.push(unit, row.conversation_id, body, by=staff.username, id=pushed)
        return Done(row.receipt, step.action, target, due, possible(target, staff.role, flags_in(flags)))

    def _area(self, code: str) -> Area | None:
        return self.assembling.area_of(code)
