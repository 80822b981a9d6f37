"""Many at once and one by one come to the same, for any households, any figures, in every region."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.eligibility.figures import AreaFigures
from api.eligibility.household import Household, Income, Member
from api.eligibility.packs import REGIONS, pack_for
from api.eligibility.reading import read_household
from api.eligibility.sets.batch import batch_of
from api.eligibility.sets.facts import NotPlain, facts_of
from api.eligibility.sets.judging import Judges, Result
from api.eligibility.values import Faults, Node
from api.eligibility.writing import household_json
from tests.eligibility.made import Maker

DAYS = (date(2022, 1, 1), date(2025, 12, 31), date(2026, 6, 1))


def even(yuan: Decimal) -> Income:
    """As much of every kind, nothing apart."""
    return Income(yuan, yuan, yuan, yuan, yuan, ())


def at_once(judges: Judges, households: list[Household]) -> list[Result]:
    """All of them by their kinds."""
    many = judges.many(batch_of([facts_of(one) for one in households]), lambda at: [households[place] for place in at])
    return [many.results[number] for number in many.which.tolist()]


@given(
    seed=st.integers(0, 2**32), region=st.sampled_from(REGIONS), on=st.sampled_from(DAYS),
    gaps=st.sampled_from((0.0, 0.02, 0.12)),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_at_once_and_one_by_one_agree_on_every_verdict(seed: int, region: str, on: date, gaps: float) -> None:
    maker = Maker(seed, gaps)
    if region != "shanxi" and on < date(2024, 5, 1):
        on = DAYS[1]
    figures = maker.figures()
    judges = Judges(pack_for(region, on), figures, on)
    households = [maker.household() for _ in range(120)]
    try:
        told = at_once(judges, households)
    except NotPlain:
        assert figures.employment_cost_rate == Decimal("0.00001")
        return
    assert told == [judges.one(one) for one in households]


def test_a_fen_on_either_side_of_the_line_is_told_apart() -> None:
    figures = AreaFigures(dibao_monthly=Decimal("1402.50"), not_counted_income=())
    judges = Judges(pack_for("jiangxi", DAYS[2]), figures, DAYS[2])
    alone = Household(members=(Member(relation="self", age=40),), income=even(Decimal(0)))
    at_line = [
        replace(alone, income=replace(alone.income, wages=Decimal(wages)))
        for wages in ("16829.99", "16830", "16830.01")
    ]
    assert [one.outcomes[1] for one in at_once(judges, at_line)] == ["undetermined", "unlikely", "unlikely"]


def test_figures_too_fine_for_the_numbers_of_the_machine_are_compared_all_the_same() -> None:
    figures = AreaFigures(dibao_monthly=Decimal("700.00000001"), not_counted_income=())
    judges = Judges(pack_for("national", DAYS[2]), figures, DAYS[2])
    rich = Household(members=(Member(relation="self", age=40),), income=even(Decimal(10) ** 9))
    assert at_once(judges, [rich]) == [judges.one(rich)]


@pytest.mark.parametrize("wages", ["0.001", "1000000000.01"])
def test_what_is_no_plain_number_of_fen_is_left_to_the_single_check(wages: str) -> None:
    with pytest.raises(NotPlain):
        facts_of(Household(income=Income(wages=Decimal(wages))))


@given(seed=st.integers(0, 2**32))
@settings(max_examples=100, deadline=None)
def test_what_is_kept_of_a_household_is_read_back_as_the_same(seed: int) -> None:
    household = Maker(seed).household()
    faults = Faults()
    again = read_household(Node(json.loads(json.dumps(household_json(household))), "household", faults))
    assert not faults.found
    assert facts_of(again) == facts_of(household)
    # Kinds of income asked apart are read in the order of the form.
    apart = household.income.not_counted
    read = again.income.not_counted
    assert (read is None) == (apart is None) and dict(read or ()) == dict(apart or ())
    same = replace(household.income, not_counted=again.income.not_counted)
    assert replace(again, settlement=None) == replace(household, income=same, settlement=None)
