"""Which deadlines run on a declaration: started and settled as it moves, each a row that fires by itself."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from api.services.calendar.workdays import Deadline
from api.services.flags import flags_in, without_flags
from api.services.review.deadlines import Deadlines
from api.services.review.news import CALL_DUE, OVERDUE
from api.services.review.schedule import FLAG_OF, RUNS_IN, SILENT, DeadlineKind
from storage.rows import DeclarationRow
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Running:
    """Keeps the rows of deadlines. The caller holds the declaration's lock and writes what is due into its row."""

    deadlines: Deadlines

    def start(self, unit: Unit, number: int, area_code: str, kind: DeadlineKind, at: datetime) -> Deadline:
        """Let a deadline of this declaration run from `at`; another of its kind ends."""
        counting = self.deadlines.within(unit, area_code, at)
        ends = counting.deadline(kind, at)
        unit.deadlines.start(number, kind, at, ends.at, provisional=ends.provisional, by=counting.revision)
        return ends

    def settle(self, unit: Unit, number: int, status: str, flags: Collection[str]) -> None:
        """End what is no longer due in this status with these flags."""
        gone = [one.kind for one in unit.deadlines.owed(number) if not _runs(one.kind, status, flags)]
        unit.deadlines.settle(number, gone)

    def due(self, unit: Unit, number: int) -> datetime | None:
        """The earliest that is still owed, passed or not; None when nothing is."""
        ends = [one.ends_at for one in unit.deadlines.owed(number) if one.kind not in SILENT]
        return min(ends, default=None)

    def flags(self, unit: Unit, number: int, flags: str) -> str:
        """The flags without those of deadlines that are over and done with."""
        passed = {one.kind for one in unit.deadlines.owed(number) if one.state == "passed"}
        gone = [] if passed - {"call"} else [OVERDUE]
        return without_flags(flags, (*gone, *(() if "call" in passed else (CALL_DUE,))))

    def move(
        self, unit: Unit, row: DeclarationRow, target: str, flags: str, deadline: DeadlineKind | None, at: datetime
    ) -> tuple[datetime | None, str]:
        """It has come to this status with these flags, and this deadline starts: what is due now, and the flags."""
        self.settle(unit, row.id, target, flags_in(flags))
        if deadline is not None:
            self.start(unit, row.id, row.area_code, deadline, at)
        return self.due(unit, row.id), self.flags(unit, row.id, flags)


def _runs(kind: str, status: str, flags: Collection[str]) -> bool:
    within: tuple[str, ...] = RUNS_IN.get(kind, ())
    flag = FLAG_OF.get(kind)
    return status in within and (flag is None or flag in flags)
