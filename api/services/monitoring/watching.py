"""Looks at what was filed or decided since, a row at a time, outside the resident's turn: a fault here costs nobody
their filing. Finds cases, and closes those that a step of the procedure has answered.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from api.services.calendar.workdays import SHANGHAI, china_day
from api.services.filed_json import load_answers
from api.services.local_figures.book import FigureBook
from api.services.looking import look_every, one_by_one
from api.services.monitoring.detail import Detail, kept
from api.services.monitoring.signals import Direction, Filed, Signal, compared
from api.services.monitoring.sorting import Handling, handling_of, helped
from api.services.monitoring.thresholds import Lines, lines_of
from api.services.review.record import read
from storage.database import Database
from storage.repositories.cases import NewCase
from storage.repositories.checked import GONE
from storage.rows import DeclarationRow
from storage.unit import Unit

_log = logging.getLogger(__name__)

LOOK_EVERY = timedelta(seconds=2)
AT_ONCE = 100
SYSTEM = "system"
FOUND, CLOSED = "monitor_found", "monitor_closed"
DAYS: dict[Handling, int] = {"deliver": 10, "start": 10, "complex": 30, "recheck": 20}
"""Working days for each handling. The documents say "soon" and give no number; these are ours."""
# Whom to call and where one lives says nothing about how one gets by.
_ABOUT = ("members.", "income.", "expenditure.", "assets.", "supporters.", "hardship_causes", "income_fell_sharply")
Due = Callable[[Unit, datetime, int], datetime]


class Watching:
    """Takes one thing after the other; any number of processes may."""

    def __init__(self, database: Database, book: FigureBook, clock: Callable[[], datetime], due: Due) -> None:
        self._database = database
        self._book = book
        self._clock = clock
        self._due = due

    async def look(self, at_most: int = AT_ONCE) -> int:
        """Look at what waits; how many things were looked at."""
        if not await self._database.read(lambda unit: unit.cases.anything()):
            return 0
        return await one_by_one(lambda: self._database.run(self._one), at_most)

    async def all_day(self) -> None:
        """Look until cancelled."""
        await look_every(LOOK_EVERY, self.look, _log, "monitoring cannot look", eager=True)

    def _one(self, unit: Unit) -> bool:
        taken = unit.cases.take()
        if taken is None:
            return False
        number, what = taken
        row = unit.declarations.by_id(number, for_update=True)
        if row is None:
            return True
        if row.status in GONE:
            self._close(unit, row, "gone", frozenset({"resident", "computed", "list", "review"}))
        elif what == "decided":
            self._close(unit, row, "decided", frozenset({"resident", "computed"}))
        elif what == "reviewed":
            self._close(unit, row, "reviewed", frozenset({"review"}))
        elif what == "review":
            self._yearly(unit, row)
        elif what == "v1":
            self._after_another(unit, row)
        else:
            self._version(unit, row, int(what[1:]))
        return True

    def _version(self, unit: Unit, row: DeclarationRow, number: int) -> None:
        """A further version: what the resident told unasked, and what reaches a line."""
        before, now = unit.declarations.version(row.id, number - 1), unit.declarations.version(row.id, number)
        if before is None or now is None:
            return
        was, is_ = load_answers(before.answers)["answers"], load_answers(now.answers)["answers"]
        keys = tuple(key for key in {**was, **is_} if was.get(key) != is_.get(key) and key.startswith(_ABOUT))
        asked = _asked(unit, row, number)
        self._found(unit, row, number, was, is_, Detail(keys=keys), asked=asked)

    def _after_another(self, unit: Unit, row: DeclarationRow) -> None:
        """A new declaration of somebody whose earlier one was decided: the change is between the two."""
        earlier = unit.cases.earlier(row.id)
        old = unit.declarations.by_id(earlier) if earlier is not None else None
        before = unit.declarations.version(old.id, old.version) if old is not None else None
        now = unit.declarations.version(row.id, 1)
        if old is None or before is None or now is None:
            return
        was, is_ = load_answers(before.answers)["answers"], load_answers(now.answers)["answers"]
        keys = tuple(key for key in {**was, **is_} if was.get(key) != is_.get(key) and key.startswith(_ABOUT))
        was_helped = helped(old.status, old.outcome, was)
        detail = Detail(keys=keys, earlier=old.receipt)
        self._found(unit, row, 1, was, is_, detail, asked=False, was_helped=was_helped)

    def _found(
        self,
        unit: Unit,
        row: DeclarationRow,
        version: int,
        was: Filed,
        now: Filed,
        detail: Detail,
        *,
        asked: bool,
        was_helped: bool = False,
    ) -> None:
        lines = self._lines(unit, row, now)
        signals = compared(was, now, lines)
        if not signals and (asked or not detail.keys):
            return
        directions: frozenset[Direction] = frozenset(one.direction for one in signals) or frozenset({"worse"})
        handling = handling_of(directions, is_helped=was_helped or helped(row.status, row.outcome, now))
        whole = Detail(kept(signals, lines), detail.keys, detail.earlier)
        self.note(
            unit, row, handling, "computed" if asked else "resident", _kind(signals), f"version|{version}", whole,
            version=version,
        )  # fmt: skip

    def _yearly(self, unit: Unit, row: DeclarationRow) -> None:
        """A year has gone by (晋 二(三)): what was decided still holds?"""
        version = unit.declarations.version(row.id, row.version)
        answers = load_answers(version.answers)["answers"] if version is not None else {}
        handling: Handling = "deliver" if helped(row.status, row.outcome, answers) else "start"
        year = self._clock().astimezone(SHANGHAI).year
        self.note(unit, row, handling, "review", "review", f"review|{year}", Detail())

    def note(
        self,
        unit: Unit,
        row: DeclarationRow,
        handling: Handling,
        source: str,
        signal: str,
        key: str,
        detail: Detail,
        *,
        version: int | None = None,
    ) -> bool:
        """Put it on the work list; False when the same was found before."""
        now = self._clock()
        new = NewCase(
            row.id, row.area_code, row.county_code, version or row.version, handling, source, signal, key,
            detail.as_json(), self._due(unit, now, DAYS[handling]),
        )  # fmt: skip
        if unit.cases.note(new) is None:
            return False
        unit.timeline.append(row.id, now, actor=SYSTEM, action=FOUND, status=row.status)
        return True

    def lines(self, unit: Unit, row: DeclarationRow, settlement: str | None) -> Lines:
        """The lines that hold today where the declaration belongs."""
        day = china_day(self._clock())
        return lines_of(self._book.known(unit, row.area_code), row.area_code, settlement, day)

    def _lines(self, unit: Unit, row: DeclarationRow, answers: Filed) -> Lines:
        settlement = answers.get("settlement")
        return self.lines(unit, row, settlement if isinstance(settlement, str) else None)

    def _close(self, unit: Unit, row: DeclarationRow, closing: str, sources: frozenset[str]) -> None:
        for case in unit.cases.open_of(row.id):
            if case.source in sources and case.version <= row.version:
                unit.cases.close(case.id, closing, SYSTEM, "", None)


def _kind(signals: tuple[Signal, ...]) -> str:
    return signals[0].kind if signals else "changed"


def _asked(unit: Unit, row: DeclarationRow, version: int) -> bool:
    """Whether the township had asked for this version."""
    before = ""
    for event in unit.timeline.of(row.id):
        if event.action == "correct" and read(event.note).version == version:
            return before == "asked_back"
        before = event.status
    return False
