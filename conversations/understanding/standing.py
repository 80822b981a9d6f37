"""What of the words stands for today: not what is past, denied, supposed, somebody else's, a trade or a place by name."""

import re

from conversations.understanding.misfortunes.told import LACKS

_NUMBER = "[0-9一二两三四五六七八九十几好多]+"
_YEAR = (
    "(?:(?:19|20)[0-9]{2}|(?:一九|二[零〇])[零〇一二三四五六七八九]{2}|[七八九]几|[零〇一二][零〇一二三四五六七八九]"
    "|[五六七八九][零〇])年(?!级|纪)"
)
_AGED = f"{_NUMBER}来?岁(?:那年|的?时候|的事|时)"
_IN_A_LIFE = "(?:结婚|出嫁|嫁过来|分家|搬(?:来|家)|成家|成了家)(?:之|以)?(?:前|的?时候?|那年)"
_PAST = re.compile(
    f"(?:大前|去|前|往|早|上)年(?!纪)|[前早那](?:几|些)年|有一年|以前|从前|曾经|当年|当时|那年|那时候?|上次|上回|年轻(?:的?时候?)?|小时候"
    f"|{_NUMBER}多?(?:个)?年(?:前|以前|了|来)|{_YEAR}|{_AGED}|{_IN_A_LIFE}"
)
SURVIVED = re.compile(f"未遂|自杀过|{_PAST.pattern}")
"""Said of dying, it is of long ago."""
# Said afterwards, it makes past what was said before: 着火是去年的事, 让水冲了以后搬来的.
_WAS_PAST = re.compile(
    f"是(?:{_PAST.pattern}).{{0,4}}$|(?:(?:大前|去|前|往|早|上)年|{_NUMBER}年(?:前|以前)|以前|从前|{_YEAR}|{_AGED})$"
    f"|(?:那(?:一?年|阵子?|时候|会儿?|次|回)(?!还|也|就).{{0,5}}(?:的|了)$)|(?:{_PAST.pattern})的事(?:情|了)?$"
)
_NOW = re.compile(
    "现在|如今|今天|今早|今晚|昨[天晚夜]|刚(?!果)|正在|马上|这(?:几|两)?[天周次下回]|又|眼下|目前|这会|还(?:在|躺|欠|没|昏)"
)
# 去年男人走了，家里没米了: what ran out since then is of today.
_LACKING_SINCE = re.compile(",[^,]*(?:没|断|揭不开|吃不上|买不起|活不)[^,]*了(?=,|$)")
_DENIED = re.compile(
    "(?:没(?:有|得)?|未|从没|不曾|不是|并非|别|不会|不怕|怕|防|预防|避免|担心|不用|不需要|没到|不至于|谈不上)"
    "(?:被|给|再|过|家里|人|出现|(?:遇|碰|经历|发生|出|遭)(?:到|上|过)*)?$"
)
# 房子没塌: the shape reaches over the denial.
_DENIED_WITHIN = re.compile(
    "(?:没(?:有)?|未|从不)(?:被|再|全)?(?:塌|倒|垮|淹|冲|烧|着(?:火|了|起)|撞|摔|打|进水|伤|砸)"
)
_ONCE = re.compile("^[^,]{0,2}过(?:$|,|的|[一两几]次|[胳手腿脚骨脸])")
"""摔断过: at some time of one's life."""
_TOOK_PLACE_NOT = re.compile(
    "(?:的事情?|这回事)?(?:从来)?(?:都)?没(?:有)?(?:过|发生过?|遇到过?)$|^(?:现在)?不(?:缺|差|愁)|^没有?被(?!子|盖|窝|褥)"
)
_NONE_OF_IT = re.compile("^[^,]{2,4}没(?:有|得)(?:过|发生)?$")
_OVER = re.compile(
    "报销(?:过|了|完)|结清|付清|已(?:经)?好|好(?:多)?了$|好了(?!多)$|领(?:了|过)|赔(?:了|过|好)|出院(?:了)?$|修好|盖了新|解决|还清|给过|救出来|救上来|不缺"
    "|早(?:就|已经?)?不(?:住|种|养|用|干)了|后遗症|不住人|没人住|留(?:了|下|疤)|吃药控制|康复|养好|做完了|捐(?:了|过)|慢慢还|切了(?:子宫|胃|肾|脾|乳)"
    "|(?:以后|之后|后来)(?:就|才|都|我们?)*(?:搬|改|换|不种|不养|没再)|(?:死|走|瘸|残|瞎|断|瘫|聋|哑|落下|留下|伤)的(?:,|$)"
)
_SUPPOSED = re.compile("如果|要是|万一|假如|假使|的话|会不会|怎么办理|要什么条件|什么条件|哪些条件")
# A question of the rules names a case, not what happened to somebody.
_OF_THE_RULES = re.compile(
    "(?:能|可以|可)(?:不能|不可以)?(?:先)?(?:申请|报销?|享受|看病|治病|住)|有(?:什么|啥|哪些|没有)(?:补助|政策|救助|补贴|待遇)|听说有政策"
    "|算(?:不算|是)?(?:工伤|困难|支出|收入|财产|急难|大病)|(?:保险)[^,]{0,3}赔|(?:多久|几天)能"
)
_OF_SOMEBODY = re.compile("了(?!吗)|我|家里?(?:的?(?:老|孩|娃))|昨|今|刚|现在|已经|正")
# Heard of, or at somebody else's; 邻居家着火烧到我家 is one's own.
_HEARSAY = re.compile(
    "^(?:我们?)?(?:听说|(?:新闻|电视|抖音|视频|广播|朋友圈)(?:上|里)|(?:新闻|电视|抖音|视频|网上|手机上?|朋友圈)(?:看|说|讲|播|刷))"
)
_OF_OUR_OWN = re.compile(
    "我(?:家|屋|村|身|在|被|没钱)|[爸妈爹娘娃弟哥妹姐]|老[公婆伴]|男人|媳妇|孩子|儿子|女儿|救|快来"
)
_NOT_OURS = re.compile(
    "(?:我们?(?:这|村|家|那)|这)(?:里|边|儿)?[^,]{0,3}没(?:什么|啥)?(?:事|感觉|影响|受)|[跟和与]我们?家?[^,]{0,3}没(?:有)?关系|不是我们?家(?:的事?)?$|别人家的事|离我们?[^,]{0,3}远"
)
_CALLS = re.compile("救(?!急|助)|快来|困|里面|抢")
# Not what happened but what somebody is, does, or where it is: 急诊科护士, 洪水桥村, 烧锅炉的.
_NAME_OF = re.compile(
    "(?:护士|医生|大夫|司机|教练|工人|保安|师傅|老师|老板|队员|[一-龥]员|[一-龥]{0,6}(?:村|乡|镇|路|街|店|厂|公司|局|所|队|桥|湾|组|号|附近|旁边|对面|保险|疫苗))$"
)
_TRADE = re.compile(
    "^(?:我|他|她|以前|现在|在家|家里)*(?:是|做|干|当|开|卖|烧|打|修|送|跑|种|养|搞|学|教)[^,]{1,10}的$"
)
_AT_WORK = re.compile("(?:上班|打工|当过|干活|值班|做饭|退休|出工|工作)(?:的)?$")
_HAPPENED = re.compile("睡|躺|蹲|偷|骗|抢|赶|撵|了|着|得|不|没|快|救|在抢|起来|下来")


