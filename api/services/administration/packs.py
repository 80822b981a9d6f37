"""The rule packs in force, as staff read them: whose county uses which, of which version, by which documents."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from api.eligibility.packs import PackMissing, pack_for
from api.eligibility.terms import Terms
from api.services.calendar.workdays import china_day
from api.services.local_figures.book import FigureBook
from api.services.staffing.staff import StaffMember

_SUBJECTS = 60


@dataclass(frozen=True, slots=True)
class PackShown:
    """A pack and the counties it holds in. `version` is what an assessment pins; `articles`: subject → article of
    `document`, with those it takes from the national rules apart.
    """

    region: str
    version: str
    since: date
    document: str
    counties: tuple[str, ...]
    articles: tuple[tuple[str, str], ...]
    inherited: tuple[tuple[str, str], ...]
    inherited_from: str


class Packs:
    """What holds in the counties of who asks."""

    def __init__(self, book: FigureBook, clock: Callable[[], datetime]) -> None:
        self._book = book
        self._clock = clock

    def in_force(self, staff: StaffMember) -> tuple[PackShown, ...]:
        """The packs of today."""
        today = china_day(self._clock())
        mine = [area for area in self._book.areas() if staff.scope.covers(area.code)]
        regions = dict.fromkeys(area.region for area in mine)
        found: list[PackShown] = []
        for region in regions:
            counties = tuple(dict.fromkeys(area.county for area in mine if area.region == region))
            try:
                terms = pack_for(region, today).terms
            except PackMissing:
                continue
            found.append(_shown(terms, region, counties))
        return tuple(found)


def _shown(terms: Terms, region: str, counties: tuple[str, ...]) -> PackShown:
    own = tuple(sorted(terms.articles.items()))[:_SUBJECTS]
    base = terms.base
    inherited = (
        tuple(sorted((one, at) for one, at in base.articles.items() if one not in terms.articles)) if base else ()
    )
    return PackShown(
        region, terms.version, terms.since, terms.document, counties, own, inherited, base.document if base else ""
    )
