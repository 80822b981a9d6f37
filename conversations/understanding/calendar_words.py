"""Years, months and days as they are said: 二零一九, 去年, 三月份, 五号."""

import re
from datetime import date

from conversations.understanding.normal import normal, plain_numerals
from conversations.understanding.numerals import read_digits, read_numeral

EARLIEST_YEAR = 1900

_YEARS_BACK = {"大前年": 3, "前年": 2, "去年": 1, "上年": 1, "今年": 0, "本年": 0, "明年": -1, "后年": -2}
DIGIT = "[0-9零一二两三四五六七八九十]"
YEAR = (  # without 年 a mark must follow: 20193 is not 2019年3月
    rf"(?P<year>{'|'.join(_YEARS_BACK)}|[0-9零一二三四五六七八九]{{4}}(?:年|(?=[-.]|$))|[0-9零一二三四五六七八九]{{2}}年)"
)
MONTH = rf"(?P<month>{DIGIT}{{1,3}})"
DAY = rf"(?P<day>{DIGIT}{{1,3}})"


def said(text: str) -> str:
    """`text` ready for the patterns of dates: no spaces but between figures, where they part them like dots."""
    parted = re.sub(r"(?<=[0-9]) (?=[0-9])|/", ".", plain_numerals(normal(text)))
    return re.sub(
        "^(?:是|在|大概是?|大约是?|好像是?|应该是?|差不多)+"
        "|(?:的时候|的事|[买盖建修搬住办]?的|吧|(?<![年月多半])了|左右|前后)+$",
        "",
        parted.replace(" ", ""),
    )


def vague(text: str) -> bool:
    """Whether the words `said` leaves out made the date vague."""
    return bool(re.search("大概|大约|好像|应该|差不多|吧|左右|前后", text))


def year_of(words: str, today: date) -> tuple[int, bool] | None:
    """(year, certain). A year of two digits is the latest one not in the future, and not certain."""
    if words in _YEARS_BACK:
        return today.year - _YEARS_BACK[words], True
    digits = words.removesuffix("年")
    value = int(digits) if re.fullmatch("[0-9]+", digits) else read_digits(digits)
    if value is None:
        return None
    if len(digits) == 4:
        return value, True
    century = today.year // 100 * 100
    return (century + value if century + value <= today.year else century - 100 + value), False


def small(words: str) -> int | None:
    """A number of a month or day, 03 allowed."""
    value = read_numeral(words.removeprefix("0"))
    return int(value) if value is not None and value == int(value) else None


def month_back(today: date, months: int) -> date:
    """The first day of the month `months` before that of `today`; ValueError before year 1."""
    count = today.year * 12 + today.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The date, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
