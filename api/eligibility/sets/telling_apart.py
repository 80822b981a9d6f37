"""Which of many households the rule of a category cannot tell apart: a number for each, equal ones come to the same.

The rules compare sums with the figures of the area and put the answers together. Here only the answers are
worked out, for all households at once; for each number one household is then judged by the rule itself, which
puts them together. That equal numbers mean equal outcomes is held by tests/eligibility/test_sets.py.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from api.eligibility.figures import AreaFigures
from api.eligibility.household import NOT_COUNTED_KINDS, SPENDING_KINDS
from api.eligibility.rules.tekun import by_age
from api.eligibility.sets.batch import (
    DISCRETION,
    FLIPPED,
    NO,
    RANKED,
    UNKNOWN,
    YES,
    Batch,
    Code,
    Mask,
    Measures,
    Whole,
    above,
    below,
    within,
)
from api.eligibility.sets.facts import CODES, GIVEN, INCOME, NOT_KNOWN, OPEN, NotPlain
from api.eligibility.settled import Settled, settle
from api.eligibility.sums import MONTHS
from api.eligibility.terms import Terms

Part: TypeAlias = NDArray[np.int16]
_CODES = 4
SIZES = tuple(_CODES**asked for asked in (2, 2, 2, 5, 2))
"""How many different numbers there are for each category."""
_FEN = 100
_FINEST = 10_000
_OLDEST = 200
_APART = len(INCOME)
_SPENT = _APART + len(NOT_COUNTED_KINDS)
_SAVINGS, _CAPITAL = -2, -1
# Wages and other income are never negative; what is missing of them can only add.
_SIGNED = [INCOME.index(name) for name in ("business_net", "property_net", "transfer_net")]


@dataclass(frozen=True, slots=True)
class _Total:
    """A year's sum in fen; `missing`, `floor` as in `sums.Sum`."""

    fen: Whole
    missing: Mask
    floor: Mask


@dataclass(frozen=True, slots=True)
class _Cases:
    """What `case.Case` is for one household, for many under the same figures."""

    batch: Batch
    figures: AreaFigures
    terms: Terms
    settled: Settled
    income: _Total
    spending: _Total


def parts(batch: Batch, figures: AreaFigures, terms: Terms, on: date) -> tuple[Part, ...]:
    """For each category, in the order of `CATEGORIES`, a number below `SIZES` for each household; those with the
    same number come to the same by the rule of that category under these figures.

    Raises `NotPlain` for an employment cost rate with more than four decimals.
    """
    settled = settle(figures, terms, on)
    if Fraction(settled.employment_rate).denominator > _FINEST:
        raise NotPlain(str(settled.employment_rate))
    cases = _Cases(batch, figures, terms, settled, _income(batch, settled), _spending(batch, settled))
    tekun, covered = _tekun(cases)
    standard, disposable = _line(figures.dibao_monthly), _line(figures.disposable_income_annual)
    margin, net = _times(standard, settled.margin_multiplier), _times(standard, settled.rigid_net_multiplier or 1)
    return (
        _together(tekun, covered.astype(np.int8)),
        _together(below(_per_head(cases, "dibao"), standard), _assets(cases, "dibao")),
        _together(below(_per_head(cases, "dibao_margin"), margin), _assets(cases, "dibao_margin")),
        _together(
            below(_per_head(cases, "rigid_expenditure", months=1), disposable),
            _assets(cases, terms.rigid_limits),
            _share(cases),
            below(_net(cases), net),
            (batch.households["fell"] - NOT_KNOWN).astype(np.int8),
        ),
        _together(below(_per_head(cases, "other_hardship", months=1), disposable), _circumstance(batch)),
    )


def _together(*answers: Code) -> Part:
    key = answers[0].astype(np.int16)
    for answer in answers[1:]:
        key = key * _CODES + answer
    return key


def _line(value: object) -> Fraction | None:
    """A figure in yuan as fen."""
    return None if value is None else Fraction(str(value)) * _FEN


