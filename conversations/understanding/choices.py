"""One or several of the options offered, by number, by label, or by a word for it."""

import re
import unicodedata
from collections.abc import Sequence
from typing import TypeAlias

from conversations.messages import Message, say, verbatim
from conversations.understanding.normal import compact, normal, words
from conversations.understanding.numerals import read_numeral
from conversations.understanding.outcome import Doubtful, Sure, Unclear, Understood

Options: TypeAlias = Sequence[tuple[str, tuple[str, ...]]]

_MOST_PIECES = 30
_NUMBERED = re.compile(  # 第二个 and 选2 are places; 两个 is a count
    r"(?:选择?第?|第)?(?P<bare>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:项|号|条|种|\)|、)?"
    r"|(?:选择?第?|第)(?P<nth>[0-9]{1,3}|[一二三四五六七八九十]{1,3})个"
)
_AROUND = re.compile(
    "(?:我们|我|家里|家|他|她|是|选择?|就|属于|应该|的|了|啊|呀|嗯|哦|呢|有|一个|个|现在|目前|算|[\\s,])*"
)
_LEAD = re.compile("^(?:我们家|我家的?|我的?|他的?|她的?|是|选)+")
_TURNS = re.compile("[不没未无非否别除和跟与及、,媳]")  # beside a word, these make it mean something else
_NO_MONEY = re.compile("没有?钱|钱不够|[交付看治上读供念花]?不起")
_SPLIT = re.compile(r"\s*(?:[、,;/+\n]|还有|以及|和|跟|与|及)\s*|\s+")
_FIGURES = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,9}")
_OF_THE_LIST = re.compile("(?:最?(?P<front>前|头)面?|最?后面?)(?P<number>[一二两三四五六1-9])[个项条种样]")
_NONE = frozenset(words("没有 都没有 无 没 全都没有 一个都没有 一样都没有 以上都没有 都不是 都不符合"))
_ALL = frozenset(words("都有 全部 全有 全选 都选 全都有 都是 所有"))


def understand_choice(text: str, options: Options) -> "Understood[str]":
    """The value of one option. `options` are (value, words), the first word being the label.

    A whole match with the number (from 1), the label or a word is taken, small talk around it aside. A word
    found inside something longer is said back; beside a 不 or 没, or with another option's word, nothing is
    taken.
    """
    typed = compact(text)
    if exact := _exactly(typed, options):
        return Sure(exact)
    number = _number(typed)
    if number is not None and 1 <= number <= len(options):
        return Sure(options[number - 1][0])
    found = _contained(typed, options)
    values = {value for value, _ in found}
    if len(values) != 1:
        return Unclear(_how(options))
    value, word = found[0]
    before, _, after = typed.partition(word)
    if re.match("的.|[家他她]", after):  # 儿子家, 女儿她妈: somebody else
        return Unclear(_how(options))
    if _AROUND.fullmatch(before) and _AROUND.fullmatch(after):
        return Sure(value)
    if len(word) < 2 or _TURNS.search(_beside(typed, found)):
        return Unclear(_how(options))
    return Doubtful(value, say("您选的是“{option}”", option=_label(value, options)))


def understand_several(text: str, options: Options, *, none_allowed: bool = False) -> "Understood[tuple[str, ...]]":
    """The values of the options named, each once, in the order named.

    都没有 is the empty tuple when `none_allowed`, unless an option is called so.

    Parts not understood: what was recognised anywhere in the line is said back, unless a 不 or 没 stands beside
    it; then nothing is taken. One part doubtful and all are said back.
    """
    whole = understand_choice(text, options)
    if isinstance(whole, Sure):
        return Sure((whole.value,))
    typed = compact(text)
    if typed in _NONE:
        return Sure(()) if none_allowed else Unclear(say("请至少选一个；都不合适的话，选最接近的。"))
    if typed in _ALL:
        every = tuple(value for value, _ in options)
        return Doubtful(every, _restated(every, options))
    if counted := _counted(typed, options) or _run_together(typed, options):
        return Doubtful(counted, _restated(counted, options))
    line = normal(text)
    pieces = line.split(".") if _FIGURES.fullmatch(line) else [piece for piece in _SPLIT.split(line) if piece]
    if not 1 <= len(pieces) <= _MOST_PIECES:
        return Unclear(_how_several())
    understood = [understand_choice(piece, options) for piece in pieces]
    values: list[str] = []
    for piece, one in zip(pieces, understood, strict=True):
        if isinstance(one, Unclear):
            if mentioned := _mentioned(typed, options):
                return Doubtful(mentioned, _restated(mentioned, options))
            return Unclear(say("请换个说法，或者直接点选：没看懂“{words}”。", words=verbatim(piece)))
        if one.value not in values:
            values.append(one.value)
    if all(isinstance(one, Sure) for one in understood):
        return Sure(tuple(values))
    return Doubtful(tuple(values), _restated(tuple(values), options))


