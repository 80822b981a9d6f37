"""The sample figures that the product ships, for trying things out: read from YAML, kept once at a demo's start."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypedDict

from api.services.local_figures.figures import Entry, Figures
from api.services.local_figures.names import BY_NAME
from api.services.local_figures.values import fault, kept
from api.services.shipped import read_yaml
from api.services.territory.areas import COUNTY_DIGITS, SAMPLES, Areas
from storage.figure_rows import NewFigure
from storage.unit import Unit

# Two names, for the rule of four eyes holds for every row; neither can be a user name's.
ENTERED_BY, APPROVED_BY = "·sample·", "·shenbao·"


class _Row(TypedDict, total=False):
    area: str
    settlement: str
    since: date
    until: date
    source: str
    values: dict[str, object]


class _File(TypedDict):
    figures: list[_Row]


def sample_entries(path: Path = SAMPLES) -> tuple[Entry, ...]:
    """The samples as entries of revision 1. Raises `ValueError` naming what cannot be read."""
    raw: _File = read_yaml(path)
    found = [
        Entry(row["area"], row["settlement"], name, value, row["since"], row.get("until"), row["source"])
        for row in raw["figures"]
        for name, value in _flat(row["values"])
    ]
    unread = [one for one in found if one.name not in BY_NAME or fault(BY_NAME[one.name], one.value) is not None]
    if unread:
        keys = ", ".join(f"{one.area} {one.name}" for one in unread)
        raise ValueError(f"figures that cannot be read: {keys}")
    return tuple(found)


def sample_figures(path: Path = SAMPLES) -> Figures:
    """The sample areas and their figures. Raises `ValueError` naming every figure that cannot be read."""
    return Figures(Areas.sampled(path).areas(), sample_entries(path))


def keep_samples(unit: Unit) -> None:
    """Put the samples into the table, for every county that has no figures yet."""
    entries = sample_entries()
    for county in dict.fromkeys(one.area[:COUNTY_DIGITS] for one in entries):
        if unit.figures.revision(county):
            continue
        revision = unit.figures.next_revision(county)
        for one in entries:
            if one.area.startswith(county):
                number = unit.figures.enter(_row(one, county))
                unit.figures.decide(number, "approved", APPROVED_BY, revision)


def samples_wanted(unit: Unit) -> bool:
    """Whether any county of the samples has no figures yet."""
    return any(not unit.figures.revision(one.area[:COUNTY_DIGITS]) for one in sample_entries())


def _row(one: Entry, county: str) -> NewFigure:
    name = BY_NAME[one.name]
    return NewFigure(
        county, one.area, one.settlement, one.name, kept(name, one.value), name.unit, one.since, one.until,
        one.source, ENTERED_BY, sample=True,
    )  # fmt: skip


def _flat(values: dict[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in values.items():
        if isinstance(value, dict):
            for part, within in value.items():
                yield f"{name}.{part}", within
        else:
            yield name, value
