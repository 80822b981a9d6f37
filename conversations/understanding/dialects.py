"""Words of people's own places, and what dictation makes of a few others, in the words the shapes are written in.

Only what stands for one thing wherever it is said: 冇 is 没有 from Jiangxi to Guangdong, 屋企 is home and nothing else.
"""

import re

# As it is said: as the shapes have it. Longer ones win over what they begin with.
_SAID = {
    # Guangdong
    "屋企": "家里", "而家": "现在", "家阵": "现在", "依家": "现在", "宜家": "现在", "细路仔": "孩子", "细路": "孩子", "阿仔": "儿子",
    "老豆": "爸爸", "老窦": "爸爸", "火烛": "着火", "按金": "押金", "晕低": "晕倒", "跌低": "摔倒", "整亲": "弄伤",
    "撞亲": "撞伤", "跌亲": "摔伤", "烧亲": "烧伤", "烫亲": "烫伤", "辘亲": "烫伤", "呃晒": "骗光", "呃咗": "骗了", "俾人呃": "被骗",
    "畀人呃": "被骗", "呃走": "骗走", "偷晒": "偷光", "烧晒": "烧光", "浸晒": "淹光", "浸坏晒": "淹坏光", "冲晒": "冲光", "死晒": "死光",
    "冇晒": "没了", "使晒": "花光", "用晒": "用光", "水浸": "水淹", "浸到": "淹到", "嘢食": "东西吃", "饭食": "饭吃", "嘢": "东西",
    "冇得": "没得", "冇": "没", "唔使": "不用", "唔": "不", "嚟": "来", "喇": "了", "莫来": "别来", "冇事": "没事", "俾": "被",
    "畀": "被", "咗": "了", "哋": "们", "喺": "在", "啲": "的", "嘅": "的",
    "佢": "他",
    "返屋企": "回家里", "饿到": "饿得", "痛到": "痛得", "冻到": "冻得", "落锅": "下锅",
    # Jiangxi, Hunan, Sichuan
    "莫得": "没得", "么得": "没得", "冒得": "没得", "冇哒": "没了", "细伢子": "孩子", "细伢": "孩子", "伢崽": "孩子",
    "伢子": "孩子", "毛毛": "孩子",
    "屋头": "屋里", "屋里头": "屋里", "家嘞": "家里", "婆娘": "老婆", "堂客": "老婆", "老倌": "老公", "老信": "老公",
    "恰饭": "吃饭", "恰的": "吃的", "跌哒": "摔了",
    "落哒": "掉了", "遭起": "遭了", "着咯": "着了", "不克": "不去",
    # Shandong, Henan, Shanxi, Gansu, Xinjiang
    "俺们": "我们", "俺家": "我家", "俺": "我", "咱家": "我家", "毁了个": "毁了", "木有": "没有", "么有": "没有", "娃娃": "娃",
    "碎娃": "娃", "尕娃": "娃",
    "巴郎": "娃", "婆姨": "老婆", "当家的": "老公", "掌柜的": "老公", "孩他爹": "老公", "孩儿他爹": "老公", "娃他爸": "老公",
    "咧": "了", "咥": "吃",
    # What dictation and hurried fingers make of it
    "着货": "着火", "着伙": "着火", "起货": "起火", "依院": "医院", "医苑": "医院", "教前": "交钱", "交前": "交钱", "要前,": "要钱,",
    "梅钱": "没钱", "住院废": "住院费", "医药废": "医药费", "压金": "押金", "鸭金": "押金", "就命": "救命", "抢旧": "抢救",
    "出车货": "出车祸", "车获": "车祸", "昏米": "昏迷",
}  # fmt: skip
_ANY = re.compile("|".join(sorted(map(re.escape, _SAID), key=len, reverse=True)))


def standard(said: str) -> str:
    """`said`, in compact writing, with the words of its place replaced by those everybody knows."""
    return _ANY.sub(_as_the_shapes_have_it, said)


def _as_the_shapes_have_it(found: re.Match[str]) -> str:
    return _SAID[found[0]]
