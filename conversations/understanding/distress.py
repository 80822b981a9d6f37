"""Whether somebody tells of an emergency, in whatever words: what happened or is lacking, now, and to a person.

The shapes are in `misfortunes`. What is denied, supposed, over, or years ago is taken out first (`standing`); what
remains is read, and where nothing is found in it, `suspicion` says whether it sounds like people in need.
"""

import re
from dataclasses import dataclass

from conversations.understanding.dialects import standard
from conversations.understanding.misfortunes.despair import SELF_HARM
from conversations.understanding.misfortunes.told import EVENTS, LACKS, Danger, What
from conversations.understanding.normal import compact
from conversations.understanding.standing import SURVIVED, current, denied, happens, is_none_of_it, is_over
from conversations.understanding.suspicion import sounds_urgent

LONGEST_READ = 1000
"""Signs that are read of what was said: people who dictate say much at once."""
_CHUNK = 200
_WORDS = re.compile("[一-鿿]|[a-z]{2}")
"""Without any there is but a figure, a number, a mark."""


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
    if _WORDS.search(said) is None:
        return None
    dying = SURVIVED.search(said) is None and not denied(said, SELF_HARM)
    now = current(said)
    events = [] if is_none_of_it(now) else [(what, danger) for what, danger, shape in EVENTS if happens(shape, now)]
    lacks = [what for what, shape in LACKS if happens(shape, now)]
    over = is_over(now) and not lacks
    if over:
        events = [one for one in events if one[0] == "violence"]
    if dying:
        return Distress(events[0][0] if events else (lacks[0] if lacks else None), "self_harm", True)
    if not events and not lacks:
        return _FAINT if not over and sounds_urgent(now) else None
    what = events[0][0] if events else lacks[0]
    danger = next((danger for _, danger in events if danger is not None), None)
    if what == "flood_or_storm" and _CROPS.search(now) and not _HOMES.search(now):
        danger = None
    plea = _is_plea(said, events, bool(lacks))
    return None if _ABOUT_PAYING.search(said) and not plea else Distress(what, danger, plea, bool(lacks))


def _is_plea(said: str, events: list[tuple[What, Danger | None]], lacks: bool) -> bool:
    """Illnesses and injuries are also answers (what is she ill with?), unless something is lacking or it is just now."""
    if lacks or any(what == "fire" or danger in ("violence", "crime") for what, danger in events):
        return len(said) > _BARE
    if any(done in said for done in "了光") and any(what == "flood_or_storm" for what, _ in events):
        return True
    if any(what == "accident" for what, _ in events) and _TO_SOMEBODY.search(said):
        return True
    return _JUST_NOW.search(said) is not None


_CROPS = re.compile("庄稼|苗|烟叶|谷|稻|麦|菜|地里|果|大棚|苹果|玉米|茶|棉花|鸡|鸭|羊|牛|猪")
_HOMES = re.compile("房|屋|家里|人|楼|困|灶|我们")
_ABOUT_PAYING = re.compile("赔|认定|签字")
"""工伤怎么赔: of an accident that is behind them."""
_TO_SOMEBODY = re.compile(
    "(?:老公|丈夫|男人|老婆|媳妇|老伴|孩子|小孩|娃|儿子?|女儿|[孙侄][子女]|女婿|爸|妈|爹|娘|[弟哥姐妹]|爷|奶|公公|婆婆|[叔伯舅姑姨]|老人|老汉|老头|工友).{0,20}了"
)
"""我娃触电了 is no name of an illness; 被车撞了 may be why a leg is lame."""
_BARE = 2
"""火灾 by itself may be the answer to why; 着火了 is not."""
_JUST_NOW = re.compile(
    "抢救|昏迷|昏过去|(?<!身体)(?<!眼睛)(?<!腿脚)不行了|叫不醒|不省人事|快不行|快死|快来|救救|刚|正在|现在|突然|马上|昨[天晚夜]|今[天早晚]|血|困在|屋顶上|被埋|掉进|掉到|落水|溺水|喝农药|塌|冲走|进水|爬不|洗胃|没(?:有)?人管|逃(?:跑|逸|走)|老板跑|肇事|等(?:消息|着)|失踪|翻(?:到|进|下|在)?[^,]{0,3}(?:沟|河|山|坎|坡|崖|桥下)|压在|送(?:到|去|进|了|在)?[^,]{0,4}医院|(?:动|起)不(?:了|得|来)$"
)


def in_standard_words(text: str) -> str:
    """What is read of `text`: compact, and without the words of a dialect."""
    read = text[:LONGEST_READ]
    return standard("".join(compact(read[at : at + _CHUNK]) for at in range(0, len(read), _CHUNK)))
