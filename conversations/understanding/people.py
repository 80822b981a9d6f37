"""Several people in one line, as answered to 有谁和您一起住: 我、老婆和两个孩子."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from conversations.understanding.kin import COUNTED, COUPLE, JOINS, KIN, LONGEST_WORD, MARRIED_IN, SELF, SEVERAL, Kin
from conversations.understanding.names import safe_han_name
from conversations.understanding.normal import normal
from conversations.understanding.numerals import read_numeral

_LONGEST_LINE = 80
_MOST_PEOPLE = 20
_NUMBER = "[0-9]{1,2}|[一二两三四五六七八九十]"
_AND = "以及|还有|另外|加上|外加|和|跟|与|及|同"
_MARKS = "[、,;/+|。.]"
_SPLIT = re.compile(f"{_MARKS}|{_AND}")
_CUT_SHORT = re.compile(f"(?:{_AND}) *(?:$|{_MARKS})")  # 陈家和 is a name, and who comes after 和 is missing
_LEAD = re.compile(
    "(?:现在|目前|平时|一共|总共|共|家里头?|家中|我们?家里?(?!的|那)|屋里(?!人|的|头)|住着|住的|还|就是|只有|就|只|是|有"
    "|带着|跟着|带|:|我?(?:一起|一块儿?|一同)(?:住|生活|过)的?人?|我住的?人?| )+"
)
_TAIL = re.compile("(?:(?:一起|一块儿?)(?:住|生活|过)|住在?一起|住|过|一起)?的?(?:了|吧|啊|呀|呢|哦|嘛)*$")
_TOTAL = re.compile(rf"(?:我们|咱们|一家|全家|一共|总共|共|[ :])*(?P<total>{_NUMBER})(?:口人|口之家|口|个人|人)")
_HOW_MANY = re.compile(rf"(?P<number>{_NUMBER})(?P<of>[个位名])?|(?P<short>[俩仨])个?")
_HOW_MANY_AFTER = re.compile(rf"(?:(?P<number>{_NUMBER})[个位名]|(?P<short>[俩仨]))")
_AGE = re.compile(r"[ (]*[0-9一二三四五六七八九十]{1,3}岁\)?")
_MINE = re.compile("我的|我们的|我们?家的?|我那个?|俺的|咱的|自己的|亲")
_CALLED = re.compile("[ :(]*(?:名字叫|名叫|叫)?[ :]*")
_PET_NAME = re.compile("[小阿](?![学孩的])[\u4e00-\u9fff]")
_ALONE = re.compile(
    "(?:我|俺|咱|本人)?(?:自己|自个儿?)?(?:一个人?|1个人?|一人|独自一人|孤身一人)(?:在家)?|独居|剩下?我(?:自己)?一?个?人?"
)
_NOBODY = re.compile("没有?|无|冇|没得|没有了|都没有")
_NOBODY_ELSE = re.compile(
    "(?:没有?|冇|没得)(?:别的?|其他的?|其它的?|外)?(?:人|谁)|没有?(?:别的|其他)|(?:别人|其他人?)都?没有?"
)


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody who lives with the resident.

    `relation` is a value of members.N.relation, or `child` where son or daughter was not said; `called` the
    resident's own word (大儿子); `name` the full name if one was surely given with it.
    """

    relation: str
    called: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class _Mention:
    """A word for a relative with what was said of it: how many (None: not said), and whether after the word."""

    who: Relative
    number: int | None = None
    after: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """What a stretch of the line says: relatives, and how many people in all."""

    mentions: tuple[_Mention, ...] = ()
    totals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing read: where it ends, and its group (what may follow it without a comma)."""

    end: int
    group: str
    read: _Read = _Read()


def understand_people(words: str) -> tuple[Relative, ...] | None:
    """Who lives with the resident, in the order said; () when nobody does (就我一个).

    None when any part is not understood, when the line can be read in two ways (弟妹, 两个孙子孙女), or when
    a number said with it (一家三口) does not fit the people named: nobody is added and nobody is dropped.
    """
    line = normal(words)
    if not line or len(line) > _LONGEST_LINE or _CUT_SHORT.search(line):
        return None
    pieces = [piece for piece in (_trimmed(piece) for piece in _SPLIT.split(line)) if piece]
    if len(pieces) == 1 and _NOBODY.fullmatch(pieces[0]):
        return ()
    mentions: list[_Mention] = []
    totals: list[int] = []
    alone = False
    for piece in pieces:
        if _ALONE.fullmatch(piece):
            alone = True
        elif not _NOBODY_ELSE.fullmatch(piece):
            read = _the_one_reading(piece, first=not mentions)
            if read is None:
                return None
            mentions += read.mentions
            totals += read.totals
    if not pieces or (alone and mentions) or _may_mean_two_things(mentions):
        return None
    people = tuple(mention.who for mention in mentions for _ in range(mention.number or 1))
    fits = all(people and total in {len(people), len(people) + 1} for total in totals)  # 一家三口 counts the resident
    return people if fits and len(people) <= _MOST_PEOPLE else None


def _trimmed(piece: str) -> str:
    start = _LEAD.match(piece)
    rest = piece[start.end() :] if start else piece
    return rest if rest in KIN else _TAIL.sub("", rest, count=1).strip()  # 屋里的 is whole as it is


def _may_mean_two_things(mentions: Sequence[_Mention]) -> bool:
    """Whether somebody may have been said twice, or a number may be of more than its word."""
    relations = Counter(mention.who.relation for mention in mentions for _ in range(mention.number or 1))
    if any(relations[one] > 1 for one in ("spouse", "father", "mother")):
        return True
    if relations["child"] and (relations["son"] or relations["daughter"]):
        return True  # 两个孩子，一儿一女
    many = {mention.who.relation for mention in mentions if (mention.number or 1) > 1}
    said = Counter(mention.who.relation for mention in mentions)
    if any(said[relation] > 1 for relation in many):
        return True  # 两个女儿，大女儿，小女儿
    bare = Counter(mention.who.called for mention in mentions if mention.number is None and not mention.who.name)
    if many and any(word in MARRIED_IN for word in bare):
        return True  # 两个儿子和儿媳
    if any(count > 1 for count in bare.values()):
        return True  # 儿子、儿子: two of them, or said twice
    return any(mention.after for mention in mentions) and not all(
        mention.after for mention in mentions
    )  # 老婆、孩子两个


def _the_one_reading(piece: str, *, first: bool) -> _Read | None:
    """What stands between two separators, or None unless it can be read in exactly one way."""

    @cache
    def readings(at: int, before: str) -> tuple[_Read, ...]:
        if at == len(piece):
            return (_Read(),)
        found = {
            _Read(step.read.mentions + rest.mentions, step.read.totals + rest.totals): None
            for step in _steps(piece, at, before, couple=first and before in {"", "self"})
            for rest in readings(step.end, step.group)
        }
        return tuple(found)[:2]

    every = readings(0, "")
    return every[0] if len(every) == 1 else None


def _steps(piece: str, at: int, before: str, *, couple: bool) -> Iterator[_Step]:
    """Every way to read one thing at `at`; `before` is the group of the word directly before, "" for none."""
    if piece[at] in " :()":
        yield _Step(at + 1, "")
        return
    if (found := _TOTAL.match(piece, at)) and before in {"", "self", "spouse"}:
        yield _Step(found.end(), "total", _Read(totals=(_number(found["total"]),)))
    if before == "total":
        return
    yield from (_Step(at + len(word), "self") for word in SELF if piece.startswith(word, at))
    for word in COUPLE if couple else ():
        if piece.startswith(word, at):
            yield _Step(at + len(word), "spouse", _Read((_Mention(Relative("spouse", word)),)))
    if mine := _MINE.match(piece, at):
        at, before = mine.end(), "self"
    if found := _HOW_MANY.match(piece, at):
        number = _said_number(found)
        if number and (found["of"] or found[0][-1] not in "二十"):  # 二儿子 is the second son
            yield from _counted(piece, found.end(), number)
    yield from _uncounted(piece, at, before)


def _counted(piece: str, at: int, number: int) -> Iterator[_Step]:
    for end in range(at + 1, min(at + LONGEST_WORD, len(piece)) + 1):
        word = piece[at:end]
        if kin := KIN.get(word) or COUNTED.get(word):
            yield from _with_details(piece, end, kin, number)


def _uncounted(piece: str, at: int, before: str) -> Iterator[_Step]:
    for end in range(at + 1, min(at + LONGEST_WORD, len(piece)) + 1):
        word = piece[at:end]
        known = SEVERAL.get(word) or ((KIN[word],) if word in KIN else ())
        if not known or not (before in {"", "self"} or (before, known[0].group) in JOINS):
            continue
        if before not in {"", "self"} and piece[:at].endswith(word):  # 哥哥 is one brother
            continue
        if before == "named" and len(word) == 1:  # 陈小姐 is no sister
            continue
        if len(known) == 1:
            yield from _with_details(piece, end, known[0], None)
        else:
            yield _Step(end, known[0].group, _Read(_each(known)))


def _each(known: tuple[Kin, ...]) -> tuple[_Mention, ...]:
    if len(set(known)) == 1:
        return (_Mention(Relative(known[0].relation, known[0].word), len(known)),)
    return tuple(_Mention(Relative(one.relation, one.word)) for one in known)


def _with_details(piece: str, end: int, kin: Kin, number: int | None) -> Iterator[_Step]:
    """A relative with what may follow the word: an age, how many, or a name."""
    who = Relative(kin.relation, kin.word)
    group = "several" if (number or 1) > 1 else kin.group
    yield _Step(_past_age(piece, end), group, _Read((_Mention(who, number),)))
    if number is None and (after := _HOW_MANY_AFTER.match(piece, end)):
        yield _Step(after.end(), "after", _Read((_Mention(who, _said_number(after), after=True),)))
    if (number or 1) == 1:
        for stop, name in _names(piece, end):
            yield _Step(_past_age(piece, stop), "named", _Read((_Mention(replace(who, name=name), number),)))


def _names(piece: str, at: int) -> Iterator[tuple[int, str | None]]:
    """A name said after the word; a pet name is understood, but is no name for the form."""
    called = _CALLED.match(piece, at)
    start = called.end() if called else at
    for end in range(start + 2, min(start + 16, len(piece)) + 1):
        words = piece[start:end]
        if safe_han_name(words):
            yield end, words
        elif _PET_NAME.fullmatch(words) and words not in KIN:
            yield end, None


def _past_age(piece: str, end: int) -> int:
    age = _AGE.match(piece, end)
    return age.end() if age else end


def _said_number(found: re.Match[str]) -> int:
    return {"俩": 2, "仨": 3}[found["short"]] if found["short"] else _number(found["number"])


def _number(text: str) -> int:
    value = read_numeral(text)
    return int(value) if value is not None else 0
