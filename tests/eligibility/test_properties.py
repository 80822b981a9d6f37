"""What must hold for any household: it is always answered, order does not matter, more never makes poorer."""

import random
from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from api.errors import BadInput
from tests.eligibility.table import changed, contract_example, read, screened

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


def family(wages: int, medical: int, deposits: int, base: str = "young_family") -> dict[str, Any]:
    """A Jiangxi household with these amounts."""
    amounts = {"income.wages": wages, "expenditure.medical": medical, "assets.deposits": deposits}
    household = changed(BASES["households"][base], amounts)
    return {"region": "jiangxi", "area": BASES["areas"]["jiangxi_rural"], "household": household}


@given(
    wages=yuan, more=yuan, medical=yuan, deposits=yuan, base=st.sampled_from(["young_family", "alone", "disabled_son"])
)
@settings(max_examples=60, deadline=None)
def test_more_income_never_moves_to_a_poorer_category(
    wages: int, more: int, medical: int, deposits: int, base: str
) -> None:
    before = screened(family(wages, medical, deposits, base))["category"]
    after = screened(family(wages + more, medical, deposits, base))["category"]
    assert CATEGORIES.index(after) >= CATEGORIES.index(before)


@given(wages=yuan, medical=yuan, deposits=yuan, more=yuan)
@settings(max_examples=40, deadline=None)
def test_more_savings_never_move_to_a_poorer_category(wages: int, medical: int, deposits: int, more: int) -> None:
    before = screened(family(wages, medical, deposits))["category"]
    after = screened(family(wages, medical, deposits + more))["category"]
    assert CATEGORIES.index(after) >= CATEGORIES.index(before)


FIGURES = [name for name in BASES["areas"]["jiangxi_rural"] if name != "settlement"]


@given(unset=st.sets(st.sampled_from(FIGURES)), wages=yuan, medical=yuan, deposits=yuan)
@settings(max_examples=60, deadline=None)
def test_setting_a_figure_never_silently_takes_away_what_was_likely(
    unset: set[str], wages: int, medical: int, deposits: int
) -> None:
    """What was likely with figures unset stays so, unless an earlier category takes its place and says so."""
    payload = family(wages, medical, deposits)
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


@given(seed=st.randoms(use_true_random=False), wages=yuan, base=st.sampled_from(["young_family", "disabled_son"]))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_members_does_not_matter(seed: random.Random, wages: int, base: str) -> None:
    payload = family(wages, 3000, 0, base)
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
