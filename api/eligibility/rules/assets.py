"""Whether a household's assets keep the local limits: financial assets, homes, vehicles, businesses.

All limits are local. What nobody owns keeps any limit, also one that is not set; what is owned and has no
limit set is undetermined. A limit is kept when equal (reading 11).
"""

from decimal import Decimal
from fractions import Fraction

from api.eligibility.case import Case
from api.eligibility.household import Household
from api.eligibility.phrases import phrase
from api.eligibility.reasons import Category, Citation, Reason
from api.eligibility.rules.common import PER_HEAD, Test, Words, numeric, plain
from api.eligibility.sums import Compared, Line, Measure, add, line, within
from api.eligibility.truth import Truth

_NOT_OWNED = frozenset({"rented", "borrowed"})
_LIMITED_VEHICLES = frozenset({"car", "truck", "boat"})
SMALL_VEHICLES = frozenset({"motorcycle", "farm_machine"})


def asset_reasons(case: Case, category: Category, limits_of: str, citation: Citation) -> tuple[Reason, ...]:
    """The asset conditions of a category, by the financial limit of `limits_of`; the rule's article asks for
    them, the limits themselves are the area's.
    """
    return (
        _financial(case, category, limits_of, citation),
        _houses(case, category, citation),
        _vehicles(case, category, citation),
        _businesses(case, category, citation),
    )


def _kept(measure: Measure, limit: Line) -> Compared:
    """Nothing owned keeps any limit, whatever it may be."""
    return Compared(Truth.YES) if measure.exact == 0 else within(measure, limit)


def _financial(case: Case, category: Category, limits_of: str, citation: Citation) -> Reason:
    """Financial assets, yuan per head, against the area's limit for the category."""
    measure = case.financial
    limit = line(case.figures.financial_assets_per_head.of(limits_of), f"financial_assets_per_head.{limits_of}")
    words = Words(
        phrase("存款、证券、保险这些加起来，平均每人 {figure} 元，没有超过本地的线。"),
        phrase("存款、证券、保险这些加起来，平均每人 {figure} 元，超过本地的线 {threshold} 元，多了 {gap} 元。"),
        phrase("存款、证券、保险这些和本地的线还缺信息，暂时不能判断。"),
    )
    rule = f"{category}.financial_assets"
    return numeric(Test(rule, measure, limit, "<=", PER_HEAD, citation, words), _kept(measure, limit))


def _houses(case: Case, category: Category, citation: Citation) -> Reason:
    """Homes owned, against the area's number; rented and borrowed ones do not count (reading 11)."""
    most = case.figures.houses_max
    limit = line(None if most is None else Decimal(most), "houses_max")
    measure = owned_houses(case.household)
    words = Words(
        phrase("名下的房子有 {figure} 处，没有超过本地的线。"),
        phrase("名下的房子有 {figure} 处，超过了本地的线 {threshold} 处。"),
        phrase("房子的情况和本地的线还缺信息，暂时不能判断。"),
    )
    test = Test(f"{category}.houses", measure, limit, "<=", "homes", citation, words, places=0)
    return numeric(test, _kept(measure, limit))


def owned_houses(household: Household) -> Measure:
    """How many homes are owned, as far as that was answered."""
    houses = household.assets.houses
    if houses is None:
        return Measure(None, "", ("household.assets.houses",))
    owned = sum(house.origin is not None and house.origin not in _NOT_OWNED for house in houses)
    open_ones = tuple(
        f"household.assets.houses.{index}.origin"
        for index, house in enumerate(houses)
        if house.origin is None and house.kind != "public_rental"
    )
    return Measure(Fraction(owned), str(owned), open_ones, at_least=True)


def _vehicles(case: Case, category: Category, citation: Citation) -> Reason:
    """Cars, trucks and boats, where the area allows none; a disability vehicle never counts (reading 11)."""
    measure = vehicles_counted(case.household)
    rule = f"{category}.vehicles"
    if case.figures.vehicles_allowed:
        return plain(rule, Truth.YES, phrase("本地对车辆没有限制。"), citation)
    limit = line(None if case.figures.vehicles_allowed is None else Decimal(0), "vehicles_allowed")
    words = Words(
        phrase("没有要计算的汽车或船。"),
        phrase("名下有汽车、货车或船 {figure} 辆（艘），本地的线是没有。"),
        phrase("车辆的情况和本地的规定还缺信息，暂时不能判断。"),
    )
    test = Test(rule, measure, limit, "<=", "vehicles", citation, words, places=0)
    return numeric(test, _kept(measure, limit))


def vehicles_counted(household: Household) -> Measure:
    """How many cars, trucks and boats there are, as far as that was answered."""
    kinds = household.assets.vehicle_kinds
    if kinds is None:
        return Measure(None, "", ("household.assets.vehicles",))
    limited = sum(kind in _LIMITED_VEHICLES for kind in kinds)
    unsaid = tuple(f"household.assets.vehicles.{index}.kind" for index, kind in enumerate(kinds) if kind is None)
    return Measure(Fraction(limited), str(limited), unsaid, at_least=True)


def _businesses(case: Case, category: Category, citation: Citation) -> Reason:
    """Registered capital of all businesses together, yuan, against the area's limit."""
    capitals = case.household.assets.business_capitals
    limit = line(case.figures.business_capital_max, "business_capital_max")
    rule = f"{category}.business_capital"
    if capitals is not None and not capitals:
        return plain(rule, Truth.YES, phrase("家里没有登记的生意。"), citation)
    if capitals is None:
        unanswered = phrase("有没有登记的生意还没有回答，暂时不能判断。")
        return plain(rule, Truth.UNKNOWN, unanswered, citation, ("household.assets.businesses",))
    total = add(
        (f"household.assets.businesses.{index}.registered_capital", capital, False)
        for index, capital in enumerate(capitals)
    )
    measure = Measure(total.known, total.arithmetic, total.missing, at_least=True)
    words = Words(
        phrase("生意的注册资金一共 {figure} 元，没有超过本地的线。"),
        phrase("生意的注册资金一共 {figure} 元，超过本地的线 {threshold} 元，多了 {gap} 元。"),
        phrase("生意的注册资金和本地的线还缺信息，暂时不能判断。"),
    )
    return numeric(Test(rule, measure, limit, "<=", "yuan", citation, words), within(measure, limit))
