"""Names of people: Han with · inside, or Latin letters."""

import re

from conversations.messages import say
from conversations.understanding.normal import normal, words
from conversations.understanding.outcome import Doubtful, Sure, Unclear, Understood

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af〇"
_DOTS = re.compile(rf"(?<=[{_HAN}])\s?[•・.‧∙⋅･·﹒]\s?(?=[{_HAN}])")
_LEAD = re.compile(
    r"^(?:我的?名字(?:是|叫)?|我姓名是|我叫|我是|他叫|她叫|他是|她是|名字是|名字叫|名字|姓名是|姓名|叫)"
    r"[:：]? ?"
)
_OF_ANOTHER = re.compile(
    "(?:我|他|她)?的?(?:大|小)?(?:儿子|女儿|老婆|老公|孙子|孙女|爸爸?|妈妈?|孩子)(?:的?名字)?(?:叫|是)"
)
_BY_NICKNAME = re.compile("[老小阿][^·]")
_HAN_NAME = re.compile(rf"[{_HAN}](?:[{_HAN}]|·(?=[{_HAN}]))*")
_LATIN_NAME = re.compile(r"[A-Za-zÀ-ɏ](?:[A-Za-zÀ-ɏ]|[ '.-]{1,2}(?=[A-Za-zÀ-ɏ]))*\.?")
_TALK = re.compile(
    "[我你您他她它咱谁吗呢吧啊呀哦嗯哪嘛们]|不[知清晓想会用是]|没有|什么|怎么|名字|身份证|电话|手机|爸爸|妈妈|儿子|女儿|老婆|老公|孙子|孙女|大概|可能|现在|今年|去年|以前|个月|取名|先生$|女士$|师傅$|同志$|老师$|医生$|主任$|老板$|^老.头$|^.先生"
    "|爷爷|奶奶|婆婆|叔叔|阿姨|大[妈爷娘叔婶伯姐哥]$|同上|一样$"
)
_RARE = re.compile("[不没的是了这那有和跟]")
# Common surnames that begin no common word of every day: 高 (高中), 常, 成, 单, 全, 时 are left out.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾"
    "夏韦付邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤马"
)
_EVERYDAY = re.compile(
    "[不没的是了在有和跟住打工病学去来上下都也还就岁个口人死残疾退休今年月日天现家儿女孙爸妈哥弟姐妹爷奶婆公娃回]"
    "|^(?:马路|周[一二三四五六日末]|周边|黄昏|曾经|许多|程度|余下|钱少)"
)
_NOT_NAMES = frozenset(
    words(
        "无 否 对的 好的 可以 同意 行的 是的 帮助 返回 跳过 继续 退出 暂停 人工 为什么 老婆 老公 儿子"
        " 女儿 孙子 孙女 父亲 母亲 丈夫 妻子 爱人 本人 自己 孩子 小孩 大儿子 小儿子 大女儿 小女儿 爷爷"
        " 奶奶 公公 婆婆 岳父 岳母 外孙 外孙女 哥哥 弟弟 姐姐 妹妹 老伴 上一步 忘记 忘了 保密 匿名 先生"
        " 女士 yes no ok hi hello help none null nan abc test 户主 保密 老人 病人 妈 爸"
    )
)


def understand_name(text: str) -> "Understood[str]":
    """A full name of 2–30 characters; the dot inside Han names becomes ·, 我叫 and the like fall away.

    More than four Han characters without a dot, or characters that names hardly use, are said back.
    """
    typed = _DOTS.sub("·", normal(text))
    name = _LEAD.sub("", typed, count=1)
    if other := _OF_ANOTHER.match(name):  # whose name was asked for is not known here
        inner = understand_name(name[other.end() :])
        return inner if isinstance(inner, Unclear) else Doubtful(inner.value, say("姓名是“{name}”", name=inner.value))
    if re.search(rf"[{_HAN}]", name):
        name = name.replace(" ", "")
    if not 2 <= len(name) <= 30 or name.lower() in _NOT_NAMES or _TALK.search(name):
        return Unclear(say("请只写姓名，和身份证上的一样，比如 张三。"))
    if _LATIN_NAME.fullmatch(name):
        return Sure(name)
    if not _HAN_NAME.fullmatch(name):
        return Unclear(say("请只写姓名里的字，不用加数字或别的符号，比如 张三。"))
    longest = max(len(part) for part in name.split("·"))
    unusual = _RARE.search(name) or longest > 4 or _BY_NICKNAME.fullmatch(name)
    if "·" not in name and unusual:
        return Doubtful(name, say("姓名是“{name}”", name=name))
    return Sure(name)


def safe_han_name(words: str) -> bool:
    """Whether `words` beside other words can only be a name: a common surname and no word of every day.

    For lists of people (老婆王芳), where a name has no question of its own: rather no name than a wrong one.
    """
    if "·" in words:
        return _HAN_NAME.fullmatch(words) is not None and len(words) >= 5
    if not 2 <= len(words) <= 3 or words[0] not in _SURNAMES or _EVERYDAY.search(words):
        return False
    return isinstance(understand_name(words), Sure)
