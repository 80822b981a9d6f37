"""What holds for any text: nothing is raised, a figure survives being spoken, leftovers are never taken."""

import re
from datetime import date, timedelta
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric

from conversations.understanding.identity import facts_of, mask_id_number, understand_id_number
from conversations.understanding.numerals import read_numeral
from conversations.understanding.outcome import Doubtful, Sure, Unclear
from tests.understanding.readers import READERS, TODAY

PIECES = (
    "零一二两三四五六七八九十百千万亿点半几多来元块毛角分个月年日号天前后上下周每大概左右不没有到至-~、，。,. /0123456789"
    "kwxX岁平级人口我他的是了吧和跟儿子女老婆第选张·\u202e\u200b\x00😀٣²②½"
)
fragments = st.text(st.sampled_from(PIECES), max_size=14)
anything = st.text(max_size=60)


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=100)
@given(text=st.one_of(fragments, anything))
def test_any_text_has_one_of_the_three_outcomes(kind: str, text: str) -> None:
    assert isinstance(READERS[kind](text), Sure | Doubtful | Unclear)


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    "piece", ["一", "1", "千", "一千", "三五", " ", "1 ", ",", "我", "对", "好的", "·", "张", "\u202e"]
)
def test_four_thousand_characters_are_answered_and_not_taken(kind: str, piece: str) -> None:
    long = "x" + piece * (4000 // len(piece))
    assert isinstance(READERS[kind](long), Sure | Doubtful | Unclear)
    assert piece == " " or not isinstance(READERS[kind](long), Sure)


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    "piece", ["我家里", "我家", "我一个", "大概", "的", "每月", "一个月", "我的", "是", "左右", "对对", "一千", "第"]
)
def test_small_talk_without_end_is_answered_at_once(kind: str, piece: str) -> None:
    """A pattern that could be matched in two ways per word would need years for this."""
    talk = piece * (180 // len(piece))
    for text in (talk + "!x", talk + "儿子" + talk + "!x"):
        assert isinstance(READERS[kind](text), Sure | Doubtful | Unclear)


@settings(max_examples=100)
@given(number=st.integers(0, 9_999_999))
def test_a_figure_written_out_in_chinese_is_read_back(number: int) -> None:
    assert read_numeral(cn2an.an2cn(number, "low")) == number


@st.composite
def written(draw: st.DrawFn) -> tuple[str, int]:
    """An amount in one of the ways people write it, and what it is."""
    number = draw(st.integers(1, 9_999_999) | st.integers(1, 999).map(lambda some: some * 1000))
    first, second = draw(st.integers(1, 9)), draw(st.integers(1, 9))
    unit, name = draw(st.sampled_from([(100, "百"), (1000, "千"), (10_000, "万")]))
    short = first * unit + second * unit // 10
    numeral = cn2an.an2cn(number, "low")
    ways = {
        numeral: number,
        cn2an.an2cn(number, "up"): number,
        str(number): number,
        f"{number:,}": number,
        f"{Decimal(number) / 10_000:f}万": number,
        f"{Decimal(number) / 1000:f}千": number,
        numeral.replace("二千", "两千").replace("二万", "两万"): number,
        f"{first}{name}{second}": short,
        f"{cn2an.an2cn(first)}{name}{cn2an.an2cn(second)}": short,
        f"{first}万{second}千": first * 10_000 + second * 1000,
        f"{first}.{second}{name}": short,
    }
    way: tuple[str, int] = draw(st.sampled_from(sorted(ways.items())))
    return way


@settings(max_examples=400)
@given(
    amount=written(),
    before=st.sampled_from(["", "一共", "大概", "就", "￥"]),
    after=st.sampled_from(["", "块钱", "元", "左右", "。"]),
)
def test_an_amount_however_written_is_itself_or_is_asked_about(
    amount: tuple[str, int], before: str, after: str
) -> None:
    text, number = amount
    read = READERS["once"](before + text + after)
    assert isinstance(read, Unclear) or (isinstance(read, Sure | Doubtful) and read.value == number), (text, read)
    a_month = READERS["year"](f"每月{text}")
    assert isinstance(a_month, Unclear) or (isinstance(a_month, Sure | Doubtful) and a_month.value == number * 12)


@settings(max_examples=100)
@given(amount=written())
def test_an_amount_that_is_written_well_is_not_asked_about(amount: tuple[str, int]) -> None:
    text, number = amount
    if not re.match("[0-9.]+千", text):  # nobody says 11千
        assert READERS["once"](text + "元") == Sure(Decimal(number))


@settings(max_examples=100)
@given(number=st.integers(0, 9_999_999))
def test_a_figure_with_separators_is_read_back(number: int) -> None:
    assert READERS["once"](f"{number:,} 元") == Sure(Decimal(number))


@settings(max_examples=100)
@given(number=st.integers(1, 9_999_999), stray=st.characters(), front=st.booleans())
def test_a_stray_character_beside_a_figure_never_changes_what_is_taken(number: int, stray: str, front: bool) -> None:
    """Either the character belongs to a figure (a digit, a sign), or the value stays, or nothing is taken."""
    taken = READERS["once"](f"{stray}{number}" if front else f"{number}{stray}")
    if isinstance(taken, Sure) and taken.value != number:
        assert re.fullmatch(r"[0-9０-９十百千万萬亿億百佰仟拾〇零\u2460-\u249b.kwKWｋｗＫＷ毛角]", stray), (
            stray,
            taken,
        )


@settings(max_examples=100)
@given(
    number=st.integers(1, 99_999),
    words=st.sampled_from(["只鸡", "亩地", "?", "不", "斤", "几", "和", "美元", "x", "e5"]),
)
def test_words_that_are_not_understood_keep_a_figure_from_being_taken(number: int, words: str) -> None:
    for kind in ("year", "once", "age", "area", "people"):
        assert isinstance(READERS[kind](f"{number}{words}"), Unclear)


@st.composite
def id_numbers(draw: st.DrawFn) -> str:
    """A valid number of somebody born in the last hundred years."""
    birthday = TODAY - timedelta(days=draw(st.integers(0, 36_500)))
    body = f"{draw(st.integers(110_000, 659_999))}{birthday:%Y%m%d}{draw(st.integers(0, 999)):03}"
    return body + ric.calc_check_digit(body + "0")


@settings(max_examples=100)
@given(number=id_numbers(), place=st.integers(0, 16), shift=st.integers(1, 9))
def test_one_wrong_digit_in_an_id_number_is_never_taken(number: str, place: int, shift: int) -> None:
    assert understand_id_number(number, TODAY) == Sure(number)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert isinstance(understand_id_number(wrong, TODAY), Unclear)


@settings(max_examples=50)
@given(number=id_numbers())
def test_an_id_number_tells_age_birthday_sex_and_county(number: str) -> None:
    facts = facts_of(number, TODAY)
    assert facts.birthday.strftime("%Y%m%d") == number[6:14]
    assert facts.sex == ("male" if number[16] in "13579" else "female")
    assert facts.county_code == number[:6]
    first = facts.birthday
    assert (first.year + facts.age, first.month, first.day) <= (TODAY.year, TODAY.month, TODAY.day)
    assert (first.year + facts.age + 1, first.month, first.day) > (TODAY.year, TODAY.month, TODAY.day)
    assert mask_id_number(number) == number[:4] + "**********" + number[-4:]


def test_an_age_counts_from_the_birthday_and_on_it() -> None:
    assert facts_of("11010519491231002X", date(2026, 12, 30)).age == 76
    assert facts_of("11010519491231002X", date(2026, 12, 31)).age == 77


@pytest.mark.parametrize("number", ["", "11010519491231002x", "110105194912310021", "1" * 18, "abc"])
def test_facts_are_told_of_no_number_that_is_wrong(number: str) -> None:
    with pytest.raises(ValueError, match="not a resident ID number"):
        facts_of(number, TODAY)


def test_a_short_number_is_masked_whole() -> None:
    assert mask_id_number("1234567") == "*******"
