"""What must hold for any household: it is always answered, order does not matter, more never makes poorer."""

import random
from copy import deepcopy
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from api.eligibility.packs import REGIONS
from api.errors import BadInput
from tests.eligibility.table import ABSENT, changed, contract_example, read, screened

BASES = read("bases")
CATEGORIES = ["tekun", "dibao", "dibao_margin", "rigid_expenditure", "other_hardship", "none"]

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
yuan = st.integers(0, 120_000)


def places(tree: Any, path: str = "") -> list[str]:
    """The dotted keys of every place in the example where something may be put."""
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    keys = [(f"{path}.{name}".lstrip("."), value) for name, value in pairs]
    return [key for key, _ in keys] + [deeper for key, value in keys for deeper in places(value, key)]


PLACES = places(contract_example())


@given(payload=json_values)
@settings(max_examples=100, deadline=None)
def test_any_json_is_answered_or_refused_with_its_faults(payload: object) -> None:
    try:
        screened(payload)
    except BadInput as bad:
        assert bad.faults


@given(place=st.sampled_from(PLACES), value=json_values)
@settings(max_examples=100, deadline=None)
def test_anything_at_any_place_is_answered_or_refused_with_its_faults(place: str, value: object) -> None:
    try:
        screened(changed(contract_example(), {place: value}))
    except BadInput as bad:
        assert bad.faults


def family(
    wages: int, medical: int, deposits: int, base: str = "young_family", region: str = "jiangxi"
) -> dict[str, Any]:
    """A household of a region with these amounts."""
    amounts = {"income.wages": wages, "expenditure.medical": medical, "assets.deposits": deposits}
    household = changed(BASES["households"][base], amounts)
    return {"region": region, "area": BASES["areas"][f"{region}_rural"], "household": household}


regions = st.sampled_from(REGIONS)


@given(
    wages=yuan, more=yuan, medical=yuan, deposits=yuan, region=regions,
    base=st.sampled_from(["young_family", "alone", "disabled_son"]),
)  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_more_income_never_moves_to_a_poorer_category(
    wages: int, more: int, medical: int, deposits: int, base: str, region: str
) -> None:
    before = screened(family(wages, medical, deposits, base, region))["category"]
    after = screened(family(wages + more, medical, deposits, base, region))["category"]
    assert CATEGORIES.index(after) >= CATEGORIES.index(before)


# Every amount, list and answer of a household that may be left unanswered.
ANSWERS = [place for place in PLACES if place.startswith("household.") and place != "household.members"]


@given(
    wages=yuan, medical=yuan, deposits=yuan, region=regions, unanswered=st.sets(st.sampled_from(ANSWERS), max_size=4)
)
@example(
    wages=0, medical=0, deposits=0, region="jiangxi",
    unanswered={"household.assets.houses", "household.assets.houses.0.area_m2"},
)  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_unanswered_never_beats_answered(
    wages: int, medical: int, deposits: int, region: str, unanswered: set[str]
) -> None:
    """A household that leaves something out is told nothing certain that the whole answers take back."""
    whole = family(wages, medical, deposits, "disabled_son", region)
    # The deepest first: what lies within another one goes before it.
    left_out = sorted(unanswered, reverse=True)
    partial = changed(whole, {place: ABSENT for place in left_out if _there(whole, place)})
    told = {one["category"]: one["outcome"] for one in screened(partial)["verdicts"]}
    certain = {one["category"]: one for one in screened(whole)["verdicts"]}
    for category, outcome in told.items():
        now = certain[category]
        excluded = [reason["rule"] for reason in now["reasons"]] == [f"{category}.excluded"]
        if outcome == "likely" and not excluded:
            assert now["outcome"] == "likely", (category, unanswered)
        if outcome == "unlikely" and category in {"dibao", "rigid_expenditure"}:
            assert now["outcome"] == "unlikely" or _set_aside(screened(partial), category), (category, unanswered)


def _there(payload: dict[str, Any], place: str) -> bool:
    node: Any = payload
    for name in place.split("."):
        if isinstance(node, list):
            if int(name) >= len(node):
                return False
            node = node[int(name)]
        elif isinstance(node, dict) and name in node:
            node = node[name]
        else:
            return False
    return not place.rpartition(".")[2].isdigit()


