"""The areas served and their dated figures: what is in force for a township on a day, and by which version."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypedDict

import yaml

from api.eligibility.figures import AreaFigures
from api.eligibility.reading_area import read_area
from api.eligibility.values import Faults, Node

SAMPLES = Path(__file__).parent / "samples" / "areas.yaml"
_COUNTY_DIGITS = 6


@dataclass(frozen=True, slots=True)
class SampleArea:
    """A township that is served: nine-digit code, its county, whom to call, and whose rules hold."""

    code: str
    name: str
    county_code: str
    county: str
    phone: str
    region: str


@dataclass(frozen=True, slots=True)
class Period:
    """Figures of one area and settlement (`urban`, `rural`, `both`) from one day to another, both included.

    `values` holds them as in the contract, under their names; `until` None: still in force.
    """

    area: str
    settlement: str
    since: date
    until: date | None
    source: str
    values: tuple[tuple[str, object], ...]

    @property
    def version(self) -> str:
        """What pins these figures: nothing is overwritten, so area, settlement and first day suffice."""
        return f"{self.area}/{self.settlement}@{self.since.isoformat()}"


@dataclass(frozen=True, slots=True)
class InForce:
    """The figures that hold, and the version that reproduces them."""

    figures: AreaFigures
    version: str


class UnknownArea(LookupError):
    """No area with this code is served."""


class Figures:
    """Areas and their periods. A township inherits its county's figures and may have its own."""

    def __init__(self, areas: tuple[SampleArea, ...], periods: tuple[Period, ...]) -> None:
        self._areas = areas
        self._periods = periods

    @classmethod
    def load(cls, path: Path = SAMPLES) -> "Figures":
        """Read areas and periods from YAML. Raises `ValueError` naming every figure that cannot be read."""
        raw: _File = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls(tuple(_areas(raw)), tuple(_period(row) for row in raw["figures"]))

    def areas(self) -> tuple[SampleArea, ...]:
        """The townships served, in the order of the file."""
        return self._areas

    def region_of(self, code: str | None) -> str | None:
        """Whose rules hold in this township; None for one that is not served."""
        return next((area.region for area in self._areas if area.code == code), None)

    def periods(self) -> tuple[Period, ...]:
        """All periods, past ones too: nothing is overwritten."""
        return self._periods

    def area(self, code: str) -> SampleArea | None:
        """The township with this code, or None."""
        return next((area for area in self._areas if area.code == code), None)

    def region(self, area_code: str) -> str:
        """Whose rules hold in this county or township. Raises `UnknownArea`."""
        for area in self._areas:
            if area_code in (area.code, area.county_code):
                return area.region
        raise UnknownArea(area_code)

    def for_area(self, area_code: str, settlement: str | None, on: date) -> InForce:
        """The figures of a county or township for a settlement on a day; what nobody set stays unset.

        The township's own come before the county's, the settlement's before those for both, later before
        earlier. With no settlement, only those for both. Raises `UnknownArea`.
        """
        self.region(area_code)
        values: dict[str, object] = {"settlement": settlement}
        used: list[str] = []
        for period in self._applying(area_code, settlement, on):
            values.update(period.values)
            used.append(period.version)
        return InForce(_read(values, area_code), "+".join(used) or "none")

    def _applying(self, area_code: str, settlement: str | None, on: date) -> Iterator[Period]:
        """The periods that hold, the weakest first."""
        codes = (area_code[:_COUNTY_DIGITS], area_code)
        applying = (
            period
            for period in self._periods
            if period.area in codes
            and period.settlement in ("both", settlement)
            and period.since <= on
            and (period.until is None or on <= period.until)
        )
        yield from sorted(applying, key=lambda period: (len(period.area), period.settlement != "both", period.since))


class _Township(TypedDict):
    code: str
    name: str
    phone: str


class _County(TypedDict):
    code: str
    name: str
    region: str
    townships: list[_Township]


class _Row(TypedDict, total=False):
    area: str
    settlement: str
    since: date
    until: date
    source: str
    values: dict[str, object]


class _File(TypedDict):
    areas: list[_County]
    figures: list[_Row]


def _areas(raw: _File) -> Iterator[SampleArea]:
    for county in raw["areas"]:
        for township in county["townships"]:
            yield SampleArea(
                township["code"], township["name"], county["code"], county["name"], township["phone"],
                county["region"],
            )  # fmt: skip


def _period(row: _Row) -> Period:
    _read(row["values"], row["area"])
    return Period(
        row["area"], row["settlement"], row["since"], row.get("until"), row["source"],
        tuple(row["values"].items()),
    )  # fmt: skip


def _read(values: dict[str, object], where: str) -> AreaFigures:
    faults = Faults()
    figures = read_area(Node(values, "area", faults))
    if faults.found:
        keys = ", ".join(fault.key for fault in faults.found)
        raise ValueError(f"figures of {where} cannot be read: {keys}")
    return figures
