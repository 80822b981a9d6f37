"""Values of figures: read from what was typed, checked as the check reads them, kept as JSON, put into words."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from api.eligibility.reading_area import read_area
from api.eligibility.values import Faults, Node
from api.services.local_figures.names import MONITORING, FigureName, choice_words
from api.services.phrasing import as_message
from conversations.messages import Message, say

YES = ("true", "yes", "1", "是")
NO = ("false", "no", "0", "否")
_MOST_DIGITS = 20
_A_RATIO = 10
_MOST_YUAN = 10**12


def typed(name: FigureName, words: Sequence[str]) -> object:
    """The JSON value of what was typed or ticked; what cannot be read comes back as text, for `fault` to refuse."""
    if name.kind == "several":
        return [word.strip() for word in words if word.strip()]
    text = words[0].strip() if words else ""
    if name.kind == "yes_no":
        lower = text.lower()
        return True if lower in YES else False if lower in NO else text
    plain = text.replace(",", "").replace("，", "")
    if name.kind == "whole":
        return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < _MOST_DIGITS else text
    return plain if name.kind == "amount" else text


def fault(name: FigureName, value: object) -> Message | None:
    """What would do instead, if this value cannot be taken. None: it can."""
    faults = Faults()
    group, _, part = name.name.partition(".")
    if value is None or value == "":
        return say("请填“{figure}”的数值。", figure=name.label)
    if name.name.startswith(MONITORING):
        return None if _is_line(value) else say("请填一个大于 0 的数。")
    read_area(Node({group: {part: value} if part else value}, "", faults))
    return as_message(faults.found[0].message) if faults.found else None


def _is_line(value: object) -> bool:
    """Whether it can be a line of monitoring: an amount of yuan or a share, above nothing."""
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return False
    return exact.is_finite() and 0 < exact < _MOST_YUAN and not isinstance(value, bool)


def kept(name: FigureName, value: object) -> str:
    """A value that has no fault as JSON, the same text for the same value: amounts as plain decimals."""
    if name.kind == "amount":
        exact = Decimal(str(value))
        value = format(exact.normalize() + 0, "f")
    if isinstance(value, list):
        value = list(dict.fromkeys(value))
    return json.dumps(value, ensure_ascii=False)


def opened(text: str | None) -> object:
    """The value in a kept text; None stays None."""
    return None if text is None else json.loads(text)


def words(value: object) -> Message:
    """A value as staff read it, without its unit."""
    match value:
        case None:
            return say("不再算数")
        case True:
            return say("是")
        case False:
            return say("否")
        case []:
            return say("一项也没有")
        case list():
            return Message("{all}", (("all", tuple(choice_words(str(one)) for one in value)),))
        case int():
            return Message("{number}", (("number", value),))
    text = str(value)
    try:
        return Message("{number}", (("number", date.fromisoformat(text)),))
    except ValueError:
        # What is not a day is an amount; more places than two are shown as they were set.
        exact = Decimal(text)
    exponent = exact.as_tuple().exponent
    # Ratios and multiples as they were set, money with its fen.
    fine = isinstance(exponent, int) and (exponent < -2 or (exponent < 0 and exact < _A_RATIO))
    return Message("{number}", (("number", text if fine else exact),))
