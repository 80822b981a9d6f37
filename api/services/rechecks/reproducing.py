"""The check of a past day made again, by the rules and the figures that the version filed then names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from api.eligibility.phrases import Phrase
from api.errors import Forbidden, NotFound, ServiceError, or_raise
from api.services.checking.judging import Judging
from api.services.filed_json import load_answers, load_assessment
from api.services.local_figures.figures import InForce, Known, Pinned, UnknownVersion
from api.services.review.within import within
from api.services.staffing.permissions import may
from api.services.staffing.staff import StaffMember
from api.services.territory.areas import SampleArea
from conversations.messages import say
from storage.database import Database
from storage.rows import DeclarationRow, VersionRow
from storage.unit import Unit

_COMPARED = ("rule", "holds", "figure", "threshold", "comparison", "unit", "arithmetic", "citation")


@dataclass(frozen=True, slots=True)
class Reproduced:
    """A version judged again. `same`: every outcome, figure, line, sum and article is as it was kept; `rules`: the
    rules that judge that day now, which are others where `pack` was corrected since.
    """

    version: int
    pack: str
    figures: str
    rules: str
    same: bool
    kept: Mapping[str, object] | None
    again: Mapping[str, object] | None


class _AsOf:
    """`Standards` as one version names them, whatever is asked for."""

    def __init__(self, known: Known, version: str) -> None:
        self._known = known
        self._version = version

    def area(self, code: str) -> SampleArea | None:
        return self._known.area(code)

    def region(self, area_code: str) -> str:
        return self._known.region(area_code)

    def for_area(self, area_code: str, settlement: str | None, on: date) -> InForce:
        return self._known.pinned(self._version)


class Reproducing:
    """Makes checks again; writes nothing."""

    def __init__(
        self, database: Database, figures: Callable[[Unit], Known], render: Callable[[], Callable[[Phrase], str]]
    ) -> None:
        self._database = database
        self._figures = figures
        self._render = render

    async def again(self, staff: StaffMember, receipt: str) -> tuple[Reproduced, ...]:
        """Every version of a declaration, the first filed first. Raises NotFound outside one's area, Forbidden to a
        role that reads nothing of health, for the reasons tell of it.
        """
        if not may(staff, "health"):
            raise Forbidden("role", say("核对的理由里有身体情况，请找能看的同事；您的账号看不到这一部分。"))

        def work(unit: Unit) -> tuple[Reproduced, ...] | ServiceError:
            row = within(unit, staff, receipt)
            return _not_found() if row is None else self._all(unit, row)

        return or_raise(await self._database.read(work))

    async def report(self, receipt: str) -> tuple[Reproduced, ...]:
        """The same for the command line of the machine itself."""

        def work(unit: Unit) -> tuple[Reproduced, ...] | ServiceError:
            row = unit.declarations.by_receipt(receipt)
            return _not_found() if row is None else self._all(unit, row)

        return or_raise(await self._database.read(work))

    def _all(self, unit: Unit, row: DeclarationRow) -> tuple[Reproduced, ...]:
        known = self._figures(unit)
        return tuple(self._one(version, known) for version in unit.declarations.versions(row.id))

    def _one(self, version: VersionRow, known: Known) -> Reproduced:
        kept, filed = load_assessment(version.assessment), load_answers(version.answers)
        try:
            # By the area named there: the declaration may have been transferred since.
            pinned = Pinned.read(version.figures)
            judging = Judging(_AsOf(known, version.figures), self._render(), lambda _: None)
            judged = judging(filed["answers"], pinned.area, pinned.on, tuple(filed["flags"].items()))
        except UnknownVersion:
            return Reproduced(version.version, version.pack, version.figures, "", False, kept, None)
        again = judged.assessment
        same = _substance(kept) == _substance(again) and judged.pack == version.pack
        return Reproduced(version.version, version.pack, version.figures, judged.pack, same, kept, again)


def _substance(assessment: Mapping[str, object] | None) -> object:
    """What an assessment says apart from its wording, which may be put better later."""
    if assessment is None:
        return None
    verdicts = [
        (one["category"], one["outcome"], [[reason.get(name) for name in _COMPARED] for reason in one["reasons"]])
        for one in _rows(assessment["verdicts"])
    ]
    people = [(one["member"], one["measure"], one["outcome"]) for one in _rows(assessment["people"])]
    return assessment["category"], assessment["outcome"], verdicts, people, assessment["derived"]


def _rows(value: object) -> list[dict[str, list[dict[str, object]]]]:
    return value if isinstance(value, list) else []


def _not_found() -> NotFound:
    return NotFound("receipt", say("请再看一下编号：您负责的范围里没有这一份。"))
