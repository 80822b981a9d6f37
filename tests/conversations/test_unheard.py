"""Words in which no emergency was heard, and “救急” after them: they go to the officer and are not asked for again."""

import pytest

from conversations.inputs import Location
from tests.conversations.talk import Talk
from tests.fakes.households import FAMILY_OF_FOUR

EAST = "993601001"
CRY = "老天爷啊村头这一家老小往后可怎么弄"


@pytest.mark.parametrize("until", [None, "income.wages", "settlement", "members.0.id_number"])
def test_what_was_not_heard_reaches_the_officer_and_is_not_asked_again(until: str | None) -> None:
    talk = Talk() if until is None else Talk().answer_all(FAMILY_OF_FOUR, until=until)
    talk.text(CRY).text("救急").choose(True)
    assert talk.key in ("emergency.place", "emergency.need")
    talk.choose(EAST).choose(("food",))
    filed = talk.emergencies[0].answers
    assert filed["emergency.what_words"] == CRY and filed["emergency.what"] == "other"


def test_several_short_cries_go_together() -> None:
    talk = Talk().text("一家人今天真的是没有办法了").text("娃他爷爷到现在也没有个消息").command("urgent").choose(True)
    talk.choose(EAST).choose(("food",))
    assert (
        talk.emergencies[0].answers["emergency.what_words"] == "一家人今天真的是没有办法了；娃他爷爷到现在也没有个消息"
    )


def test_a_shared_place_or_a_heard_word_takes_them_along_too() -> None:
    talk = Talk().text(CRY).hear(Location(28.1, 116.15)).choose(True)
    assert talk.key == "emergency.area_code"
    talk = Talk().text(CRY).text("家里着火了快来").choose(True).choose(EAST).choose(("food",))
    assert talk.emergencies[0].answers["emergency.what_words"] == f"{CRY}；家里着火了快来"
    assert talk.emergencies[0].answers["emergency.what"] == "fire"


def test_the_kind_is_asked_where_somebody_may_be_the_danger() -> None:
    talk = Talk().text("他老是那个样子我带着娃不敢回去怕他").text("救急").choose(True)
    assert talk.key == "emergency.what", "one tap decides that everything stays silent"
    talk.choose("violence").choose(EAST).choose(("shelter",))
    assert "不敢回去" in str(talk.emergencies[0].answers["emergency.what_words"])


def test_a_step_back_still_asks_what_happened() -> None:
    talk = Talk().text(CRY).text("救急").choose(True).command("back")
    assert talk.key == "emergency.what"


def test_words_of_another_matter_stay_where_they_were_said() -> None:
    answered = Talk().answer_all(FAMILY_OF_FOUR, until="settlement").text(CRY).choose("rural").text("救急")
    assert answered.choose(True).key == "emergency.what"
    late = Talk().text(CRY)
    late.later(1)
    assert late.text("救急").choose(True).key == "emergency.what"
    asked = Talk().text("外地户口的人能不能申请低保").text("救急").choose(True)
    assert asked.key == "emergency.what"
    asked.choose("fire").choose(EAST).choose(("food",))
    assert "emergency.what_words" not in asked.emergencies[0].answers


def test_who_says_no_is_not_given_the_cry_back_as_an_answer() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages").text(CRY).text("救急").choose(False)
    assert talk.key == "income.wages" and talk.asked is not None and talk.asked.kind != "confirm"
