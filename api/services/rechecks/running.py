"""Judging again when a figure or a rule changed: all that stands is read in parts, and what changes written down."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol

from api.eligibility.sets.facts import LAYOUT
from api.services.calendar.workdays import china_day
from api.services.checking.projecting import backfill
from api.services.local_figures.figures import Known
from api.services.looking import look_every
from storage.database import Database
from storage.repositories.rechecks import RunRow
from storage.unit import Unit

if TYPE_CHECKING:
    from api.services.rechecks.rejudging import Rejudging

_log = logging.getLogger(__name__)

AT_ONCE = 20_000
# Beside a server that answers people: shorter parts, so that nobody waits for the arrays.
BESIDE_OTHERS = 2_000
LATEST = 20
LOOK_EVERY = timedelta(seconds=2)
LEASE_SECONDS = 60


class Leases(Protocol):
    """Work that only one process does at a time."""

    async def hold_lease(self, name: str, seconds: float) -> bool: ...
    async def release_lease(self, name: str) -> None: ...


class Recheck:
    """Reads runs to their end. `alone`: no other process works on this database."""

    def __init__(
        self,
        database: Database,
        figures: Callable[[Unit], Known],
        clock: Callable[[], datetime],
        leases: Leases,
        *,
        alone: bool,
    ) -> None:
        self._database = database
        self._figures = figures
        self._clock = clock
        self._leases = leases
        self._alone = alone

    async def run(self, by: str, area_code: str = "", at_once: int = AT_ONCE) -> RunRow:
        """Judge all that stands in a county or township ("": everywhere) by the rules and figures of today.

        A run of the same area that was cut off today is read on. Nothing is told to anybody.
        """
        run = await self.begin(by, area_code)
        while (run := await self._to_the_end(run, at_once)).state == "reading":
            # Another process is at it; what it writes is the same.
            await asyncio.sleep(LOOK_EVERY.total_seconds())
            run = await self._again(run)
        return run

    async def _again(self, run: RunRow) -> RunRow:
        """The run as it is now."""
        return await self._database.read(lambda unit: unit.rechecks.get(run.id) or run)

    async def begin(self, by: str, area_code: str) -> RunRow:
        """Write down that it is wanted; who reads waiting runs then judges."""
        as_of = china_day(self._clock()).isoformat()
        return await self._database.run(lambda unit: _begun(unit, area_code, as_of, by))

    async def read_waiting(self, at_once: int = BESIDE_OTHERS) -> int:
        """Read every run that waits or was cut off to its end, unless another process does; how many."""
        done = 0
        for number in await self._database.read(lambda unit: unit.rechecks.reading()):
            if await self._mine(number):
                await self._read_or_stop(number, at_once)
                await self._leases.release_lease(_lease(number))
                done += 1
        return done

    async def all_day(self) -> None:
        """Read what waits until cancelled."""
        await look_every(LOOK_EVERY, self.read_waiting, _log, "a re-check cannot be read on")

    async def _read_or_stop(self, number: int, at_once: int) -> None:
        from api.services.rechecks.rejudging import ResultsDiffer

        run = await self._database.read(lambda unit: unit.rechecks.get(number))
        if run is None:
            return
        try:
            await self._to_the_end(run, at_once)
        except ResultsDiffer as error:
            _log.error("re-check %s is stopped: %s", number, error)
            fault = type(error).__name__
            await self._database.run(lambda unit: unit.rechecks.stop(number, fault))

    async def _mine(self, number: int) -> bool:
        return self._alone or await self._leases.hold_lease(_lease(number), LEASE_SECONDS)

    async def _to_the_end(self, run: RunRow, at_once: int) -> RunRow:
        await self._keep_up()
        # Imported here: nobody who does not judge many should wait for its arrays.
        from api.services.rechecks.rejudging import Rejudging

        judging = Rejudging(await self._database.read(self._figures), date.fromisoformat(run.as_of))
        while run.state == "reading" and await self._mine(run.id):
            run = await self._read_on(run, judging, at_once)
        return run

    async def _keep_up(self) -> None:
        """What was filed before its numbers were kept, or was kept in another layout."""
        after: int | None = 0
        while after is not None:
            after = await self._database.run(partial(_kept_up, after=after))

    async def _read_on(self, run: RunRow, judging: "Rejudging", at_once: int) -> RunRow:
        rows = await self._database.read(lambda unit: unit.checked.page(run.area_code, run.cursor, at_once))
        if rows:
            whole = _Asking(self._database, asyncio.get_running_loop())
            found = await asyncio.to_thread(judging.judge, run.id, rows, whole.households)
            cursor = rows[-1].declaration_id
            one_by_one = found.one_by_one

            def work(unit: Unit) -> RunRow:
                now = unit.rechecks.get(run.id, for_update=True)
                # Another process may have read the same part: it is written once.
                if now is not None and now.cursor == run.cursor and now.state == "reading":
                    unit.rechecks.read_on(now, cursor, len(rows), one_by_one, found.changes)
                unit.point("recheck_read")
                return unit.rechecks.get(run.id) or run

            return await self._database.run(work)

        def end(unit: Unit) -> RunRow:
            now = unit.rechecks.get(run.id, for_update=True)
            if now is not None and now.state == "reading":
                unit.rechecks.set_state(run.id, "ready")
            return unit.rechecks.get(run.id) or run

        return await self._database.run(end)


class _Asking:
    """Reads households for the thread that judges, through the loop that it left."""

    def __init__(self, database: Database, loop: asyncio.AbstractEventLoop) -> None:
        self._database = database
        self._loop = loop

    def households(self, numbers: Sequence[int]) -> dict[int, bytes]:
        """By number of declaration."""

        async def read() -> dict[int, bytes]:
            return await self._database.read(lambda unit: unit.checked.households(numbers))

        return asyncio.run_coroutine_threadsafe(read(), self._loop).result()


def _lease(number: int) -> str:
    return f"recheck:{number}"


def _kept_up(unit: Unit, after: int) -> int | None:
    """Some of them; the number of the last, None when there are no more."""
    numbers = unit.checked.stale(LAYOUT, after, 500)
    backfill(unit, numbers)
    return numbers[-1] if numbers else None


def _begun(unit: Unit, area_code: str, as_of: str, by: str) -> RunRow:
    for run in unit.rechecks.latest(LATEST):
        if run.state == "reading" and run.fault is None and (run.area_code, run.as_of) == (area_code, as_of):
            return run
    return unit.rechecks.begin(area_code, as_of, by, unit.checked.count(area_code))
