"""是 and 不是, in the many ways people say them."""

import re

from conversations.messages import say
from conversations.understanding.normal import compact, words
from conversations.understanding.outcome import Doubtful, Sure, Unclear, Understood

_YES = frozenset(
    words(
        "是 是的 对 对的 对头 嗯 恩 嗯嗯 唔 好 好的 行 行的 得行 使得 要得 有 有的 还有 可以 同意 愿意 需要 要 要的 没错"
        " 没问题 没有问题 正确 确认 确定 中 得 成 当然 当然是 当然有 肯定 肯定是 必须 会 能 在 符合 是这样 是这样的 那是"
        " 我同意 我愿意 yes y ok okay yeah true √ ✓ 👌 👍"
    )
)
_NO = frozenset(
    words(
        "不 不是 不是的 没 没有 没有了 没了 否 不行 不中 不得行 不同意 不对 不要 不要了 不用 不用了 不需要 不愿意 不可以"
        " 不好 不会 不能 不在 不符合 无 都没有 没的 没得 莫得 莫 冇 冇得 冇有 错 错了 不正确 还没 还没有 从没 从来没有"
        " 没有过 从没有过 从来没有过 从来没 不存在 没有的事 没这回事 没有这回事 没这事 不是这样 不是这样的 那没有 那倒没有"
        " 那倒不是 倒没有 我不同意 no n nope false × ✗ ✕"
    )
)
_SOFT = re.compile("[啊呀哦喔呢哈啦嘛的嘞哩咧呐滴撒噢咯]+$")
_REPEATED = re.compile(r"(.{1,3}?)\1+")
_THANKS = re.compile("(?:谢谢|多谢|麻烦)(?:你|您|了)*")
_HEDGE = re.compile("^(?:应该|可能|好像|大概|也许|估计|算)+|吧$")


def understand_yes_no(text: str) -> "Understood[bool]":
    """True or False for the whole of what was said; a hedge (是吧, 应该没有) or a bare 1 is said back.

    Parts between commas must all say the same: 嗯，是的 is a yes, 对，没有 may be either.
    """
    parts = [part for part in re.split("[,、]", _THANKS.sub("", compact(text))) if part]
    read = {_part(part) for part in parts[:4]}
    if len(read) != 1 or len(parts) > 4 or (found := read.pop()) is None:
        return Unclear(say("请答“是”或“不是”，也可以直接点下面的按钮。"))
    value, sure = found
    if sure:
        return Sure(value)
    return Doubtful(value, say("您的回答是“是”") if value else say("您的回答是“不是”"))


def _part(said: str) -> tuple[bool, bool] | None:
    """(value, whether it was said without a hedge)."""
    if (value := _read(said)) is not None:
        return value, True
    hedged = True if said == "1" else _read(_HEDGE.sub("", said))
    return None if hedged is None else (hedged, False)


def _read(said: str) -> bool | None:
    softened = _SOFT.sub("", said)
    once = [found[1] for form in (said, softened) if (found := _REPEATED.fullmatch(form))]
    for form in (said, softened, *once):
        if form in _YES:
            return True
        if form in _NO:
            return False
    return None
