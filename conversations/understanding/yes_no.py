"""是 and 不是, in the many ways people say them."""

import re

from conversations.messages import say
from conversations.understanding.normal import compact, words
from conversations.understanding.outcome import Doubtful, Sure, Unclear, Understood

_YES = frozenset(
    words(
        "是 是的 对 对的 嗯 恩 嗯嗯 唔 好 好的 行 行的 有 有的 还有 可以 同意 愿意 需要 要 要的 没错"
        " 没问题 没有问题 正确 确认 确定 中 得 成 当然 肯定 会 能 在 符合 是这样 是这样的 我同意 我愿意"
        " yes y ok okay yeah true √ ✓ 👌 👍"
    )
)
_NO = frozenset(
    words(
        "不 不是 不是的 没 没有 没有了 没了 否 不行 不同意 不对 不要 不用 不用了 不需要 不愿意 不可以"
        " 不好 不会 不能 不在 不符合 无 都没有 没的 没得 冇 错 错了 不正确 还没 还没有 从没 从来没有"
        " 我不同意 no n nope false × ✗ ✕"
    )
)
_SOFT = re.compile("[啊呀哦喔呢哈啦嘛的]+$")
_REPEATED = re.compile(r"(.{1,3}?)\1+")


def understand_yes_no(text: str) -> "Understood[bool]":
    """True or False for the whole of what was said; a hedge (是吧) or a bare 1 is said back."""
    said = compact(text).replace(",", "")
    value = _read(said)
    if value is not None:
        return Sure(value)
    hedged = _read(said.removesuffix("吧")) if said.endswith("吧") else None
    hedged = True if said == "1" else hedged
    if hedged is None:
        return Unclear(say("请答“是”或“不是”，也可以直接点下面的按钮。"))
    return Doubtful(hedged, say("您的回答是“是”") if hedged else say("您的回答是“不是”"))


def _read(said: str) -> bool | None:
    softened = _SOFT.sub("", said)
    once = found[1] if (found := _REPEATED.fullmatch(softened)) else softened
    for form in (said, softened, once):
        if form in _YES:
            return True
        if form in _NO:
            return False
    return None
