"""One spelling for the ways people ask: dialect, soft endings and politeness fall away, synonyms become one word."""

import re

from conversations.understanding.normal import compact

# Longest first within a group of the same meaning; what stands right of the arrow is what cards say.
_SAME: tuple[tuple[str, str], ...] = (
    ("怎么办理", "怎么办"), ("怎么弄", "怎么办"), ("怎么整", "怎么办"), ("咋整", "怎么办"), ("咋个办", "怎么办"),
    ("咋弄", "怎么办"), ("咋办", "怎么办"), ("咋样", "怎么样"), ("咋个", "怎么"), ("咋", "怎么"), ("如何", "怎么"),
    ("怎样", "怎么"), ("为啥", "为什么"), ("啥子", "什么"), ("啥", "什么"), ("嘛子", "什么"), ("甚么", "什么"),
    ("好多钱", "多少钱"), ("几多钱", "多少钱"), ("几个钱", "多少钱"), ("俺们", "我"), ("俺", "我"), ("咱", "我"),
    ("我们", "我"), ("我家", "家里"), ("娃儿", "孩子"), ("娃娃", "孩子"), ("娃", "孩子"), ("小孩", "孩子"),
    ("伢子", "孩子"), ("崽", "孩子"), ("闺女", "女儿"), ("妹子", "女儿"), ("爹妈", "爸妈"), ("爹娘", "爸妈"),
    ("父母亲", "爸妈"), ("父母", "爸妈"), ("老娘", "妈妈"), ("我妈", "妈妈"), ("我娘", "妈妈"), ("母亲", "妈妈"),
    ("老爹", "爸爸"), ("我爸", "爸爸"), ("父亲", "爸爸"), ("老头子", "老人"), ("老头", "老人"), ("老太太", "老人"),
    ("老两口", "老人"), ("老汉", "老人"), ("不同", "区别"), ("不一样", "区别"), ("差别", "区别"), ("差在哪", "区别"),
    ("怎么分", "区别"), ("低保编缘", "低保边缘"), ("低保边沿", "低保边缘"),
    ("边圆", "边缘"), ("编缘", "边缘"), ("边园", "边缘"), ("低宝", "低保"), ("抵保", "低保"), ("第保", "低保"),
    ("底保", "低保"), ("地保", "低保"),
    ("五保户", "五保"), ("补帖", "补贴"), ("补助", "补贴"), ("津帖", "津贴"), ("户囗", "户口"), ("户籍", "户口"),
    ("住院费用", "住院费"), ("看病钱", "看病没钱"), ("医疗费", "医药费"), ("药费", "医药费"), ("医医药费", "医药费"),
    ("批准", "批"), ("审批", "批"), ("通不过", "没通过"), ("没过", "没通过"), ("被退", "没通过"), ("拒绝", "被拒"),
    ("轿车", "小汽车"), ("小车", "小汽车"), ("汽车", "车"), ("智能机", "智能手机"), ("家暴", "家庭暴力"),
    ("念书", "上学"), ("读书", "上学"), ("打官司", "官司"), ("打工", "打工"), ("干活", "打工"), ("做工", "打工"),
    ("上班", "打工"), ("存折", "存款"), ("积蓄", "存款"), ("儿子", "儿子"), ("付不起", "交不起"), ("出不起", "交不起"),
    ("缴", "交"), ("领钱", "领钱"), ("能不能", "能"), ("可不可以", "能"), ("可以", "能"), ("行不行", "行"),
    ("算不算", "算"), ("要不要", "要"), ("有没有", "有"), ("是不是", "是"), ("会不会", "会"),
)  # fmt: skip
_POLITE = re.compile(r"^(?:您好|你好|请问一下|请问|问一下|问下|我想问一下|我想问|想问一下|想问|那个|那|麻烦)+")
_SOFT = re.compile(r"(?:吗|呢|啊|呀|吧|嘛|哦|噢|不咯|不啦|哩|咧|喽|不|没|没有|么)+$")
_MARKS = re.compile(r"[^\w]|_")
# Said in nearly every question: weighs nothing by itself.
_EMPTY = re.compile(r"[的了啊呀吗呢吧嘛哦]")


def plain(text: str) -> str:
    """The question in the spelling the search compares; may come back empty."""
    line = _MARKS.sub("", compact(text))
    line = _POLITE.sub("", line)
    for said, meant in _SAME:
        line = line.replace(said, meant)
    line = _SOFT.sub("", line) or line
    return _EMPTY.sub("", line)


def grams(line: str) -> dict[str, int]:
    """Runs of one, two and three characters with how often they occur; digits stay whole."""
    counted: dict[str, int] = {}
    for size in (1, 2, 3):
        for at in range(len(line) - size + 1):
            piece = line[at : at + size]
            counted[piece] = counted.get(piece, 0) + 1
    return counted
