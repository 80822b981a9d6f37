"""Numbers on the resident's page can be pressed; amounts cannot, and nothing said becomes markup."""

from api.web.dialling import dialled


def test_the_telephone_of_the_township_can_be_pressed() -> None:
    shown = dialled("示例江县东镇：0791-00000001。")
    assert shown == '示例江县东镇：<a href="tel:0791-00000001">0791-00000001</a>。'


def test_the_three_emergency_numbers_can_be_pressed_an_amount_cannot() -> None:
    assert dialled("着火 119，急救 120，报警 110。").count('href="tel:1') == 3
    assert "tel:" not in dialled("每月 120 元（一年 1,440 元），编号 SB261122110119")


def test_what_a_resident_typed_stays_words() -> None:
    assert dialled("<b>0791-00000001") == '&lt;b&gt;<a href="tel:0791-00000001">0791-00000001</a>'


def test_a_help_line_can_be_pressed_an_amount_cannot() -> None:
    assert 'href="tel:12356"' in dialled("现在就打 12356，有人听您说")
    assert "tel:" not in dialled("一年 12345 元，12,345")
