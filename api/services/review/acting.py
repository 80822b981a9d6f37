"""Taking a step: what is checked, what is written, what the resident is told, all in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Protocol

from api.errors import BadInput, Conflict, Forbidden, NotAllowedNow, ServiceError
from api.services.calendar.workdays import SHANGHAI, china_day
from api.services.filed_json import load_answers
from api.services.flags import with_flags, without_flags
from api.services.review.actions import Action, Done
from api.services.review.assembling import Assembling, facts_about
from api.services.review.authorizations import household_of
from api.services.review.faults import Known, content_faults
from api.services.review.household import members_in, tekun_named
from api.services.review.lifecycle import ERASED, Transition, may_take, possible, transition
from api.services.review.news import REFERRED, REPORTED
from api.services.review.passing_on import pass_on
from api.services.review.record import Record, read, write
from api.services.review.referrals import waiting_in
from api.services.review.running import Running
from api.services.review.sheet import askable_keys
from api.services.review.steps import left_out
from api.services.review.telling import body_for
from api.services.review.within import not_found, within
from api.services.staffing.staff import StaffMember
from api.services.transcript.tallying import heed
from conversations.inputs import AskedBack, StatusPushed
from conversations.messages import Message, say
from conversations.world import Area
from storage.rows import DeclarationRow
from storage.unit import Unit


class Pushes(Protocol):
    """Tells the resident, within the transaction of the action."""

    def push(self, unit: Unit, conversation_id: str, body: StatusPushed | AskedBack, by: str, id: str) -> None:
        """A turn that nobody asked for; `id` names it once."""
        ...


_DECIDES = ("decide", "record_own_form")


@dataclass(frozen=True, slots=True)
class Acting:
    """Carries actions out. Refusals are given back, not raised: nothing was written by them, so what others do at
    the same moment need not be redone.
    """

    turns: Pushes
    assembling: Assembling
    running: Running
    clock: Callable[[], datetime]
    region: Callable[[str], str]
    render: Callable[[Message], str]
    erase: Callable[[Unit, DeclarationRow], None]

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
        counting = self.running.deadlines.within(unit, row.area_code, self.clock())
        facts = facts_about(row, household_of(unit, row), county_decides=counting.county_decides)
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
            today=china_day(self.clock()),
            people=members_in(answers["answers"]) if answers is not None else frozenset(),
            tekun=tekun_named(version),
            referrals=waiting_in(events),
            photos=frozenset(unit.visits.of(row.id)),
            areas=frozenset(area.code for area in self.assembling.areas() if area.code != row.area_code),
            rounds=sum(event.action == "ask_back" for event in events),
        )

    def _carry_out(self, unit: Unit, staff: StaffMember, row: DeclarationRow, action: Action, step: Transition) -> Done:
        now, target = self.clock(), step.target or row.status
        if step.action == "record_own_form":
            action = replace(action, category=row.category)
        decided = {"category": action.category, "outcome": action.result} if step.action in _DECIDES else {}
        started = _starts(action, now)
        flags = self._flags(unit, row, step, action)
        due, flags = self.running.move(unit, row, target, flags, step.deadline, started)
        unit.declarations.set_status(row.id, target, due, **decided)
        area_code = self._moved(unit, row, action)
        if target == ERASED:
            self.erase(unit, row)
        came_from = row.area_code if area_code != row.area_code else ""
        unit.timeline.append(
            row.id, now, actor=staff.username, action=step.action, status=target,
            note=write(Record.of(action, due, from_area=came_from, **self._named(unit, row, action))),
            action_id=action.id,
        )  # fmt: skip
        if target != ERASED:
            unit.declarations.set_flags(row.id, flags)
            pass_on(unit, row.receipt)
        heed(unit, row, action.action, action.keys)
        body = body_for(step, target, row.receipt, self._area(area_code), action, due, self.render)
        if body is not None and row.conversation_id is not None:
            # Prefixed, for the resident's own inputs are named by their client in the same space.
            pushed = f"action:{row.receipt}:{action.id}"
            self.turns.push(unit, row.conversation_id, body, by=staff.username, id=pushed)
        return Done(row.receipt, step.action, target, due, self._can_after(unit, staff, row, area_code))

    def _flags(self, unit: Unit, row: DeclarationRow, step: Transition, action: Action) -> str:
        """The flags afterwards; referred it stays until the last department has answered."""
        waiting = waiting_in(unit.timeline.of(row.id)) - ({action.referral} if action.result != "pending" else set())
        answered = step.action == "record_referral" and not waiting
        gone = (*REPORTED, *step.takes, *((REFERRED,) if answered else ()))
        return with_flags(without_flags(row.flags, gone), *step.raises)

    def _named(self, unit: Unit, row: DeclarationRow, action: Action) -> dict[str, object]:
        """What is worked out and kept: what a decision left out; tekun names people, those chosen or those of the check."""
        skipped = list(left_out(row, unit.timeline.of(row.id))) if action.action == "decide" else []
        if action.outcome != "own_form" or action.category != "tekun" or action.members:
            return {"skipped": skipped}
        return {"skipped": skipped, "tekun": list(tekun_named(unit.declarations.version(row.id, row.version)))}

    def _moved(self, unit: Unit, row: DeclarationRow, action: Action) -> str:
        """Give it to another township where that is the action; the township it is with now."""
        if action.action != "transfer":
            return row.area_code
        place = self.assembling.area_of(action.area_code)
        if place is None:
            raise LookupError("a transfer to a township that is not served")
        unit.declarations.transfer(row.id, place.code, place.county_code, self.region(place.code))
        return place.code

    def _can_after(self, unit: Unit, staff: StaffMember, row: DeclarationRow, area_code: str) -> tuple[str, ...]:
        now = unit.declarations.by_id(row.id)
        if now is None or not staff.scope.covers(area_code):
            return ()
        return self._can(unit, staff, now, now.status)

    def _area(self, code: str) -> Area | None:
        return self.assembling.area_of(code)


def _starts(action: Action, now: datetime) -> datetime:
    """From when the deadline runs: a notice from the day it is put up, a year from the day of the review."""
    if action.on and action.action in ("publish", "review_year"):
        return datetime.combine(date.fromisoformat(action.on), time(9), SHANGHAI)
    return now
