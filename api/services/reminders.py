"""Reminders: whoever left a draft unfinished hears of it once or twice, by day, in words that name nothing."""

import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta

from api.services.calendar.workdays import SHANGHAI
from api.services.conversing.turns import TELEGRAM, Turns
from api.services.looking import look_every
from api.services.transcript.tallying import stopped
from conversations.inputs import Reminded
from storage.database import Database
from storage.repositories.conversations import MOST_REMINDERS
from storage.repositories.reminders import QuietDraft
from storage.unit import Unit

_log = logging.getLogger(__name__)

QUIET = timedelta(hours=24)
BETWEEN = timedelta(days=3)
# Nobody is called outside these hours, Asia/Shanghai.
FROM, UNTIL = time(8), time(20)
LOOK_EVERY = timedelta(minutes=1)
# No more at once than a bot can say in a few seconds; the next look takes the others.
AT_ONCE = 100


class Reminders:
    """Looks for drafts that lay still. Any number of processes may look: a draft is taken under a lock."""

    def __init__(self, database: Database, turns: Turns, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._turns = turns
        self._clock = clock

    async def remind(self) -> int:
        """Remind whoever is due now, at most a hundred; how many were told."""
        told = 0
        for _ in range(AT_ONCE):
            done = await self._database.run(self._one)
            if done is None:
                break
            told += done
        return told

    async def all_day(self) -> None:
        """Look every minute until cancelled."""
        await look_every(LOOK_EVERY, self.remind, _log, "reminders cannot be sent")

    def _one(self, unit: Unit) -> bool | None:
        """One draft that is due: whether its resident was told; None when none is due."""
        now = self._clock()
        draft = unit.reminders.due(now)
        if draft is None:
            return None
        wait = waits_until(draft, now)
        if wait is not None:
            unit.reminders.put_off(draft.conversation_id, wait)
            return False
        if not draft.reminded or draft.touched_at > now - BETWEEN:
            # For the first time, or again after they had gone on: here they stopped.
            stopped(unit, draft.conversation_id)
        if not unit.addresses.reachable(draft.conversation_id, TELEGRAM):
            # A web page cannot call; it says where one was when it is opened again.
            unit.reminders.put_off(draft.conversation_id, None)
            return False
        times = draft.reminded + 1
        self._turns.push(unit, draft.conversation_id, Reminded(), "system", f"remind:{now.isoformat()}")
        again_at = now + BETWEEN if times < MOST_REMINDERS else None
        unit.reminders.reminded(draft.conversation_id, times, again_at)
        return True


def waits_until(draft: QuietDraft, now: datetime) -> datetime | None:
    """Until when a reminder has to wait: for a quiet day, or for the morning; None: it is time."""
    quiet_at = draft.touched_at + QUIET
    if quiet_at > now:
        return quiet_at
    here = now.astimezone(SHANGHAI)
    if FROM <= here.time() < UNTIL:
        return None
    day = here.date() if here.time() < FROM else here.date() + timedelta(days=1)
    return datetime.combine(day, FROM, SHANGHAI)
