"""Whether somebody may be in danger now, and questions that no card may answer: read before any search."""

import re
from typing import Literal

from conversations.understanding.normal import compact

Danger = Literal["violence", "fire", "illness", "self_harm", "crime"]

# A false alarm costs a line with three numbers; a missed one may cost a life. Wide on purpose.
_DANGERS: tuple[tuple[Danger, re.Pattern[str]], ...] = (
    ("self_harm", re.compile("不想活|活不下去|活着没意思|想死|寻死|自杀|轻生|跳楼|跳河|割腕|上吊|一死了之|了结自己")),
    ("illness", re.compile(
        "喝(?:了)?农药|喝(?:了)?百草枯|敌敌畏|吃(?:了)?老鼠药|安眠药吃多|中毒|晕倒|昏倒|昏迷|昏过去|没气了|没呼吸|喘不上气"
        "|喘不过气|不省人事|叫不醒|中风|脑溢血|心梗|心脏病发|胸口疼|大出血|流血不止|血止不住|抽搐|抽风|触电|电着|溺水|掉(?:进)?水里|掉河里"
        "|摔下来|快不行了|快死了|要死了|要生了|出车祸|被车撞|撞车|急诊|抢救"
    )),
    ("fire", re.compile(
        "着火|起火|失火|烧起来|火灾|爆炸|煤气泄漏|煤气漏|冒烟|房子塌了|塌下来|被埋|被水围|被困|洪水来了"
        "|冲走|水(?:淹|漫)(?:到|进|上).{0,3}(?:屋|家|楼|床)|爬(?:到|上).{0,2}屋顶|地震了|泥石流来"
    )),
    ("violence", re.compile(
        "(?:天天|老是|总是|又|在|要|他|她|老公|丈夫|男人|老婆|婆娘|媳妇|儿子|女婿|爸|爹|妈|娘|哥|弟|公公|婆婆|对象|男朋友|家里人)"
        "打(?:我|妈|孩子|人|老婆)(?!电话|工|招呼|听|算|微信|的)"
        "|^打我|打我了|打我怎|被.{0,4}打|挨打|家暴|家庭暴力|虐待|掐我|砍|拿刀|动刀|要杀|杀人|杀我|打死|往死里打"
    )),
    ("crime", re.compile(
        "关起来|关在|不让我出门|绑架|强奸|性侵|猥亵|被拐|人贩子|传销|救命(?!钱)|抢劫|跟踪我"
        "|(?:孩子|小孩|娃|孙子|孙女|侄子|侄女).{0,2}(?:不见了|走丢|丢了|找不到了|被抱走|被带走)"
    )),
)  # fmt: skip

# Cheating, and doses of medicine: a card that sounds near would be wrong advice.
_NOT_FOR_CARDS = re.compile(
    "瞒|骗过|躲过|不让查|查不到|查不出|假离婚|假证|假残疾|假病|伪造|造假|转移(?:存款|财产)|藏(?:钱|起来)|过户给.{0,6}再申请"
    "|几片|几粒|剂量|停药|停了.{0,6}药|吃什么药|哪家医院|哪个医院|偏方|治得好"
)


_NEEDS = re.compile(
    "没钱(?:交|付|看|治|住|吃|买|救|抢救|做手术|开刀|回家|了怎么办)|(?:交|付|拿)不[起出](?:住院|医药|手术|押金|药费|抢救)|住院费(?:还)?(?:差|没着落|交不)"
    "|没饭吃|没吃的|断粮|揭不开锅|没(?:有)?地方(?:住|睡|去)|没处住|无家可归|流落|回不了家|钱(?:都)?(?:被偷|丢)了?|身无分文"
    "|急用钱|等着?钱(?:救|交|用)|救命钱|(?:房子|家里?)都?被?(?:大水|洪水|雨水|水|火)?(?:烧|塌|倒|淹|冲)|等米下锅|孩子没奶"
)


def needs_help_now(words: str) -> bool:
    """Whether these words tell that somebody lacks food, shelter, or the money for treatment, today."""
    return _NEEDS.search(compact(words)) is not None


def danger_in(words: str) -> Danger | None:
    """The danger these words speak of, None when none is heard."""
    said = compact(words)
    return next((danger for danger, pattern in _DANGERS if pattern.search(said)), None)


def not_for_cards(words: str) -> bool:
    """Whether only a person may answer this, however near a card sounds."""
    return _NOT_FOR_CARDS.search(compact(words)) is not None
