"""Wanting something changed, as people say it: 改一下收入, 儿子的工资改成2800, 电话写错了."""

import re
from dataclasses import dataclass

from conversations.understanding.kin import KIN
from conversations.understanding.normal import compact, normal

_ASKING = "(?:请|麻烦)?(?:帮我|给我|我要|我想|我得|能不能|可以)?"
_CHANGING = "改一下|改下|改改|修改一下|修改|更正一下|更正|更改|改(?!天|日|嫁|革|良|变了|名了)"
_SAID = "填|写|说|弄|报|搞|记|输|打|选"
_TO = (
    re.compile(f"{_ASKING}(?:把|将)?(.{{1,24}}?)(?:改成|改为|改到|换成|更正为|更正成)(.{{1,80}})"),
    re.compile(f"{_ASKING}(?:{_CHANGING})(.{{1,24}}?)(?:为|成)(.{{1,80}})"),
)
_IS_RATHER = (
    re.compile(f"{_ASKING}(.{{1,24}}?)(?:应该是|其实是)(.{{1,80}})"),
    re.compile(f"{_ASKING}(.{{1,24}}?)不是[^,不]{{1,40}}[, ]?(?:而?是|应该是)(.{{1,80}})"),
)
_NAMING = (
    re.compile(f"{_ASKING}(?:{_CHANGING})(.{{1,24}})"),
    re.compile(f"{_ASKING}(?:把|将)?(.{{1,24}}?)(?:要改一下|要改|想改|改一下|(?:{_SAID})[错多少漏反岔]了|错了|不对)"),
    re.compile(f"{_ASKING}(?:重新(?:{_SAID})(?:一下|一遍)?|重(?:填|写|报))(.{{1,24}})"),
    re.compile(f"{_ASKING}(?:把|将)?(.{{1,24}}?)(?:重新(?:{_SAID})(?:一下|一遍)?|重(?:填|写|报)(?:一下|一遍)?)"),
)
_EARLIER = re.compile(f"^我?(?:刚才|刚刚|前面|上面|之前)我?(?:{_SAID})?(?:过|了)?的?(?:那个)?")
_ONLY_SOMEBODY = frozenset(KIN) | {"我", "他", "她", "它", "这", "那", "这个", "那个", "我们", "他们", "俺"}
_MINE = re.compile("^(?:我们家|我家|我们|我|俺)的?")


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
    for pattern in _TO:
        if (found := pattern.fullmatch(line)) and (target := _bare(found[1])):
            return Change(target, found[2].strip())
    for pattern in _IS_RATHER:  # 我不是残疾，是生病 is an answer
        if (found := pattern.fullmatch(line)) and (target := _bare(found[1])) and target not in _ONLY_SOMEBODY:
            return Change(target, found[2].strip())
    typed = compact(text)
    for pattern in _NAMING:
        if (found := pattern.fullmatch(typed)) and (target := _bare(found[1])):
            return Change(target)
    return None


def _bare(target: str) -> str:
    """The words of the thing alone; 我老婆的 becomes 老婆的, so that it is not taken for the resident's own."""
    words = _EARLIER.sub("", compact(target).removeprefix("把")).removesuffix("的").removesuffix("是")
    of_relative = _MINE.sub("", words)
    return of_relative if any(of_relative.startswith(word) for word in KIN) else words
