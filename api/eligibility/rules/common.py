"""How a comparison becomes a reason, and reasons become the judgement of a category."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from api.eligibility.phrases import Phrase
from api.eligibility.reasons import Citation, Judged, Reason, collect
from api.eligibility.sums import Compared, Line, Measure, fixed, shown
from api.eligibility.truth import Truth, all_of

PER_MONTH = "yuan per head and month"
PER_YEAR = "yuan per head and year"
PER_HEAD = "yuan per head"
SHARE = "share of household income"
SHARE_PLACES = 4
_FEN = Decimal("0.01")
_MONEY_PLACES = 2
_CLOSER = range(3, 13)


@dataclass(frozen=True, slots=True)
class Words:
    """What is said when a condition holds, fails, or cannot be told yet; `{figure}` and `{threshold}` filled.

    `{gap}` in `fails` is how much too far it is; `equal` is said where it fails by being exactly on the line.
    """

    holds: Phrase
    fails: Phrase
    unknown: Phrase
    equal: Phrase | None = None

    def of(self, truth: Truth, gap: Fraction | None) -> Phrase:
        """The sentence for this truth; `gap` as in `Reason.gap`."""
        if truth is Truth.NO and gap == 0 and self.equal is not None:
            return self.equal
        return {Truth.YES: self.holds, Truth.NO: self.fails}.get(truth, self.unknown)


@dataclass(frozen=True, slots=True)
class Test:
    """A comparison with its name: what was measured, against which line, in which unit, by which article."""

    rule: str
    measure: Measure
    limit: Line
    comparison: str
    unit: str
    citation: Citation
    words: Words
    places: int = 2


def numeric(test: Test, answer: Compared) -> Reason:
    """The reason of a comparison. A figure that is not fully known is shown only if it already decides."""
    figure = test.measure.figure if answer.truth is not Truth.UNKNOWN else test.measure.exact
    threshold = test.limit.value
    failed = answer.truth is Truth.NO and figure is not None and threshold is not None
    gap = abs(figure - threshold) if failed and figure is not None and threshold is not None else None
    # A share is said as a percentage.
    scale = 100 if test.unit == SHARE else 1
    words = test.words.of(answer.truth, gap)
    words = words.filled(**_amounts(figure, threshold, gap, scale))
    return Reason(
        test.rule, answer.truth, words, test.citation, figure, threshold, test.comparison, test.unit,
        test.measure.arithmetic if figure is not None else "", answer.missing, test.places,
    )  # fmt: skip


def _amounts(
    figure: Fraction | None, threshold: Fraction | None, gap: Fraction | None, scale: int
) -> dict[str, Decimal | str]:
    """The figure, its line and the gap between them as they are said, those that there are."""
    said: dict[str, Decimal | str] = {}
    line = None if threshold is None else fixed(threshold * scale, _MONEY_PLACES)
    if figure is not None:
        text = fixed(figure * scale, _MONEY_PLACES)
        close = text == line and threshold is not None and figure != threshold
        said["figure"] = _closer(figure * scale, threshold * scale) if close and threshold else Decimal(text)
    if line is not None:
        said["threshold"] = Decimal(line)
    if gap is not None:
        said["gap"] = max(shown(gap * scale), _FEN) if gap else Decimal(0)
    return said


def _closer(figure: Fraction, line: Fraction) -> str:
    """With more than two decimals, where two would make it look equal to a line it is not equal to."""
    return next((closer for places in _CLOSER if (closer := fixed(figure, places)) != fixed(line, places)), str(figure))


def plain(rule: str, truth: Truth, words: Phrase, citation: Citation, missing: tuple[str, ...] = ()) -> Reason:
    """The reason of a condition without a figure."""
    return Reason(rule, truth, words, citation, missing=missing if truth is Truth.UNKNOWN else ())


def together(reasons: Sequence[Reason], truth: Truth | None = None) -> Judged:
    """All reasons must hold, unless `truth` says what they amount to. Missing only while it is unknown."""
    amount = all_of(reason.truth for reason in reasons) if truth is None else truth
    missing = collect([reason.missing for reason in reasons]) if amount is Truth.UNKNOWN else ()
    return Judged(amount, tuple(reasons), missing)
