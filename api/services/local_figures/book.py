"""The figures in force, read within a transaction and kept in memory as long as nothing of their county changes."""

from collections.abc import Mapping
from datetime import date

from api.services.local_figures.figures import Changed, Entry, Figures, InForce, Pinned, UnknownVersion
from api.services.local_figures.values import opened
from api.services.territory.areas import COUNTY_DIGITS, Areas, SampleArea
from storage.figure_rows import FigureRow
from storage.unit import Unit


class FigureBook(Areas):
    """The areas served, and how to come to their figures. One county is held in memory once it was asked for.

    Each reading asks for the number its county is at, one row by its key: whatever another process approved is
    known from its commit on, and a transaction sees the figures and the declarations of the same moment.
    """

    def __init__(self, areas: tuple[SampleArea, ...]) -> None:
        super().__init__(areas)
        self._counties: dict[str, tuple[int, Figures]] = {}

    def known(self, unit: Unit, area_code: str) -> Figures:
        """All that is known of the county of this area."""
        county = area_code[:COUNTY_DIGITS]
        revision = unit.figures.revision(county)
        kept = self._counties.get(county)
        if kept is None or kept[0] != revision:
            entries = [entry_of(row) for row in unit.figures.approved(county, revision)]
            kept = self._counties[county] = (revision, Figures(self._areas, entries))
        return kept[1]

    def within(self, unit: Unit) -> "FiguresWithin":
        """Figures of any area as this transaction sees them."""
        return FiguresWithin(self, unit)

    def as_known(self, unit: Unit) -> "FiguresKnown":
        """Figures of all areas as this transaction sees them, of use after it too."""
        counties = {area.county_code: area.code for area in self._areas}
        return FiguresKnown(self._areas, {county: self.known(unit, code) for county, code in counties.items()})

    def pinned(self, unit: Unit, version: str) -> InForce:
        """The figures that a version kept with a declaration names. Raises `UnknownVersion`."""
        return self.known(unit, Pinned.read(version).area).pinned(version)

    def changed(self, unit: Unit, county: str, after: int) -> tuple[Changed, ...]:
        """What became known of a county after a revision: area, settlement, name, the days that may differ."""
        return self.known(unit, county).changed(county, after)


class FiguresWithin:
    """`Standards` of one transaction: of no use after it."""

    def __init__(self, book: FigureBook, unit: Unit) -> None:
        self._book = book
        self._unit = unit

    def area(self, code: str) -> SampleArea | None:
        """The township with this code, or None."""
        return self._book.area(code)

    def region(self, area_code: str) -> str:
        """Whose rules hold there. Raises `UnknownArea`."""
        return self._book.region(area_code)

    def for_area(self, area_code: str, settlement: str | None, on: date) -> InForce:
        """The figures that hold there on a day. Raises `UnknownArea`."""
        return self._book.known(self._unit, area_code).for_area(area_code, settlement, on)


class FiguresKnown(Areas):
    """`Standards` as they were known at one moment in every county."""

    def __init__(self, areas: tuple[SampleArea, ...], counties: Mapping[str, Figures]) -> None:
        super().__init__(areas)
        self._counties = counties

    def for_area(self, area_code: str, settlement: str | None, on: date) -> InForce:
        """The figures that hold there on a day. Raises `UnknownArea`."""
        self.region(area_code)
        return self._counties[area_code[:COUNTY_DIGITS]].for_area(area_code, settlement, on)

    def pinned(self, version: str) -> InForce:
        """The figures that a version names. Raises `UnknownVersion`."""
        county = self._counties.get(Pinned.read(version).area[:COUNTY_DIGITS])
        if county is None:
            raise UnknownVersion(version)
        return county.pinned(version)


def entry_of(row: FigureRow) -> Entry:
    """An approved row as the check reads it."""
    return Entry(
        row.area_code, row.settlement, row.name, opened(row.value), row.valid_from, row.valid_to, row.source,
        row.revision or 0, row.id, row.corrects,
    )  # fmt: skip
