"""An emergency told in the middle of anything: six inputs, the declaration untouched, any word an answer."""

from dataclasses import replace

import pytest

from conversations.inputs import File, Location
from conversations.places import Place
from tests.conversations.talk import WORLD, Talk
from tests.fakes.households import FAMILY_OF_FOUR

EAST, WEST = "993601001", "993601002"
MAPPED = replace(
    WORLD,
    places=(
        Place(EAST, (((28.0, 116.1), (28.0, 116.2), (28.2, 116.2), (28.2, 116.1)),)),
        Place(WEST, (((28.0, 116.0), (28.0, 116.1), (28.2, 116.1), (28.2, 116.0)),)),
    ),
)


def test_from_the_first_word_to_the_township_in_five_inputs_and_the_phone_in_a_sixth() -> None:
    talk = Talk().text("救急")
    assert "119" in talk.said[0]
    assert talk.key == "urgent"
    talk.choose(True)
    keys = []
    for answer in ("fire", EAST, ("shelter", "food")):
        keys.append(talk.key)
        talk.choose(answer)
    assert keys == ["emergency.what", "emergency.place", "emergency.need"]
    (filed,) = talk.emergencies
    assert filed.area_code == EAST
    assert filed.answers == {
        "emergency.what": "fire", "emergency.when": "now", "emergency.place": EAST, "emergency.affected": "1",
        "emergency.need": ["shelter", "food"], "emergency.assumed": ["emergency.when", "emergency.affected"],
    }  # fmt: skip
    assert talk.said[0] == "报上去了。受理编号是 JN261122000001。"
    assert talk.key == "emergency.phone"
    talk.text("13800138000")
    assert talk.added[-1].answers["emergency.phone"] == "13800138000"
    assert talk.key == "emergency.when"


def test_what_is_answered_afterwards_is_added_and_the_declaration_comes_back() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages")
    talk.text("家里着火了").choose(True)
    talk.choose(WEST).choose(("shelter",)).text("13800138000")
    talk.choose("today").text("我和两个孩子").command("skip")
    assert talk.added[-1].answers["emergency.when"] == "today"
    assert talk.added[-1].answers["emergency.affected"] == "我和两个孩子"
    assert "emergency.assumed" not in talk.added[-1].answers
    assert talk.said[-1].startswith("好，都告诉镇里了")
    assert talk.key == "income.wages"
    talk.answer_all(FAMILY_OF_FOUR)
    assert talk.filed[-1].answers["members.0.name"] == FAMILY_OF_FOUR["members.0.name"]
    assert len(talk.emergencies) == 1


@pytest.mark.parametrize(
    "words",
    ["没钱交住院费", "我家着火了", "孩子昏迷了在抢救", "没饭吃了", "房子被水冲了", "老公打我", "钱被偷了回不了家"],
)
@pytest.mark.parametrize("where", ["", "members.1.name", "income.wages", "review"])
def test_the_words_people_use_lead_there_from_anywhere(words: str, where: str) -> None:
    talk = Talk()
    if where:
        talk.answer_all(FAMILY_OF_FOUR, until=where)
    talk.text(words)
    assert talk.key == "urgent"
    talk.choose(False)
    assert talk.key == (where or talk.key)
    assert talk.emergencies == []


def test_a_phone_that_is_known_is_not_asked_again() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="review").command("urgent").choose(True)
    talk.choose("sudden_illness").choose(EAST).text("住院要交五千")
    (filed,) = talk.emergencies
    assert filed.answers["emergency.phone"] == FAMILY_OF_FOUR["phone"]
    assert filed.answers["emergency.need"] == ["medical_fee"]
    assert filed.answers["emergency.need_words"] == "住院要交五千"


