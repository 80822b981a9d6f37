"""Truth with four values: a condition holds, fails, is not known, or is left to a person's judgement."""

from collections.abc import Iterable
from enum import Enum
from typing import Literal, TypeAlias

Outcome: TypeAlias = Literal["likely", "unlikely", "undetermined", "person_decides"]


class Truth(Enum):
    """`DISCRETION` is a condition the rules leave to people (可, 视情); it is neither known nor unknown."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    DISCRETION = "discretion"

    @property
    def outcome(self) -> Outcome:
        """What a category whose conditions amount to this is."""
        return _OUTCOMES[self]


_OUTCOMES: dict[Truth, Outcome] = {
    Truth.YES: "likely",
    Truth.NO: "unlikely",
    Truth.UNKNOWN: "undetermined",
    Truth.DISCRETION: "person_decides",
}


def truth(holds: bool) -> Truth:
    """A condition whose parts are all known."""
    return Truth.YES if holds else Truth.NO


def all_of(truths: Iterable[Truth]) -> Truth:
    """All must hold. Reading 1: known false beats unknown, unknown beats discretion."""
    return _first(truths, (Truth.NO, Truth.UNKNOWN, Truth.DISCRETION), Truth.YES)


def any_of(truths: Iterable[Truth]) -> Truth:
    """One is enough. One that holds beats unknown, unknown beats discretion, discretion beats false."""
    return _first(truths, (Truth.YES, Truth.UNKNOWN, Truth.DISCRETION), Truth.NO)


def _first(truths: Iterable[Truth], order: tuple[Truth, ...], otherwise: Truth) -> Truth:
    seen = tuple(truths)  # a handful: looking through them is quicker than hashing
    return next((value for value in order if value in seen), otherwise)
