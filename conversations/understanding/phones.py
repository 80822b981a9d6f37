"""Telephone numbers of the mainland: mobile, or landline with its area code."""

import re

import phonenumbers

from conversations.messages import say
from conversations.understanding.normal import normal, spoken_digits
from conversations.understanding.outcome import Doubtful, Sure, Unclear, Understood

_LEAD = re.compile("^(?:我的?)?(?:手机|座机|电话|联系)*(?:号码|号|方式)?(?:是|为|打)?:?")
_EXTENSION = re.compile("(?<=[0-9]{7})(?:转|分机)[0-9]{1,6}$")
_BESIDE = re.compile(r"(?P<before>[^0-9+]*)(?P<number>[0-9+][0-9 ()-]{6,20}[0-9])(?P<after>[^0-9]*)")
_NOT_THIS = re.compile("[不没别非错换停]|或|以前|原来")
_SEPARATORS = re.compile(r"[\s().·-]+")
_MOBILE = re.compile("1[3-9][0-9]{9}")
_AREA_CODE = re.compile("0(?:10|2[0-9]|[3-9][0-9]{2})")


def understand_phone(text: str) -> "Understood[str]":
    """`13800138000`, or `0791-88888888`: area code, dash, number."""
    line = normal(text)
    whole = _number(_LEAD.sub("", spoken_digits(line)))
    if isinstance(whole, Sure):
        return whole
    found = _BESIDE.fullmatch(_EXTENSION.sub("", line))
    if found is None or _NOT_THIS.search(found["before"] + found["after"]):
        return whole
    beside = _number(found["number"])
    return Doubtful(beside.value, say("{phone}", phone=beside.value)) if isinstance(beside, Sure) else whole


def _number(words: str) -> Sure[str] | Unclear:
    typed = _SEPARATORS.sub("", words)
    digits = re.sub(r"^(?:\+|00)86", "", typed)
    if digits == typed and re.fullmatch("86(?:1[3-9][0-9]{9}|0[0-9]{9,11})", typed):
        digits = typed[2:]
    elif digits != typed and digits[:1] not in {"0", "1"}:
        digits = "0" + digits  # +86 791 … leaves out the zero of the area code
    if _MOBILE.fullmatch(digits):
        return Sure(digits)
    if not re.fullmatch("[0-9]{1,20}", digits):
        return Unclear(say("请只写电话号码，比如 13800138000，座机写成 0791-88888888。"))
    if area := _landline_area(digits):
        return Sure(f"{area}-{digits[len(area) :]}")
    if digits.startswith("1"):
        return (
            Unclear(say("请再数一遍，手机号一共 11 位，现在是 {count} 位。", count=len(digits)))
            if len(digits) != 11
            else Unclear(say("请再对一遍手机号，开头几位好像不对。"))
        )
    if len(digits) in {7, 8} and digits[0] != "0":
        return Unclear(say("请在前面加上区号，比如 0791-88888888。"))
    return Unclear(say("请再对一遍电话号码。手机写 11 位，座机写成 0791-88888888。"))


def _landline_area(digits: str) -> str | None:
    area = _AREA_CODE.match(digits)
    if area is None:
        return None
    try:
        number = phonenumbers.parse(digits, "CN")
    except phonenumbers.NumberParseException:
        return None
    fixed = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.FIXED_LINE
    return area[0] if fixed and phonenumbers.is_valid_number_for_region(number, "CN") else None
