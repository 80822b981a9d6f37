"""Who lives here, said the way people say it: a relation tapped, several in one line; and who has to be supported."""

from datetime import date

import pytest

from tests.conversations.talk import Talk, words
from tests.fakes.households import FAMILY_OF_FOUR, Household, id_number

BOY, GIRL = id_number(date(2014, 5, 1), 31), id_number(date(2018, 5, 1), 42)


def family(applicant: int, *others: tuple[str, int]) -> Household:
    """A family by relation and year of birth, the applicant first; everybody well and at home."""
    household = {key: value for key, value in FAMILY_OF_FOUR.items() if not key.startswith("members.")}
    household["members.0.name"] = "周示例"
    household["members.0.id_number"] = id_number(date(applicant, 3, 5), 11)
    for place, (relation, year) in enumerate(others, start=1):
        household[f"members.{place}.relation"] = relation
        household[f"members.{place}.name"] = f"周示{'甲乙丙丁'[place]}"
        household[f"members.{place}.id_number"] = id_number(date(year, 7, 12), 100 + place)
    return household


def at_one_more() -> Talk:
    return Talk().answer_all(FAMILY_OF_FOUR, until="members.1.more")


def test_a_wife_and_two_children_in_one_line_are_three_people_each_asked_by_what_they_are() -> None:
    talk = at_one_more().text("老婆和两个孩子")
    assert "一共 3 个人" in talk.heard_last
    assert talk.key == "members.1.name" and talk.asked is not None and "妻子" in words(talk.asked.prompt)
    talk.text("李样本").command("skip").choose("female").text("40")
    assert talk.key == "members.2.name" and "第 1 个孩子" in words(talk.asked.prompt)


def test_a_child_becomes_son_or_daughter_by_the_id_number() -> None:
    talk = at_one_more().text("两个孩子").text("周小明").text(BOY).text("周小花").text(GIRL)
    talk.answer_all(FAMILY_OF_FOUR)
    answers = talk.filed[0].answers
    assert (answers["members.1.relation"], answers["members.2.relation"]) == ("son", "daughter")


def test_a_line_of_people_is_taken_back_whole() -> None:
    talk = at_one_more().text("老婆和两个孩子").command("back")
    assert talk.key == "members.1.more"
    talk.choose(False)
    assert talk.key == "members.0.health"


def test_a_relation_tapped_is_not_asked_again_and_there_is_but_one_spouse() -> None:
    talk = at_one_more().choose("spouse")
    assert talk.key == "members.1.name"
    talk.answer_all(FAMILY_OF_FOUR, until="members.2.more")
    assert talk.asked is not None
    assert "spouse" not in {one.value for one in talk.asked.options}
    assert "daughter" in {one.value for one in talk.asked.options}


def test_nobody_else_leaves_the_applicant_alone_and_asks_no_lists_of_people() -> None:
    talk = at_one_more().text("就我一个人")
    assert talk.key == "members.0.health"


@pytest.mark.parametrize(
    ("household", "asked"),
    [
        (family(1985, ("spouse", 1986), ("daughter", 2015)), False),
        (family(1985, ("daughter", 2015)), True),
        (family(1985, ("spouse", 1986), ("mother", 1955)), True),
        (family(1985, ("spouse", 1986), ("grandchild", 2020)), True),
        (family(1950), True),
        (family(1985), False),
    ],
    ids=["couple with a child", "single parent", "old mother", "grandchild", "old and alone", "alone and strong"],
)
def test_supporters_are_asked_where_somebody_outside_may_be_obliged(household: Household, asked: bool) -> None:
    talk = Talk().answer_all(household, until="supporters.0.more")
    assert (talk.key == "supporters.0.more") is asked
