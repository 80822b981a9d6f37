"""Whether somebody tells of an emergency, in whatever words: what happened or is lacking, now, and to a person.

The shapes are in `misfortunes`. What is denied, supposed, over, or years ago is taken out first; what remains is read.
"""

import re
from dataclasses import dataclass

from conversations.understanding.dialects import standard
from conversations.understanding.misfortunes import EVENTS, LACKS, SELF_HARM, Danger, What
from conversations.understanding.normal import compact
from conversations.understanding.suspicion import sounds_urgent

LONGEST_READ = 1000
"""Signs that are read of what was said: people who dictate say much at once."""
_CHUNK = 200
_NUMBER = "[0-9一二两三四五六七八九十几好多]+"
_PAST = re.compile(
    f"(?:大前|去|前|往|早|上)年(?!纪)|[前早那](?:几|些)年|有一年|以前|从前|曾经|当年|那年|年轻(?:的?时候?)|小时候|{_NUMBER}多?(?:个)?年(?:前|以前|了|来)|(?:(?:19|20)[0-9]{{2}}|(?:一九|二[零〇])[零〇一二三四五六七八九]{{2}}|[七八九]几|[零〇一二][零〇一二三四五六七八九])年(?!级|纪)"
)
_SURVIVED = re.compile(f"未遂|自杀过|{_PAST.pattern}")
# Said afterwards, it makes past what was said before: 着火是去年的事.
_WAS_PAST = re.compile(
    f"是(?:{_PAST.pattern}).{{0,4}}$|(?:(?:大前|去|前|往|早|上)年|{_NUMBER}年(?:前|以前)|以前|从前)$|(?:那(?:一?年|阵子?|时候|会儿?|次|回)(?!还|也|就).{{0,5}}(?:的|了)$)|(?:{_PAST.pattern})的事(?:情|了)?$"
)
_NOW = re.compile(
    "现在|如今|今天|今早|今晚|昨[天晚夜]|刚(?!果)|正在|马上|这(?:几|两)?[天周次下回]|又|眼下|目前|这会|还(?:在|躺|欠|没|昏)"
)
_DENIED = re.compile(
    "(?:没(?:有|得)?|未|从没|不曾|不是|并非|别|不会|不怕|怕|防|预防|避免|担心)(?:被|给|再|过|家里|人|出现|(?:遇|碰|经历|发生|出|遭)(?:到|上|过)*)?$"
)
# 房子没塌: the shape reaches over the denial.
_DENIED_WITHIN = re.compile("(?:没(?:有)?|未|从不)(?:被|再|全)?(?:塌|倒|垮|淹|冲|烧|着(?:火|了|起)|撞|摔|打|进水|伤|砸)")
_TOOK_PLACE_NOT = re.compile(
    "(?:的事情?|这回事)?(?:从来)?(?:都)?没(?:有)?(?:过|发生过?|遇到过?)$|^(?:现在)?不(?:缺|差|愁)|^没有?被(?!子|盖|窝|褥)"
)
_NONE_OF_IT = re.compile("^[^,]{2,4}没(?:有|得)(?:过|发生)?$")
_OVER = re.compile(
    "报销(?:过|了|完)|结清|付清|已(?:经)?好|好(?:多)?了$|好了(?!多)$|领(?:了|过)|赔(?:了|过|好)|出院(?:了)?$|修好|盖了新|解决|还清|给过|救出来|不缺"
    "|后遗症|不住人|没人住|留(?:了|下)|吃药控制|康复"
)
_SUPPOSED = re.compile("如果|要是|万一|假如|假使|的话|会不会|怎么办理|要什么条件|什么条件|哪些条件")
# Not what happened but what somebody is, does, or where it is: 急诊科护士, 洪水桥村, 烧锅炉的.
_NAME_OF = re.compile(
    "(?:护士|医生|大夫|司机|教练|工人|保安|师傅|老师|老板|队员|[一-龥]员|[一-龥]{0,6}(?:村|乡|镇|路|街|店|厂|公司|局|所|队|桥|湾|组|号|附近|旁边|对面|保险|疫苗))$"
)
_TRADE = re.compile(
    "^(?:我|他|她|以前|现在|在家|家里)*(?:是|做|干|当|开|卖|烧|打|修|送|跑|种|养|搞|学|教)[^,]{1,10}的$"
)
_AT_WORK = re.compile("(?:上班|打工|当过|干活|值班|做饭|退休|出工|工作)(?:的)?$")
_HAPPENED = re.compile("睡|躺|蹲|偷|骗|抢|赶|撵|了|着|得|不|没|快|救|在抢|起来|下来")


