"""What staff do with local figures: read them, enter one, and let a second person approve it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from api.errors import BadInput, Conflict, Forbidden, NotFound, ServiceError, or_raise
from api.services.local_figures.book import FigureBook
from api.services.local_figures.checking import Proposal, check, standing
from api.services.local_figures.figures import Changed, Entry, Pinned, UnknownVersion
from api.services.local_figures.names import BY_NAME
from api.services.staffing.staff import StaffMember
from api.services.territory.areas import COUNTY_DIGITS
from conversations.messages import say
from storage.database import Database
from storage.figure_rows import FigureRow
from storage.unit import Unit

Decision = Literal["approve", "decline", "take_back"]
__all__ = ["CHANGED", "DECIDE", "ENTER", "FigureDesk", "FigureRow", "InForceView", "Waiting"]
ENTER, DECIDE = frozenset({"county"}), frozenset({"county", "admin"})
# Told to listeners once figures of a county have changed: the county and its revision, "993601 3".
CHANGED = "figures"
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class InForceView:
    """The figures of an area on a day: the version that pins them, and the entry behind each name."""

    pinned: Pinned
    entries: dict[str, Entry]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that waits for a second person: what it would change, and what this person may do with it."""

    row: FigureRow
    before: FigureRow | None
    decisions: tuple[Decision, ...]


