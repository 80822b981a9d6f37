"""Somebody was forgotten or does not belong: 漏了一个人, 加上我妈, 去掉儿子."""

import re
from dataclasses import dataclass

from conversations.understanding.normal import compact

_PERSON = "(?:个|位|口)?(?:人|家人|家庭成员|成员)"
_ADD = re.compile(
    f"(?:请|麻烦)?(?:帮我|给我|我要|我想|还要|再|要)*(?:加|添|补|增加|添加)(?:上|进来?)?(?:一|1)?{_PERSON}"
    f"|(?:我)?(?:还)?(?:漏|少|忘)(?:了|填了|说了|写了|加了)?(?:一|1)?{_PERSON}(?:没(?:填|说|写|加))?"
    f"|(?:我们?家)?还有(?:一|1){_PERSON}(?:没(?:填|说|写|加))?"
)
_REMOVE = re.compile(
    "(?:请|麻烦)?(?:帮我|给我|我要|我想)?(?:把|将)?(?P<who>.{1,12}?)(?:去掉|删掉|删了|删除|拿掉|不算)"
    "|(?:请|麻烦)?(?:帮我|给我|我要|我想)?(?:去掉|删掉|删除|拿掉)(?P<whom>.{1,12})"
)


@dataclass(frozen=True, slots=True)
class Adding:
    """One more person belongs to the household."""


@dataclass(frozen=True, slots=True)
class Removing:
    """Somebody is to be taken out, in the resident's words."""

    target: str


def understand_rearranging(text: str) -> Adding | Removing | None:
    """Whom the whole of `text` wants added or taken out; whether there is such a person, the answers know."""
    typed = compact(text)
    if _ADD.fullmatch(typed):
        return Adding()
    found = _REMOVE.fullmatch(typed)
    return Removing(found["who"] or found["whom"]) if found else None
