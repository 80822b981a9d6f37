"""What the check answers with: reasons, verdicts, measures for single people, flags, and the whole assessment.

Missing things are named by where they would stand in the screening contract: `area.dibao_monthly` for a
figure the area has not set, `household.members.1.disability` for an answer not given (members count from 0).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from api.eligibility.phrases import Phrase
from api.eligibility.truth import Outcome, Truth

Category: TypeAlias = Literal["tekun", "dibao", "dibao_margin", "rigid_expenditure", "other_hardship"]
CATEGORIES: tuple[Category, ...] = (
    "tekun", "dibao", "dibao_margin", "rigid_expenditure", "other_hardship",
)  # fmt: skip


EXCLUDED = "{category}.excluded"
"""The rule named where an earlier likely category sets a later one aside."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule stands: the document by its short id, and the document's own numbering."""

    document: str
    article: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition, with everything needed to check it by hand.

    `figure` and `threshold` are exact (never rounded before they were compared); `places` is for showing.
    `missing` names what would have to be known; it is empty unless the truth is UNKNOWN.
    """

    rule: str
    truth: Truth
    phrase: Phrase
    citation: Citation
    figure: Fraction | None = None
    threshold: Fraction | None = None
    comparison: str = ""
    unit: str = ""
    arithmetic: str = ""
    missing: tuple[str, ...] = ()
    places: int = 2

    @property
    def gap(self) -> Fraction | None:
        """How far a failed comparison is from its line, in `unit`; 0 where it is exactly on it, None elsewhere."""
        if self.truth is not Truth.NO or self.figure is None or self.threshold is None:
            return None
        return abs(self.figure - self.threshold)

    @property
    def holds(self) -> bool | None:
        """True or False where that is known; None where it is unknown or for a person to decide."""
        return {Truth.YES: True, Truth.NO: False}.get(self.truth)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules of one category amount to: the truth, the reasons shown, and what kept it unknown."""

    truth: Truth
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...] = ()
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A category and whether the household is likely in it. `members` (tekun only): whom it is about."""

    category: Category
    outcome: Outcome
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...] = ()
    members: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class PersonMeasure:
    """A measure for one member (by index): aid as a single person, whatever the household gets."""

    member: int
    measure: Literal["single_person_dibao", "one_person_household"]
    outcome: Outcome
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """Something staff should see that decides nothing by itself."""

    flag: str
    phrase: Phrase
    citation: Citation


@dataclass(frozen=True, slots=True)
class AidHint:
    """A help this household may ask for: at which departments, under which condition, by which article.

    `name` is short, for a list; `phrase` says it whole.
    """

    aid: str
    departments: tuple[str, ...]
    name: Phrase
    phrase: Phrase
    citation: Citation


@dataclass(frozen=True, slots=True)
class DerivedFigures:
    """The figures worked out on the way, exact, before deductions of a single category; None: not known.

    Yuan: `countable_income_annual`, `rigid_spending` a year for the household; `per_head_monthly`,
    `net_per_head_monthly` a month for each person counted; `rigid_share` is a plain share.
    """

    people_counted: int | None
    countable_income_annual: Fraction | None
    per_head_monthly: Fraction | None
    rigid_spending: Fraction | None
    rigid_share: Fraction | None
    net_per_head_monthly: Fraction | None
    financial_assets_per_head: Fraction | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole preliminary answer, pinned to the version of the rules (`pack`) and of the figures."""

    category: Category | Literal["none"]
    outcome: Outcome
    verdicts: tuple[Verdict, ...]
    people: tuple[PersonMeasure, ...]
    flags: tuple[Flag, ...]
    aids: tuple[AidHint, ...]
    derived: DerivedFigures
    counted: tuple[Phrase, ...]
    missing: tuple[str, ...]
    pack: str
    figures: str
    on: date

    def verdict(self, category: Category) -> Verdict:
        """The verdict on one category."""
        return next(verdict for verdict in self.verdicts if verdict.category == category)


def collect(missing: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """All names once, in the order they first appear."""
    return tuple(dict.fromkeys(name for names in missing for name in names))
