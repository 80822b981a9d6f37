"""Deadlines that pass: looked for all day, each fires once, whatever process looks and however often it was killed."""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from api.services.flags import with_flags
from api.services.looking import look_every, one_by_one
from api.services.review.acting import Pushes
from api.services.review.record import Record, write
from api.services.review.running import Running
from api.services.review.schedule import WHEN_PASSED, Passing
from api.services.review.telling import told_at
from conversations.inputs import StatusPushed
from conversations.world import Area
from storage.database import Database
from storage.repositories.deadlines import DeadlineRow
from storage.rows import DeclarationRow
from storage.unit import Unit

_log = logging.getLogger(__name__)

LOOK_EVERY = timedelta(seconds=20)
AT_ONCE = 100
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Watching:
    """Takes one passed deadline after the other. Any number of processes may look: whoever locks the declaration
    first lets it fire, the next finds it done.
    """

    database: Database
    turns: Pushes
    running: Running
    area_of: Callable[[str], Area | None]
    clock: Callable[[], datetime]

    async def look(self) -> int:
        """Let fire what has passed, and count anew what was provisional, at most a hundred; how many there were.

        One that cannot fire keeps none of the others waiting; what was wrong with the first such is raised at the end.
        """
        stuck: dict[int, Exception] = {}
        done = 0
        while done < AT_ONCE and (found := await self._due(stuck)) is not None:
            try:
                await self.database.run(partial(self._fire, found=found))
                done += 1
            except Exception as error:  # noqa: BLE001 — set aside for this look, and raised below
                stuck[found.id] = error
        done += await one_by_one(lambda: self.database.run(self._recount), AT_ONCE - done)
        if stuck:
            raise next(iter(stuck.values()))
        return done

    async def _due(self, stuck: Collection[int]) -> DeadlineRow | None:
        now = self.clock()
        return await self.database.read(lambda unit: unit.deadlines.due(now, stuck)) if len(stuck) < AT_ONCE else None

    async def all_day(self) -> None:
        """Look until cancelled."""
        await look_every(LOOK_EVERY, self.look, _log, "deadlines cannot be looked after")

    def _fire(self, unit: Unit, found: DeadlineRow) -> None:
        # The declaration first, as every action has it, then the deadline: it may have been settled meanwhile.
        row = unit.declarations.by_id(found.declaration_id, for_update=True)
        one = unit.deadlines.get(found.id)
        if row is not None and one is not None and one.state == "waiting":
            self._passed(unit, row, one)
            unit.point("deadline_fired")

    def _passed(self, unit: Unit, row: DeclarationRow, one: DeadlineRow) -> None:
        passing, now = next(passing for kind, passing in WHEN_PASSED.items() if kind == one.kind), self.clock()
        unit.deadlines.set_state(one.id, "passed" if passing.owed else "settled")
        flags = with_flags(row.flags, passing.flag)
        due, flags = self.running.move(unit, row, row.status, flags, passing.then, now)
        unit.declarations.set_flags(row.id, flags)
        unit.declarations.set_status(row.id, row.status, due)
        # The day it was due, not the moment somebody looked, and the kind: that is what staff ask about.
        note = write(Record(due=one.ends_at, details={"deadline": one.kind}))
        # A sign that no id of an action may hold: staff choose those freely.
        once = f"\x1fdeadline:{one.id}"
        unit.timeline.append(
            row.id, now, actor=SYSTEM, action=passing.event, status=row.status, note=note, action_id=once
        )
        if one.kind == "year":
            unit.cases.watch(row.id, "review")
        self._tell(unit, row, passing, due, f"deadline:{one.id}")

    def _tell(self, unit: Unit, row: DeclarationRow, passing: Passing, due: datetime | None, once: str) -> None:
        if passing.told is None or row.conversation_id is None:
            return
        told = passing.told(told_at(row.receipt, self.area_of(row.area_code), due))
        self.turns.push(unit, row.conversation_id, StatusPushed(row.receipt, row.status, told), by=SYSTEM, id=once)

    def _recount(self, unit: Unit) -> bool:
        """One that was counted through a year without holidays, now that more is known; False when there is none."""
        counting = self.running.deadlines.seen_in(unit)
        found = unit.deadlines.unsure(counting.revision)
        if found is None:
            return False
        row = unit.declarations.by_id(found.declaration_id, for_update=True)
        one = unit.deadlines.get(found.id)
        if row is None or one is None or one.state != "waiting":
            return True
        kind = next(kind for kind in WHEN_PASSED if kind == one.kind)
        ends = self.running.deadlines.within(unit, row.area_code, one.started_at).deadline(kind, one.started_at)
        unit.deadlines.recount(one.id, ends.at, provisional=ends.provisional, by=counting.revision)
        unit.declarations.set_status(row.id, row.status, self.running.due(unit, row.id))
        return True
