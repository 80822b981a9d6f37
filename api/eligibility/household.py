"""The household as it is judged: amounts, ages and circumstances, no names.

`None` means *unanswered* everywhere. `Nothing.NONE` is the answer "there is none", which only disability,
illness and student stage know (reading 13). Amounts are yuan, a year's unless said otherwise; the keys are
those of the declaration form.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Literal, TypeAlias

Relation: TypeAlias = Literal[
    "self", "spouse", "son", "daughter", "grandchild", "father", "mother", "parent_in_law", "grandparent",
    "sibling", "other",
]  # fmt: skip
Living: TypeAlias = Literal["together", "away_dependent", "away", "imprisoned", "clergy_away", "missing"]
Health: TypeAlias = Literal["healthy", "frail", "chronic_illness", "serious_illness", "disabled", "unable_to_self_care"]
Occupation: TypeAlias = Literal[
    "employed", "flexible_work", "farming", "self_employed", "registered_unemployed", "unemployed", "student",
    "preschool", "retired", "unable_to_work", "imprisoned", "conscript",
]  # fmt: skip
DisabilityKind: TypeAlias = Literal["visual", "hearing", "speech", "physical", "intellectual", "mental", "multiple"]
StudentStage: TypeAlias = Literal[
    "kindergarten", "primary", "junior", "senior", "vocational", "undergraduate", "postgraduate"
]
Able: TypeAlias = Literal["yes", "no", "unknown"]
SupporterStatus: TypeAlias = Literal[
    "none", "tekun", "dibao", "low_income", "severely_disabled", "imprisoned", "missing"
]

WORKING: frozenset[str] = frozenset({"employed", "flexible_work", "farming", "self_employed"})
NOT_COUNTED_KINDS: tuple[str, ...] = (
    "basic_pension", "disability_subsidy", "care_allowance", "old_age_allowance", "scholarship",
    "preferential_treatment", "family_planning", "social_aid", "other",
)  # fmt: skip
SPENDING_KINDS: tuple[str, ...] = (
    "living", "social_insurance", "employment_cost", "medical", "disability", "education", "disaster", "other",
)  # fmt: skip


class Nothing(Enum):
    """The answer "none", as against no answer at all."""

    NONE = "none"


@dataclass(frozen=True, slots=True)
class Disability:
    """A certified disability: its kind and grade (1 is the heaviest, 4 the lightest)."""

    kind: DisabilityKind | None = None
    grade: int | None = None


@dataclass(frozen=True, slots=True)
class Illness:
    """An illness; `recognised` locally as a serious disease. Its name is not needed to judge."""

    recognised: bool | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One of the people of the form's table of people living together. `income`: yuan a year."""

    relation: Relation | None = None
    age: int | None = None
    sex: str | None = None
    marital_status: str | None = None
    health: Health | None = None
    occupation: Occupation | None = None
    living: Living | None = None
    income: Decimal | None = None
    disability: Disability | Nothing | None = None
    illness: Illness | Nothing | None = None
    student_stage: StudentStage | Nothing | None = None

    def known_disability(self) -> Disability | Nothing | None:
        """The answer, or "none" where the health answered rules one out (reading 13)."""
        if self.disability is None and self.health in {"healthy", "frail", "chronic_illness", "serious_illness"}:
            return Nothing.NONE
        return self.disability

    def known_illness(self) -> Illness | Nothing | None:
        """The answer; else what the health answered says of a serious illness (reading 13)."""
        if self.illness is not None or self.health is None:
            return self.illness
        if self.health in {"healthy", "frail", "chronic_illness", "disabled"}:
            return Nothing.NONE
        return Illness() if self.health == "serious_illness" else None

    def known_student_stage(self) -> StudentStage | Nothing | None:
        """The answer; else "none" where the occupation answered is another than learning (reading 13)."""
        if self.student_stage is None and self.occupation not in {None, "student", "preschool"}:
            return Nothing.NONE
        return self.student_stage


@dataclass(frozen=True, slots=True)
class Supporter:
    """Somebody outside the household who is obliged to support it. `annual_support`: yuan a year."""

    relation: Relation | None = None
    age: int | None = None
    annual_support: Decimal | None = None
    able: Able | None = None
    status: SupporterStatus | None = None


@dataclass(frozen=True, slots=True)
class Income:
    """A year's income by kind, yuan. `not_counted`: the kinds asked apart; None if they were not answered.

    Within `not_counted` a kind that is not named is none of it; a kind that is there as None is unanswered.
    """

    wages: Decimal | None = None
    business_net: Decimal | None = None
    property_net: Decimal | None = None
    transfer_net: Decimal | None = None
    other: Decimal | None = None
    not_counted: tuple[tuple[str, Decimal | None], ...] | None = None


@dataclass(frozen=True, slots=True)
class Expenditure:
    """A year's spending by kind, yuan; medical spending is what remained after reimbursement."""

    living: Decimal | None = None
    social_insurance: Decimal | None = None
    employment_cost: Decimal | None = None
    medical: Decimal | None = None
    disability: Decimal | None = None
    education: Decimal | None = None
    disaster: Decimal | None = None
    other: Decimal | None = None

    def kind(self, name: str) -> Decimal | None:
        """The spending of a kind named as in the form."""
        amounts = (
            self.living, self.social_insurance, self.employment_cost, self.medical, self.disability,
            self.education, self.disaster, self.other,
        )  # fmt: skip
        return dict(zip(SPENDING_KINDS, amounts, strict=True)).get(name)


@dataclass(frozen=True, slots=True)
class House:
    """A home or shop. `origin` decides whether it is owned; rented and borrowed ones are not."""

    kind: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Assets:
    """What the household owns, current value in yuan. A list that is None was not answered."""

    deposits: Decimal | None = None
    securities: Decimal | None = None
    funds: Decimal | None = None
    insurance: Decimal | None = None
    receivables: Decimal | None = None
    business_capitals: tuple[Decimal | None, ...] | None = None
    houses: tuple[House, ...] | None = None
    vehicle_kinds: tuple[str | None, ...] | None = None


@dataclass(frozen=True, slots=True)
class Household:
    """Everything the check looks at. `elsewhere`: registered in another place than lived in."""

    settlement: str | None = None
    applies_for_aid: bool | None = None
    hardship_causes: tuple[str, ...] | None = None
    members: tuple[Member, ...] | None = None
    supporters: tuple[Supporter, ...] | None = None
    income: Income = Income()
    expenditure: Expenditure = Expenditure()
    assets: Assets = Assets()
    monitored_status: str | None = None
    refused_within_a_year: bool | None = None
    left_aid_within_two_years: bool | None = None
    worker_in_hardship: bool | None = None
    income_fell_sharply: bool | None = None
    current_aid: tuple[str, ...] | None = None
    relative_in_office: bool | None = None
    elsewhere: bool | None = None
