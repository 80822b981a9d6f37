"""Taking a file of figures in: everything in one transaction or nothing, and what it would change beforehand."""

from dataclasses import dataclass
from typing import Literal

from api.errors import Fault
from api.services.local_figures.checking import check
from api.services.local_figures.desk import CHANGED
from api.services.local_figures.files import Row
from api.services.local_figures.names import BY_NAME
from api.services.territory.areas import Areas
from conversations.messages import say
from storage.figure_rows import FigureRow, NewFigure
from storage.unit import Unit

# `new`: nothing stood there before; `changed`: a new period; `corrected`: an earlier entry was wrong;
# `same`: it is known already, nothing is written; `bad`: it cannot be taken.
Outcome = Literal["new", "changed", "corrected", "same", "bad"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What comes of one row. `waits`: no second person is named, so it waits in the console."""

    row: Row
    outcome: Outcome
    waits: bool = False
    before: FigureRow | None = None
    faults: tuple[Fault, ...] = ()


def take_in(unit: Unit, areas: Areas, rows: tuple[Row, ...], *, keep_good: bool, dry_run: bool) -> tuple[Taken, ...]:
    """Take the rows in order. With a bad one among them nothing is written, unless `keep_good`.

    A row that names who entered and who approved it (two people) is in force at once, all such rows of a
    county under one revision. `dry_run` writes nothing; its answer is what would be.
    """
    import_ = _Import(unit, areas)
    return import_.take(rows, keep_good=keep_good, dry_run=dry_run)


class _Import:
    def __init__(self, unit: Unit, areas: Areas) -> None:
        self._unit = unit
        self._areas = areas
        self._revisions: dict[str, int] = {}
        self._histories: dict[tuple[str, str], list[FigureRow]] = {}
        self._seen: set[tuple[str, str, str, str]] = set()

    def take(self, rows: tuple[Row, ...], *, keep_good: bool, dry_run: bool) -> tuple[Taken, ...]:
        counties = sorted(
            {row.proposal.area[:6] for row in rows if row.proposal.area.isdecimal() and row.proposal.area.isascii()}
        )
        if not dry_run:
            # In one order, so that two imports cannot wait for one another.
            for county in counties:
                self._unit.figures.revision(county, hold=True)
        planned = [self._planned(row) for row in rows]
        taken = tuple(one for one, _ in planned)
        bad = any(one.outcome == "bad" for one in taken)
        if not dry_run and (keep_good or not bad):
            for one, new in planned:
                if new is not None:
                    self._write(one.row, new)
            for county, revision in self._revisions.items():
                self._unit.notify(CHANGED, f"{county} {revision}")
        return taken

    def _planned(self, row: Row) -> tuple[Taken, NewFigure | None]:
        asked = row.proposal
        county = asked.area[:6]
        checked = check(asked, self._areas, self._history(county, asked.name), row.entered_by)
        faults = (*row.faults, *checked.faults)
        waits = not row.approved_by
        place = (asked.area, asked.settlement, asked.name, asked.since)
        if not faults and place in self._seen:
            faults = (Fault("valid_from", say("请只留一行：文件里前面已经有同一个标准、同一天开始的一行。")),)
        if not faults and checked.new is not None and self._unit.figures.waits(checked.new):
            faults = (Fault("valid_from", say("请先在工作台上处理：同样的一条已经在等复核。")),)
        self._seen.add(place)
        if faults:
            return Taken(row, "bad", faults=faults), None
        if checked.new is None:
            return Taken(row, "same", before=checked.before), None
        outcome: Outcome = "corrected" if checked.new.corrects else "changed" if checked.before else "new"
        return Taken(row, outcome, waits, checked.before), checked.new

    def _history(self, county: str, name: str) -> list[FigureRow]:
        if name not in BY_NAME or not (county.isascii() and county.isdecimal()):
            return []
        if (county, name) not in self._histories:
            self._histories[county, name] = self._unit.figures.history(county, name)
        return self._histories[county, name]

    def _write(self, row: Row, new: NewFigure) -> None:
        number = self._unit.figures.enter(new)
        if row.approved_by:
            county = new.county_code
            if county not in self._revisions:
                self._revisions[county] = self._unit.figures.next_revision(county)
            self._unit.figures.decide(number, "approved", row.approved_by, self._revisions[county])
