"""What people say when they have no number to give: no telephone, no ID card at hand, none made out yet."""

import re

from conversations.understanding.normal import compact

_WHO = "(?:我们|我|他|她|它|孩子|小孩|娃|老人|还|现在|一时|暂时|家里|都|也|的)*"
_HAVE_NOT = "没有|没得|没|冇得|冇|不用|无"
_CARD = "(?:身份证|户口本|户口|证件|证|卡)(?:号码|号)?|号码|号"
_LOST = "丢了|丢失了?|掉了|不见了|找不[到着]了?|不在(?:身边|手边|手上|这里|这儿)|没带(?:来|在身上)?|没拿|弄丢了?|失效了?|过期了"
_UNKNOWN = "不?记不?(?:得|住|清|全)了?|不知道|忘了|忘记了?|背不[出下]来?"
_NOT_YET = "(?:还?没有?(?:办|上|报|做|领|拿到|下来)(?:好|过|呢)?)"
_NO_CARD = re.compile(
    f"{_WHO}(?:{_CARD})?{_WHO}(?:{_LOST}|{_UNKNOWN}|{_NOT_YET})(?:{_CARD})?"
    f"|{_WHO}(?:{_HAVE_NOT})(?:办)?(?:{_CARD})?|{_WHO}(?:刚出生|刚生|新生儿)(?:的|{_WHO}(?:{_NOT_YET}|{_HAVE_NOT})(?:{_CARD})?)?"
)
_TELEPHONE = "(?:电话|手机|座机|联系方式)(?:号码|号)?"
_NO_PHONE = re.compile(
    f"{_WHO}(?:{_HAVE_NOT})(?:有|用|装)?(?:{_TELEPHONE})?|{_WHO}不(?:会)?用{_TELEPHONE}|{_WHO}{_TELEPHONE}(?:{_LOST}|停机了?|坏了)"
)
_PAPER = "(?:材料|照片|证明|单子|身份证|户口本|东西|这个|这些)"
_NO_PAPER = re.compile(
    f"{_WHO}(?:{_HAVE_NOT})(?:有|办|拍)?{_PAPER}?|{_WHO}{_PAPER}(?:{_LOST}|烧了|烧没了|烧光了|冲走了|{_HAVE_NOT})"
)
_ENDS = re.compile("[啊呀哦呢吧啦嘛了]+$")


def no_card(text: str) -> bool:
    """Whether the whole of `text` says that there is no ID number to give: lost, not at hand, none yet."""
    return _whole(_NO_CARD, text)


def no_phone(text: str) -> bool:
    """Whether the whole of `text` says that there is no telephone."""
    return _whole(_NO_PHONE, text)


def no_paper(text: str) -> bool:
    """Whether the whole of `text` says that the paper is not there: none, lost, burnt with the house."""
    return _whole(_NO_PAPER, text)


def _whole(pattern: re.Pattern[str], text: str) -> bool:
    typed = compact(text)
    return bool(typed) and any(pattern.fullmatch(one) for one in (typed, _ENDS.sub("", typed)))
