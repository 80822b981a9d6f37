"""What people say of an emergency after it was told: it was none, it is over, or it has become worse."""

import re

from conversations.understanding.dialects import standard
from conversations.understanding.normal import compact
from conversations.understanding.reaching import wants_no_call

_NOTHING = "(?:没(?:有|得)?(?:什么|啥)?(?:大?事|问题)了?|没出事|平安|虚惊一场)"
_MISTAKEN = "(?:[搞弄按点发说报打]错|误报|误会|误按|误点|不小心|乱[按点发]|闹着玩|开玩笑|玩的|试试|测试|小孩(?:子)?(?:乱)?[按玩弄点]|假的)"
_NO_MORE = "(?:不用|不要|不需要|别|用不着)(?:了|你们|您|再)*(?:帮|来|管|报|救|麻烦|联系|找|打电话)?(?:忙)?了?"
_SOLVED = "(?:已经?)?(?:解决|好了|处理好|送到医院|扑灭|灭了|找到|救出来|到家|借到钱?)(?:了)?"
_THANKS = "(?:,?(?:谢谢|多谢|麻烦|打扰|对不起|不好意思|抱歉|辛苦).{0,4})"
_BEFORE = "(?:现在|家里|我们?家?|人|都|已经|谢谢|对不起|不好意思|好了|算了|刚才|是|我|孩子|,)*"
_WANTS_NO_HELP = "(?:不用|不要|不需要|别|用不着)(?:你们|您|再)*(?:帮|来人?|管|报|救|麻烦|联系|打电话)(?:忙|我们?|了)*"
# By itself “别打电话” takes nothing back: it may be fear of who picks up (`reaching`).
_HELP_NOT_WANTED = "(?:不用|不要|不需要|别|用不着)(?:你们|您|再)*(?:帮|来人?|管|报|救|麻烦)(?:忙|我们?|了)*"
_TAKEN_BACK = re.compile(
    f"{_BEFORE}{_MISTAKEN}(?:了|的|,)*(?:{_NOTHING})?(?:{_WANTS_NO_HELP})?(?:{_THANKS})?"
    f"|{_BEFORE}{_NOTHING}(?:了|啊|,)*(?:{_WANTS_NO_HELP}|{_NO_MORE})?(?:{_THANKS})?"
    f"|{_BEFORE}(?:火|事情?|问题)?(?:都|也)?{_SOLVED},?(?:{_WANTS_NO_HELP}|{_NO_MORE}|{_NOTHING})(?:{_THANKS})?"
    f"|(?:算了|那)?,?{_HELP_NOT_WANTED}(?:{_THANKS})?|(?:我)?(?:取消|撤销|撤回)(?:求助|报警|救急|急事|刚才的?)|(?:急事|救急)(?:也|都|就)?(?:{_HELP_NOT_WANTED}|没了|过去了)"
)
# Only before it is filed: afterwards “不用了” says that a question is passed over.
_BARE = re.compile(f"{_NO_MORE}|(?:算了|取消|不报|不说)(?:了|吧|不报|不用)*")
_RATHER = re.compile(
    "(?:不是|不对|错了|(?:我|刚才|地方|地址|位置|电话|号码|名字|时间)*(?:[说写发报填搞弄]错了?|不对|错了))[^,是在]{0,16},?(?:应该|其实|而)?(?:是|在|改成)?(?P<rather>.{2,80})"
)
_PLACE = re.compile("(?:村|镇|乡|组|街|路|号|桥|县|市|区|医院|车站|工地|楼|对面|旁边|隔壁|后面|前面|湾|屯|社区|小区)")
_WORSE = re.compile(
    "(?:又|更|越来越|还是|变得|加)(?:.{0,6})(?:严重|重了|厉害|不行|不好|没(?:办法|钱|吃|好|人)|恶化|坏|烧|发作|来了|涨|打)|(?:严重|恶化|加重|危险)了|又(?:催|抽|昏|晕|吐|塌|淹|流血)|(?:火|水|雨|风).{0,2}更|恶化|快(?:点|些)来|还是不行|顶不住|撑不住|等不(?:了|及|起)|情况(?:不好|变)"
    "|(?:没|还没|怎么还没|一直没|都没)(?:有)?(?:人)?(?:来|管|理|联系|回话|打电话|收到)"
)