def _times(line: Fraction | None, multiple: Fraction | int) -> Fraction | None:
    return None if line is None else line * multiple


def _income(batch: Batch, settled: Settled) -> _Total:
    amounts, given = batch.households["amounts"], batch.households["given"]
    fen = amounts[:, :_APART].sum(axis=1)
    missing = (given[:, :_APART] == OPEN).any(axis=1)
    floor = ~(given[:, _SIGNED] == OPEN).any(axis=1)
    answered = batch.households["apart_answered"] == 1
    if not all(settled.leaves_out(kind) for kind in NOT_COUNTED_KINDS):
        missing = missing | ~answered
    for place, kind in enumerate(NOT_COUNTED_KINDS, _APART):
        left_out = settled.leaves_out(kind)
        if left_out is None:
            missing = missing | (given[:, place] != 0)
        elif not left_out:
            missing = missing | (given[:, place] == OPEN)
            fen = fen + np.where(given[:, place] == GIVEN, amounts[:, place], 0)
    return _Total(fen, missing, floor)


def _spending(batch: Batch, settled: Settled) -> _Total:
    places = [_SPENT + SPENDING_KINDS.index(kind) for kind in settled.rigid_items]
    fen = batch.households["amounts"][:, places].sum(axis=1)
    missing = (batch.households["given"][:, places] == OPEN).any(axis=1)
    return _Total(fen, missing, np.ones(len(batch), dtype=np.bool_))


def _countable(cases: _Cases, category: str) -> tuple[Whole, int]:
    """Income less the employment cost of the category, as fen over a whole number."""
    rate = Fraction(cases.settled.employment_rate)
    if not rate or category not in cases.settled.employment_categories:
        return cases.income.fen, 1
    wages = cases.batch.households["amounts"][:, 0]
    return cases.income.fen * rate.denominator - wages * rate.numerator, rate.denominator


def _per_head(cases: _Cases, category: str, *, months: int = MONTHS) -> Measures:
    number = cases.batch.households["number"].astype(np.int64)
    top, over = _countable(cases, category)
    none = number == 0
    return Measures(top, np.maximum(number, 1) * months * over, none, cases.income.missing, cases.income.floor)


def _net(cases: _Cases) -> Measures:
    heads = _per_head(cases, "rigid_expenditure")
    _, over = _countable(cases, "rigid_expenditure")
    missing = heads.missing | cases.spending.missing
    return Measures(
        heads.top - cases.spending.fen * over, heads.bottom, heads.none, missing, np.zeros(len(missing), dtype=np.bool_)
    )


def _share(cases: _Cases) -> Code:
    income, spending = cases.income, cases.spending
    nothing = ~income.missing & (income.fen <= 0) & ((spending.fen > 0) | ~spending.missing)
    share = Measures(
        spending.fen, np.maximum(income.fen, 1), income.fen <= 0, income.missing | spending.missing, ~income.missing
    )
    ratio = cases.settled.rigid_ratio
    compared = above(share, None if ratio is None else Fraction(ratio))
    alone = np.where(spending.fen == 0, NO, DISCRETION)
    return np.where(nothing, alone, compared).astype(np.int8)


def _assets(cases: _Cases, limits_of: str) -> Code:
    """All asset conditions together, by the financial limit of `limits_of`."""
    homes, figures = cases.batch.households, cases.figures
    heads = homes["number"].astype(np.int64)
    savings = Measures(
        homes["amounts"][:, _SAVINGS], np.maximum(heads, 1), heads == 0, homes["savings_open"] == 1,
        np.ones(len(homes), dtype=np.bool_),
    )  # fmt: skip
    answers = [
        _kept(savings, _line(figures.financial_assets_per_head.of(limits_of))),
        _kept(_counted(cases.batch, "houses"), None if figures.houses_max is None else Fraction(figures.houses_max)),
        _businesses(cases),
    ]
    if not figures.vehicles_allowed:
        none = None if figures.vehicles_allowed is None else Fraction(0)
        answers.append(_kept(_counted(cases.batch, "vehicles"), none))
    together: Code = np.minimum.reduce(answers)
    return together


