"""Money as people say it → yuan, for a year or once, with every doubt said back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from conversations.messages import Message, say
from conversations.understanding.normal import normal, plain_numerals
from conversations.understanding.numerals import DIGITS, UNITS
from conversations.understanding.outcome import Doubtful, Sure, Unclear, Understood
from conversations.understanding.quantities import Quantity, closed_up, read_quantity, upper_end

Asks = Literal["year", "once"]
Period = Literal["", "month", "quarter", "half_year", "year", "other_period"]

MONTHLY_LOOKING = Decimal(12_000)  # yuan; a bare figure below this may well be meant a month
_FEN = Decimal("0.01")
_A_YEAR: Mapping[Period, int] = {"month": 12, "quarter": 4, "half_year": 2}
_THOUSANDS_POINT = re.compile(r"\.[0-9]{3,}(?![0-9十百千万亿kw])")  # 3.500 may be 3500: not taken as 3.5

_KINDS = {
    "never": "有没有",
    "zero": "(?:一分|一毛|分文|毛)钱?[也都]?[没冇](?:有|得)?|(?:什么|啥)[也都][没冇](?:有|得)?|[都也][没冇](?:有|得)"
    "|没有|没得|莫得|冇得|冇有|没|冇|暂无|无",
    "month": "每一?个月|每月|一个月|月收入|月工资|月薪|月均|月入|月领|按月|/个?月",
    "year": "去年一年|每一?年|一整?年|全年|整年|年收入|年薪|年均|按年|去年|/年",
    "quarter": "每一?个?季度|一个?季度",
    "half_year": "每?半年",
    "other_period": "每一?天|一天|每日|/天|日薪|每一?个?星期|每一?周|一周|一个?星期|/周|每学期|一学期",
    "approximate": "大概齐?|大约摸?|约莫|大致|差不多|估计|可能|好像|应该|也许|几乎|基本上?|将近|接近|不到|不超过|至少|最多"
    f"|最少|超过|左右|上下|出头|以上|以下|以内|一点(?![0-9{DIGITS}])|约|快|小(?=[0-9{DIGITS}])|吧",
    "loss": "净?亏损?了?|赔了?|倒贴了?|负",
    "topic": "养老金|退休金|低保金?|补贴|补助|务工|打零工|打工|零工|种[地田菜]|卖[菜粮]|养[猪鸡牛羊]|摆摊|房租|租金|利息|分红",
    "earned": "挣到?了?|赚到?了?",
    "filler": "我们?|家里|全家|下来|到头|一共|总共|合计|加起来|到手|也?就是|也就|就|只有|只|有|是|人民币|rmb|cny|¥|"
    "收入|工资|存款|存了?|银行卡?里?|卡[里上]|手[里头]上?|账上|定期|活期|钱|能?领了?|能?拿了?|发了?|花了?|用了?|交了?|的|了|:|,|呢|啊|呀|嗯|哦",
    "coins": rf"(?P<yuan>[0-9{DIGITS}十百]{{1,7}})[块元](?P<jiao>[0-9{DIGITS}])"
    rf"(?:[毛角](?:(?P<fen>[0-9{DIGITS}])分?)?)?(?![0-9{DIGITS}{UNITS}.])"
    rf"|(?P<only_jiao>[1-9{DIGITS}])[毛角](?:(?P<only_fen>[0-9{DIGITS}])分?)?钱?",
    "figure": rf"(?P<plain>一?[百千万]把|(?:(?!一个月|一整?年|一天|一周|一共|一点(?![0-9{DIGITS}]))"
    rf"[0-9{DIGITS}{UNITS},.点kw])+"
    rf"[多来余]?[{UNITS}]?)(?:块钱|元钱|元整|yuan|块|元|圆)?(?P<more>[多来余])?",
    "span": "[-~到至—–]|、",
    "bare_month": "月",
    "bare_year": "年",
}  # fmt: skip
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))
_PERIODS: tuple[Period, ...] = ("month", "quarter", "half_year", "year", "other_period")
_NEVER_BEFORE_ZERO = {"有", "是", "就是", "也就是", "的", "了", "只有", "只", "就"}


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What a sentence about money says: how much, and of which period.

    `other_period` is one that cannot be reckoned to a year: days worked and terms differ.
    """

    quantity: Quantity
    period: Period


