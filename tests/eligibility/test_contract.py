"""The screening contract: the example verbatim, figures by area code, and faults with their keys."""

from typing import Any

import pytest

from api.errors import BadInput
from tests.eligibility.table import ABSENT, changed, contract_example, screened


def test_the_example_of_the_contract_gives_what_the_contract_shows() -> None:
    answer = screened(contract_example())
    assert list(answer) == [
        "category", "outcome", "verdicts", "people", "flags", "aids", "derived", "missing", "pack", "figures",
    ]  # fmt: skip
    assert (answer["category"], answer["outcome"]) == ("dibao", "likely")
    assert [(verdict["category"], verdict["outcome"]) for verdict in answer["verdicts"]] == [
        ("tekun", "unlikely"),
        ("dibao", "likely"),
        ("dibao_margin", "unlikely"),
        ("rigid_expenditure", "unlikely"),
        ("other_hardship", "unlikely"),
    ]
    assert all(verdict["missing"] == [] for verdict in answer["verdicts"])
    assert answer["verdicts"][0]["members"] == []
    income = answer["verdicts"][1]["reasons"][0]
    assert income.pop("text")
    assert income == {
        "rule": "dibao.income",
        "holds": True,
        "figure": "700.00",
        "threshold": "715.00",
        "comparison": "<",
        "unit": "yuan per head and month",
        "arithmetic": "(14400.00 + 7200.00 + 3600.00) ÷ 3 ÷ 12",
        "citation": {"document": "jiangxi-opinion-2024", "article": "二（一）1"},
    }


def test_the_example_shows_the_figures_worked_out_on_the_way() -> None:
    answer = screened(contract_example())
    assert answer["people"] == []
    assert [flag["flag"] for flag in answer["flags"]] == ["basic_pension_rule_expired"]
    assert [aid["departments"][0] for aid in answer["aids"] if aid["aid"] == "medical"] == ["医保"]
    assert answer["derived"] == {
        "people_counted": 3,
        "countable_income_annual": "25200.00",
        "per_head_monthly": "700.00",
        "rigid_spending": "2100.00",
        "rigid_share": "0.0833",
        "net_per_head_monthly": "641.67",
        "financial_assets_per_head": "3000.00",
    }
    assert answer["missing"] == []
    assert answer["pack"] == "jiangxi@2024-04-18"


def test_every_reason_has_every_part() -> None:
    keys = {"rule", "holds", "figure", "threshold", "comparison", "unit", "arithmetic", "citation", "text"}
    answer = screened(contract_example())
    reasons = [reason for verdict in answer["verdicts"] for reason in verdict["reasons"]]
    assert all(set(reason) == keys for reason in reasons)
    assert all(set(reason["citation"]) == {"document", "article"} for reason in reasons)


def by_code(**more: str) -> dict[str, Any]:
    """The example's household, judged by an area's own figures."""
    return {"household": contract_example()["household"], "area_code": "993601001", **more}


def test_the_sample_township_has_the_figures_of_the_example() -> None:
    answer = screened(by_code(settlement="rural", region="jiangxi"))
    assert (answer["category"], answer["derived"]["per_head_monthly"]) == ("dibao", "700.00")
    assert answer["figures"] == "993601001/rural@2026-11-22#1"


def test_the_region_and_the_settlement_follow_from_the_area_and_the_household() -> None:
    assert screened(by_code())["pack"] == "jiangxi@2024-04-18"


def test_before_the_figures_begin_they_are_unset() -> None:
    answer = screened(by_code(on="2023-12-31"))
    assert "area.dibao_monthly" in answer["missing"]
    assert answer["figures"].startswith("993601001/rural@2023-12-31#")


