"""A rule pack: what a document fixes (terms), its rule for each category, and its matrix of help."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from api.eligibility.aid import AidRow
from api.eligibility.case import Case
from api.eligibility.reasons import Category, Judged
from api.eligibility.terms import Terms

Rule: TypeAlias = Callable[[Case], Judged]


@dataclass(frozen=True, slots=True)
class Pack:
    """Dated data plus small functions; `rules` has one for each category, `aids` is in showing order."""

    terms: Terms
    rules: Mapping[Category, Rule]
    aids: tuple[AidRow, ...]
