"""Many households judged at once: one of each kind that the rule of a category cannot tell apart is put to that rule."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import numpy as np

from api.eligibility.assess import by_one_rule, first, judge, sets_aside
from api.eligibility.case import Case, prepare
from api.eligibility.figures import AreaFigures
from api.eligibility.household import Household
from api.eligibility.packs.base import Pack
from api.eligibility.reasons import CATEGORIES, Category, Verdict
from api.eligibility.sets.batch import Batch, Whole
from api.eligibility.sets.leading import leading
from api.eligibility.sets.telling_apart import SIZES, Part, parts
from api.eligibility.truth import Outcome

_OUTCOMES: tuple[Outcome, ...] = ("likely", "unlikely", "undetermined", "person_decides")
# An outcome and whether it covers everybody, as one small number.
_ANSWERS = 2 * len(_OUTCOMES)
_NOT_YET = -1
Represent: TypeAlias = Callable[[Sequence[int]], Sequence[Household]]
"""The households at these places of the batch, whole."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the check comes to, with the outcome of each category in the order of `CATEGORIES`."""

    category: Category | Literal["none"]
    outcome: Outcome
    outcomes: tuple[Outcome, ...]

    @property
    def leading(self) -> tuple[str, str]:
        """What is looked at first: the category that is likely, even where an earlier one is open; else the result."""
        return leading(self.category, self.outcome, zip(CATEGORIES, self.outcomes, strict=True))


@dataclass(frozen=True, slots=True)
class Many:
    """The different results, and for each household the number of its own."""

    results: tuple[Result, ...]
    which: Whole


class Judges:
    """Judges by one pack, one set of figures, for one day; remembers what it judged before."""

    def __init__(self, pack: Pack, figures: AreaFigures, on: date) -> None:
        self._pack = pack
        self._figures = figures
        self._on = on
        self._known = tuple(np.full(size, _NOT_YET, dtype=np.int16) for size in SIZES)
        self._results: dict[int, Result] = {}

    @property
    def kinds(self) -> int:
        """How many times a rule was asked for one household of its kind so far."""
        return sum(int((known != _NOT_YET).sum()) for known in self._known)

    def verdicts(self, household: Household) -> tuple[Verdict, ...]:
        """The verdicts on one household with their reasons, by the rules."""
        return judge(self._pack, self._case(household))[0]

    def one(self, household: Household) -> Result:
        """The result of one household, by the rules."""
        verdicts = self.verdicts(household)
        category, outcome = first(verdicts)
        return Result(category, outcome, tuple(each.outcome for each in verdicts))

    def many(self, batch: Batch, represent: Represent) -> Many:
        """The results of all of them. Raises `NotPlain` where the figures need the rules one by one."""
        told = parts(batch, self._figures, self._pack.terms, self._on)
        self._ask(told, represent)
        together = np.zeros(len(batch), dtype=np.int16)
        for known, part in zip(self._known, told, strict=True):
            together = together * _ANSWERS + known[part]
        there = np.flatnonzero(np.bincount(together, minlength=1))
        place = np.zeros(int(there[-1]) + 1 if len(there) else 1, dtype=np.int64)
        place[there] = np.arange(len(there))
        return Many(tuple(self._result(one) for one in there.tolist()), place[together])

    def _ask(self, told: Sequence[Part], represent: Represent) -> None:
        """Put one household of each kind not met before to the rule of its category."""
        new = [
            (category, known, key, place)
            for category, known, part in zip(CATEGORIES, self._known, told, strict=True)
            for key, place in _first_of_each(part, known)
        ]
        places = sorted({place for *_, place in new})
        shown = dict(zip(places, represent(places), strict=True)) if places else {}
        cases = {place: self._case(household) for place, household in shown.items()}
        for category, known, key, place in new:
            outcome, covers = by_one_rule(self._pack, category, cases[place])
            known[key] = 2 * _OUTCOMES.index(outcome) + (category == "tekun" and covers)

    def _case(self, household: Household) -> Case:
        return prepare(household, self._figures, self._pack.terms, self._on)

    def _result(self, together: int) -> Result:
        """What the answers of all categories come to, the later ones set aside where an earlier one does that."""
        if together not in self._results:
            answers = [together // _ANSWERS**power % _ANSWERS for power in reversed(range(len(CATEGORIES)))]
            outcomes: list[Outcome] = []
            aside = False
            for category, answer in zip(CATEGORIES, answers, strict=True):
                outcome = _OUTCOMES[answer // 2]
                outcomes.append("unlikely" if aside else outcome)
                aside = aside or sets_aside(category, outcome, covers=answer % 2 == 1)
            likeliest = next((place for place, outcome in enumerate(outcomes) if outcome != "unlikely"), None)
            if likeliest is None:
                self._results[together] = Result("none", "unlikely", tuple(outcomes))
            else:
                self._results[together] = Result(CATEGORIES[likeliest], outcomes[likeliest], tuple(outcomes))
        return self._results[together]


def _first_of_each(part: Part, known: Part) -> list[tuple[int, int]]:
    """The kinds not known yet, each with the first place it is met at."""
    unknown = np.flatnonzero(known[part] == _NOT_YET)
    kinds, at = np.unique(part[unknown], return_index=True)
    return list(zip(kinds.tolist(), unknown[at].tolist(), strict=True))
