"""The words for relatives as they stand in a list of people, each meaning one person.

Left out on purpose, so that the line is asked about: 媳妇 (wife, or daughter-in-law), 外甥 (nephew, or grandson),
老头子 (husband, or father), 对象, 老人, and 儿女 or 兄弟 without a number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from conversations.understanding.normal import words
from conversations.understanding.relations import RELATION_WORDS


@dataclass(frozen=True, slots=True)
class Kin:
    """One relative's word. `group` tells what may stand beside it without a comma."""

    word: str
    relation: str
    group: str


# A child whose sex is not said: no relation of the form, so it is asked.
_CHILD = words("孩子 小孩 小孩子 小孩儿 娃 娃娃 娃儿 宝宝 小娃 大娃 大宝 小宝 二宝")
_SEVERAL_OR_NOBODY = frozenset(
    words(
        "两口子 公婆或岳父母 公婆 公公婆婆 岳父母 岳父岳母 祖父母 爷爷奶奶 外公外婆 孙子女 孙子孙女 兄弟姐妹 兄弟 姐妹"
        " 其他 其它 别的 亲戚 其他亲属"
    )
)
_TAKES_ORDINAL = words("儿子 女儿 闺女 孙子 孙女 外孙 外孙女 孩子 弟弟 妹妹 哥哥 姐姐 女婿 儿媳 儿媳妇 侄子 侄女")
_ORDINALS = words("大 小 二 三 四 五 老 最大的 最小的")

SELF = words("我自己 我本人 本人 自己 我们 我 俺们 俺 咱们 咱")
COUPLE = words("老两口 两口子 俩口子 夫妻俩 夫妻两个 夫妻两人 夫妻二人 夫妻 夫妇俩 夫妇")


def _group(word: str, relation: str) -> str:
    if relation != "other":
        return relation
    if any(part in word for part in ("儿媳", "孙媳", "女婿")):
        return "child_spouse"
    if any(part in word for part in ("嫂", "弟媳", "姐夫", "妹夫", "弟妹")):
        return "sibling_spouse"
    return "nephew" if word.startswith("侄") else "other"


def _known() -> dict[str, Kin]:
    known = {
        word: Kin(word, relation, _group(word, relation))
        for relation, called in (*RELATION_WORDS.items(), ("child", _CHILD))
        for word in called
        if relation != "self" and word not in _SEVERAL_OR_NOBODY
    }
    for ordinal, word in product(_ORDINALS, _TAKES_ORDINAL):
        known.setdefault(ordinal + word, Kin(ordinal + word, known[word].relation, known[word].group))
    return known


def _several(group: str, called: str, relations: str) -> tuple[Kin, ...]:
    return tuple(Kin(word, relation, group) for word, relation in zip(words(called), words(relations), strict=True))


KIN: Mapping[str, Kin] = MappingProxyType(_known())

# Words that mean somebody only with a number before them: 一女, 两个兄弟.
COUNTED: Mapping[str, Kin] = MappingProxyType(
    {
        "儿": Kin("儿子", "son", "son"),
        "女": Kin("女儿", "daughter", "daughter"),
        "姑娘": Kin("姑娘", "daughter", "daughter"),
        "兄弟": Kin("兄弟", "sibling", "sibling"),
        "姐妹": Kin("姐妹", "sibling", "sibling"),
    }
)

_PARENTS = _several("parents", "父亲 母亲", "father mother")
_PAIR_OF_CHILDREN = _several("children", "儿子 女儿", "son daughter")
SEVERAL: Mapping[str, tuple[Kin, ...]] = MappingProxyType(
    {
        "父母": _PARENTS,
        "父母亲": _PARENTS,
        "双亲": _PARENTS,
        "爸妈": _several("parents", "爸 妈", "father mother"),
        "爹妈": _several("parents", "爹 妈", "father mother"),
        "爹娘": _several("parents", "爹 娘", "father mother"),
        "公婆": _several("parent_in_law", "公公 婆婆", "parent_in_law parent_in_law"),
        "岳父母": _several("parent_in_law", "岳父 岳母", "parent_in_law parent_in_law"),
        "祖父母": _several("grandparent", "祖父 祖母", "grandparent grandparent"),
        "爷奶": _several("grandparent", "爷爷 奶奶", "grandparent grandparent"),
        "一双儿女": _PAIR_OF_CHILDREN,
        "一对儿女": _PAIR_OF_CHILDREN,
        "一子一女": _PAIR_OF_CHILDREN,
        "龙凤胎": _PAIR_OF_CHILDREN,
        "一对龙凤胎": _PAIR_OF_CHILDREN,
        "双胞胎": _several("children", "孩子 孩子", "child child"),
        "一对双胞胎": _several("children", "孩子 孩子", "child child"),
        "双胞胎儿子": _several("children", "儿子 儿子", "son son"),
        "双胞胎女儿": _several("children", "女儿 女儿", "daughter daughter"),
    }
)
LONGEST_WORD = max(map(len, (*KIN, *COUNTED, *SEVERAL, *COUPLE)))

MARRIED_IN = frozenset(word for word, one in KIN.items() if one.group in {"child_spouse", "sibling_spouse"})

_YOUNG = words("son daughter child children grandchild")
_SIDE = words("sibling parents father mother grandparent")
# Which may follow which without a comma: 儿子女儿 is a list, but 弟弟老婆 and 老婆妈妈 are somebody else.
JOINS: frozenset[tuple[str, str]] = frozenset(
    {
        *product(("spouse", "parents", "parent_in_law"), _YOUNG),
        *product(("son", "daughter"), ("son", "daughter", "child_spouse", "grandchild")),
        *product(("children", "child_spouse", "grandchild"), ("grandchild",)),
        *product(("parents", "parent_in_law"), ("spouse",)),
        *product(("parents", "father", "mother", "grandparent"), _SIDE),
        *product(("named", "after"), (*_YOUNG, *_SIDE, "spouse", "parent_in_law", "child_spouse")),
        ("parent_in_law", "parent_in_law"),
        ("sibling", "sibling"),
        ("sibling", "sibling_spouse"),
        ("sibling_spouse", "nephew"),
        ("nephew", "nephew"),
    }
)