FAULTS: list[tuple[str, dict[str, Any], str]] = [
    ("a negative wage", {"household.income.wages": -1}, "household.income.wages"),
    ("letters for money", {"household.income.wages": "many"}, "household.income.wages"),
    ("true for money", {"household.assets.deposits": True}, "household.assets.deposits"),
    ("not a number", {"household.assets.deposits": float("nan")}, "household.assets.deposits"),
    ("without end", {"household.assets.deposits": float("inf")}, "household.assets.deposits"),
    ("a number beyond any household", {"household.assets.deposits": 10**400}, "household.assets.deposits"),
    ("a list for money", {"household.expenditure.medical": []}, "household.expenditure.medical"),
    ("an age below zero", {"household.members.0.age": -1}, "household.members.0.age"),
    ("half a year", {"household.members.0.age": 30.5}, "household.members.0.age"),
    ("an unknown relation", {"household.members.1.relation": "cousin"}, "household.members.1.relation"),
    ("a grade of five", {"household.members.2.disability.grade": 5}, "household.members.2.disability.grade"),
    ("a word for a disability", {"household.members.2.disability": "yes"}, "household.members.2.disability"),
    ("an object for the members", {"household.members": {}}, "household.members"),
    ("null for a member", {"household.members": [None]}, "household.members.0"),
    ("a member that is a number", {"household.members": [7]}, "household.members.0"),
    ("an unknown key", {"household.members.0.shoe_size": 42}, "household.members.0.shoe_size"),
    ("a cause nobody knows", {"household.hardship_causes": ["bad_luck"]}, "household.hardship_causes.0"),
    ("words for yes", {"household.refused_within_a_year": "no"}, "household.refused_within_a_year"),
    ("a negative standard", {"area.dibao_monthly": -715}, "area.dibao_monthly"),
    ("a kind of income nobody knows", {"area.not_counted_income": ["luck"]}, "area.not_counted_income.0"),
    ("a number for the limits", {"area.financial_assets_per_head": 5}, "area.financial_assets_per_head"),
    ("a day that does not exist", {"on": "2025-02-30"}, "on"),
    ("a day before any rule", {"on": "2023-10-18"}, "on"),
    ("a region nobody knows", {"region": "atlantis"}, "region"),
    ("no region", {"region": ABSENT}, "region"),
    ("a day before the guide of Shanxi", {"region": "shanxi", "on": "2021-05-19"}, "on"),
    ("no household", {"household": ABSENT}, "household"),
    ("no area", {"area": ABSENT}, "area"),
    ("an area and a code", {"area_code": "993601001"}, "area_code"),
    ("an area that is not served", {"area": ABSENT, "area_code": "110101001"}, "area_code"),
    ("a region that is not the area's", {"area": ABSENT, "area_code": "990001001"}, "region"),
    ("a number for the area", {"area": 3}, "area"),
]


@pytest.mark.parametrize(("changes", "key"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_named_by_its_key(changes: dict[str, Any], key: str) -> None:
    with pytest.raises(BadInput) as caught:
        screened(changed(contract_example(), changes))
    assert key in {fault.key for fault in caught.value.faults}


@pytest.mark.parametrize("payload", [None, [], 5, "x", {}, True])
def test_what_is_no_request_at_all_is_a_fault_too(payload: object) -> None:
    with pytest.raises(BadInput):
        screened(payload)


def test_all_faults_come_at_once() -> None:
    changes = {"household.income.wages": -1, "household.members.0.age": 500, "area.houses_max": "one"}
    with pytest.raises(BadInput) as caught:
        screened(changed(contract_example(), changes))
    assert {fault.key for fault in caught.value.faults} == set(changes)


def test_amounts_may_come_as_text_or_fractions() -> None:
    as_text = {"household.income.wages": "14400", "household.income.business_net": 7200.0}
    assert screened(changed(contract_example(), as_text)) == screened(contract_example())


def test_null_is_the_answer_none_for_a_disability_and_unanswered_for_an_amount() -> None:
    none = screened(changed(contract_example(), {"household.members.2.disability": None}))
    assert none["missing"] == []
    unanswered = screened(changed(contract_example(), {"household.income.wages": None}))
    assert unanswered["verdicts"][1]["missing"] == ["household.income.wages"]