@dataclass(frozen=True, slots=True)
class Distress:
    """What was heard. `plea`: no answer to a question reads like this: it is told because help is needed now.

    `what` is None when somebody speaks of dying and of nothing else. `lacks`: money, food, shelter or a way home.
    `faint`: it only sounds like one (`suspicion`): what happened was not heard, so `what` is None too.
    """

    what: What | None
    danger: Danger | None
    plea: bool
    lacks: bool = False
    faint: bool = False


_FAINT = Distress(None, None, plea=True, faint=True)


def distress_in(text: str) -> Distress | None:
    """The emergency these words tell of, None when they tell of none that is now."""
    said = in_standard_words(text)
    dying = _SURVIVED.search(said) is None and not _denied(said, SELF_HARM)
    current = "" if _is_a_name(said) or _SUPPOSED.search(said) else _current(said)
    events = (
        []
        if _NONE_OF_IT.search(current)
        else [(what, danger) for what, danger, shape in EVENTS if _happens(shape, current)]
    )
    lacks = [what for what, shape in LACKS if _happens(shape, current)]
    over = _OVER.search(current) is not None and not lacks
    if over:
        events = [one for one in events if one[0] == "violence"]
    if dying:
        return Distress(events[0][0] if events else (lacks[0] if lacks else None), "self_harm", True)
    if not events and not lacks:
        return _FAINT if not over and sounds_urgent(current) else None
    what = events[0][0] if events else lacks[0]
    danger = next((danger for _, danger in events if danger is not None), None)
    if what == "flood_or_storm" and _CROPS.search(current) and not _HOMES.search(current):
        danger = None
    plea = _is_plea(said, events, bool(lacks))
    return None if _ABOUT_PAYING.search(said) and not plea else Distress(what, danger, plea, bool(lacks))


def _is_plea(said: str, events: list[tuple[What, Danger | None]], lacks: bool) -> bool:
    """Illnesses and injuries are also answers (what is she ill with?), unless something is lacking or it is just now."""
    if lacks or any(what == "fire" or danger in ("violence", "crime") for what, danger in events):
        return len(said) > _BARE
    if any(done in said for done in "了光") and any(what == "flood_or_storm" for what, _ in events):
        return True
    return _JUST_NOW.search(said) is not None


_CROPS = re.compile("庄稼|苗|烟叶|谷|稻|麦|菜|地里|果|大棚|苹果|玉米|茶|棉花|鸡|鸭|羊|牛|猪")
_HOMES = re.compile("房|屋|家里|人|楼|困|灶|我们")
_ABOUT_PAYING = re.compile("赔|认定|签字")
"""工伤怎么赔: of an accident that is behind them."""
_BARE = 2
"""火灾 by itself may be the answer to why; 着火了 is not."""
_JUST_NOW = re.compile(
    "抢救|昏迷|昏过去|(?<!身体)(?<!眼睛)(?<!腿脚)不行了|叫不醒|不省人事|快不行|快死|快来|救救|刚|正在|现在|突然|马上|昨[天晚夜]|今[天早晚]|血|困在|屋顶上|被埋|掉进|掉到|落水|溺水|喝农药|塌|冲走|进水|爬不|洗胃|没(?:有)?人管|逃(?:跑|逸|走)|老板跑|肇事|等(?:消息|着)|失踪|翻(?:到|进|下|在)?[^,]{0,3}(?:沟|河|山|坎|坡|崖|桥下)|压在|送(?:到|去|进|了|在)?[^,]{0,4}医院|(?:动|起)不(?:了|得|来)$"
)


def in_standard_words(text: str) -> str:
    """What is read of `text`: compact, and without the words of a dialect."""
    read = text[:LONGEST_READ]
    return standard("".join(compact(read[at : at + _CHUNK]) for at in range(0, len(read), _CHUNK)))


def _is_a_name(said: str) -> bool:
    """Whether this names a place, a trade, a thing, though it sounds like misfortune."""
    if _TRADE.search(said) or _AT_WORK.search(said):
        return not any(shape.search(said) for _, shape in LACKS)
    return _NAME_OF.search(said) is not None and _HAPPENED.search(said) is None


def _current(said: str) -> str:
    """What of it is not said to be past."""
    if _WAS_PAST.search(said):
        return ""
    past = _PAST.search(said)
    if past is None:
        return said
    since = _NOW.search(said, past.end())
    return said[: past.start()] + "," + (said[since.start() :] if since is not None else "")


def _happens(shape: re.Pattern[str], current: str) -> bool:
    return any(not _stands_denied(current, found) for found in shape.finditer(current))


def _stands_denied(said: str, found: re.Match[str]) -> bool:
    return (
        _DENIED.search(said[: found.start()]) is not None
        or _DENIED_WITHIN.search(found[0]) is not None
        or _TOOK_PLACE_NOT.search(said) is not None
    )


def _denied(said: str, shape: re.Pattern[str]) -> bool:
    return all(_DENIED.search(said[: found.start()]) for found in shape.finditer(said))
