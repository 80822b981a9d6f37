"""How a comparison becomes a reason, and reasons become the judgement of a category."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.eligibility.phrases import Phrase
from api.eligibility.reasons import Citation, Judged, Reason, collect
from api.eligibility.sums import Compared, Line, Measure, shown
from api.eligibility.truth import Truth, all_of

PER_MONTH = "yuan per head and month"
PER_YEAR = "yuan per head and year"
PER_HEAD = "yuan per head"
SHARE = "share of household income"
SHARE_PLACES = 4


@dataclass(frozen=True, slots=True)
class Words:
    """What is said when a condition holds, fails, or cannot be told yet; `{figure}` and `{threshold}` filled."""

    holds: Phrase
    fails: Phrase
    unknown: Phrase

    def of(self, truth: Truth) -> Phrase:
        """The sentence for this truth."""
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
    words = test.words.of(answer.truth)
    # A share is said as a percentage.
    scale = 100 if test.unit == SHARE else 1
    if figure is not None:
        words = words.filled(figure=shown(figure * scale))
    if test.limit.value is not None:
        words = words.filled(threshold=shown(test.limit.value * scale))
    return Reason(
        test.rule, answer.truth, words, test.citation, figure, test.limit.value, test.comparison, test.unit,
        test.measure.arithmetic if figure is not None else "", answer.missing, test.places,
    )  # fmt: skip


def plain(rule: str, truth: Truth, words: Phrase, citation: Citation, missing: tuple[str, ...] = ()) -> Reason:
    """The reason of a condition without a figure."""
    return Reason(rule, truth, words, citation, missing=missing if truth is Truth.UNKNOWN else ())


def together(reasons: Sequence[Reason], truth: Truth | None = None) -> Judged:
    """All reasons must hold, unless `truth` says what they amount to. Missing only while it is unknown."""
    amount = all_of(reason.truth for reason in reasons) if truth is None else truth
    missing = collect([reason.missing for reason in reasons]) if amount is Truth.UNKNOWN else ()
    return Judged(amount, tuple(reasons), missing)
