"""When something was: a month ("yyyy-mm") or a day ("yyyy-mm-dd") from 去年三月, 2019.3.5, 三天前."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from conversations.messages import say
from conversations.understanding.calendar_words import (
    DAY,
    DIGIT,
    EARLIEST_YEAR,
    MONTH,
    YEAR,
    day_or_none,
    month_back,
    said,
    small,
    vague,
    year_of,
)
from conversations.understanding.outcome import Doubtful, Sure, Unclear, Understood

_FRESH = 92  # days; a day said without its year is surely the last one only if it is not long ago

_FULL = re.compile(rf"{YEAR}[-./年]?{MONTH}[-./月]{DAY}[日号]?|(?P<eight>[0-9]{{8}})")
_PART = "(?:初|底|末|中旬?|上旬|下旬)?"
_YEAR_MONTH = re.compile(rf"{YEAR}[-./年]?{MONTH}(?:月份?{_PART})?|(?P<six>[0-9]{{6}})")
_TWO_MONTHS = re.compile(rf"{YEAR}(?P<first>[一二三四五六七八九])(?P<month>[二三四五六七八九十])月份?")
_YEAR_ONLY = re.compile(rf"{YEAR}(?:年)?(?P<part>初|底|末|年初|年底|年末|上半年|下半年)?")
_MONTH_ONLY = re.compile(rf"{MONTH}月份?{_PART}")
_AGO = "(?:以?前|之前|了)"
_MONTHS_AGO = re.compile(rf"[快有]?(?P<months>{DIGIT}{{1,3}})个多?月多?{_AGO}")
_YEARS_AGO = re.compile(rf"[快有]?(?P<years>{DIGIT}{{1,3}})年(?:多|(?P<half>半))?{_AGO}")
_HALF_YEAR_AGO = re.compile(f"[快有]?半年多?{_AGO}")
_HALVES = ("上半年", "下半年", "年初", "年底")
_MONTH_DAY = re.compile(rf"{MONTH}[-./月]{DAY}[日号]?")
_DAY_ONLY = re.compile(rf"{DAY}[日号]")
_DAY_OF_MONTH_WORD = re.compile(rf"(?P<word>这个月|本月|这月|上个月|上月|上上个月){DAY}[日号]?")
_WEEKS_AGO = re.compile("(?P<weeks>[一二两三四1-4])(?:个?星期|周|个?礼拜)(?:以?前|之前)")
_DAYS_AGO = re.compile(rf"(?P<days>{DIGIT}{{1,3}})天(?:以?前|之前)")
_CLOCK = re.compile(
    r"(?:一?(?<!今)大?早上?|清早|清晨|上午|中午|下午|傍晚|晚上|夜里|半夜|凌晨|夜晚)?"
    rf"(?:{DIGIT}{{1,3}}(?:点钟?|时)(?:多|半|一刻|{DIGIT}{{1,3}}分?)?)?$"
)
_MONTH_WORDS = {"这个月": 0, "本月": 0, "这月": 0, "当月": 0, "上个月": 1, "上月": 1, "上上个月": 2, "上上月": 2}
_DAY_WORDS = {"今天": 0, "今日": 0, "今早": 0, "今晚": 0, "今晨": 0, "刚才": 0, "刚刚": 0, "现在": 0, "昨天": 1, "昨日": 1, "昨晚": 1,
              "昨夜": 1, "前天": 2, "前日": 2, "前晚": 2, "大前天": 3, "明天": -1, "后天": -2}  # fmt: skip
_WEEK = re.compile("(?P<last>上个?|这个?|本)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])")


@dataclass(frozen=True, slots=True)
class _Moment:
    """A first day and how it was said. `rough`: only the year was; `doubt`: to be said back."""

    day: date
    rough: bool = False
    doubt: bool = False


def understand_month(text: str, today: date) -> "Understood[str]":
    """ "yyyy-mm", not after `today` (Asia/Shanghai). A full date gives its month.

    Only a year ("2019年") is kept as its January, doubtful and approximate: the form wants a month, and it is
    said back as a year. 三年前 and 五个月前 count back from this month; 三月 without a year is the last one past.
    """
    words = said(text)
    moment = _month(words, today) or _day(words, today)
    if moment is None:
        return Unclear(say("请写哪年哪月，比如 2019年3月，或 去年三月。"))
    if moment.day > today or moment.day.year < EARLIEST_YEAR:
        return Unclear(say("请再看一下年份和月份，这里要写已经过去的时间。"))
    value, year = moment.day.strftime("%Y-%m"), str(moment.day.year)
    rough = moment.rough or vague(text)
    if not (rough or moment.doubt):
        return Sure(value)
    if moment.rough:
        restated = say("{year} 年，月份先记作 {month} 月", year=year, month=str(moment.day.month))
        return Doubtful(value, restated, approximate=True)
    return Doubtful(value, say("{year} 年 {month} 月", year=year, month=str(moment.day.month)), rough)


def understand_day(text: str, today: date) -> "Understood[str]":
    """ "yyyy-mm-dd", not after `today` (Asia/Shanghai); an hour said beside it (昨天晚上八点) is left aside.

    A day without its year or month is the last one past, said back unless it is within three months.
    """
    words = said(text)
    moment = _day(words, today)
    hour = moment is None  # what is vague is the hour then, and that is left aside
    moment = moment or _day(_CLOCK.sub("", words), today)
    if moment is None:
        return Unclear(say("请写哪一天，比如 今天、昨天，或 3月5日。"))
    if moment.day > today or moment.day.year < EARLIEST_YEAR:
        return Unclear(say("请再看一下日期，这里要写今天或以前的日子。"))
    value, rough = moment.day.isoformat(), moment.rough or (vague(text) and not hour)
    return Doubtful(value, say("{day}", day=moment.day), rough) if rough or moment.doubt else Sure(value)


def _moment(day: date | None, *, rough: bool = False, doubt: bool = False) -> _Moment | None:
    return None if day is None else _Moment(day, rough, doubt)


def _month(words: str, today: date) -> _Moment | None:
    if (word := re.sub("[初中底末]$", "", words)) in _MONTH_WORDS:
        return _Moment(month_back(today, _MONTH_WORDS[word]))
    if words in _HALVES:
        words = "今年" + words
    if _HALF_YEAR_AGO.fullmatch(words):
        return _Moment(month_back(today, 6), rough=True)
    if found := _YEAR_ONLY.fullmatch(words):
        return _in_year(found, today)
    if found := _YEAR_MONTH.fullmatch(words):
        return _year_month(found, today)
    if found := _TWO_MONTHS.fullmatch(words):
        return _either_month(found, today)
    if (back := _months_ago(words)) is not None:
        known = 0 < back < (today.year - EARLIEST_YEAR) * 12
        return _Moment(month_back(today, back), rough=True) if known else None
    if found := _MONTH_ONLY.fullmatch(words):
        month = small(found["month"])
        first = day_or_none(today.year, month, 1) if month else None
        if first is None:
            return None
        return _Moment(first if first <= today else first.replace(year=today.year - 1), doubt=True)
    return None


def _months_ago(words: str) -> int | None:
    if found := _MONTHS_AGO.fullmatch(words):
        return small(found["months"]) or 0
    if found := _YEARS_AGO.fullmatch(words):
        years = small(found["years"])
        return 0 if years is None else years * 12 + (6 if found["half"] else 0)
    return None


def _either_month(found: re.Match[str], today: date) -> _Moment | None:
    """去年六七月: the later of two months that follow each other."""
    year, first, second = year_of(found["year"], today), small(found["first"]), small(found["month"])
    if year is None or first is None or second is None or second != first + 1:
        return None
    return _moment(day_or_none(year[0], second, 1), rough=True)


def _in_year(found: re.Match[str], today: date) -> _Moment | None:
    year = year_of(found["year"], today)
    month = {"底": 12, "末": 12, "下": 7}.get(
        (found["part"] or "初")[-1 if "半" not in (found["part"] or "") else 0], 1
    )
    first = day_or_none(year[0], month, 1) if year else None
    return _moment(first, rough=True)


def _year_month(found: re.Match[str], today: date) -> _Moment | None:
    if six := found["six"]:
        first = day_or_none(int(six[:4]), int(six[4:]), 1)
        return _moment(first)
    year, month = year_of(found["year"], today), small(found["month"])
    first = day_or_none(year[0], month, 1) if year and month else None
    return _Moment(first, doubt=not year[1]) if first and year else None


def _day(words: str, today: date) -> _Moment | None:
    for word in sorted(_DAY_WORDS, key=len, reverse=True):
        if words == word:
            return _Moment(today - timedelta(days=_DAY_WORDS[word]))
    if found := _FULL.fullmatch(words):
        return _full_day(found, today)
    if found := _DAYS_AGO.fullmatch(words):
        days = small(found["days"])
        return _Moment(today - timedelta(days=days)) if days else None
    if found := _WEEKS_AGO.fullmatch(words):
        return _Moment(today - timedelta(weeks=small(found["weeks"]) or 1), rough=True)
    if found := _DAY_OF_MONTH_WORD.fullmatch(words):
        first = month_back(today, _MONTH_WORDS[found["word"]])
        return _moment(day_or_none(first.year, first.month, small(found["day"]) or 0))
    if found := _MONTH_DAY.fullmatch(words):
        return _month_day(found, today)
    if found := _WEEK.fullmatch(words):
        return _weekday(found, today)
    if found := _DAY_ONLY.fullmatch(words):
        number = small(found["day"]) or 0
        in_month = (day_or_none(first.year, first.month, number) for first in (today, month_back(today, 1)))
        past = next((day for day in in_month if day and day <= today), None)
        return _moment(past, doubt=True)
    return None


def _full_day(found: re.Match[str], today: date) -> _Moment | None:
    if eight := found["eight"]:
        day = day_or_none(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
        return _moment(day)
    year, month, number = year_of(found["year"], today), small(found["month"]), small(found["day"])
    day = day_or_none(year[0], month, number) if year and month and number else None
    return _Moment(day, doubt=not year[1]) if day and year else None


def _month_day(found: re.Match[str], today: date) -> _Moment | None:
    month, number = small(found["month"]), small(found["day"])
    unsure = "月" not in found[0]  # 10.5 without a year
    years = (today.year, today.year - 1)
    days = (day_or_none(year, month, number) for year in years if month and number)
    past = next((day for day in days if day and day <= today), None)
    return _moment(past, doubt=past is not None and (unsure or (today - past).days > _FRESH))


def _weekday(found: re.Match[str], today: date) -> _Moment:
    weekday = "一二三四五六日".index(found["weekday"].replace("天", "日"))
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(days=weekday)
    if (found["last"] or "").startswith("上") or (day > today and not found["last"]):
        day -= timedelta(days=7)
    return _Moment(day, doubt=True)
