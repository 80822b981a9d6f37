"""Wanting something changed, as people say it: 改一下收入, 儿子的工资改成2800, 电话写错了."""

import re
from dataclasses import dataclass

from conversations.understanding.normal import compact, normal

_ASKING = "(?:请|麻烦)?(?:帮我|给我|我要|我想|我得|能不能|可以)?"
_TO = re.compile(f"{_ASKING}(?:把|将)?(.{{1,24}}?)(?:改成|改为|改到|换成|更正为|更正成|应该是|其实是)(.{{1,80}})")
_CHANGE = re.compile(f"{_ASKING}(?:改一下|改下|改改|修改一下|修改|更正一下|更正|改)(.{{1,24}})")
_WRONG = re.compile(
    f"{_ASKING}(?:把|将)?(.{{1,24}}?)(?:要改一下|要改|想改|改一下|填错了|写错了|说错了|弄错了|报错了|错了|不对)"
)


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be changed, in the resident's words, and to what (None: not said yet)."""

    target: str
    value: str | None = None


def understand_change(text: str) -> Change | None:
    """The change the whole of `text` asks for, None when it asks for none.

    Only the shape is told here; whether anything by that name exists, the answers know. So what is returned
    may still be an answer, and is one if nothing fits the target.
    """
    line = normal(text)
    if found := _TO.fullmatch(line):
        return Change(_bare(found[1]), found[2].strip())
    typed = compact(text)
    if found := _CHANGE.fullmatch(typed) or _WRONG.fullmatch(typed):
        return Change(_bare(found[1]))
    return None


def _bare(target: str) -> str:
    return compact(target).removeprefix("把").removesuffix("的").removesuffix("是")
