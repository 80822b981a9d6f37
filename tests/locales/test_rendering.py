"""A message reads the way its reader writes: figures, dates, lists, and braces that stay braces."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.messages import Message, say, verbatim
from locales.catalogues import Catalogues
from locales.rendering import Renderer

TODAY = date(2026, 11, 22)
ENGLISH = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "每月 {amount} 元"
msgstr "{amount} yuan a month"

msgid "住院"
msgstr "a hospital stay"

msgid "残疾"
msgstr "a disability"

msgid "原因：{causes}"
msgstr "Reason: {causes}"
"""


@pytest.fixture
def catalogues(tmp_path: Path) -> Catalogues:
    for locale, text in (("zh_CN", ""), ("en", ENGLISH)):
        place = tmp_path / locale / "LC_MESSAGES" / "messages.po"
        place.parent.mkdir(parents=True)
        place.write_text(text, encoding="utf-8")
    return Catalogues(tmp_path)


@pytest.fixture
def chinese(catalogues: Catalogues) -> Renderer:
    return Renderer("zh_CN", catalogues, TODAY)


@pytest.fixture
def english(catalogues: Catalogues) -> Renderer:
    return Renderer("en", catalogues, TODAY)


@pytest.mark.parametrize(
    ("figure", "written"),
    [
        ("2000", "2,000"), ("2000.00", "2,000"), ("1402.5", "1,402.50"), ("0", "0"), ("-0.001", "0"),
        ("-1200", "-1,200"), ("0.125", "0.12"), ("0.995", "1"), ("12345678901234567890123.45",
        "12,345,678,901,234,567,890,123.45"), ("1E+3", "1,000"),
    ],
)  # fmt: skip
def test_money_is_grouped_and_shows_fen_only_when_there_are_some(chinese: Renderer, figure: str, written: str) -> None:
    assert chinese.render(say("{amount} 元", amount=Decimal(figure))) == f"{written} 元"


def test_a_day_of_this_year_has_no_year(chinese: Renderer, english: Renderer) -> None:
    message = say("{day}前", day=TODAY)
    assert chinese.render(message) == "11月22日（周日）前"
    assert english.value(TODAY) == "Sun, Nov 22"


def test_a_day_of_another_year_has_its_year(chinese: Renderer, english: Renderer) -> None:
    day = date(2027, 1, 4)
    assert chinese.value(day) == "2027年1月4日（周一）"
    assert english.value(day) == "Mon, Jan 4, 2027"


def test_a_moment_is_told_in_the_time_of_the_township(chinese: Renderer, english: Renderer) -> None:
    late_in_london = datetime(2026, 11, 21, 18, 5, tzinfo=UTC)
    assert chinese.value(late_in_london) == "11月22日（周日）02:05"
    assert english.value(late_in_london) == "Sun, Nov 22, 02:05"


def test_a_moment_without_a_zone_is_refused(chinese: Renderer) -> None:
    with pytest.raises(ValueError, match="time zone"):
        chinese.value(datetime(2026, 11, 22, 9, 0))  # noqa: DTZ001


def test_nested_messages_are_said_in_the_same_language(chinese: Renderer, english: Renderer) -> None:
    message = say("原因：{causes}", causes=(say("住院"), say("残疾")))
    assert chinese.render(message) == "原因：住院、残疾"
    assert english.render(message) == "Reason: a hospital stay, a disability"


def test_an_untranslated_sentence_is_said_in_chinese(english: Renderer) -> None:
    assert english.render(say("您好，{name}", name="王小明")) == "您好，王小明"


@given(words=st.text())
def test_what_a_resident_typed_is_never_read_as_a_template(words: str) -> None:
    renderer = Renderer("zh_CN", Catalogues(), TODAY)
    assert renderer.render(verbatim(words)) == words
    assert renderer.render(say("您写的是“{words}”", words=verbatim(words))) == f"您写的是“{words}”"


def test_a_place_with_nothing_to_fill_it_is_an_error(chinese: Renderer) -> None:
    with pytest.raises(KeyError):
        chinese.render(Message("{name}，您好"))


def test_a_kind_without_a_written_form_is_an_error(chinese: Renderer) -> None:
    with pytest.raises(TypeError, match="float"):
        chinese.value(0.5)


@pytest.mark.parametrize(("asked", "used"), [("tlh", "zh_CN"), ("en-GB", "en"), ("../x", "zh_CN"), ("", "zh_CN")])
def test_a_language_we_do_not_speak_is_answered_in_the_nearest(catalogues: Catalogues, asked: str, used: str) -> None:
    assert Renderer(asked, catalogues, TODAY).locale == used


def test_an_empty_sentence_stays_empty(english: Renderer) -> None:
    assert english.render(Message("")) == ""


def test_counts_are_written_plainly(english: Renderer) -> None:
    assert english.value(2026) == "2026"
