"""Exact sums with names for what is missing, and the comparisons made with them. Nothing is rounded here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Context, Decimal, Inexact
from fractions import Fraction

from api.eligibility.truth import Truth, truth

MONTHS = 12
_PLACES = 2
_NOTHING = "0.00"
# Wide enough that no sum of amounts that can be read loses a digit; it would say so if one did.
_EXACT = Context(prec=96, traps=[Inexact])


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a sum in yuan. `share` deducts that share of it (employment cost), None deducts nothing."""

    amount: Decimal
    share: Decimal | None = None

    @property
    def value(self) -> Fraction:
        """What the term adds, exactly."""
        whole = Fraction(self.amount)
        return whole * (1 - Fraction(self.share)) if self.share else whole

    @property
    def arithmetic(self) -> str:
        """The term as it is written out: `14400.00`, or `14400.00 × (1 − 0.10)`."""
        return written(self.amount) if not self.share else f"{written(self.amount)} × (1 − {written(self.share)})"


@dataclass(frozen=True, slots=True)
class Sum:
    """Yuan added up. `missing` names what could not be added; `floor`: what is missing is never negative.

    `known` is the exact total of what is known; `arithmetic` the terms written out, without those that are
    zero, in brackets when there are several. Both are looked at many times, and worked out once.
    """

    terms: tuple[Term, ...] = ()
    missing: tuple[str, ...] = ()
    floor: bool = True
    known: Fraction = field(init=False, compare=False)
    arithmetic: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        whole = Decimal(0)
        shares = Fraction(0)
        shown: list[str] = []
        for term in self.terms:
            if term.amount:
                shown.append(term.arithmetic)
                if term.share:
                    shares += term.value
                else:
                    whole = _EXACT.add(whole, term.amount)
        joined = " + ".join(shown) if shown else _NOTHING
        object.__setattr__(self, "known", Fraction(whole) + shares if shares else Fraction(whole))
        object.__setattr__(self, "arithmetic", f"({joined})" if len(shown) > 1 else joined)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure to compare: exact when nothing is missing, else a lower bound when `at_least` says so."""

    figure: Fraction | None
    arithmetic: str = ""
    missing: tuple[str, ...] = ()
    at_least: bool = False

    @property
    def exact(self) -> Fraction | None:
        """The figure if it is known exactly."""
        return None if self.missing else self.figure


@dataclass(frozen=True, slots=True)
class Line:
    """What is compared with: a figure of the area (times a multiple), or the name of the figure unset."""

    value: Fraction | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """The answer of a comparison; `missing` is empty unless it is UNKNOWN."""

    truth: Truth
    missing: tuple[str, ...] = ()


def line(value: Decimal | None, name: str, multiple: Fraction | int = 1) -> Line:
    """The area's figure `name` times `multiple`."""
    return Line(None, (f"area.{name}",)) if value is None else Line(Fraction(value) * multiple)


def below(measure: Measure, limit: Line) -> Compared:
    """Is the measure strictly lower? Equality is not below (ground rule 2)."""
    return _compare(measure, limit, strict=True)


def within(measure: Measure, limit: Line) -> Compared:
    """Is the measure at most the limit? A limit is kept when equal (reading 11)."""
    return _compare(measure, limit, strict=False)


def above(measure: Measure, limit: Line) -> Compared:
    """Is the measure strictly higher? Equality does not pass (ground rule 2)."""
    answer = within(measure, limit)
    flipped = {Truth.YES: Truth.NO, Truth.NO: Truth.YES}
    return Compared(flipped.get(answer.truth, answer.truth), answer.missing)


def _compare(measure: Measure, limit: Line, *, strict: bool) -> Compared:
    missing = (*measure.missing, *limit.missing)
    if measure.figure is None or limit.value is None:
        return Compared(Truth.UNKNOWN, missing)
    passes = measure.figure < limit.value if strict else measure.figure <= limit.value
    if not measure.missing:
        return Compared(truth(passes))
    # What is still missing can only add: a bound that already fails stays failed.
    return Compared(Truth.NO) if measure.at_least and not passes else Compared(Truth.UNKNOWN, missing)


def add(parts: Iterable[tuple[str, Decimal | None, bool]]) -> Sum:
    """Add up (name, amount or None, may the amount be negative)."""
    terms: list[Term] = []
    missing: list[str] = []
    floor = True
    for name, amount, signed in parts:
        if amount is None:
            missing.append(name)
            floor = floor and not signed
        else:
            terms.append(Term(amount))
    return Sum(tuple(terms), tuple(missing), floor)


def written(amount: Decimal) -> str:
    """An amount as it stands in written-out arithmetic: at least two decimals, all that it has."""
    exponent = amount.as_tuple().exponent
    places = max(_PLACES, -exponent if isinstance(exponent, int) else _PLACES)
    text = f"{abs(amount):.{places}f}"
    return f"(−{text})" if amount < 0 else text


def fixed(value: Fraction, places: int) -> str:
    """`value` with this many decimals, half to even, for showing only."""
    scaled, rest = divmod(value.numerator * 10**places, value.denominator)
    twice = 2 * rest
    if twice > value.denominator or (twice == value.denominator and scaled % 2):
        scaled += 1
    digits = str(abs(scaled)).rjust(places + 1, "0")
    sign = "-" if scaled < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def shown(value: Fraction, places: int = _PLACES) -> Decimal:
    """`value` as a decimal for a sentence, half to even."""
    return Decimal(fixed(value, places))
