"""Numbers of the overview worked out from kept counts: days of a step, and what is too small to be printed. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FEWEST = 3
"""Fewer families than this are not shown as a number where it would say how somebody lives."""


@dataclass(frozen=True, slots=True)
class Days:
    """How long a step took, in calendar days: half of them at most `median`, nine tenths at most `p90`.

    Both are None where there were fewer than three.
    """

    n: int
    median: int | None
    p90: int | None


@dataclass(frozen=True, slots=True)
class Bar:
    """How many of a code; `n` None: one or two."""

    code: str
    n: int | None

    @property
    def drawn(self) -> int:
        """As it is drawn: what is not shown is drawn alike whether it is one or two."""
        return FEWEST - 1 if self.n is None else self.n


def days_of(counted: Mapping[int, int]) -> Days:
    """From how many steps took how many days."""
    total = sum(counted.values())
    if total < FEWEST:
        return Days(total, None, None)
    return Days(total, _at(counted, total, 50), _at(counted, total, 90))


def _at(counted: Mapping[int, int], total: int, percent: int) -> int:
    """The least number of days within which so many per cent had ended (nearest rank)."""
    wanted, seen = -(-total * percent // 100), 0
    for days in sorted(counted):
        seen += counted[days]
        if seen >= wanted:
            return days
    return max(counted)


def bars(counted: Mapping[str, int], *, hide: bool, order: Sequence[str] = (), most: int = 0) -> tuple[Bar, ...]:
    """The counts in a given order, else the largest first; `hide`: one and two are not told. `most` 0: all."""
    known = [code for code in order if counted.get(code)]
    rest = sorted((code for code in counted if counted[code] > 0 and code not in known), key=lambda one: -counted[one])
    found = [Bar(code, None if hide and counted[code] < FEWEST else counted[code]) for code in (*known, *rest)]
    return tuple(found[:most] if most else found)
