"""Correcting by saying so, at any time: what is meant is found, said before and after, and taken on a yes."""

import pytest

from tests.conversations.talk import Talk
from tests.fakes.households import FAMILY_OF_FOUR


def at_the_pledge() -> Talk:
    return Talk().answer_all(FAMILY_OF_FOUR, until="pledge")


def test_a_new_value_is_said_with_the_old_one_and_confirmed() -> None:
    talk = at_the_pledge().text("工资改成每月1500")
    assert talk.asked is not None and talk.asked.kind == "confirm" and talk.key == "income.wages"
    talk.choose(True)
    assert "改好了" in talk.heard_last and talk.key == "pledge"
    talk.answer_all(FAMILY_OF_FOUR)
    assert talk.filed[0].answers["income.wages"] == "18000.00"


def test_no_leaves_the_old_value_and_asks_again() -> None:
    talk = at_the_pledge().text("把电话改成13900139000").choose(False)
    assert talk.key == "phone"
    talk.command("back")
    talk.answer_all(FAMILY_OF_FOUR)
    assert talk.filed[0].answers["phone"] == FAMILY_OF_FOUR["phone"]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("改一下电话", "phone"),
        ("手机号写错了", "phone"),
        ("儿子的身体要改一下", "members.2.health"),
        ("周小小的名字错了", "members.3.name"),
        ("我的名字写错了", "members.0.name"),
        ("老婆的身份证号不对", "members.1.id_number"),
        ("我要改存款", "assets.deposits"),
        ("麻烦帮我改一下药费", "expenditure.medical"),
    ],
)
def test_what_is_meant_is_asked_again(said: str, key: str) -> None:
    assert at_the_pledge().text(said).key == key


def test_when_several_are_meant_they_are_listed_to_choose_from() -> None:
    talk = at_the_pledge().text("改一下收入")
    assert talk.key == "review" and talk.asked is not None
    keys = {line.key for section in talk.asked.review for line in section.lines}
    assert keys >= {"income.wages", "income.business_net"} and "phone" not in keys
    talk.command("edit", "income.wages").text("一年两万")
    assert talk.key == "pledge"


def test_the_last_one_was_wrong_is_back() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.business_net").text("刚才那个错了")
    assert talk.key == "income.wages"


@pytest.mark.parametrize("answer", ["改天再说", "改成什么", "不对", "房子改成门面"])
def test_words_that_name_no_answer_change_nothing(answer: str) -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages")
    before = talk.state.log
    talk.text(answer)
    assert talk.state.log == before


def test_a_filed_answer_is_corrected_by_saying_so() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR).text("电话改成13900139000").choose(True)
    talk.answer_all(FAMILY_OF_FOUR)
    assert talk.filed[1].answers["phone"] == "13900139000"