def test_a_place_that_was_shared_finds_its_township_inside_on_the_border_and_outside() -> None:
    for point, area in (((28.1, 116.15), EAST), ((28.1, 116.05), WEST), ((28.1, 116.1), EAST)):
        talk = Talk(world=MAPPED).command("urgent").choose(True).choose("accident")
        talk.hear(Location(*point))
        talk.choose(("medical_fee",)).text("没有电话")
        assert talk.emergencies[0].area_code == area
        assert talk.emergencies[0].answers["emergency.place"] == {"lat": point[0], "lon": point[1]}
    far = Talk(world=MAPPED).command("urgent").choose(True).choose("accident").hear(Location(40.0, 80.0))
    assert far.key == "emergency.area_code"
    far.command("skip").choose(("food",)).text("13800138000")
    assert far.emergencies[0].area_code is None


def test_a_township_named_in_the_words_is_found_and_another_place_is_asked() -> None:
    talk = Talk().command("urgent").choose(True).text("我妈掉进水里了").text("示例一镇桥头")
    assert talk.key == "emergency.need"
    talk = Talk().command("urgent").choose(True).choose("other").text("桥头第二家")
    assert talk.key == "emergency.area_code"


def test_any_words_are_an_answer_and_are_kept() -> None:
    talk = Talk().command("urgent").choose(True).text("老公在工地上被车撞了人在医院")
    talk.choose(EAST).text("等着交押金").text("13800138000")
    (filed,) = talk.emergencies
    assert filed.answers["emergency.what"] == "accident"
    assert filed.answers["emergency.what_words"] == "老公在工地上被车撞了人在医院"
    assert filed.answers["emergency.need_words"] == "等着交押金"


def test_a_photo_at_any_question_belongs_to_the_emergency() -> None:
    talk = Talk().command("urgent").choose(True).hear(File("p1", "image/jpeg"))
    assert talk.key == "emergency.what"
    talk.choose("fire").choose(EAST).choose(("shelter",)).text("13800138000")
    assert talk.emergencies[0].answers["emergency.photo"] == ["p1"]


def test_who_steps_back_from_the_first_question_is_where_they_were() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="members.1.name").command("urgent").choose(True)
    talk.command("back")
    assert talk.said[0].startswith("好，没有报")
    assert talk.key == "members.1.name"
    talk.command("urgent").choose(True).choose("fire").command("back")
    assert talk.key == "emergency.what"


def test_an_answer_can_be_corrected_before_and_after_filing() -> None:
    talk = Talk().command("urgent").choose(True).choose("fire").command("edit", "emergency.what").choose("accident")
    talk.choose(EAST).choose(("food",)).text("13800138000")
    assert talk.emergencies[0].answers["emergency.what"] == "accident"
    talk.command("edit", "emergency.phone").text("13900139000")
    assert talk.added[-1].answers["emergency.phone"] == "13900139000"


def test_with_violence_at_home_it_is_asked_whether_to_call() -> None:
    talk = (
        Talk().command("urgent").choose(True).choose("violence").choose(EAST).choose(("shelter",)).text("13800138000")
    )
    assert talk.key == "emergency.safe_to_call"
    talk.choose(False)
    assert talk.added[-1].answers["emergency.safe_to_call"] is False


def test_what_would_change_the_declaration_waits_and_leaving_keeps_everything() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="members.1.name").command("urgent").choose(True)
    talk.command("review")
    assert talk.said[0].startswith("先把急事报完")
    talk.command("exit")
    assert talk.asked is None
    talk.command("resume")
    assert talk.key == "emergency.what"
    talk.command("withdraw")
    assert talk.key == "members.1.name"


def test_hours_later_nobody_is_asked_for_what_was_left_out() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="members.1.name").command("urgent").choose(True)
    talk.choose("fire").choose(EAST).choose(("shelter",)).text("13800138000")
    assert talk.key == "emergency.when"
    talk.later(1)
    talk.command("start")
    assert talk.key == "members.1.name"


def test_two_emergencies_of_one_conversation_are_two() -> None:
    talk = Talk()
    for _ in range(2):
        talk.command("urgent").choose(True).choose("fire").choose(EAST).choose(("shelter",)).text("13800138000")
        for _ in range(3):
            talk.command("skip")
    assert [filed.number for filed in talk.emergencies] == [1, 2]
