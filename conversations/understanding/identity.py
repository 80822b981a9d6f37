"""Resident ID numbers (GB 11643): read with tolerance, checked, and what they tell."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from stdnum.cn import ric

from conversations.messages import say
from conversations.understanding.normal import normal, spoken_digits
from conversations.understanding.outcome import Sure, Unclear, Understood

_LEAD = re.compile("^(?:我的?)?(?:身份证)?(?:号码|号|证号)?(?:是|为)?:?")
_SEPARATORS = re.compile(r"[\s.·•・,_/-]+")
_SPOKEN_X = re.compile("(?:小[xX]|大[xX]|[叉×✕])$")
_SHAPE = re.compile(r"[1-9][0-9]{16}[0-9X]")
_OLDEST = 130  # years


@dataclass(frozen=True, slots=True)
class IdFacts:
    """What an ID number says of its holder; `age` in full years, `county_code` of the first registration."""

    sex: Literal["male", "female"]
    birthday: date
    age: int
    county_code: str


def understand_id_number(text: str, today: date) -> "Understood[str]":
    """The 18 characters, X in upper case. `today` in Asia/Shanghai.

    The county code is not looked up: codes of abolished and new counties are on valid cards.
    """
    typed = _SPOKEN_X.sub("x", spoken_digits(_LEAD.sub("", normal(text))))
    number = _SEPARATORS.sub("", typed).upper()
    if not number or not re.fullmatch("[0-9X]+", number) or "X" in number[:-1]:
        return Unclear(say("请只写身份证上的 18 位号码，最后一位可以是 X。"))
    if len(number) == 15:
        return Unclear(say("请写现在身份证上的 18 位号码。这里是 15 位，是以前的老号码。"))
    if len(number) != 18:
        return Unclear(say("请再数一遍，身份证号一共 18 位，现在是 {count} 位。", count=len(number)))
    birthday = _birthday(number)
    if birthday is None or birthday > today or today.year - birthday.year > _OLDEST:
        return Unclear(say("请再对一遍第 7 位到第 14 位，那是出生年月日，现在连起来不是一个可能的日子。"))
    if not _SHAPE.fullmatch(number) or ric.calc_check_digit(number) != number[-1]:
        return Unclear(say("请再对一遍身份证上的号码，有一位可能写错了。"))
    return Sure(number)


def facts_of(id_number: str, today: date) -> IdFacts:
    """What the number tells on `today`. ValueError unless it is a number `understand_id_number` takes."""
    birthday = _birthday(id_number) if _SHAPE.fullmatch(id_number) else None
    if birthday is None or ric.calc_check_digit(id_number) != id_number[-1]:
        raise ValueError("not a resident ID number")
    had_birthday = (today.month, today.day) >= (birthday.month, birthday.day)
    return IdFacts(
        sex="male" if int(id_number[16]) % 2 else "female",
        birthday=birthday,
        age=today.year - birthday.year - (0 if had_birthday else 1),
        county_code=id_number[:6],
    )


def mask_id_number(id_number: str) -> str:
    """The first and last four characters, the rest as *; all * when it is too short for that."""
    hidden = len(id_number) - 8
    return id_number[:4] + "*" * hidden + id_number[-4:] if hidden > 0 else "*" * len(id_number)


def _birthday(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
