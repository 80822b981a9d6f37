"""What an emergency needs to know of an area: whose it is, whom to call, and the local limits in force."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from api.eligibility.figures import AreaFigures
from api.services.calendar.workdays import china_day
from api.services.local_figures.book import FigureBook
from api.services.territory.areas import COUNTY_DIGITS, Areas
from storage.unit import Unit

FIRST_HELP_HOURS = 24
PAPERS_DUE_DAYS = 5
"""Hours until first help, working days for the papers: where the area has set neither, as our process reads it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who takes it: a township, or the county where nobody could tell which. `unknown`: not even the county was said."""

    area_code: str
    county_code: str
    name: str
    phone: str
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """`grant`: yuan up to which the township decides itself, None where the county has set no limit."""

    grant: Decimal | None
    hours: int
    days: int


class EmergencyAreas:
    """The areas served, as emergencies see them. `on`: the clock."""

    def __init__(self, book: FigureBook, clock: Callable[[], datetime]) -> None:
        self._book = book
        self._clock = clock

    def desk(self, code: str | None, home: str | None = None) -> Desk:
        """The desk for an area code of any length; an unknown one goes to a county's, never nowhere.

        That is the county of `home` where it is known: they can be asked there, whatever place it is.
        """
        areas: Areas = self._book
        for one in areas.areas():
            if code is not None and code[: len(one.code)] == one.code:
                return Desk(one.code, one.county_code, one.name, one.phone)
        in_county = [one for one in areas.areas() if code is not None and code[:COUNTY_DIGITS] == one.county_code]
        at_home = [one for one in areas.areas() if home is not None and home[:COUNTY_DIGITS] == one.county_code]
        first = (in_county or at_home or list(areas.areas()))[0]
        return Desk(first.county_code, first.county_code, first.county, first.phone, unknown=not in_county)

    def county(self, code: str) -> str:
        """The name of the county an area lies in, "" where it is not known."""
        areas: Areas = self._book
        return next((one.county for one in areas.areas() if one.county_code == code[:COUNTY_DIGITS]), "")

    def gives_advances(self, area_code: str) -> bool:
        """Whether temporary aid may be given while an application is under review (山东解读 四（四）六)."""
        return self._book.region(area_code) == "shandong"

    def has_tiers(self, area_code: str) -> bool:
        """Whether grants are light or heavy there (兵团 师市方案 三（三）)."""
        return self._book.region(area_code) == "xpcc"

    def limits(self, unit: Unit, area_code: str) -> Limits:
        """What holds there today."""
        figures = self._figures(unit, area_code)
        return Limits(
            figures.township_grant_limit,
            figures.first_help_hours if figures.first_help_hours is not None else FIRST_HELP_HOURS,
            figures.papers_due_days if figures.papers_due_days is not None else PAPERS_DUE_DAYS,
        )

    def _figures(self, unit: Unit, area_code: str) -> AreaFigures:
        today = china_day(self._clock())
        return self._book.within(unit).for_area(area_code, None, today).figures
