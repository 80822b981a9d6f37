"""Calls as a sender sees them: those that are due, leased to this process, and what became of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from api.services.bell import BELL
from api.services.emergency.areas import EmergencyAreas
from api.services.emergency.calling import DUTY_BELL, UNSEEN, kind_of, may_be_called, write_calls
from api.services.emergency.duty import words
from api.services.emergency.duty.asking import STILL, TRIAL
from api.services.emergency.duty.waiting import WAITING, put_waiting, waits_for
from api.services.emergency.folding import CALL_NOW
from api.services.flags import flags_in
from conversations.messages import Message
from storage.database import Database
from storage.duty_rows import DutyRow, PushRow
from storage.emergency_rows import EmergencyRow
from storage.unit import Unit

Kind = Literal["look", "trial", "still", "waiting"]
LEASE = timedelta(seconds=30)
STALE = timedelta(hours=6)
"""After a shift without Telegram, what others have looked at meanwhile is no news; what nobody looked at still is."""
LATE = timedelta(minutes=2)
"""Of what could not be sent for so long, an officer is told in one message."""
_A_FLOOD = 2
TRIAL_LIVES = timedelta(minutes=10)
_OVER = ("settled", "declined")


@dataclass(frozen=True, slots=True)
class Call:
    """One call to one chat: what is said, the address on the console that it leads to ("": nowhere), and what it is:
    about an emergency, one of the two questions, or all that waits.
    """

    id: int
    chat_id: int
    message: Message
    link: str
    attempts: int
    kind: Kind = "look"


class DutyPost:
    """Hands out calls and writes down what became of them. `holder` names this process."""

    def __init__(
        self,
        database: Database,
        areas: EmergencyAreas,
        public_url: str,
        clock: Callable[[], datetime],
        holder: str,
    ) -> None:
        self._database = database
        self._areas = areas
        self._public_url = public_url
        self._clock = clock
        self._holder = holder

    async def due(self, limit: int) -> list[Call]:
        """What is to be sent now, leased to this process; what is no news any more is dropped."""

        def work(unit: Unit) -> list[Call]:
            now = self._clock()
            calls: list[Call] = []
            due = unit.duty_pushes.due(now, self._holder, now + LEASE, limit)
            for staff_id in dict.fromkeys(push.staff_id for push in due):
                calls += self._of_officer(unit, staff_id, [one for one in due if one.staff_id == staff_id], now)
            return calls

        return await self._database.run(work)

    def _of_officer(self, unit: Unit, staff_id: int, due: Sequence[PushRow], now: datetime) -> list[Call]:
        """What is sent to an officer one by one. Several calls that could not reach them for a while become one
        message, which is due next.
        """
        late = any(_is_call(one) and now - one.created_at > LATE for one in due)
        beside = [one for one in unit.duty_pushes.waiting_for(staff_id, now) if _is_call(one)] if late else []
        calls = [(one, self._still_news(unit, one, now)) for one in (*due, *beside)]
        told = [push for push, call in calls if call is not None and _is_call(push)]
        if not late or len(told) < _A_FLOOD:
            mine = {one.id for one in due}
            return [call for push, call in calls if call is not None and push.id in mine]
        for one in told:
            unit.duty_pushes.end(one.id, "dropped")
        put_waiting(unit, staff_id, now)
        unit.notify(BELL, DUTY_BELL)
        return [call for push, call in calls if call is not None and not _is_call(push)]

    def _still_news(self, unit: Unit, push: PushRow, now: datetime) -> Call | None:
        one = self._call(unit, push, now)
        if one is None:
            unit.duty_pushes.end(push.id, "dropped")
        return one

    async def sent(self, push_id: int) -> None:
        """It was sent, so the chat can be reached."""

        def work(unit: Unit) -> None:
            push = unit.duty_pushes.get(push_id)
            unit.duty_pushes.end(push_id, "sent")
            row = unit.duty_chats.of_staff(push.staff_id) if push is not None else None
            if row is not None and not row.reachable:
                unit.duty_chats.set_reachable(row.staff_id, True)

        await self._database.run(work)

    async def retry(self, push_id: int, after_seconds: float, error: str) -> None:
        """It failed; again after so many seconds. `error` names nobody."""
        again = self._clock() + timedelta(seconds=after_seconds)
        await self._database.run(lambda unit: unit.duty_pushes.retry(push_id, again, error))

    async def dead(self, push_id: int, error: str) -> None:
        """It can never be sent there. `error` names nobody."""
        await self._database.run(lambda unit: self._failed(unit, push_id, "dead", error))

    async def unreachable(self, push_id: int) -> None:
        """The officer blocked the bot."""
        await self._database.run(lambda unit: self._failed(unit, push_id, "unreachable", None))

    async def take_over(self) -> None:
        """Give back every lease there is: only for a process that starts and knows itself to be the only one."""
        await self._database.run(lambda unit: unit.duty_pushes.release_all())

    def _failed(self, unit: Unit, push_id: int, state: str, error: str | None) -> None:
        """The console says that this chat takes nothing, and when nobody else was reached others are called."""
        push = unit.duty_pushes.get(push_id)
        officer = unit.duty_chats.of_staff(push.staff_id) if push is not None else None
        if push is None:
            return
        unit.duty_pushes.end(push_id, state, error)
        unit.duty_chats.set_reachable(push.staff_id, False)
        if push.emergency_id is not None:
            row = unit.emergencies.by_id(push.emergency_id)
            self._pass_on(unit, [row] if row is not None else [], push.occasion)
        elif officer is not None:
            self._pass_on(unit, waits_for(unit, officer).unseen, None)

    def _pass_on(self, unit: Unit, rows: Sequence[EmergencyRow], occasion: str | None) -> None:
        """Where nobody else was reached, the next circle; who was called for this before is not called again."""
        for row in rows:
            watch = unit.duty_pushes.watched(row.id)
            if watch is None:
                continue
            wanted = occasion or watch.occasion
            reached = [one for one in unit.duty_pushes.of(row.id) if one.state in ("waiting", "sent")]
            if not any(one.occasion == wanted for one in reached):
                write_calls(unit, row, wanted, self._clock(), watch.by)

    def _call(self, unit: Unit, push: PushRow, now: datetime) -> Call | None:
        officer = unit.duty_chats.of_staff(push.staff_id)
        if push.emergency_id is None:
            return None if officer is None else self._of_duty(unit, push, officer, now)
        row = unit.emergencies.by_id(push.emergency_id)
        if row is None or officer is None or row.status in _OVER or not may_be_called(unit, officer, row):
            return None
        looked = unit.duty_pushes.watched(row.id) is None
        if looked and (kind_of(push.occasion) == UNSEEN or now - push.created_at > STALE):
            return None
        link = f"{self._public_url}/console/emergencies/{row.receipt}"
        message = words.called(self._told(row, push.occasion))
        return Call(push.id, int(officer.address), message, link, push.attempts)

    def _told(self, row: EmergencyRow, occasion: str) -> words.Called:
        place = self._areas.desk(row.area_code).name
        what, dying = "" if row.silent else row.what, CALL_NOW in flags_in(row.flags)
        return words.Called(row.receipt, occasion, what, place, row.submitted_at, row.due_at, dying)

    def _of_duty(self, unit: Unit, push: PushRow, officer: DutyRow, now: datetime) -> Call | None:
        """What is about no single emergency; None when it is no news any more."""
        chat, kind = int(officer.address), kind_of(push.occasion)
        if kind == TRIAL and now - push.created_at <= TRIAL_LIVES:
            return Call(push.id, chat, words.trial(), "", push.attempts, "trial")
        if kind == STILL and officer.since is not None and officer.asked_at is not None:
            return Call(push.id, chat, words.still(officer.since), "", push.attempts, "still")
        waits = waits_for(unit, officer)
        if kind != WAITING or not (waits.unseen or waits.seen):
            return None
        message = words.waiting([self._told(row, push.occasion) for row in waits.unseen], len(waits.seen))
        return Call(push.id, chat, message, f"{self._public_url}/console/emergencies", push.attempts, "waiting")


def _is_call(push: PushRow) -> bool:
    """Whether it tells of what happened: a question is not folded."""
    return push.emergency_id is not None or kind_of(push.occasion) == WAITING
