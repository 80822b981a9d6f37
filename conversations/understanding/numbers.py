"""Plain numbers with their unit: ages, square metres, people, grades, counts."""

import re
from decimal import Decimal
from typing import Literal

from conversations.messages import Message, say
from conversations.understanding.normal import normal, plain_numerals
from conversations.understanding.numerals import read_numeral
from conversations.understanding.outcome import Doubtful, Sure, Unclear, Understood
from conversations.understanding.quantities import Quantity, closed_up, read_quantity, upper_end

Unit = Literal["years", "m2", "people", "grade", "count"]

_UNIT_WORDS: dict[Unit, str] = {
    "years": "周岁|[岁歲]",
    "m2": "个?平方米|个?平米|个?平方|个?平|m2|m²|㎡",
    "people": "个人|口人|口之家|人|口|个|位|名",
    "grade": "级残疾|级|等",
    "count": "个|套|辆|次|间|处|台|艘|条|家",
}
_BEFORE = re.compile(
    "(?:我|他|她|家里|今年|现在|已经|建筑面积|使用面积|面积|房子|住房|一共|总共|共|就|只有|有|是|满|:|,)+"
)
_VAGUE_BEFORE = re.compile("(?:大概|大约|大致|差不多|估计|可能|好像|应该|将近|接近|不到|至少|最多|超过|约|快)+")
_VAGUE_AFTER = re.compile("(?:左右|上下|出头|以上|以下|不到|多|吧|的样子)+$")
_SOFT_AFTER = re.compile("(?:了|的|呢|呀|啊|哦)+$")
_AND_A_HALF = re.compile("(.{1,4})岁半")
_FEW = {"俩": "两个", "仨": "三个"}
_MONTHS_OLD = re.compile("(.{1,4}?)个?月大?")
_NONE = {"没有", "没", "无", "都没有", "一个也没有", "一个都没有", "没人"}
_JUST_BORN = {
    "刚出生",
    "满月",
    "刚满月",
    "刚生",
    "才出生",
    "新生儿",
    "未满周岁",
    "不满周岁",
    "不满一岁",
    "不到一岁",
    "未满一岁",
}


def understand_number(text: str, *, low: Decimal | int, high: Decimal | int, unit: Unit) -> "Understood[Decimal]":
    """A number between `low` and `high`, both allowed, with or without its unit word.

    Square metres may have two decimals, the rest are whole. Ages are full years; a baby's months count as 0
    or 1 year. Vague numbers are doubtful and approximate: 七十多 is 70, 80到90 is 90.
    """
    closed = closed_up(plain_numerals(normal(text).lower()))
    if closed is None:
        return Unclear(_how(unit))
    words, joined = _SOFT_AFTER.sub("", closed[0]), closed[1]
    if unit in {"people", "count"}:
        words = _FEW.get(words[:1], words[:1]) + words[1:].removeprefix("个" if words[:1] in _FEW else "")
        words = words.replace("个人", "人") if words.endswith("个人") else words
    if words in _NONE and low <= 0 and unit in {"people", "count", "m2"}:
        return Sure(Decimal(0))
    if unit == "years" and (baby := _baby(words)) is not None:
        return Sure(baby) if low <= baby <= high else Unclear(_between(low, high, unit))
    quantity = _read(words, unit)
    if quantity is None:
        return Unclear(_how(unit))
    value = quantity.value
    if not low <= value <= high:
        return Unclear(_between(low, high, unit))
    if value != value.quantize(Decimal("0.01") if unit == "m2" else Decimal(1)):
        return Unclear(_how(unit))
    value = value.quantize(Decimal(1)) if value == int(value) else value.normalize()
    if quantity.approximate or quantity.doubt or joined:
        return Doubtful(value, _restated(value, unit, quantity.approximate), quantity.approximate)
    return Sure(value)


def _read(words: str, unit: Unit) -> Quantity | None:
    vague = False
    if lead := _BEFORE.match(words):
        words = words[lead.end() :]
    if lead := _VAGUE_BEFORE.match(words):
        words, vague = words[lead.end() :], True
    if unit == "grade":
        words = words.removeprefix("第")
    unit_words = _UNIT_WORDS[unit]
    if tail := _VAGUE_AFTER.search(words):
        words, vague = words[: tail.start()], True
    words = re.sub(f"(?:{unit_words})$", "", words, count=1)
    if tail := _VAGUE_AFTER.search(words):
        words, vague = words[: tail.start()], True
    ends = re.split(f"(?:{unit_words})?[-~到至]", words)
    read = [read_quantity(end) for end in ends[:3]]
    if any(quantity is None for quantity in read) or len(ends) > 2:
        return None
    found = [quantity for quantity in read if quantity is not None]
    quantity = found[0] if len(found) == 1 else upper_end(found[0], found[1])
    return quantity and Quantity(quantity.value, quantity.approximate or vague, quantity.doubt)


def _baby(words: str) -> Decimal | None:
    if words in _JUST_BORN:
        return Decimal(0)
    if half := _AND_A_HALF.fullmatch(words):
        years = read_numeral(half[1])
        return years if years is not None and years == int(years) else None
    found = _MONTHS_OLD.fullmatch(words.removeprefix("出生"))
    months = read_numeral(found[1]) if found else None
    return Decimal(int(months) // 12) if months is not None and months < 24 else None


def _how(unit: Unit) -> Message:
    match unit:
        case "years":
            return say("请写周岁，比如 63。")
        case "m2":
            return say("请写多少平方米，比如 90。")
        case "people":
            return say("请写几个人，比如 4。")
        case "grade":
            return say("请写几级，比如 2。")
        case "count":
            return say("请写一个数，比如 2。")


def _between(low: Decimal | int, high: Decimal | int, unit: Unit) -> Message:
    low, high = Decimal(low), Decimal(high)
    match unit:
        case "years":
            return say("请再看一下年龄，这里可以写 {low} 到 {high} 岁。", low=low, high=high)
        case "m2":
            return say("请再看一下面积，这里可以写 {low} 到 {high} 平方米。", low=low, high=high)
        case "people":
            return say("请再看一下人数，这里可以写 {low} 到 {high} 个人。", low=low, high=high)
        case "grade":
            return say("请再看一下级别，这里可以写 {low} 到 {high} 级。", low=low, high=high)
        case "count":
            return say("请再看一下，这里可以写 {low} 到 {high}。", low=low, high=high)


def _restated(value: Decimal, unit: Unit, vague: bool) -> Message:
    match unit:
        case "years":
            return say("大约 {number} 岁", number=value) if vague else say("{number} 岁", number=value)
        case "m2":
            return say("大约 {number} 平方米", number=value) if vague else say("{number} 平方米", number=value)
        case "people":
            return say("大约 {number} 个人", number=value) if vague else say("{number} 个人", number=value)
        case "grade":
            return say("大约 {number} 级", number=value) if vague else say("{number} 级", number=value)
        case "count":
            return say("大约 {number}", number=value) if vague else say("{number}", number=value)