def _set_aside(answer: dict[str, Any], category: str) -> bool:
    rules = [reason["rule"] for one in answer["verdicts"] if one["category"] == category for reason in one["reasons"]]
    return rules == [f"{category}.excluded"]


@given(wages=yuan, medical=yuan, deposits=yuan, more=yuan)
@settings(max_examples=40, deadline=None)
def test_more_savings_never_move_to_a_poorer_category(wages: int, medical: int, deposits: int, more: int) -> None:
    before = screened(family(wages, medical, deposits))["category"]
    after = screened(family(wages, medical, deposits + more))["category"]
    assert CATEGORIES.index(after) >= CATEGORIES.index(before)


# Unset these are undetermined. (The multiple and the list of spending have a default that the flags tell of.)
FIGURES = [
    "dibao_monthly", "disposable_income_annual", "rigid_ratio", "financial_assets_per_head", "houses_max",
    "vehicles_allowed", "not_counted_income",
]  # fmt: skip


@given(unset=st.sets(st.sampled_from(FIGURES)), wages=yuan, medical=yuan, deposits=yuan, region=regions)
@settings(max_examples=80, deadline=None)
def test_setting_a_figure_never_silently_takes_away_what_was_likely(
    unset: set[str], wages: int, medical: int, deposits: int, region: str
) -> None:
    """What was likely with figures unset stays so, unless an earlier category takes its place and says so."""
    payload = family(wages, medical, deposits, region=region)
    partial = deepcopy(payload)
    for name in unset:
        partial["area"].pop(name)
    whole = {verdict["category"]: verdict for verdict in screened(payload)["verdicts"]}
    for verdict in screened(partial)["verdicts"]:
        now = whole[verdict["category"]]
        if verdict["outcome"] == "likely" and now["outcome"] != "likely":
            assert [reason["rule"] for reason in now["reasons"]] == [f"{verdict['category']}.excluded"]


AMOUNTS = [
    place for place in PLACES if place.startswith(("household.income.", "household.assets.")) and "houses." not in place
]


@given(missing=st.sampled_from(AMOUNTS))
@settings(max_examples=30, deadline=None)
def test_an_amount_that_is_not_answered_is_never_read_as_nothing(missing: str) -> None:
    """Without it dibao is open, or as it was where the amount decides nothing."""
    dibao = screened(changed(contract_example(), {missing: None}))["verdicts"][1]
    decides_nothing = missing.startswith("household.income.not_counted.") or missing == "household.assets.other"
    assert dibao["outcome"] == ("likely" if decides_nothing else "undetermined")
    assert dibao["missing"] == ([] if decides_nothing else [missing])


@given(
    seed=st.randoms(use_true_random=False), wages=yuan, region=regions,
    base=st.sampled_from(["young_family", "disabled_son"]),
)  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_members_does_not_matter(seed: random.Random, wages: int, base: str, region: str) -> None:
    payload = family(wages, 3000, 0, base, region)
    shuffled = deepcopy(payload)
    seed.shuffle(shuffled["household"]["members"])
    one, other = screened(payload), screened(shuffled)
    for key in ("category", "outcome", "derived"):
        assert one[key] == other[key]
    outcomes = [[verdict["outcome"] for verdict in answer["verdicts"]] for answer in (one, other)]
    assert outcomes[0] == outcomes[1]
    assert sorted((p["measure"], p["outcome"]) for p in one["people"]) == sorted(
        (p["measure"], p["outcome"]) for p in other["people"]
    )


@given(wages=yuan, medical=yuan, deposits=yuan)
@settings(max_examples=40, deadline=None)
def test_undetermined_always_names_what_is_missing_and_nothing_else_does(
    wages: int, medical: int, deposits: int
) -> None:
    payload = family(wages, medical, deposits)
    payload["area"] = {"settlement": "rural", "dibao_monthly": 715}
    for verdict in screened(payload)["verdicts"]:
        assert bool(verdict["missing"]) == (verdict["outcome"] == "undetermined")
