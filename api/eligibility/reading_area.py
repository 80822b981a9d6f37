"""The figures of an area, read from JSON: each name of the contract, each fault with its key."""

from decimal import Decimal

from api.eligibility.figures import AreaFigures, FinancialLimits
from api.eligibility.household import NOT_COUNTED_KINDS, SPENDING_KINDS
from api.eligibility.reasons import CATEGORIES
from api.eligibility.values import Node

_MULTIPLIER_MOST = Decimal(100)
_ONE = Decimal(1)
_TEN_YEARS = 3660


def read_area(node: Node) -> AreaFigures:
    """The figures at `node`; what is not there, or null, is unset. Faults are noted there."""
    figures = AreaFigures(
        settlement=node.one_of("settlement", ("urban", "rural")),
        dibao_monthly=node.amount("dibao_monthly"),
        disposable_income_annual=node.amount("disposable_income_annual"),
        margin_multiplier=node.amount("margin_multiplier", most=_MULTIPLIER_MOST),
        rigid_ratio=node.amount("rigid_ratio", most=_MULTIPLIER_MOST),
        rigid_net_multiplier=node.amount("rigid_net_multiplier", most=_MULTIPLIER_MOST),
        financial_assets_per_head=_limits(node.node("financial_assets_per_head")),
        houses_max=node.whole("houses_max", 0, 100),
        vehicles_allowed=node.yes_no("vehicles_allowed"),
        business_capital_max=node.amount("business_capital_max"),
        employment_cost_rate=node.amount("employment_cost_rate", most=_ONE),
        employment_cost_applies_to=node.several("employment_cost_applies_to", CATEGORIES),
        not_counted_income=node.several("not_counted_income", NOT_COUNTED_KINDS),
        basic_pension_not_counted_until=node.day("basic_pension_not_counted_until"),
        rigid_spending=node.several("rigid_spending", SPENDING_KINDS),
        mental_intellectual_grade3=node.yes_no("mental_intellectual_grade3"),
        township_grant_limit=node.amount("township_grant_limit"),
        first_help_hours=node.whole("first_help_hours", 0, 24 * 366),
        papers_due_days=node.whole("papers_due_days", 0, _TEN_YEARS),
        review_days=node.whole("review_days", 0, _TEN_YEARS),
        notice_days=node.whole("notice_days", 0, _TEN_YEARS),
        township_decides=node.yes_no("township_decides"),
    )
    node.done()
    return figures


def _limits(node: Node) -> FinancialLimits:
    limits = FinancialLimits(
        tekun=node.amount("tekun"),
        dibao=node.amount("dibao"),
        dibao_margin=node.amount("dibao_margin"),
        rigid_expenditure=node.amount("rigid_expenditure"),
    )
    node.done()
    return limits
