"""Calls as a sender sees them: those that are due, leased to this process, and what became of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from api.services.emergency.areas import EmergencyAreas
from api.services.emergency.calling import UNSEEN, kind_of, may_be_called, write_calls
from api.services.emergency.duty import words
from api.services.emergency.lifecycle import CLOSED
from conversations.messages import Message
from storage.database import Database
from storage.duty_rows import PushRow
from storage.unit import Unit

LEASE = timedelta(seconds=30)
STALE = timedelta(hours=6)
"""After a shift without Telegram, what others have looked at meanwhile is no news; what nobody looked at still is."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call to one chat: what is said, and the address on the console that it leads to."""

    id: int
    chat_id: int
    message: Message
    link: str
    attempts: int


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
            now, calls = self._clock(), []
            for push in unit.duty_pushes.due(now, self._holder, now + LEASE, limit):
                one = self._call(unit, push, now)
                if one is not None:
                    calls.append(one)
                else:
                    unit.duty_pushes.end(push.id, "dropped")
            return calls

        return await self._database.run(work)

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
        row = unit.emergencies.by_id(push.emergency_id) if push is not None else None
        if push is None or row is None:
            return
        unit.duty_pushes.end(push_id, state, error)
        unit.duty_chats.set_reachable(push.staff_id, False)
        watch = unit.duty_pushes.watched(row.id)
        reached = [one for one in unit.duty_pushes.of(row.id) if one.state in ("waiting", "sent")]
        if watch is not None and not any(one.occasion == push.occasion for one in reached):
            # The next circle; who was called for this before is not called again.
            write_calls(unit, row, push.occasion, self._clock(), watch.by)

    def _call(self, unit: Unit, push: PushRow, now: datetime) -> Call | None:
        row, officer = unit.emergencies.by_id(push.emergency_id), unit.duty_chats.of_staff(push.staff_id)
        if row is None or officer is None or row.status in CLOSED or not may_be_called(unit, officer, row):
            return None
        looked = unit.duty_pushes.watched(row.id) is None
        if looked and (kind_of(push.occasion) == UNSEEN or now - push.created_at > STALE):
            return None
        what = "" if row.silent else row.what
        place = self._areas.desk(row.area_code).name
        one = words.Called(row.receipt, push.occasion, what, place, row.submitted_at, row.due_at)
        link = f"{self._public_url}/console/emergencies/{row.receipt}"
        return Call(push.id, int(officer.address), words.called(one), link, push.attempts)
