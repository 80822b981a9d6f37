"""Dated local figures: what is in force for an area on a day as far as it was known, and the version that pins it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from api.eligibility.figures import AreaFigures
from api.eligibility.reading_area import read_area
from api.eligibility.values import Faults, Node
from api.services.territory.areas import COUNTY_DIGITS, Areas, SampleArea

SETTLEMENTS = ("urban", "rural", "both")
_MOST_KEPT = 512
_VERSION = re.compile(r"(\d{6}|\d{9})/(urban|rural|both)@(\d{4}-\d{2}-\d{2})#(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """One approved figure of an area (county or township) and settlement, from one day to another, both included.

    `value` is as in the contract, under its name; None: only the entry numbered `corrects` is taken back.
    `until` None: until a later entry begins. `revision`: which number of the county made it known.
    """

    area: str
    settlement: str
    name: str
    value: object
    since: date
    until: date | None = None
    source: str = ""
    revision: int = 1
    number: int = 0
    corrects: int | None = None

    def holds(self, area: str, settlement: str | None, on: date) -> bool:
        """Whether this entry is about that area, settlement and day; both belong to every settlement."""
        return (
            self.area in (area[:COUNTY_DIGITS], area)
            and self.settlement in ("both", settlement)
            and self.since <= on
            and (self.until is None or on <= self.until)
        )

    @property
    def _weight(self) -> tuple[int, bool, date, int, int]:
        return len(self.area), self.settlement != "both", self.since, self.revision, self.number


@dataclass(frozen=True, slots=True)
class InForce:
    """The figures that hold, and the version that reproduces them."""

    figures: AreaFigures
    version: str


@dataclass(frozen=True, slots=True)
class Pinned:
    """What a version names: an area and settlement on a day, and what was known then."""

    area: str
    settlement: str | None
    on: date
    revision: int

    @property
    def text(self) -> str:
        """As it is kept with a declaration: `993601001/rural@2026-11-22#3`."""
        return f"{self.area}/{self.settlement or 'both'}@{self.on.isoformat()}#{self.revision}"

    @classmethod
    def read(cls, text: str) -> "Pinned":
        """The version in a text. Raises `UnknownVersion`."""
        found = _VERSION.fullmatch(text)
        if found is None:
            raise UnknownVersion(text)
        area, settlement, day, revision = found.groups()
        try:
            on = date.fromisoformat(day)
        except ValueError:
            raise UnknownVersion(text) from None
        return cls(area, None if settlement == "both" else settlement, on, int(revision))


@dataclass(frozen=True, slots=True)
class Changed:
    """From revision `revision` of its county on, this figure of an area and settlement is another in a period.

    `since` and `until` (None: open) are the days it may differ on: of the new entry, and of the one it corrects.
    """

    area: str
    settlement: str
    name: str
    since: date
    until: date | None
    revision: int


class UnknownVersion(LookupError):
    """No figures have this version: not a version at all, or a number its county has not come to yet."""


class Standards(Protocol):
    """What a check needs: whose rules hold in an area, and its figures on a day."""

    def area(self, code: str) -> SampleArea | None:
        """The township with this code, or None."""
        ...

    def region(self, area_code: str) -> str:
        """Whose rules hold there. Raises `UnknownArea`."""
        ...

    def for_area(self, area_code: str, settlement: str | None, on: date) -> InForce:
        """The figures that hold there on a day. Raises `UnknownArea`."""
        ...


class Known(Standards, Protocol):
    """Standards that also know what held when something was judged before."""

    def pinned(self, version: str) -> InForce:
        """The figures that a version names. Raises `UnknownVersion`."""
        ...


class Figures(Areas):
    """Entries as they were known at one moment. A township inherits its county's and may have its own."""

    def __init__(self, areas: tuple[SampleArea, ...], entries: Iterable[Entry]) -> None:
        super().__init__(areas)
        self._entries = tuple(entries)
        self._kept: dict[Pinned, InForce] = {}
        self._revisions: dict[str, int] = {}
        for one in self._entries:
            county = one.area[:COUNTY_DIGITS]
            self._revisions[county] = max(one.revision, self._revisions.get(county, 0))

    def entries(self) -> tuple[Entry, ...]:
        """All there are, past and corrected ones too."""
        return self._entries

    def revision(self, county: str) -> int:
        """How many times something became known of this county; 0: never."""
        return self._revisions.get(county, 0)

    def for_area(self, area_code: str, settlement: str | None, on: date) -> InForce:
        """The figures of a county or township for a settlement on a day; what nobody set stays unset.

        The township's own come before the county's, the settlement's before those for both, later before
        earlier. With no settlement, only those for both. Raises `UnknownArea`.
        """
        self.region(area_code)
        return self._resolved(Pinned(area_code, settlement, on, self.revision(area_code[:COUNTY_DIGITS])))

    def pinned(self, version: str) -> InForce:
        """The figures a declaration was judged by, whatever was entered since. Raises `UnknownVersion`."""
        wanted = Pinned.read(version)
        if wanted.revision > self.revision(wanted.area[:COUNTY_DIGITS]):
            raise UnknownVersion(version)
        return self._resolved(wanted)

    def deciding(self, wanted: Pinned) -> dict[str, Entry]:
        """For each name that is set, the entry that decides it."""
        known = [one for one in self._entries if one.revision <= wanted.revision]
        corrected = {one.corrects for one in known if one.corrects is not None}
        holding = (
            one
            for one in known
            if one.value is not None
            and one.number not in corrected
            and one.holds(wanted.area, wanted.settlement, wanted.on)
        )
        return {one.name: one for one in sorted(holding, key=lambda one: one._weight)}

    def changed(self, county: str, after: int) -> tuple[Changed, ...]:
        """What became known of a county after a revision, for whoever checks stored declarations again."""
        by_number = {one.number: one for one in self._entries}
        found: list[Changed] = []
        for one in self._entries:
            if one.area.startswith(county) and one.revision > after:
                before = by_number.get(one.corrects) if one.corrects is not None else None
                for entry in (one, *((before,) if before is not None else ())):
                    found.append(
                        Changed(entry.area, entry.settlement, entry.name, entry.since, entry.until, one.revision)
                    )
        return tuple(dict.fromkeys(found))

    def _resolved(self, wanted: Pinned) -> InForce:
        kept = self._kept.get(wanted)
        if kept is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            values = {name: entry.value for name, entry in self.deciding(wanted).items()}
            kept = self._kept[wanted] = InForce(read_values(values, wanted), wanted.text)
        return kept


def read_values(values: dict[str, object], wanted: Pinned) -> AreaFigures:
    """The figures with these values by dotted name. Raises `ValueError` naming those that cannot be read."""
    nested: dict[str, object] = {"settlement": wanted.settlement}
    for name, value in values.items():
        group, _, part = name.partition(".")
        if group == "monitoring":
            # Lines from which monitoring looks: no rule of the check reads them.
            continue
        if not part:
            nested[group] = value
            continue
        within = nested.setdefault(group, {})
        if isinstance(within, dict):
            within[part] = value
    faults = Faults()
    figures = read_area(Node(nested, "area", faults))
    if faults.found:
        keys = ", ".join(fault.key for fault in faults.found)
        raise ValueError(f"figures of {wanted.area} cannot be read: {keys}")
    return figures
