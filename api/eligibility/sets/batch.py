"""Facts of many households as arrays, and comparisons on them: exact, in whole numbers, with what is not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from api.eligibility.household import NOT_COUNTED_KINDS, SPENDING_KINDS
from api.eligibility.sets.facts import AMOUNTS, ANSWERS, CODES, INCOME, Facts
from api.eligibility.truth import Truth

Whole: TypeAlias = NDArray[np.int64]
Code: TypeAlias = NDArray[np.int8]
Mask: TypeAlias = NDArray[np.bool_]

NO, UNKNOWN, DISCRETION, YES = (CODES[each] for each in (Truth.NO, Truth.UNKNOWN, Truth.DISCRETION, Truth.YES))
FLIPPED = np.array([YES, UNKNOWN, DISCRETION, NO], dtype=np.int8)
RANKED = np.array([0, 2, 1, 3], dtype=np.int8)
"""In the order given by this (and back by it again) the greatest is what one condition of many amounts to."""
_SAFE = 2**62
_KINDS = len(INCOME) + len(NOT_COUNTED_KINDS) + len(SPENDING_KINDS)
HOUSEHOLD = np.dtype([("amounts", "<i8", (AMOUNTS,)), ("given", "i1", (_KINDS,)), *((name, "<i2") for name in ANSWERS)])
MEMBER = np.dtype(
    [("income", "<i8"), ("age", "<i2"), ("counted", "i1"), ("disability", "i1"), ("fixed", "i1"), ("own", "i1"),
     ("_", "V2")]
)  # fmt: skip
PAIR = np.dtype([("who", "i1"), ("other", "i1"), ("able", "i1", (3,)), ("_", "V3")])


@dataclass(frozen=True, slots=True)
class Batch:
    """Many households. `row`: whose a member is; `first`: each one's first member; `who`, `other`: of a pair."""

    households: NDArray[np.void]
    members: NDArray[np.void]
    pairs: NDArray[np.void]
    row: Whole
    first: Whole
    who: Whole
    other: Whole

    def __len__(self) -> int:
        return len(self.households)


def batch_of(facts: Sequence[Facts]) -> Batch:
    """Put them side by side, in their order."""
    return batch_from(
        [each.household for each in facts], [each.members for each in facts], [each.pairs for each in facts]
    )


def batch_from(one_each: Sequence[bytes], members_each: Sequence[bytes], pairs_each: Sequence[bytes]) -> Batch:
    """The same from the three runs of bytes of each, as `Facts` has them."""
    households = np.frombuffer(b"".join(one_each), dtype=HOUSEHOLD)
    members = np.frombuffer(b"".join(members_each), dtype=MEMBER)
    pairs = np.frombuffer(b"".join(pairs_each), dtype=PAIR)
    people = households["members"].astype(np.int64)
    first = np.cumsum(people) - people
    start = np.repeat(first, households["pairs"].astype(np.int64))
    return Batch(
        households, members, pairs, np.repeat(np.arange(len(households)), people), first,
        start + pairs["who"], start + pairs["other"],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measures:
    """Figures to compare, each `top` ÷ `bottom` (above zero); `none`: there is no figure; `missing`: not all of
    it is known; `floor`: what is missing can only add.
    """

    top: Whole
    bottom: Whole
    none: Mask
    missing: Mask
    floor: Mask


def below(measures: Measures, line: Fraction | None) -> Code:
    """Strictly lower than `line`, or unknown; as `sums.below` for one."""
    return _compared(measures, line, strict=True)


def within(measures: Measures, line: Fraction | None) -> Code:
    """At most `line`, or unknown; as `sums.within` for one."""
    return _compared(measures, line, strict=False)


def above(measures: Measures, line: Fraction | None) -> Code:
    """Strictly higher than `line`, or unknown; as `sums.above` for one."""
    return FLIPPED[within(measures, line)]


def _compared(measures: Measures, line: Fraction | None, *, strict: bool) -> Code:
    if line is None:
        return np.full(len(measures.top), UNKNOWN, dtype=np.int8)
    passes = _passes(measures, line, strict=strict)
    known = np.where(passes, YES, NO)
    partly = np.where(measures.floor & ~passes, NO, UNKNOWN)
    return np.where(measures.none, UNKNOWN, np.where(measures.missing, partly, known)).astype(np.int8)


def _passes(measures: Measures, line: Fraction, *, strict: bool) -> Mask:
    """top ÷ bottom against the line, multiplied out: nothing is divided, nothing rounded."""
    top, bottom, over, under = measures.top, measures.bottom, line.numerator, line.denominator
    if not len(top):
        return np.zeros(0, dtype=np.bool_)
    widest = max(int(np.abs(top).max()) * under, int(bottom.max()) * abs(over))
    if widest >= _SAFE:
        # Beyond the numbers of the machine: Python's own have no end, and are slower.
        pairs = zip(top.tolist(), bottom.tolist(), strict=True)
        each = [a * under < over * b if strict else a * under <= over * b for a, b in pairs]
        return np.array(each, dtype=np.bool_)
    left, right = top * under, bottom * over
    result: Mask = left < right if strict else left <= right
    return result
