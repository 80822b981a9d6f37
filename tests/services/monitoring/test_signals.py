"""Which changes between two filed versions reach a published line, and which do not."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.services.monitoring.signals import compared
from api.services.monitoring.sorting import handling_of, helped
from api.services.monitoring.thresholds import ours
from conversations.answers import Json

BEFORE: Mapping[str, Json] = {
    "members.0.name": "周示例", "members.0.id_number": "A", "members.0.occupation": "farming",
    "members.1.name": "周小样", "members.1.id_number": "B", "members.1.occupation": "employed",
    "members.1.income": "20000.00",
    "income.wages": "20000.00", "income.transfer_net": "0",
    "expenditure.medical": "3000.00", "expenditure.education": "1000.00", "expenditure.disaster": "0",
    "assets.deposits": "30000.00",
}  # fmt: skip
CASES: tuple[tuple[str, dict[str, Json], list[str]], ...] = (
    ("nothing", {}, []),
    ("a phone number", {"phone": "13900139000"}, []),
    ("medical cost comes to the line", {"expenditure.medical": "20000"}, ["medical_own_paid", "spending_rise"]),
    ("a fen below the line", {"expenditure.medical": "19999.99"}, ["spending_rise"]),
    ("half as much again, and 5,000 more", {"expenditure.education": "6000"}, ["spending_rise"]),
    ("a fen less than 5,000 more", {"expenditure.education": "5999.99"}, []),
    ("three tenths less income", {"income.wages": "14000"}, ["income_fall"]),
    ("a fen short of three tenths", {"income.wages": "14000.01"}, []),
    ("three tenths more income", {"income.wages": "26000"}, ["income_rise"]),
    ("out of work", {"members.1.occupation": "registered_unemployed"}, ["work_lost"]),
    ("a loss by flood", {"expenditure.disaster": "5000"}, ["spending_rise", "disaster_loss"]),
    ("savings are gone", {"assets.deposits": "15000"}, ["savings_fall"]),
    ("not answered any more", {"income.wages": None, "assets.deposits": None}, []),
)  # fmt: skip


@pytest.mark.parametrize(("change", "rules"), [(c, r) for _, c, r in CASES], ids=[name for name, _, _ in CASES])
def test_a_line_is_reached_when_it_is_met_and_not_a_fen_earlier(change: dict[str, Json], rules: list[str]) -> None:
    assert [one.rule for one in compared(BEFORE, {**BEFORE, **change}, ours())] == rules


def test_somebody_who_earned_and_is_gone_is_an_income_lost() -> None:
    gone = {key: value for key, value in BEFORE.items() if not key.startswith("members.1.")}
    (found,) = compared(BEFORE, gone, ours())
    assert (found.rule, found.before, found.member) == ("earner_gone", Decimal("20000.00"), 1)


def test_people_are_the_same_wherever_they_stand_in_the_form() -> None:
    swapped = {
        **BEFORE,
        **{f"members.0.{key}": BEFORE.get(f"members.1.{key}") for key in ("name", "id_number", "occupation", "income")},
        **{f"members.1.{key}": BEFORE.get(f"members.0.{key}") for key in ("name", "id_number", "occupation", "income")},
    }
    assert compared(BEFORE, swapped, ours()) == ()


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_income_never_both_falls_and_rises(was: int, now: int) -> None:
    found = compared({"income.wages": str(was)}, {"income.wages": str(now)}, ours())
    assert len(found) <= 1
    for one in found:
        assert (one.direction == "worse") == (now < was)


def test_the_four_kinds_of_handling() -> None:
    assert handling_of(frozenset({"worse"}), is_helped=True) == "deliver"
    assert handling_of(frozenset({"worse"}), is_helped=False) == "start"
    assert handling_of(frozenset({"worse", "better"}), is_helped=True) == "complex"
    assert handling_of(frozenset({"better"}), is_helped=True) == "recheck"
    assert helped("decided", "approved", {}) and not helped("decided", "refused", {})
    assert helped("submitted", "likely", {"current_aid": ["dibao"]})
    assert not helped("submitted", "likely", {"current_aid": ["none"]})
