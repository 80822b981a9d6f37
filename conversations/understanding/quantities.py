"""A figure with its vagueness: exact, 两万多, 四五千, 2000-3000."""

import re
from dataclasses import dataclass
from decimal import Decimal

from conversations.understanding.numerals import DIGITS, UNITS, read_digits, read_numeral

_ONE_TO_NINE = DIGITS[1:]
_MORE = re.compile(rf"[多来余](?=[{UNITS}]|$)")
_ABOUT_ONE = re.compile("一?([百千万])把")  # 千把块
_PAIR = re.compile(rf"([{_ONE_TO_NINE}])([{_ONE_TO_NINE}])")
_APART = re.compile(rf"[{DIGITS}0-9,.] (?!一个月|一年|一天)[{DIGITS}0-9,.]")
_LOOSE = re.compile(rf"[{UNITS}] [{DIGITS}0-9]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """What was read. `approximate`: meant vaguely; `doubt`: exact but to be said back all the same."""

    value: Decimal
    approximate: bool = False
    doubt: bool = False


def closed_up(text: str) -> tuple[str, bool] | None:
    """`text` without spaces, and whether closing one up joined two figures (一万 二); None for 2000 3000."""
    if _APART.search(text):
        return None
    return text.replace(" ", ""), bool(_LOOSE.search(text))


def read_quantity(text: str) -> Quantity | None:
    """The whole of `text` as one quantity, or None.

    两万多 is the figure named: nothing is invented. A span (四五千) is its upper end, see `upper_end`.
    """
    value = read_numeral(text)
    if value is not None:
        return Quantity(value)
    if about := _ABOUT_ONE.fullmatch(text):
        one = read_numeral("一" + about[1])
        return None if one is None else Quantity(one, approximate=True)
    if _MORE.search(text, 1):
        value = read_numeral(_MORE.sub("", text, count=1))
        return None if value is None else Quantity(value, approximate=True)
    return _spoken_span(text) or _said_by_digits(text)


def upper_end(low: Quantity, high: Quantity) -> Quantity | None:
    """A span as one quantity: its upper end, so that no household looks poorer than it said.

    None when the ends are not in order. The quantity is approximate, and staff see it flagged as such.
    """
    return None if low.value >= high.value else Quantity(high.value, approximate=True)


def _spoken_span(text: str) -> Quantity | None:
    pair = _PAIR.search(text)
    if pair is None:
        return None
    ends = [read_numeral(text[: pair.start()] + digit + text[pair.end() :]) for digit in pair.groups()]
    low, high = ends
    if low is None or high is None or not re.search(rf"[{UNITS}]", text):
        return None
    near = 0 < (read_digits(pair[2]) or 0) - (read_digits(pair[1]) or 0) <= 2
    return Quantity(high, approximate=True) if near and low < high else None


def _said_by_digits(text: str) -> Quantity | None:
    value = read_digits(text) if len(text) >= 3 and not text.startswith("零") else None
    return None if value is None else Quantity(Decimal(value), doubt=True)