def understand_amount(text: str, *, asks: Asks, negative: bool = False, ceiling: Decimal) -> "Understood[Decimal]":
    """Yuan (for `year`: of twelve months) from what was typed.

    An amount with its period said is reckoned to the year; a bare figure under 12,000 yuan where a year is
    asked is doubtful, with the monthly reading as `otherwise`. Vague amounts are doubtful and approximate:
    两万多 is the figure named, 四五千 and 2000-3000 are their upper end. Below zero only with `negative`;
    beyond `ceiling` (yuan) the zeros are asked to be counted. Nothing is taken of a
    text of which anything is left over.
    """
    words = plain_numerals(normal(text).lower())
    spoken = _read(words)
    if spoken is None:
        return Unclear(_how(words))
    if spoken.period == "other_period":
        return Unclear(say("请换成一个月或一年的数，比如 每月 2000，或 一年 24000。"))
    value = spoken.quantity.value
    if value < 0 and not negative:
        return Unclear(say("没有的话写 0 就行，这里不用写负数。"))
    if asks == "once" and spoken.period:
        return Unclear(say("请写一个总数，不用按月或按年算，比如 9000。"))
    value *= _A_YEAR.get(spoken.period, 1)
    if abs(value) > ceiling:
        return Unclear(say("请再数一遍有几个零，这个数好像太大了。也可以写成 三万五 这样。"))
    if value != value.quantize(_FEN) or _THOUSANDS_POINT.search(words):
        return Unclear(say("请写到分就行，小数点后面最多两位，比如 12.50。"))
    return _outcome(spoken, _tidy(value), asks, ceiling)


def _how(words: str) -> Message:
    if re.search("不固定|不一定|不稳定|时多时少|有时|看情况|忽高忽低", words):
        return say("请说个大概的平均数，比如 每月大概 1500。多几百、少几百不要紧。")
    return say("请写一个数，比如 3500 或 三千五。没有就写 0。")


def _outcome(spoken: _Spoken, value: Decimal, asks: Asks, ceiling: Decimal) -> "Understood[Decimal]":
    vague = spoken.quantity.approximate
    doubtful = vague or spoken.quantity.doubt
    if asks == "once":
        return Doubtful(value, _once(value, vague), vague) if doubtful else Sure(value)
    if spoken.period == "month":
        restated = _monthly(_tidy(spoken.quantity.value), value, vague)
        return Doubtful(value, restated, vague) if doubtful else Sure(value)
    if spoken.period in {"quarter", "half_year"}:  # there may have been one only
        return Doubtful(value, _yearly(value, vague), vague, _only_once(spoken, vague))
    if spoken.period == "year" or value == 0 or abs(value) >= MONTHLY_LOOKING:
        return Doubtful(value, _yearly(value, vague), vague) if doubtful else Sure(value)
    times_twelve = value * 12
    monthly = Doubtful(times_twelve, _monthly(value, times_twelve, vague), vague)
    return Doubtful(value, _yearly(value, vague), vague, monthly if abs(times_twelve) <= ceiling else None)


def _only_once(spoken: _Spoken, vague: bool) -> Doubtful[Decimal]:
    value = _tidy(spoken.quantity.value)
    return Doubtful(value, _yearly(value, vague), vague)


def _read(text: str) -> _Spoken | None:
    closed = closed_up(text)
    if closed is None:
        return None
    found = _tokens(closed[0])
    if found is None:
        return None
    kinds = [kind for kind, _ in found]
    period = _period(kinds)
    if period is None or "never" in kinds:
        return None
    if "zero" in kinds:
        none = Quantity(Decimal(0), "approximate" in kinds, "topic" in kinds)
        return _Spoken(none, period) if _says_none(found) else None
    quantity = _quantity(found)
    if quantity is None:
        return None
    vague = quantity.approximate or "approximate" in kinds
    doubt = quantity.doubt or closed[1] or "topic" in kinds  # 低保 may be the answer to another question
    return _Spoken(Quantity(quantity.value, vague, doubt), period)


def _tokens(text: str) -> list[tuple[str, re.Match[str]]] | None:
    found: list[tuple[str, re.Match[str]]] = []
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            return None
        kind = next(kind for kind in _KINDS if token[kind] is not None)
        seen_figure = any(earlier in {"figure", "coins"} for earlier, _ in found)
        if kind.startswith("bare_"):
            if seen_figure:  # 3月 after a figure is a date, before one it is "a month"
                return None
            kind = kind.removeprefix("bare_")
        if kind == "span" and not seen_figure:
            if token[0] != "-":
                return None
            kind = "loss"
        found.append((kind, token))
        at = token.end()
    return found


