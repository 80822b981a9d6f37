"""What would change it, for staff: which approximate answers, a little different, would change an outcome."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from api.eligibility.amounts import amount_at, may_be_negative, with_amount
from api.eligibility.assess import judge
from api.eligibility.case import prepare
from api.eligibility.figures import AreaFigures
from api.eligibility.household import Household
from api.eligibility.packs.base import Pack
from api.eligibility.reasons import Category, Reason
from api.eligibility.rules.common import SHARE
from api.eligibility.truth import Outcome

PERCENTS = (-20, -10, 10, 20)
_FEN = Decimal("0.01")
_MOST_YUAN = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class Shift:
    """An outcome that changes: of a category for the household, or of a measure for the member of this index.

    `before` or `after` is None where a measure is not in reach at all.
    """

    subject: str
    before: Outcome | None
    after: Outcome | None
    member: int | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """The answer changed by `percent`: the amount tried, yuan, and what would change."""

    percent: int
    amount: Decimal
    category: Category | str
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Flip:
    """The nearest amount, yuan to the fen, at which some outcome is another, and which."""

    amount: Decimal
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Sensitive:
    """One approximate answer. `down` and `up`: how far it is until an outcome flips, None where it never does."""

    key: str
    amount: Decimal
    tried: tuple[Tried, ...]
    down: Flip | None
    up: Flip | None

    @property
    def matters(self) -> bool:
        """Does any change of up to a fifth change an outcome?"""
        return any(one.shifts for one in self.tried)


_Subject = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class _Judged:
    outcomes: dict[_Subject, Outcome]
    category: str
    reasons: tuple[Reason, ...]

    @property
    def hides(self) -> bool:
        """Is there a line whose figure is not shown, because part of it is not known? What is known may cross it."""
        return any(one.figure is None and one.threshold is not None for one in self.reasons)


@dataclass(frozen=True, slots=True)
class _Trial:
    """Everything that stays the same while one amount is varied."""

    household: Household
    figures: AreaFigures
    pack: Pack
    on: date
    key: str

    def at(self, amount: Decimal) -> _Judged:
        """What it comes to with this amount."""
        changed = with_amount(self.household, self.key, amount)
        verdicts, people = judge(self.pack, prepare(changed, self.figures, self.pack.terms, self.on))
        outcomes: dict[_Subject, Outcome] = {(one.category, None): one.outcome for one in verdicts}
        outcomes.update({(one.measure, one.member): one.outcome for one in people})
        category = next((one.category for one in verdicts if one.outcome != "unlikely"), "none")
        of_all = (reason for one in verdicts for reason in one.reasons)
        of_people = (reason for one in people for reason in one.reasons)
        return _Judged(outcomes, category, (*of_all, *of_people))


def sensitivity(
    household: Household, figures: AreaFigures, pack: Pack, approximate_keys: Iterable[str], on: date
) -> tuple[Sensitive, ...]:
    """For each approximate answer that is an amount: what a tenth and a fifth more or less would change, and how
    far it is until something does. `approximate_keys` as in the form (`income.wages`); others are passed over.
    """
    known = {key: amount_at(household, key) for key in approximate_keys}
    trials = [
        (_Trial(household, figures, pack, on, key), amount) for key, amount in known.items() if amount is not None
    ]
    if not trials:
        return ()
    # As it stands it is the same for every answer.
    now = trials[0][0].at(trials[0][1])
    return tuple(_of_one(trial, now, amount) for trial, amount in trials)


def _of_one(trial: _Trial, now: _Judged, amount: Decimal) -> Sensitive:
    near = sorted(_crossings(trial, now, amount), key=lambda one: abs(one - amount))
    tried = tuple(_tried(trial, now, amount, percent, near) for percent in PERCENTS if amount)
    down = _first(trial, now, (one for one in near if one < amount))
    up = _first(trial, now, (one for one in near if one > amount))
    return Sensitive(trial.key, amount, tried, down, up)


def _tried(trial: _Trial, now: _Judged, amount: Decimal, percent: int, near: Iterable[Decimal]) -> Tried:
    other = amount * (100 + percent) / 100
    low, high = min(amount, other) - _FEN, max(amount, other) + _FEN
    if not now.hides and not any(low <= one <= high for one in near):
        # No line on the way there: nothing to judge.
        return Tried(percent, other, now.category, ())
    then = trial.at(other)
    return Tried(percent, other, then.category, _shifts(now, then))


def _first(trial: _Trial, now: _Judged, amounts: Iterator[Decimal]) -> Flip | None:
    for amount in amounts:
        shifts = _shifts(now, trial.at(amount))
        if shifts:
            return Flip(amount, shifts)
    return None


def _shifts(now: _Judged, then: _Judged) -> tuple[Shift, ...]:
    subjects = dict.fromkeys((*now.outcomes, *then.outcomes))
    return tuple(
        Shift(subject, before, after, member)
        for subject, member in subjects
        for before, after in ((now.outcomes.get((subject, member)), then.outcomes.get((subject, member))),)
        if before != after
    )


def _crossings(trial: _Trial, now: _Judged, amount: Decimal) -> set[Decimal]:
    """The amounts, to the fen, around which a figure may cross its line. An outcome changes only there.

    A figure moves in a straight line with the amount, or its reciprocal does (a share of income): two points
    give the line exactly, a yuan apart.
    """
    beside = trial.at(amount + 1)
    found: set[Decimal] = set()
    pairs: Iterable[tuple[Reason, Reason]] = zip(now.reasons, beside.reasons, strict=False)
    for one, other in pairs:
        if one.rule == other.rule and one.figure is not None and other.figure is not None:
            found.update(_around(amount, _roots(one, one.figure, other.figure)))
    low = -_MOST_YUAN if may_be_negative(trial.key) else Decimal(0)
    return {one for one in found if low <= one <= _MOST_YUAN}


def _roots(reason: Reason, here: Fraction, beside: Fraction) -> Iterator[Fraction]:
    """How far to go until the figure, or its reciprocal, reaches the line.

    Nothing owned keeps any limit, and no income has no share: zero is a line too.
    """
    if here == beside:
        return
    yield -here / (beside - here)
    if reason.threshold is None:
        return
    yield (reason.threshold - here) / (beside - here)
    if reason.unit == SHARE and here and beside and reason.threshold:
        yield (1 / reason.threshold - 1 / here) / (1 / beside - 1 / here)


def _around(amount: Decimal, roots: Iterable[Fraction]) -> Iterator[Decimal]:
    """The first fen beyond where a line is crossed, and the line itself where it is a whole fen."""
    for root in roots:
        fens = (Fraction(amount) + root) * 100
        lower, upper = floor(fens), ceil(fens)
        on_the_line = (lower,) if lower == upper else ()
        beyond = (
            *((lower - len(on_the_line),) if root <= 0 else ()),
            *((upper + len(on_the_line),) if root >= 0 else ()),
        )
        yield from (Decimal(fen) * _FEN for fen in (*on_the_line, *beyond))