def _kept(measures: Measures, line: Fraction | None) -> Code:
    owned = measures.none | measures.missing | (measures.top != 0)
    return np.where(owned, within(measures, line), YES).astype(np.int8)


def _counted(batch: Batch, name: str) -> Measures:
    found = batch.households
    ones = np.ones(len(batch), dtype=np.int64)
    return Measures(
        found[name].astype(np.int64), ones, found[f"{name}_answered"] == 0, found[f"{name}_open"] > 0, ones == 1
    )


def _businesses(cases: _Cases) -> Code:
    homes = cases.batch.households
    ones = np.ones(len(homes), dtype=np.int64)
    capital = Measures(homes["amounts"][:, _CAPITAL], ones, ones == 0, homes["businesses_open"] == 1, ones == 1)
    answer = within(capital, _line(cases.figures.business_capital_max))
    answer = np.where(homes["businesses"] == 0, YES, answer)
    return np.where(homes["businesses_answered"] == 0, UNKNOWN, answer).astype(np.int8)


def _circumstance(batch: Batch) -> Code:
    homes = batch.households
    codes = np.array([UNKNOWN, NO, YES], dtype=np.int8)
    answers = [RANKED[codes[homes[name] - NOT_KNOWN]] for name in ("refused", "left", "worker")]
    return RANKED[np.maximum.reduce(answers)]


def _tekun(cases: _Cases) -> tuple[Code, Mask]:
    """What tekun amounts to for each household, and whether it covers everybody counted."""
    batch = cases.batch
    person = _persons(cases)
    counted = batch.members["counted"] != NO
    best = np.zeros(len(batch), dtype=np.int8)
    np.maximum.at(best, batch.row[counted], RANKED[person[counted]])
    anybody = np.zeros(len(batch), dtype=np.bool_)
    anybody[batch.row[counted]] = True
    covered = np.ones(len(batch), dtype=np.bool_)
    covered[batch.row[counted & (person != YES)]] = False
    return np.where(anybody, RANKED[best], UNKNOWN).astype(np.int8), covered


def _persons(cases: _Cases) -> Code:
    """Of each member: ability to work, a source of living, obligors, assets of the household, all together."""
    batch, members = cases.batch, cases.batch.members
    ages = [CODES[by_age(None if age == NOT_KNOWN else age, cases.terms.minor_under)] for age in range(-1, _OLDEST)]
    by_years = np.array(ages, dtype=np.int8)[members["age"] - NOT_KNOWN]
    ability = RANKED[np.maximum(RANKED[by_years], RANKED[members["disability"]])]
    own = _own_income(cases)
    standard, disposable = _line(cases.figures.dibao_monthly), _line(cases.figures.disposable_income_annual)
    source = below(own, standard)
    poor = np.where(source == YES, YES, below(own, _times(disposable, Fraction(1, MONTHS))))
    able = RANKED[members["fixed"]]
    # Of the three kept, by whether the other's income is not low, not known, or low.
    which = np.array([0, 1, 1, 2])[poor[batch.other]]
    np.maximum.at(able, batch.who, RANKED[batch.pairs["able"][np.arange(len(which)), which]])
    nobody = FLIPPED[RANKED[able]]
    assets = _assets(cases, "tekun")[batch.row]
    together: Code = np.minimum.reduce([members["counted"], ability, source, nobody, assets])
    return together


def _own_income(cases: _Cases) -> Measures:
    """A member's own income a month where it was answered, else the household's per head."""
    batch, own = cases.batch, cases.batch.members["own"] == 1
    home = _per_head(cases, "tekun")
    row = batch.row
    return Measures(
        np.where(own, batch.members["income"], home.top[row]),
        np.where(own, MONTHS, home.bottom[row]),
        ~own & home.none[row],
        ~own & home.missing[row],
        home.floor[row],
    )