def _counted(typed: str, options: Options) -> tuple[str, ...]:
    """前两个, 最后一个: those of the list as it was shown, () when it is not said so."""
    found = _OF_THE_LIST.fullmatch(typed)
    number = read_numeral(found["number"]) if found else None
    if found is None or number is None or number > len(options):
        return ()
    values = tuple(value for value, _ in options)
    return values[: int(number)] if found["front"] else values[-int(number) :]


def _run_together(typed: str, options: Options) -> tuple[str, ...]:
    """生病残疾: words of several options and nothing else, () when it is not that."""
    known = {compact(name): value for value, names in options for name in names if len(compact(name)) > 1}
    values: list[str] = []
    at = 0
    while at < len(typed):
        word = max((word for word in known if typed.startswith(word, at)), key=len, default="")
        if not word or len(values) == _MOST_PIECES:
            return ()
        values.append(known[word])
        at += len(word)
    return tuple(dict.fromkeys(values)) if len(set(values)) > 1 else ()


def _exactly(typed: str, options: Options) -> str | None:
    for form in dict.fromkeys((typed, _LEAD.sub("", typed))):
        values = {value for value, names in options if form in {compact(name) for name in names}}
        if form and len(values) == 1:
            return values.pop()
    return None


def _number(typed: str) -> int | None:
    if len(typed) == 1 and "①" <= typed <= "⑳":  # as pasted from a list
        return int(unicodedata.numeric(typed))
    found = _NUMBERED.fullmatch(typed)
    value = read_numeral(found["bare"] or found["nth"]) if found else None
    return None if value is None else int(value)


def _contained(typed: str, options: Options) -> list[tuple[str, str]]:
    """(value, word) of every option with a word inside `typed`; a word inside a longer one found is no find.

    儿媳妇 does not also mean 媳妇, and 不健康 is not 健康 when both are words of options.
    """
    found = [
        (value, word)
        for value, names in options
        for word in sorted({compact(name) for name in names}, key=len, reverse=True)
        if word and word in typed
    ]
    longest = {word for _, word in found if not any(word != other and word in other for _, other in found)}
    said = [(value, word) for value, word in found if word in longest]
    return [(value, word) for value, word in said if len(word) > 1] or said  # 我 in 我儿子 is not the applicant


def words_of_options(text: str, options: Options) -> tuple[str, ...]:
    """The options of which a word of two signs or more is in the text, in the order in which they are named."""
    typed = compact(text)
    return _in_order(typed, _words_in(typed, options))


def _mentioned(typed: str, options: Options) -> tuple[str, ...]:
    """失业了还生病: what `words_of_options` finds, () where it may be denied."""
    found = _words_in(typed, options)
    return () if _TURNS.search(_beside(typed, found)) else _in_order(typed, found)


def _words_in(typed: str, options: Options) -> list[tuple[str, str]]:
    return [(value, word) for value, word in _contained(typed, options) if len(word) > 1]


def _in_order(typed: str, found: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value, word in sorted(found, key=lambda one: typed.index(one[1]))))


def _beside(typed: str, found: Sequence[tuple[str, str]]) -> str:
    """What is left of the line without the words found in it, and without the want of money, which denies nothing."""
    for _, word in found:
        typed = typed.replace(word, " ")
    return _NO_MONEY.sub(" ", typed)


def _label(value: str, options: Options) -> Message:
    return verbatim(next(names[0] if names else value for option, names in options if option == value))


def _restated(values: tuple[str, ...], options: Options) -> Message:
    return say("您选的是：{options}", options=tuple(_label(value, options) for value in values))


def _how(options: Options) -> Message:
    return say("请从下面 {count} 个里点一个，也可以写前面的数字，比如 1。", count=len(options))


def _how_several() -> Message:
    return say("请点选，可以选几个；也可以写前面的数字，用逗号隔开，比如 1，3。")
