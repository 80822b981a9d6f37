"""What is offered of an ID card, from the lines recognised on it: nothing the card contradicts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.services.ocr.id_cards import read_id_card
from api.services.ocr.lines import Line, Seen, is_lying, level
from tests.fakes.households import id_number

TODAY = date(2026, 11, 22)
BORN = date(1955, 7, 31)
NUMBER = id_number(BORN, 507)


def row(*texts: str, y: float, sure: float = 0.99) -> list[Line]:
    """Lines beside each other."""
    return [Line(text, sure, 100 + 300 * at, y, 200, 40) for at, text in enumerate(texts)]


def card(name: str = "卢超", number: str = NUMBER, sure: float = 0.99) -> list[Line]:
    return [
        *row("姓名", name, y=100, sure=sure), *row("性别男", "民族土家", y=180), *row("出生", "1955年7月31日", y=260),
        *row("住址", "石桥街道和平巷7号", y=340), *row("公民身份号码", number, y=500),
    ]  # fmt: skip


def test_name_and_number_of_a_card() -> None:
    assert dict(read_id_card(card(), TODAY)) == {"name": "卢超", "id_number": NUMBER}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("姓名卢超", "卢超"),
        ("姓名:欧阳建国", "欧阳建国"),
        ("姓名阿依古丽·买买提", "阿依古丽·买买提"),
        ("姓名阿依古丽.买买提", "阿依古丽·买买提"),
    ],
)
def test_a_name_in_the_line_of_its_label(text: str, name: str) -> None:
    lines = [*row(text, y=100), *card()[2:]]
    assert dict(read_id_card(lines, TODAY))["name"] == name


@given(at=st.integers(0, 17), digit=st.sampled_from("0123456789"))
def test_a_number_with_one_wrong_digit_is_never_offered(at: int, digit: str) -> None:
    read = dict(read_id_card(card(number=NUMBER[:at] + digit + NUMBER[at + 1 :]), TODAY))
    assert read.get("id_number", NUMBER) == NUMBER


@pytest.mark.parametrize(
    "number",
    [
        id_number(date(1955, 7, 13), 507),  # the birthday printed is another
        id_number(BORN, 508),  # a woman's, on the card of a man
        id_number(date(2031, 1, 1), 507),  # born tomorrow
        NUMBER[:-1], NUMBER + "1", "1" + NUMBER,
    ],
)  # fmt: skip
def test_a_number_the_card_contradicts_is_not_offered(number: str) -> None:
    assert "id_number" not in dict(read_id_card(card(number=number), TODAY))


def test_two_cards_on_one_photo_offer_nothing() -> None:
    other = [Line(line.text, line.sure, line.x, line.y + 700, line.width, line.height) for line in card("王芳")]
    other[-1] = Line(id_number(BORN, 509), 0.99, 400, 1200, 200, 40)
    assert read_id_card([*card(), *other], TODAY) == ()


@pytest.mark.parametrize("name", ["性别", "卢", "卢超1", "LUCHAO", ""])
def test_what_is_no_name_is_not_offered(name: str) -> None:
    assert "name" not in dict(read_id_card(card(name), TODAY))


def test_a_doubtful_name_is_not_offered() -> None:
    assert "name" not in dict(read_id_card(card(sure=0.8), TODAY))


def test_a_name_on_what_is_no_card_is_not_offered() -> None:
    assert read_id_card([*row("姓名", "卢超", y=100), *row("科室", "内科", y=180)], TODAY) == ()


def test_lines_of_a_leaning_photo_are_laid_level() -> None:
    label = Seen("姓 名", 0.99, ((0, 0), (100, 15), (94, 54), (-6, 39)))
    value = Seen("卢超", 0.99, ((300, 45), (400, 60), (394, 99), (294, 84)))
    first, second = sorted(level((label, value)), key=lambda line: line.x)
    assert first.text == "姓名" and abs(first.y - second.y) < 2 and not is_lying((label, value))


def test_a_photo_on_its_side_is_known_by_its_lines() -> None:
    assert is_lying([Seen("公民身份号码", 0.99, ((0, 0), (40, 0), (40, 200), (0, 200)))])
