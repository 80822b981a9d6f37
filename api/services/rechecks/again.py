"""One household judged as it was, or will be: by the rules and figures that a version names, whatever came since."""

from dataclasses import dataclass
from datetime import date

from api.eligibility.assess import judge
from api.eligibility.case import prepare
from api.eligibility.household import Household
from api.eligibility.packs import PackMissing, pack_for
from api.eligibility.reasons import Reason, Verdict
from api.services.local_figures.figures import Known, Pinned, UnknownVersion


@dataclass(frozen=True, slots=True)
class JudgedBy:
    """The verdicts by the rules of a region, of the day that the version of figures names."""

    verdicts: tuple[Verdict, ...]
    on: date

    def reason(self, rule: str) -> Reason | None:
        """The condition of this name, where it was asked."""
        return next((one for verdict in self.verdicts for one in verdict.reasons if one.rule == rule), None)


def judged_by(household: Household, region: str, version: str, known: Known) -> JudgedBy | None:
    """None where nobody knows these figures any more, or no rules held there on that day."""
    try:
        on = Pinned.read(version).on
        figures = known.pinned(version).figures
        pack = pack_for(region, on)
    except (UnknownVersion, PackMissing):
        return None
    return JudgedBy(judge(pack, prepare(household, figures, pack.terms, on))[0], on)
