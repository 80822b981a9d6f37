"""The local figures a household is judged by: each is unset (None) unless the area gave it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class FinancialLimits:
    """The most financial assets a head, in yuan, for each category; kept when equal."""

    tekun: Decimal | None = None
    dibao: Decimal | None = None
    dibao_margin: Decimal | None = None
    rigid_expenditure: Decimal | None = None

    def of(self, category: str) -> Decimal | None:
        """The limit of a category by its name; None where it is unset."""
        return {
            "tekun": self.tekun,
            "dibao": self.dibao,
            "dibao_margin": self.dibao_margin,
            "rigid_expenditure": self.rigid_expenditure,
        }.get(category)


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """One settlement's figures on one day, named as under `area` in the screening contract.

    `dibao_monthly` is yuan per head and month, `disposable_income_annual` yuan per head and year (of the
    year before); multipliers and ratios are plain numbers (0.6 is 60 %); `business_capital_max` and
    `township_grant_limit` are yuan; the last six are days or hours of the process, and whether the county has left
    decisions to the township: not used to judge.
    """

    settlement: str | None = None
    dibao_monthly: Decimal | None = None
    disposable_income_annual: Decimal | None = None
    margin_multiplier: Decimal | None = None
    rigid_ratio: Decimal | None = None
    rigid_net_multiplier: Decimal | None = None
    financial_assets_per_head: FinancialLimits = FinancialLimits()
    houses_max: int | None = None
    vehicles_allowed: bool | None = None
    business_capital_max: Decimal | None = None
    employment_cost_rate: Decimal | None = None
    employment_cost_applies_to: tuple[str, ...] | None = None
    not_counted_income: tuple[str, ...] | None = None
    basic_pension_not_counted_until: date | None = None
    rigid_spending: tuple[str, ...] | None = None
    mental_intellectual_grade3: bool | None = None
    township_grant_limit: Decimal | None = None
    first_help_hours: int | None = None
    papers_due_days: int | None = None
    review_days: int | None = None
    notice_days: int | None = None
    township_decides: bool | None = None
