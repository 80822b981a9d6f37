"""Whether what was typed asks something rather than answers: only a shape, what it asks is found elsewhere."""

import re

from conversations.understanding.normal import compact

SHORTEST = 4

_MARK = re.compile("[?？]")
_END = re.compile(
    r"(?:吗|呢|么|啥|嘛|行不|成不|能不|有不|中不|没有啊|咋办|咋整|怎么办|怎么弄|什么意思|为什么|怎么回事)$"
)
_WITHIN = re.compile(
    "什么|怎么|怎样|如何|为什么|为啥|是啥|有啥|干啥|啥意思|啥区别|咋|能不能|可不可以|可以不可以|会不会|算不算|要不要|是不是"
    "|有没有|行不行|哪里|哪儿|哪些|哪个部门|多少钱|多久|几天|谁批|区别|没钱了|没饭吃|揭不开锅|想问|问一下|请问|政策"
)
_UNMISTAKABLE = re.compile("是什么意思|什么叫|是什么[?？]|能申请吗|怎么申请|有什么区别|算收入吗|有啥区别|算不算")


def looks_like_question(text: str) -> bool:
    """Whether `text` has the shape of a question, or of a plea (没钱了). True does not mean that it is no answer.

    "大概两千？" and "是吗" are left to the open question: too short, or a figure with a doubt.
    """
    said = compact(text)
    marked = _MARK.search(text) is not None
    bare = said.rstrip("?？")
    if len(bare) < SHORTEST or _figure(bare):
        return False
    return marked or _END.search(bare) is not None or _WITHIN.search(bare) is not None


def is_plainly_a_question(text: str) -> bool:
    """Whether no one would write this as an answer, even where any words are taken (an address, an illness)."""
    return looks_like_question(text) and _UNMISTAKABLE.search(compact(text)) is not None


def _figure(bare: str) -> bool:
    """Whether there is little beside figures, as in 一个月两千左右."""
    rest = re.sub(
        r"[\d.,一二三四五六七八九十百千万亿两零半几多来元块钱年月日天号个每大概约左右上下差不是吧有]", "", bare
    )
    return len(rest) <= 1
