"""Many households judged at once: one of each kind that no rule can tell apart goes through the rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import numpy as np

from api.eligibility.assess import first, judge
from api.eligibility.case import prepare
from api.eligibility.figures import AreaFigures
from api.eligibility.household import Household
from api.eligibility.packs.base import Pack
from api.eligibility.reasons import CATEGORIES, Category, Verdict
from api.eligibility.sets.batch import Batch, Whole
from api.eligibility.sets.leading import leading
from api.eligibility.sets.telling_apart import keys
from api.eligibility.truth import Outcome

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
        self._known: dict[int, Result] = {}

    @property
    def kinds(self) -> int:
        """How many households went through the rules one by one so far for their kind."""
        return len(self._known)

    def verdicts(self, household: Household) -> tuple[Verdict, ...]:
        """The verdicts on one household with their reasons, by the rules."""
        return judge(self._pack, prepare(household, self._figures, self._pack.terms, self._on))[0]

    def one(self, household: Household) -> Result:
        """The result of one household, by the rules."""
        verdicts = self.verdicts(household)
        category, outcome = first(verdicts)
        return Result(category, outcome, tuple(each.outcome for each in verdicts))

    def many(self, batch: Batch, represent: Represent) -> Many:
        """The results of all of them. Raises `NotPlain` where the figures need the rules one by one."""
        found, places, which = np.unique(
            keys(batch, self._figures, self._pack.terms, self._on), return_index=True, return_inverse=True
        )
        kinds: list[int] = found.tolist()
        new = [(key, place) for key, place in zip(kinds, places.tolist(), strict=True) if key not in self._known]
        shown = represent([place for _, place in new]) if new else ()
        for (key, _), household in zip(new, shown, strict=True):
            self._known[key] = self.one(household)
        return Many(tuple(self._known[key] for key in kinds), which)
