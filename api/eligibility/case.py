"""One household before the rules: figures settled, people counted, income and spending added up, all exact."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from api.eligibility.counting import Counted, count
from api.eligibility.figures import AreaFigures
from api.eligibility.household import NOT_COUNTED_KINDS, Household
from api.eligibility.reasons import DerivedFigures
from api.eligibility.settled import Settled, settle
from api.eligibility.sums import MONTHS, Line, Measure, Sum, Term, add, line
from api.eligibility.terms import Terms


@dataclass(frozen=True, slots=True)
class Case:
    """What every rule looks at. `on` is the day judged for (a date in China, no clock)."""

    household: Household
    figures: AreaFigures
    terms: Terms
    on: date
    settled: Settled
    counted: Counted
    income: Sum
    spending: Sum
    financial: Measure
    plain_per_head: tuple[Measure, Measure]

    def countable(self, category: str) -> Sum:
        """A year's countable income for a category: wages less the area's employment cost where it applies."""
        rate = self.settled.employment_rate
        wages = self.household.income.wages
        if rate == 0 or not wages or category not in self.settled.employment_categories:
            return self.income
        first, *rest = self.income.terms
        return Sum((Term(first.amount, rate), *rest), self.income.missing, self.income.floor)

    def income_per_head(self, category: str, *, months: int = MONTHS) -> Measure:
        """Countable income for each person counted: a month's, or with `months` 1 the year's."""
        income = self.countable(category)
        if income is self.income:
            return self.plain_per_head[months == 1]
        return per_head(income, self.counted, months=months)

    def standard(self, multiple: Fraction | int = 1) -> Line:
        """The dibao standard, yuan per head and month, times `multiple`."""
        return line(self.figures.dibao_monthly, "dibao_monthly", multiple)

    def disposable(self) -> Line:
        """Last year's disposable income of the place, yuan per head and year."""
        return line(self.figures.disposable_income_annual, "disposable_income_annual")


def prepare(household: Household, figures: AreaFigures, terms: Terms, on: date) -> Case:
    """Work out everything the rules share."""
    settled = settle(figures, terms, on)
    counted = count(household)
    income = _income(household, settled)
    by_month, by_year = per_head(income, counted), per_head(income, counted, months=1)
    return Case(
        household, figures, terms, on, settled, counted, income, _spending(household, settled),
        _financial(household, counted), (by_month, by_year),
    )  # fmt: skip


def per_head(total: Sum, counted: Counted, *, months: int = MONTHS) -> Measure:
    """A year's sum for each person counted: a month's with `months` 12, the year's with 1."""
    number = counted.number
    missing = (*total.missing, *counted.missing)
    if number is None:
        return Measure(None, "", missing or ("household.members",))
    by_month = f" ÷ {MONTHS}" if months == MONTHS else ""
    arithmetic = f"{total.arithmetic} ÷ {number}{by_month}"
    return Measure(total.known / number / months, arithmetic, missing, at_least=total.floor)


def net_per_head(case: Case, income: Sum) -> Measure:
    """(income − necessary spending) for each person counted and month: the second test of Jiangxi 二（一）5.

    Exact only where income is; spending that is not known could only lower it.
    """
    number = case.counted.number
    missing = (*income.missing, *case.spending.missing, *case.counted.missing)
    if number is None:
        return Measure(None, "", missing or ("household.members",))
    arithmetic = f"({income.arithmetic} − {case.spending.arithmetic}) ÷ {number} ÷ {MONTHS}"
    return Measure((income.known - case.spending.known) / number / MONTHS, arithmetic, missing)


def share(case: Case) -> Measure:
    """Necessary spending ÷ household income before deductions; no figure where there is no income."""
    total = case.income.known
    missing = (*case.spending.missing, *case.income.missing)
    if total <= 0:
        return Measure(None, "", missing)
    arithmetic = f"{case.spending.arithmetic} ÷ {case.income.arithmetic}"
    return Measure(case.spending.known / total, arithmetic, missing, at_least=not case.income.missing)


def _financial(household: Household, counted: Counted) -> Measure:
    """Deposits, securities, funds, insurance and receivables for each person counted, yuan."""
    assets = household.assets
    names = ("deposits", "securities", "funds", "insurance", "receivables")
    amounts = (assets.deposits, assets.securities, assets.funds, assets.insurance, assets.receivables)
    parts = ((f"household.assets.{name}", amount, False) for name, amount in zip(names, amounts, strict=True))
    return per_head(add(parts), counted, months=1)


def derived(case: Case) -> DerivedFigures:
    """The figures shown beside the verdicts, before deductions of a single category."""
    known_income = None if case.income.missing else case.income.known
    return DerivedFigures(
        people_counted=case.counted.number,
        countable_income_annual=known_income,
        per_head_monthly=case.plain_per_head[0].exact,
        rigid_spending=None if case.spending.missing else case.spending.known,
        rigid_share=share(case).exact,
        net_per_head_monthly=net_per_head(case, case.income).exact,
        financial_assets_per_head=case.financial.exact,
    )


def _income(household: Household, settled: Settled) -> Sum:
    """The five kinds of the form, and the kinds asked apart that this area does not leave out."""
    income = household.income
    kinds = add(
        (
            ("household.income.wages", income.wages, False),
            ("household.income.business_net", income.business_net, True),
            ("household.income.property_net", income.property_net, True),
            ("household.income.transfer_net", income.transfer_net, True),
            ("household.income.other", income.other, False),
        )
    )
    apart = _asked_apart(household, settled)
    return Sum((*kinds.terms, *apart.terms), (*kinds.missing, *apart.missing), kinds.floor)


def _asked_apart(household: Household, settled: Settled) -> Sum:
    kinds = household.income.not_counted
    if kinds is None and all(settled.leaves_out(kind) for kind in NOT_COUNTED_KINDS):
        return Sum()
    if kinds is None:
        return Sum(missing=("household.income.not_counted",))
    terms: list[Term] = []
    missing: list[str] = []
    for kind, amount in kinds:
        left_out = settled.leaves_out(kind)
        if left_out or amount == 0:
            continue
        if amount is None:
            missing.append(f"household.income.not_counted.{kind}")
        if left_out is None:
            missing.append("area.not_counted_income")
        elif amount is not None:
            terms.append(Term(amount))
    return Sum(tuple(terms), tuple(dict.fromkeys(missing)))


def _spending(household: Household, settled: Settled) -> Sum:
    """The necessary spending of the year, by the kinds that count here."""
    spent: tuple[tuple[str, Decimal | None, bool], ...] = tuple(
        (f"household.expenditure.{kind}", household.expenditure.kind(kind), False) for kind in settled.rigid_items
    )
    return add(spent)
