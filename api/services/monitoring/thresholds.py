"""The lines from which a change counts as a signal: dated local figures, and what we start with where none is set.

None of the five documents gives a number; Shandong 四(三) names the signals and leaves the lines to the place. A
signal only makes somebody look, it decides nothing, so an unset line is not left blank as a figure of the check is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from api.services.local_figures.figures import Figures, Pinned
from api.services.local_figures.names import MONITORING

OURS_SINCE = date(2026, 11, 22)
STARTING: Mapping[str, Decimal] = {
    "medical_own_paid": Decimal(20_000),
    "spending_rise_share": Decimal("0.5"),
    "spending_rise_amount": Decimal(5_000),
    "income_fall_share": Decimal("0.3"),
    "income_fall_amount": Decimal(3_000),
    "disaster_loss": Decimal(5_000),
    "savings_fall_share": Decimal("0.5"),
    "savings_fall_amount": Decimal(10_000),
    "income_rise_share": Decimal("0.3"),
    "income_rise_amount": Decimal(5_000),
}
"""Yuan a year, or a share of what it was before."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its value, since when, from which document and of which area; no source: the one we start with."""

    name: str
    value: Decimal
    since: date
    source: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines that hold in one place on one day."""

    by_name: Mapping[str, Line]

    def value(self, name: str) -> Decimal:
        """The value of a line of `STARTING`."""
        return self.by_name[name].value


def ours() -> Lines:
    """What we start with, where nothing is set."""
    return Lines({name: Line(name, value, OURS_SINCE) for name, value in STARTING.items()})


def lines_of(figures: Figures, area_code: str, settlement: str | None, on: date) -> Lines:
    """The lines of a county or township: its own where they are set."""
    pinned = Pinned(area_code, settlement, on, figures.revision(area_code[:6]))
    found = dict(ours().by_name)
    for full, entry in figures.deciding(pinned).items():
        name = full.removeprefix(MONITORING)
        if full != name and name in found:
            found[name] = Line(name, Decimal(str(entry.value)), entry.since, entry.source, entry.area)
    return Lines(found)