def current(said: str) -> str:
    """What of `said` (compact, in standard words) is told of today and of one's own; empty when nothing is."""
    if _is_a_name(said) or _SUPPOSED.search(said) or _WAS_PAST.search(said) or _is_of_others(said):
        return ""
    if _OF_THE_RULES.search(said) and not _OF_SOMEBODY.search(said):
        return ""
    past = _PAST.search(said)
    if past is None:
        return said
    since = _NOW.search(said, past.end()) or _LACKING_SINCE.search(said, past.end())
    return said[: past.start()] + "," + (said[since.start() :] if since is not None else "")


def happens(shape: re.Pattern[str], now: str) -> bool:
    """Whether this shape is in what is told of today, and not denied there."""
    if shape.search(now) is None:  # mostly so, and cheaper to see
        return False
    return any(not _stands_denied(now, found) for found in shape.finditer(now))


def denied(said: str, shape: re.Pattern[str]) -> bool:
    """Whether `said` denies every one of these it speaks of, or speaks of none."""
    return all(_DENIED.search(said[: found.start()]) for found in shape.finditer(said))


def is_none_of_it(now: str) -> bool:
    """Whether all that is said is that there was no such thing: 火灾没有."""
    return _NONE_OF_IT.search(now) is not None


def is_over(now: str) -> bool:
    """Whether it came to an end: paid, healed, repaired."""
    return _OVER.search(now) is not None


def _is_of_others(said: str) -> bool:
    hearsay = _HEARSAY.search(said)
    if hearsay is not None and not _OF_OUR_OWN.search(said, hearsay.end()):
        return True
    return _NOT_OURS.search(said) is not None and _NOW.search(said) is None and _CALLS.search(said) is None


def _is_a_name(said: str) -> bool:
    """Whether this names a place, a trade, a thing, though it sounds like misfortune."""
    if _TRADE.search(said) or _AT_WORK.search(said):
        return not any(shape.search(said) for _, shape in LACKS)
    return _NAME_OF.search(said) is not None and _HAPPENED.search(said) is None


def _stands_denied(said: str, found: re.Match[str]) -> bool:
    return (
        _DENIED.search(said[: found.start()]) is not None
        or _DENIED_WITHIN.search(found[0]) is not None
        or (found[0][-1] not in "淹漫涨没" and _ONCE.search(said[found.end() : found.end() + 5]) is not None)
        or _TOOK_PLACE_NOT.search(said) is not None
    )
