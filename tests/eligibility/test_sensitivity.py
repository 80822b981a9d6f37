"""What would change it: how far an approximate answer is from another outcome, exact to the fen."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.eligibility.amounts import amount_at, with_amount
from api.eligibility.figures import AreaFigures
from api.eligibility.household import Household
from api.eligibility.packs import REGIONS, pack_for
from api.eligibility.reading import read_household
from api.eligibility.reading_area import read_area
from api.eligibility.sensitivity import Flip, Sensitive, Shift, sensitivity
from api.eligibility.values import Faults, Node
from api.services.checking.sensitivity_words import sentence
from locales.catalogues import Catalogues
from locales.rendering import Renderer
from tests.eligibility.table import TODAY, changed, read, screened

BASES = read("bases")
RENDERER = Renderer("zh_CN", Catalogues(), TODAY)


def given_as(region: str, changes: dict[str, Any], base: str = "young_family") -> tuple[Household, AreaFigures]:
    """A household of the table with changes, and its region's figures."""
    faults = Faults()
    household = read_household(Node(changed(BASES["households"][base], changes), "household", faults))
    figures = read_area(Node(BASES["areas"][f"{region}_rural"], "area", faults))
    faults.raise_if_any()
    return household, figures


def one(key: str, changes: dict[str, Any], region: str = "jiangxi", base: str = "young_family") -> Sensitive:
    """What changing one approximate answer would do."""
    household, figures = given_as(region, changes, base)
    (found,) = sensitivity(household, figures, pack_for(region, TODAY), (key,), TODAY)
    return found


def test_wages_a_yuan_and_more_from_the_standard() -> None:
    found = one("income.wages", {"income.wages": 20000})
    assert found.up == Flip(
        Decimal("21740.00"), (Shift("dibao", "likely", "unlikely"), Shift("dibao_margin", "unlikely", "likely"))
    )
    assert found.down is None
    assert found.matters and [each.percent for each in found.tried if each.shifts] == [10, 20]


def test_exactly_on_the_line_a_fen_less_is_another_outcome() -> None:
    found = one("income.wages", {"income.wages": 21740})
    assert found.down is not None and found.down.amount == Decimal("21739.99")


def test_savings_are_kept_at_the_limit_and_not_a_fen_beyond() -> None:
    found = one("assets.deposits", {"assets.deposits": 30000})
    assert not found.matters
    assert found.up is not None and found.up.amount == Decimal("51480.01")


def test_spending_whose_share_has_to_be_above_the_line() -> None:
    found = one("expenditure.medical", {"income.wages": 56000, "expenditure.medical": 30000}, "national")
    assert found.up is not None and found.up.amount == Decimal("30000.01")
    assert found.up.shifts == (Shift("rigid_expenditure", "unlikely", "likely"),)


def test_income_on_which_the_share_hangs_the_other_way() -> None:
    """Shanxi, half of the income: 20,000 for illness is too little of 44,000 and too much below 40,000."""
    found = one("income.wages", {"income.wages": 40000, "expenditure.medical": 20000}, "shanxi")
    assert found.down is not None and found.down.amount == Decimal("35999.99")


def test_the_own_income_of_a_member_decides_the_one_person_household() -> None:
    found = one("members.2.income", {"income.business_net": 300000, "members.2.income": 7000}, "xpcc", "disabled_son")
    assert found.up is not None
    assert found.up == Flip(Decimal("7800.00"), (Shift("one_person_household", "person_decides", "unlikely", 2),))


def test_what_is_not_an_amount_or_was_not_answered_is_passed_over() -> None:
    household, figures = given_as("jiangxi", {})
    keys = ("phone", "members.9.income", "income.not_counted.other", "houses.0.area_m2", "members.0.age")
    assert sensitivity(household, figures, pack_for("jiangxi", TODAY), keys, TODAY) == ()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"income.wages": 20000}, "请核实：上下差两成以内结果会变。多到 21,740 元时"),
        ({"income.wages": 10000}, "上下差两成，结果不变。多到 21,740 元时"),
        ({"income.wages": 30000, "assets.deposits": 900000}, "多少都不改变结果"),
    ],
)
def test_staff_read_how_far_it_is(changes: dict[str, Any], words: str) -> None:
    text = RENDERER.render(sentence(one("income.wages", changes)))
    assert text.startswith("“工资性收入”说的是大概") and words in text


KEYS = ("income.wages", "income.business_net", "expenditure.medical", "assets.deposits")


@given(
    key=st.sampled_from(KEYS), wages=st.integers(0, 90000), medical=st.integers(0, 60000),
    deposits=st.integers(0, 90000), region=st.sampled_from(REGIONS),
)  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_up_to_the_flip_nothing_changes_and_at_it_something_does(
    key: str, wages: int, medical: int, deposits: int, region: str
) -> None:
    changes = {"income.wages": wages, "expenditure.medical": medical, "assets.deposits": deposits}
    found = one(key, changes, region)
    for flip, step in ((found.down, Decimal("0.01")), (found.up, Decimal("-0.01"))):
        if flip is None:
            continue
        now = outcomes(region, changes)
        assert outcomes(region, {**changes, key: str(flip.amount)}) != now
        assert outcomes(region, {**changes, key: str(flip.amount + step)}) == now


def outcomes(region: str, changes: dict[str, Any]) -> list[str]:
    """The outcomes of a household, as the route gives them."""
    household = changed(BASES["households"]["young_family"], changes)
    area = BASES["areas"][f"{region}_rural"]
    answer = screened({"region": region, "area": area, "household": household, "on": TODAY.isoformat()})
    return [verdict["outcome"] for verdict in answer["verdicts"]]


@pytest.mark.parametrize(
    "key",
    [
        "income.transfer_net", "income.not_counted.basic_pension", "expenditure.other", "assets.insurance",
        "assets.businesses.0.registered_capital", "members.1.income",
    ],
)  # fmt: skip
def test_an_amount_put_at_a_key_is_the_one_read_there(key: str) -> None:
    given_amounts = {
        "income.not_counted": {"basic_pension": 5, "other": 7},
        "assets.businesses": [{"registered_capital": 5}],
        "members.1.income": 5,
    }
    household, _ = given_as("jiangxi", given_amounts)
    changed_one = with_amount(household, key, Decimal(99))
    assert amount_at(changed_one, key) == 99
    assert with_amount(changed_one, key, amount_at(household, key) or Decimal(0)) == household


def test_a_day_is_judged_by_the_rules_of_that_day() -> None:
    household, figures = given_as("jiangxi", {"income.not_counted": {"basic_pension": 9000}})
    leaves_it_in = read_area(Node({**BASES["areas"]["jiangxi_rural"], "not_counted_income": []}, "area", Faults()))
    last, next_day = date(2025, 12, 31), date(2026, 1, 1)
    key = ("income.not_counted.basic_pension",)
    (before,) = sensitivity(household, leaves_it_in, pack_for("jiangxi", last), key, last)
    (after,) = sensitivity(household, leaves_it_in, pack_for("jiangxi", next_day), key, next_day)
    assert before.down is None and before.up is None
    assert after.down is not None and after.down.amount == Decimal("1739.99")
    assert figures != leaves_it_in
