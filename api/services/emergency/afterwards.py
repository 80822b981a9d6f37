"""After the money: the family is reminded of the papers by day, twice at most, and the desk sees what is overdue.

Help first, papers afterwards (国办发〔2023〕39号 四（三）). What is to be done next stands in the row
(`papers_due_at`), so a restart forgets nothing; the row is held while it is done, so two processes do it once.
"""

import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta

from api.services.bell import BELL
from api.services.calendar.workdays import SHANGHAI, china_day
from api.services.emergency import words
from api.services.emergency.areas import EmergencyAreas
from api.services.emergency.filing import DESK_BELL
from api.services.emergency.households import of_household
from api.services.emergency.pushing import Pushes
from api.services.emergency.reading import held
from api.services.flags import flags_in, with_flags
from api.services.looking import look_every, one_by_one
from conversations.inputs import StatusPushed
from storage.database import Database
from storage.emergency_rows import EmergencyEvent, EmergencyRow
from storage.unit import Unit

_log = logging.getLogger(__name__)

OVERDUE = "papers_overdue"
SYSTEM = "system"
MOST_REMINDERS = 2
LOOK_EVERY = timedelta(minutes=1)
AT_ONCE = 100
# Nobody is called outside these hours, Asia/Shanghai.
_FROM, _UNTIL = time(8), time(20)
# A deadline is the last second of a day: this long before it, it is ten in the morning, of the day before or of the day.
_THE_DAY_BEFORE, _THAT_DAY = timedelta(hours=38), timedelta(hours=14)


def first_reminder(now: datetime, due: datetime) -> datetime:
    """When to remind of papers that are due then: the morning before, where that is not yet over."""
    return next((due - before for before in (_THE_DAY_BEFORE, _THAT_DAY) if due - before > now), due)


class Afterwards:
    """Looks for papers that are due. Any number of processes may look."""

    def __init__(self, database: Database, turns: Pushes, areas: EmergencyAreas, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._turns = turns
        self._areas = areas
        self._clock = clock

    async def look(self) -> int:
        """Do what is due now, at most a hundred steps; how many there were."""
        return await one_by_one(lambda: self._database.run(self._one), AT_ONCE)

    async def all_day(self) -> None:
        """Look every minute until cancelled."""
        await look_every(LOOK_EVERY, self.look, _log, "papers of emergencies cannot be looked after")

    def _one(self, unit: Unit) -> bool:
        """The next step of one emergency; False when none is due."""
        now = self._clock()
        found = unit.emergencies.papers_due(now)
        row = held(unit, found.receipt) if found is not None else None
        if row is None:
            return False
        if row.papers_due_at is None or row.papers_due_at > now:
            # Another process did it meanwhile.
            return True
        if row.status != "paid" or row.due_at is None:
            unit.emergencies.set(row, papers_due_at=None)
        elif row.due_at <= now and OVERDUE not in flags_in(row.flags):
            self._overdue(unit, row, now)
        else:
            self._remind(unit, row, row.due_at, now)
        return True

    def _overdue(self, unit: Unit, row: EmergencyRow, now: datetime) -> None:
        unit.emergencies.set(row, flags=with_flags(row.flags, OVERDUE), papers_due_at=_by_day(now))
        unit.emergencies.note(row, actor=SYSTEM, action="overdue", status=row.status, action_id=OVERDUE)
        unit.audit.note(SYSTEM, "emergency.overdue", row.receipt, row.area_code)
        unit.notify(BELL, DESK_BELL)

    def _remind(self, unit: Unit, row: EmergencyRow, due: datetime, now: datetime) -> None:
        morning = _by_day(now)
        events = unit.emergencies.events(row)
        times = sum(one.action == "remind" for one in events) + 1
        if morning > now and times <= MOST_REMINDERS:
            # By night nobody is called; what is overdue by then is marked at its hour all the same.
            unit.emergencies.set(row, papers_due_at=min(morning, due) if due > now else morning)
            return
        if times <= MOST_REMINDERS and row.conversation_id is not None and not _sent(events):
            self._tell(unit, row, row.conversation_id, due, now, times)
            unit.emergencies.note(row, actor=SYSTEM, action="remind", status=row.status, action_id=f"remind:{times}")
        unit.emergencies.set(row, papers_due_at=due if due > now else None)

    def _tell(
        self, unit: Unit, row: EmergencyRow, conversation_id: str, due: datetime, now: datetime, times: int
    ) -> None:
        desk = self._areas.desk(row.area_code)
        told = words.Told(row.receipt, desk.name, desk.phone, due=china_day(due))
        message = words.papers_due(told) if due > now else words.papers_late(told)
        body = StatusPushed(row.receipt, row.status, words.silently(told) if row.silent else of_household(message, row))
        self._turns.push(unit, conversation_id, body, SYSTEM, f"emergency:{row.id}:remind:{times}")


def _sent(events: list[EmergencyEvent]) -> bool:
    """Whether papers came since the money: then it is the desk's turn, and nobody is asked again for what they sent."""
    return any(one.action == "papers" for one in events)


def _by_day(now: datetime) -> datetime:
    """Now, or the next morning at which somebody may be called."""
    here = now.astimezone(SHANGHAI)
    if _FROM <= here.time() < _UNTIL:
        return now
    day = here.date() if here.time() < _FROM else here.date() + timedelta(days=1)
    return datetime.combine(day, _FROM, SHANGHAI)