_ENGLISH = re.compile(
    "(?:sorry,?)?(?:(?:it|this|that)(?:is|was|'s)?)?(?:all)?(?:amistake|bymistake|falsealarm|nevermind|over(?:now)?|mychild)"
    "(?:,?(?:thereis)?no(?:more)?(?:need(?:forhelp)?|helpneeded)(?:anymore|thanks?(?:you)?)?)?"
    "|(?:thereis)?no(?:more)?(?:needforhelp|helpneeded)(?:anymore)?|we(?:are|'re)(?:fine|ok|okay|safe)(?:now)?"
)


# What each clause says, where several together take it back: 火灭了，人没事，谢谢.
_THANKING = re.compile(
    "(?!.*(?:来|救|快|帮))(?:谢谢|多谢|感谢|对不起|不好意思|抱歉|打扰|辛苦|麻烦(?:了|你|您|大家)|都是我不好)[^,]{0,6}"
)
_NOT_TRUE = re.compile(
    f"{_BEFORE}(?:{_MISTAKEN}(?:了|的|人|地方)*|{_NOTHING}|没(?:有)?的事|不是真的|(?:我)?(?:就)?试(?:一下|着玩)的?)"
    "|(?:刚才|是|我家|的|,)*(?:小孩子?|孩子|孙[子女]|娃)(?:(?:拿|玩)(?:着|我的?|大人的?)?手机[^,]{0,4}|(?:乱|瞎)[按点发弄][^,]{0,2})"
)
_NOBODY_NEEDED = re.compile(
    f"{_BEFORE}(?:{_HELP_NOT_WANTED}|不报了|就?不麻烦(?:你们|您|大家|政府|领导)?了|(?:取消|撤销)(?:吧|了|算了)*|(?:别|不必|甭)(?:再)?来了?)"
)
_ENDED_WELL = re.compile(
    f"{_BEFORE}(?:火|水|事情?|问题|医院的?|钱|老人|娃|亲戚|有人|刚|被|给|把|都|已经)*"
    "(?:解决|处理好|扑灭|灭|退|找到|找回来|回来|救出来|救上来|到家|借到|凑齐|凑够|接走|接回来)(?:钱)?了"
)


def _said_together(said: str) -> bool:
    """Whether every clause says that nothing is wrong any more; a good end alone is told further, not taken back."""
    clauses = [one for one in re.split("[,;。!?]", said) if one]
    decided = [one for one in clauses if _NOT_TRUE.fullmatch(one) or _NOBODY_NEEDED.fullmatch(one)]
    ended = [one for one in clauses if _ENDED_WELL.fullmatch(one)]
    beside = [one for one in clauses if _THANKING.fullmatch(one) or _BARE.fullmatch(one)]
    told = len({*decided, *ended, *beside}) == len(set(clauses))
    return told and bool(decided or (ended and beside))


def is_taken_back(text: str, *, bare: bool = True) -> bool:
    """Whether the whole of `text` says that it was a mistake, that nothing happened, or that no help is needed.

    `bare`: a plain “不用了”, “算了” counts too.
    """
    said = standard(compact(text))
    if any(shape.fullmatch(said) for shape in (_TAKEN_BACK, _ENGLISH)):
        return True
    if wants_no_call(said):
        return False
    return (bare and _BARE.fullmatch(said) is not None) or _said_together(said)


_COMES_BACK = re.compile(
    "(?:他|她|那个?人|人)(?:又|已经|就|快|要|马上|现在|正在)*(?:回来|来了|来找|找来|追来|追过来|找到我|找过来|进来|在门口|在门外|在外面|在楼下|跟着)"
    "|(?:敲|砸|踹|撞|拍|踢)(?:我家?)?门"
)


def comes_back(text: str) -> bool:
    """Whether this says that the one somebody fears is there again."""
    return _COMES_BACK.search(compact(text)) is not None


def is_worse(text: str) -> bool:
    """Whether this says that it goes on, has become worse, or that nobody came."""
    return _WORSE.search(compact(text)) is not None


def put_right(text: str) -> str | None:
    """What it is instead, of words that put right what was said: 不是，是隔壁村 → 隔壁村. None for other words."""
    found = _RATHER.fullmatch(compact(text))
    return found["rather"] if found is not None else None


def names_a_place(words: str) -> bool:
    """Whether the words tell where something is."""
    return _PLACE.search(words) is not None
