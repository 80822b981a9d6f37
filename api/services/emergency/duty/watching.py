"""Looks for emergencies nobody has looked at, and calls for them once more; and for officers on duty for long.

When to do so stands in a row, so a restart forgets nothing; it is held while it is done, so two processes do it once.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from api.services.emergency.calling import call_again
from api.services.emergency.duty.asking import ask_who_forgot
from api.services.emergency.lifecycle import UNDECIDED
from api.services.looking import look_every, one_by_one
from storage.database import Database
from storage.unit import Unit

_log = logging.getLogger(__name__)

LOOK_EVERY = timedelta(seconds=30)
AT_ONCE = 100


class DutyWatching:
    """Any number of processes may look."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def look(self) -> int:
        """Call again for what is due now, at most a hundred; how many there were."""
        return await one_by_one(lambda: self._database.run(self._one), AT_ONCE)

    async def ask(self) -> int:
        """Ask who has been on duty for long whether they still are, at most a hundred; how many there were."""
        return await one_by_one(lambda: self._database.run(lambda unit: ask_who_forgot(unit, self._clock())), AT_ONCE)

    async def all_day(self) -> None:
        """Look every half minute until cancelled."""

        async def both() -> int:
            return await self.look() + await self.ask()

        await look_every(LOOK_EVERY, both, _log, "emergencies nobody looked at cannot be called for again")

    def _one(self, unit: Unit) -> bool:
        now = self._clock()
        watch = unit.duty_pushes.to_call_again(now)
        if watch is None:
            return False
        row = unit.emergencies.by_id(watch.emergency_id)
        if row is None or row.status not in UNDECIDED:
            unit.duty_pushes.unwatch(watch.emergency_id)
        else:
            call_again(unit, row, watch.occasion, watch.by, now)
        return True
