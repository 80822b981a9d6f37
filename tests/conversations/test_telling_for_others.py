"""An emergency told for others: whose it is, is asked once, and nothing of a neighbour's is offered to one's own."""

import pytest

from conversations.understanding.others import household_named, speaks_of_others
from tests.conversations.talk import Talk
from tests.fakes.households import FAMILY_OF_FOUR

EAST = "993601001"
BY_PROXY = {
    **{key: value for key, value in FAMILY_OF_FOUR.items() if not key.startswith(("members.2.", "members.3."))},
    "applicant_role": "proxy", "proxy.name": "李帮手", "proxy.relation": "village_assistant",
    "proxy.phone": "13900139000", "proxy.consent": True,
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "household"),
    [
        ("我是村协理员，三组张大爷家昨夜起火，房子没了", "三组张大爷家"),
        ("还有五组李婶，被车撞了，没钱做手术", "五组李婶"),
        ("替村里刘奶奶报一下，她家房子塌了", "刘奶奶"),
        ("我是网格员，辖区一户煤气中毒了", None),
        ("还有一家也被淹了", None),
    ],
)
def test_who_tells_for_others_is_heard_and_so_is_whom_they_name(words: str, household: str | None) -> None:
    assert speaks_of_others(words) and household_named(words) == household


@pytest.mark.parametrize(
    "words",
    ["我妈中风了医院催缴费", "邻居家着火烧到我家了", "我们村发大水了", "我二叔被车撞了", "三组着火了", "我要报警"],
)
def test_ones_own_is_ones_own(words: str) -> None:
    assert not speaks_of_others(words)
    talk = Talk().text(words).text("救急").choose(True)
    assert talk.key != "emergency.household"


def test_a_household_that_was_named_is_not_asked_for() -> None:
    talk = Talk().text("我是村协理员，三组张大爷家昨夜起火，房子没了").choose(True)
    assert talk.key == "emergency.place"
    talk.choose(EAST).choose(("shelter",))
    assert talk.emergencies[0].answers["emergency.household"] == "三组张大爷家"
    talk.command("back")


def test_one_that_was_not_named_is_asked_for_and_may_be_left_out() -> None:
    talk = Talk().text("我是网格员，辖区一户煤气中毒了").choose(True)
    assert talk.key == "emergency.household"
    assert talk.text("老车站后面独居的那个").key == "emergency.place"
    talk = (
        Talk().text("我是网格员，辖区一户煤气中毒了").choose(True).command("skip").choose(EAST).choose(("medical_fee",))
    )
    assert len(talk.emergencies) == 1 and "emergency.household" not in talk.emergencies[0].answers


def test_a_proxy_tells_it_of_whom_they_declare_and_the_officer_knows_who_speaks() -> None:
    talk = Talk().answer_all(BY_PROXY, until="income.wages").text("他家着火了快来").choose(True)
    assert talk.key == "emergency.place"
    talk.choose(EAST).choose(("shelter",))
    told = talk.emergencies[0].answers
    assert told["emergency.household"] == FAMILY_OF_FOUR["members.0.name"]
    assert told["emergency.told_by"] == "李帮手" and told["emergency.whose"] == "declared"


def test_of_another_family_neither_phone_nor_place_is_carried_either_way() -> None:
    talk = Talk().answer_all(BY_PROXY).text("还有五组李婶家着火了").choose(True).choose(EAST)
    talk.choose(("shelter",))
    told = talk.emergencies[0].answers
    assert told["emergency.household"] == "五组李婶家" and told["emergency.whose"] == "other"
    assert told["emergency.phone"] == "13900139000", "of the assistant, not of the family that is declared"
    while talk.state.aside is not None:
        talk.command("skip")
    assert not any(path.startswith("told.") for path in talk.state_paths())


def test_a_proxy_is_offered_the_way_to_another_household_and_a_family_is_not() -> None:
    talk = Talk().answer_all(BY_PROXY, until="income.wages").text("家里着火了快来")
    assert [way.value for way in talk.ways] == ["switch", "another"]
    own = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages").text("家里着火了快来")
    assert own.ways == ()