class FigureDesk:
    """Each method takes who asks. Areas that are not theirs are `NotFound`; a township reads its county's too."""

    def __init__(self, database: Database, book: FigureBook, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._book = book
        self._clock = clock

    def places(self, staff: StaffMember) -> tuple[tuple[str, str], ...]:
        """Code and name of the areas whose figures this person may read, the county first."""
        mine = [area for area in self._book.areas() if staff.scope.covers(area.code)]
        counties = dict.fromkeys((area.county_code, area.county) for area in mine)
        return (*counties, *((area.code, area.name) for area in mine))

    async def in_force(
        self, staff: StaffMember, area: str, settlement: str | None, on: date, version: str = ""
    ) -> InForceView:
        """What holds for an area and settlement on a day; with `version`, what that version names instead."""
        try:
            wanted = Pinned.read(version) if version else None
        except UnknownVersion:
            raise _no_version() from None
        area = wanted.area if wanted is not None else area
        self._readable(staff, area)

        def work(unit: Unit) -> InForceView | ServiceError:
            known = self._book.known(unit, area)
            newest = known.revision(area[:COUNTY_DIGITS])
            pinned = wanted or Pinned(area, settlement, on, newest)
            return InForceView(pinned, known.deciding(pinned)) if pinned.revision <= newest else _no_version()

        return or_raise(await self._database.read(work))

    async def history(self, staff: StaffMember, area: str, name: str) -> tuple[FigureRow, ...]:
        """Every entry of one figure that this area inherits or, for a county, that lies in it; newest first."""
        self._readable(staff, area)
        if name not in BY_NAME:
            raise NotFound("name", say("请从标准的名称里选一个：这个名称这里没有。"))
        county = area[:COUNTY_DIGITS]
        rows = await self._database.read(lambda unit: unit.figures.history(county, name))
        wanted = {area, county}
        return tuple(row for row in reversed(rows) if area == county or row.area_code in wanted)

    async def changed(self, staff: StaffMember, county: str, after: int) -> tuple[Changed, ...]:
        """What became known of a county after a revision of it."""
        self._readable(staff, county)
        return await self._database.read(lambda unit: self._book.changed(unit, county[:COUNTY_DIGITS], after))

    async def waiting(self, staff: StaffMember) -> tuple[Waiting, ...]:
        """What waits in one's county, oldest first; nothing for those who neither enter nor approve."""
        if staff.role not in ENTER | DECIDE | {"auditor"}:
            return ()
        return await self._database.read(lambda unit: self._waiting(unit, staff))

    async def enter(self, staff: StaffMember, asked: Proposal) -> FigureRow:
        """Enter a figure that then waits for a second person. Raises Forbidden, BadInput, Conflict, NotFound."""
        if staff.role not in ENTER:
            raise Forbidden("role", say("标准请县里的工作人员来录入，您的账号可以查看。"))
        self._readable(staff, asked.area)
        return or_raise(await self._database.run(lambda unit: self._enter(unit, staff, asked)))

    async def decide(self, staff: StaffMember, number: int, decision: str) -> FigureRow:
        """Approve or decline what another person entered, or take back one's own. An approval is in force from
        its commit on. Raises Forbidden, Conflict when it does not wait any more, NotFound, BadInput.
        """
        if decision not in ("approve", "decline", "take_back"):
            raise BadInput("decision", say("请选同意、退回或者撤回。"))
        if staff.role not in ENTER | DECIDE:
            raise Forbidden("role", say("标准请县里的工作人员或者管理员来复核，您的账号可以查看。"))
        return or_raise(await self._database.run(lambda unit: self._decide(unit, staff, number, decision)))

    def _enter(self, unit: Unit, staff: StaffMember, asked: Proposal) -> FigureRow | ServiceError:
        county = asked.area[:COUNTY_DIGITS]
        # Held until the end, so that of two who enter at once the second sees what the first entered.
        unit.figures.revision(county, hold=True)
        checked = check(asked, self._book, unit.figures.history(county, asked.name), staff.username)
        if checked.faults:
            return BadInput.of(checked.faults)
        if checked.new is None:
            return BadInput("value", say("不用再录：从这一天起已经是这个数了。"))
        if unit.figures.waits(checked.new):
            return Conflict("valid_from", say("请先看一下等着复核的：同一个标准、同一天开始的，已经有一条在等。"))
        row = unit.figures.get(unit.figures.enter(checked.new))
        if row is not None:
            unit.audit.note(staff.username, "figure_entered", f"figure {row.id}", row.area_code, {"name": row.name})
        return row if row is not None else _not_found()

    def _decide(self, unit: Unit, staff: StaffMember, number: int, decision: str) -> FigureRow | ServiceError:
        found = unit.figures.get(number) if 0 < number < 10**_MOST_DIGITS else None
        if found is None or not staff.scope.covers(found.area_code):
            return _not_found()
        unit.figures.revision(found.county_code, hold=True)
        row = unit.figures.get(number) or found
        refused = _refusal(row, staff, decision)
        if refused is None and decision == "approve":
            refused = self._approve(unit, staff, row)
        elif refused is None:
            state: Literal["declined", "taken_back"] = "declined" if decision == "decline" else "taken_back"
            unit.figures.decide(number, state, staff.username)
        if refused is None:
            unit.audit.note(staff.username, f"figure_{decision}", f"figure {number}", row.area_code, {"name": row.name})
        return refused or unit.figures.get(number) or row

    def _approve(self, unit: Unit, staff: StaffMember, row: FigureRow) -> ServiceError | None:
        history = unit.figures.history(row.county_code, row.name)
        if row.corrects is not None and row.corrects not in {one.id for one in standing(history)}:
            return Conflict("corrects", say("请退回这一条：它要更正的那一条，已经被别人更正过了。"))
        revision = unit.figures.next_revision(row.county_code)
        unit.figures.decide(row.id, "approved", staff.username, revision)
        unit.notify(CHANGED, f"{row.county_code} {revision}")
        return None

    def _waiting(self, unit: Unit, staff: StaffMember) -> tuple[Waiting, ...]:
        found: list[Waiting] = []
        for row in unit.figures.waiting(staff.scope):
            own = [
                one
                for one in standing(unit.figures.history(row.county_code, row.name))
                if (one.area_code, one.settlement) == (row.area_code, row.settlement)
            ]
            earlier = [
                one
                for one in own
                if one.id == row.corrects
                or (
                    row.corrects is None
                    and one.valid_from <= row.valid_from
                    and (one.valid_to is None or one.valid_to >= row.valid_from)
                )
            ]
            before = max(earlier, key=lambda one: (one.valid_from, one.id), default=None)
            found.append(Waiting(row, before, _decisions(row, staff)))
        return tuple(found)

    def _readable(self, staff: StaffMember, area: str) -> None:
        if area not in {code for code, _ in self.places(staff)}:
            raise _not_found()


def _decisions(row: FigureRow, staff: StaffMember) -> tuple[Decision, ...]:
    if staff.username == row.entered_by:
        return ("take_back",)
    return ("approve", "decline") if staff.role in DECIDE else ()


def _refusal(row: FigureRow, staff: StaffMember, decision: str) -> ServiceError | None:
    if decision in _decisions(row, staff):
        return None if row.state == "waiting" else Conflict("state", say("请刷新页面：这一条已经有人处理过了。"))
    if staff.username == row.entered_by:
        return Forbidden("decision", say("请另一位同事来复核：自己录入的，要由别人看过才生效。"))
    return Forbidden("decision", say("请录入的那位同事自己撤回；您可以同意或者退回。"))


def _not_found() -> NotFound:
    return NotFound("area", say("请再看一下地区：您负责的范围里没有这一处。"))


def _no_version() -> NotFound:
    return NotFound("version", say("请再看一下标准的版本号，这里没有这一版。"))
