"""A figure as people write it (3,500 · 三千五 · 3千5 · 1.2万) read exactly, or not at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

DIGITS = "零一二两三四五六七八九"
UNITS = "十百千万亿"

_DIGIT = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNIT = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_WAN = _UNIT["万"]
_LONGEST = 32
_TOKEN = re.compile(
    rf"(?P<figure>[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}}(?:\.[0-9]{{1,8}})?|[0-9]{{1,16}}(?:\.[0-9]{{1,8}})?)"
    rf"|(?P<digit>[{DIGITS}])|(?P<unit>[{UNITS}])"
)
_SHORTHAND = re.compile(r"([0-9]{1,8}(?:\.[0-9]{1,4})?)([kw])")
_POINT = re.compile(rf"([{DIGITS}0-9])点([{DIGITS}]{{1,4}}|[0-9]{{1,4}})(?![{DIGITS}0-9])")


@dataclass(frozen=True, slots=True)
class _Token:
    value: Decimal
    unit: int = 0
    zero: bool = False

    @property
    def is_digit(self) -> bool:
        return not self.unit and 0 < self.value < 10 and self.value == int(self.value)


def read_numeral(text: str) -> Decimal | None:
    """The value of the whole of `text` (everyday numerals, no spaces), or None when any of it is left over.

    A last digit without a unit counts the next lower one, as in speech: 三千五 is 3500, 1万2 is 12000.
    """
    if len(text) > _LONGEST:
        return None
    if short := _SHORTHAND.fullmatch(text):
        return Decimal(short[1]) * (1000 if short[2] == "k" else _WAN)
    tokens = _tokens(_POINT.sub(_point, text))
    return _whole(tokens, loose=True) if tokens else None


def read_digits(text: str) -> int | None:
    """Numerals said digit by digit (二零一九, 三五零零), or None."""
    if not text or len(text) > _LONGEST or any(char not in _DIGIT for char in text):
        return None
    return int("".join(str(_DIGIT[char]) for char in text))


def _point(found: re.Match[str]) -> str:
    return f"{_as_figures(found[1])}.{_as_figures(found[2])}"


def _as_figures(text: str) -> str:
    return "".join(str(_DIGIT.get(char, char)) for char in text)


def _tokens(text: str) -> list[_Token] | None:
    tokens: list[_Token] = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            return None
        if figure := found["figure"]:
            if re.match(r"0[0-9]", figure):
                return None
            tokens.append(_Token(Decimal(figure.replace(",", ""))))
        elif digit := found["digit"]:
            tokens.append(_Token(Decimal(_DIGIT[digit]), zero=digit == "零"))
        else:
            tokens.append(_Token(Decimal(0), unit=_UNIT[found["unit"]]))
        at = found.end()
    return tokens


def _whole(tokens: Sequence[_Token], *, loose: bool) -> Decimal | None:
    units = [token.unit for token in tokens]
    top = max(units, default=0)
    if not top:
        return tokens[0].value if len(tokens) == 1 else None
    if units.count(top) > 1:  # also bounds the recursion: each level is of smaller units
        return None
    at = units.index(top)
    head = _head(tokens[:at], top)
    if head is None or (head != int(head) and tokens[at + 1 :]):
        return None
    tail = _tail(tokens[at + 1 :], top, loose=loose)
    return None if tail is None else head * top + tail


def _head(tokens: Sequence[_Token], unit: int) -> Decimal | None:
    """How many of `unit`: 十五 leaves the one out; 万 and 亿 take a whole numeral before them."""
    if not tokens:
        return Decimal(1) if unit == 10 else None
    if unit < _WAN:
        return tokens[0].value if len(tokens) == 1 and 0 < tokens[0].value < 10 else None
    value = _whole(tokens, loose=False)
    return value if value is not None and 0 < value < (_WAN if unit == _WAN else _UNIT["亿"]) else None


def _tail(tokens: Sequence[_Token], above: int, *, loose: bool) -> Decimal | None:
    if not tokens:
        return Decimal(0)
    first = tokens[0]
    if len(tokens) == 1 and first.is_digit:
        if above == 10:
            return first.value
        return first.value * above / 10 if loose else None
    rest = tokens[1:] if first.zero else tokens
    value = _whole(rest, loose=loose) if rest else None
    if value is None or value >= above or (value != int(value) and above > 10):
        return None
    return value
