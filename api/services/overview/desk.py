"""The overview of a township or county, read from kept counts alone: as fast with a million declarations as with ten."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from api.errors import BadInput, NotFound
from api.services.calendar.workdays import china_day
from api.services.category_names import CATEGORIES
from api.services.monitoring.sorting import HANDLINGS
from api.services.overview.emergencies import EmergencyNumbers, HoursOf, emergencies_of
from api.services.overview.numbers import Bar, Days, bars, days_of
from api.services.review.filtering import narrowed
from api.services.staffing.permissions import require
from api.services.staffing.staff import StaffMember
from api.services.territory.areas import Areas
from api.services.transcript.tallying import ASKED, STOPPED
from conversations.messages import say
from storage.database import Database
from storage.repositories.cases import CaseFilter
from storage.repositories.scope import Scope
from storage.unit import Unit

SPANS = (1, 3, 12)
WAITING = ("submitted", "accepted", "asked_back", "answered", "opinion_given", "published")
"""What is still worked on; a step is the time a declaration stands in one of these."""
ORIGINS = ("web", "telegram", "window", "hotline", "visit")
OUTCOMES = ("likely", "person_decides", "undetermined", "unlikely")
RESULTS = ("approved", "registered", "refused")
MOST_BARS = 12


@dataclass(frozen=True, slots=True)
class Waits:
    """How many declarations stand in a status now, how many of them are due today, how many overdue."""

    status: str
    n: int
    today: int
    over: int


@dataclass(frozen=True, slots=True)
class Place:
    """A township of the county: what waits there, what is overdue, what monitoring found."""

    code: str
    name: str
    waiting: int
    today: int
    over: int
    cases: int


@dataclass(frozen=True, slots=True)
class Crossed:
    """How many families of a category, by outcome or result; small numbers hidden."""

    category: str
    parts: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The numbers of an area: what stands now, and what happened from one month to another (yyyy-mm, in China)."""

    area: str
    name: str
    months: tuple[str, str]
    span: int
    at: datetime
    waits: tuple[Waits, ...]
    places: tuple[Place, ...]
    steps: tuple[tuple[str, Days], ...]
    found: tuple[Crossed, ...]
    decided: tuple[Crossed, ...]
    filed: int
    channels: tuple[Bar, ...]
    stopped: tuple[Bar, ...]
    nowhere: int
    asked: tuple[Bar, ...]
    cases: Mapping[str, int]
    emergencies: EmergencyNumbers

    @property
    def waiting(self) -> int:
        """All that is worked on."""
        return sum(one.n for one in self.waits)

    @property
    def today(self) -> int:
        """Of these, due today."""
        return sum(one.today for one in self.waits)

    @property
    def over(self) -> int:
        """Of these, overdue."""
        return sum(one.over for one in self.waits)


class OverviewDesk:
    """Takes who asks, and counts within their area only."""

    def __init__(
        self, database: Database, areas: Areas, clock: Callable[[], datetime], first_help_hours: HoursOf
    ) -> None:
        self._database = database
        self._areas = areas
        self._clock = clock
        self._first_help_hours = first_help_hours

    def townships(self, staff: StaffMember) -> tuple[tuple[str, str], ...]:
        """Code and name of the townships whose numbers this person may see alone."""
        return tuple((one.code, one.name) for one in self._areas.areas() if staff.scope.covers(one.code))

    async def overview(self, staff: StaffMember, area: str = "", span: int = 3) -> Overview:
        """The numbers of one's area, or of a township in it, over some months. Raises Forbidden, BadInput, NotFound."""
        require(staff, "oversee")
        if span not in SPANS:
            raise BadInput("months", say("请选 1、3 或者 12 个月。"))
        known = {code for code, _ in self.townships(staff)}
        if area and area not in known and area != staff.area_code:
            raise NotFound("area", say("请再看一下地区：您负责的范围里没有这一处。"))
        scope, now = narrowed(staff.scope, area), self._clock()
        return await self._database.read(
            lambda unit: self._read(unit, scope, staff.role, area or staff.area_code, span, now)
        )

    def _read(self, unit: Unit, scope: Scope, role: str, area: str, span: int, now: datetime) -> Overview:
        today = china_day(now)
        months = (_month(today, span - 1), _month(today, 0))

        def counted(what: str) -> dict[str, int]:
            return unit.tallies.of(scope, what, months)

        channels = counted("filed_by")
        nowhere = sum(unit.tallies.placeless(STOPPED, months).values())
        return Overview(
            area=area,
            name=self._areas.named(area),
            months=months,
            span=span,
            at=now,
            waits=_waits(unit, scope, today.isoformat()),
            places=self._places(unit, scope, today.isoformat()),
            steps=_steps(counted("step")),
            found=_crossed(counted("found"), OUTCOMES),
            decided=_crossed(counted("decided"), RESULTS),
            filed=sum(channels.values()),
            channels=bars(channels, hide=False, order=ORIGINS),
            stopped=bars(counted(STOPPED), hide=True, most=MOST_BARS),
            nowhere=nowhere,
            asked=bars(counted(ASKED), hide=True, most=MOST_BARS),
            emergencies=emergencies_of(unit, scope, months, now, self._first_help_hours, role),
            cases={one: unit.cases.count(scope, CaseFilter(handling=one)) for one in HANDLINGS},
        )

    def _places(self, unit: Unit, scope: Scope, today: str) -> tuple[Place, ...]:
        """Each township of the scope; nothing where there is only one."""
        inside = [one for one in self._areas.areas() if scope.covers(one.code)]
        if len(inside) < 2:
            return ()
        found: list[Place] = []
        for one in inside:
            own = narrowed(scope, one.code)
            waits = _waits(unit, own, today)
            n, due, over = (sum(getattr(each, name) for each in waits) for name in ("n", "today", "over"))
            found.append(Place(one.code, one.name, n, due, over, unit.cases.count(own, CaseFilter())))
        return tuple(found)


def _waits(unit: Unit, scope: Scope, today: str) -> tuple[Waits, ...]:
    tallies = {one.value: one for one in unit.declarations.tallies(scope, today) if one.kind == "status"}
    return tuple(
        Waits(status, tallies[status].n, tallies[status].today, tallies[status].over)
        for status in WAITING
        if status in tallies
    )


def _steps(counted: Mapping[str, int]) -> tuple[tuple[str, Days], ...]:
    by_status: dict[str, Counter[int]] = defaultdict(Counter)
    for value, n in counted.items():
        status, _, days = value.partition(":")
        by_status[status][int(days)] += n
    return tuple((status, days_of(by_status[status])) for status in WAITING if status in by_status)


def _crossed(counted: Mapping[str, int], order: tuple[str, ...]) -> tuple[Crossed, ...]:
    by_category: dict[str, Counter[str]] = defaultdict(Counter)
    for value, n in counted.items():
        category, _, outcome = value.partition(":")
        by_category[category][outcome] += n
    return tuple(
        Crossed(category, bars(by_category[category], hide=True, order=order))
        for category in CATEGORIES
        if category in by_category
    )


def _month(day: date, before: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 - before, 12)
    return f"{year:04d}-{month + 1:02d}"