def _period(kinds: list[str]) -> Period | None:
    said: list[Period] = [one for one in _PERIODS if one in kinds]
    if "other_period" in said:
        return "other_period"
    return None if len(said) > 1 else said[0] if said else ""


def _says_none(found: list[tuple[str, re.Match[str]]]) -> bool:
    kinds = [kind for kind, _ in found]
    before = {token[0] for _, token in found[: kinds.index("zero")]}
    told = kinds.count("zero") == 1 and not {"figure", "coins", "earned", "loss", "span"} & set(kinds)
    asked = any(word.endswith("了") for word in before)  # 存了没有 is a question
    return told and not asked and not before & _NEVER_BEFORE_ZERO


def _quantity(found: list[tuple[str, re.Match[str]]]) -> Quantity | None:
    """The one figure, or the one span, with its sign."""
    core = [(kind, token) for kind, token in found if kind in {"figure", "coins", "span"}]
    figures = [_figure(token) for kind, token in core if kind != "span"]
    losses = sum(kind == "loss" for kind, _ in found)
    shape = [kind == "span" for kind, _ in core]
    if losses > 1 or any(figure is None for figure in figures):
        return None
    read = [figure for figure in figures if figure is not None]
    if shape == [False]:
        quantity: Quantity | None = read[0]
    elif shape == [False, True, False]:
        quantity = _span(read[0], read[1], core[1][1][0])
    else:
        return None
    if quantity is None or not losses:
        return quantity
    return Quantity(-quantity.value, quantity.approximate, quantity.doubt)


def _span(low: Quantity, high: Quantity, sign: str) -> Quantity | None:
    if sign == "、" and low.value >= 10:  # 2、3万 is a span; 2000、3000 are two amounts
        return None
    return upper_end(low, high)


def _figure(token: re.Match[str]) -> Quantity | None:
    if token["figure"] is None:
        return _coins(token)
    quantity = read_quantity(token["plain"])
    if quantity is None or not token["more"]:
        return quantity
    return Quantity(quantity.value, approximate=True)


def _coins(token: re.Match[str]) -> Quantity | None:
    yuan = read_quantity(token["yuan"]) if token["yuan"] else Quantity(Decimal(0))
    jiao = read_quantity(token["jiao"] or token["only_jiao"])
    fen = read_quantity(token["fen"] or token["only_fen"] or "零")
    if yuan is None or jiao is None or fen is None or yuan.value != int(yuan.value):
        return None
    bare = token["yuan"] is not None and not re.search("[毛角]", token[0])  # 五块五 is usual, 100元5 may be a slip
    doubt = yuan.doubt or (bare and yuan.value >= 100)
    return Quantity(yuan.value + jiao.value / 10 + fen.value / 100, yuan.approximate, doubt)


def _tidy(value: Decimal) -> Decimal:
    whole = value.quantize(Decimal(1))
    return abs(whole) if whole == 0 == value else whole if whole == value else value.quantize(_FEN)


def _once(value: Decimal, vague: bool) -> Message:
    if value < 0:
        return say("大约亏 {amount} 元", amount=-value) if vague else say("亏 {amount} 元", amount=-value)
    return say("大约 {amount} 元", amount=value) if vague else say("{amount} 元", amount=value)


def _yearly(value: Decimal, vague: bool) -> Message:
    if value < 0:
        lost = -value
        return say("一年一共大约亏 {amount} 元", amount=lost) if vague else say("一年一共亏 {amount} 元", amount=lost)
    return say("一年一共大约 {amount} 元", amount=value) if vague else say("一年一共 {amount} 元", amount=value)


def _monthly(month: Decimal, value: Decimal, vague: bool) -> Message:
    if value < 0:
        if vague:
            return say("每月大约亏 {month} 元，一年亏 {amount} 元", month=-month, amount=-value)
        return say("每月亏 {month} 元，一年亏 {amount} 元", month=-month, amount=-value)
    if vague:
        return say("每月大约 {month} 元，一年 {amount} 元", month=month, amount=value)
    return say("每月 {month} 元，一年 {amount} 元", month=month, amount=value)
