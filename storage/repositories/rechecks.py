"""Runs of judging again: begun, read on, approved once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from storage.repositories.base import Repository
from storage.repositories.recheck_changes import ChangeRow, added
from storage.tables import recheck_changes, recheck_runs

_RUN = recheck_runs.c
_BEGIN = insert(recheck_runs).returning(_RUN.id)
_GET = select(recheck_runs).where(_RUN.id == bindparam("the_run"))
_GET_LOCKED = _GET.with_for_update()
_LATEST = select(recheck_runs).order_by(_RUN.id.desc()).limit(bindparam("at_most"))
_READING = select(_RUN.id).where(_RUN.state == "reading", _RUN.fault.is_(None)).order_by(_RUN.id)
_SET = update(recheck_runs).where(_RUN.id == bindparam("the_run"))
_ADD = insert(recheck_changes)
_APPROVED = select(_RUN.id).where(_RUN.state == "approved").order_by(_RUN.id).limit(1)


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run. `state`: `reading`, `ready`, `approved`, `told`; `seen`: households read, of them `one_by_one`.

    `total`: how many stood when it began; `fault`: what stopped it for good, while it was `reading`.
    """

    id: int
    state: str
    area_code: str
    as_of: str
    started_by: str
    started_at: datetime
    cursor: int
    seen: int
    one_by_one: int
    approved_by: str | None
    approved_at: datetime | None
    total: int | None = None
    fault: str | None = None


class Rechecks(Repository):
    """`unit.rechecks`."""

    __slots__ = ()

    def begin(self, area_code: str, as_of: str, by: str, total: int) -> RunRow:
        """A new run that has read nothing yet."""
        values = {"state": "reading", "area_code": area_code, "as_of": as_of, "started_by": by, "cursor": 0}
        counts = {"started_at": self.clock(), "seen": 0, "one_by_one": 0, "total": total}
        number: int = self.connection.execute(_BEGIN, {**values, **counts}).scalar_one()
        return self._of(number)

    def get(self, run_id: int, *, for_update: bool = False) -> RunRow | None:
        """This run; `for_update` holds it until the transaction ends."""
        query = _GET_LOCKED if for_update else _GET
        row = self.connection.execute(query, {"the_run": run_id}).one_or_none()
        return None if row is None else RunRow(*row)

    def latest(self, at_most: int) -> list[RunRow]:
        """The newest runs first."""
        return [RunRow(*row) for row in self.connection.execute(_LATEST, {"at_most": at_most})]

    def reading(self) -> list[int]:
        """The runs that are not read to the end, the oldest first; none that was stopped for good."""
        return list(self.connection.execute(_READING).scalars())

    def read_on(self, run: RunRow, cursor: int, seen: int, one_by_one: int, changes: Sequence[ChangeRow]) -> None:
        """What was read further and found there, both or neither."""
        if changes:
            self.connection.execute(_ADD, [added(each) for each in changes])
        counts = {"seen": run.seen + seen, "one_by_one": run.one_by_one + one_by_one}
        self.connection.execute(_SET, {"the_run": run.id, "cursor": cursor, **counts})

    def set_state(self, run_id: int, state: str) -> None:
        """Where the run is."""
        self.connection.execute(_SET, {"the_run": run_id, "state": state})

    def stop(self, run_id: int, fault: str) -> None:
        """It cannot be read on; `fault` names no household."""
        self.connection.execute(_SET, {"the_run": run_id, "fault": fault})

    def approve(self, run_id: int, by: str) -> None:
        """Somebody answers for telling it."""
        values = {"state": "approved", "approved_by": by, "approved_at": self.clock()}
        self.connection.execute(_SET, {"the_run": run_id, **values})

    def approved(self) -> int | None:
        """A run that is approved and not yet told to all."""
        number: int | None = self.connection.execute(_APPROVED).scalar_one_or_none()
        return number

    def _of(self, run_id: int) -> RunRow:
        row = self.get(run_id)
        if row is None:
            raise LookupError(f"there is no run number {run_id}")
        return row
