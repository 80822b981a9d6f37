"""What only sounds like an emergency is asked about too, and what was learned is what the sentences say."""

import pytest

from conversations.dangers import danger_in, in_need, only_sounds
from conversations.understanding.distress import in_standard_words
from conversations.understanding.suspicion import LEARNED_FROM, sounds_urgent, weighed
from tests.conversations.talk import Talk
from tests.fakes.households import FAMILY_OF_FOUR
from tests.understanding.learning import Example, digest, examples, learn

UNSHAPED = "房东换掉了钥匙我娘儿俩蹲在楼下淋雨"
EAST = "993601001"


def test_what_was_learned_is_of_the_sentences_there_are() -> None:
    """After sentences were added or changed: `python -m tests.understanding learn`."""
    assert digest(examples()) == LEARNED_FROM


@pytest.mark.parametrize("until", ["members.1.illness.name", "income.wages"])
def test_what_only_sounds_urgent_is_asked_about_with_the_numbers_and_goes_to_the_officer_as_it_was(until: str) -> None:
    assert only_sounds(UNSHAPED) and danger_in(UNSHAPED) is None
    talk = Talk().answer_all(FAMILY_OF_FOUR, until=until).text(UNSHAPED)
    assert talk.key == "urgent" and "120" in talk.heard_last
    talk.choose(True)
    assert talk.key == "emergency.place", "what happened was told, and is not asked again"
    talk.choose(EAST).choose(("shelter",))
    assert talk.emergencies[0].answers["emergency.what"] == "other"
    assert talk.emergencies[0].answers["emergency.what_words"] == UNSHAPED


def test_it_is_no_yes_and_is_kept_for_one() -> None:
    talk = Talk().text("着火了快来").text(UNSHAPED)
    assert talk.key == "urgent"
    talk.choose(True).choose(EAST).choose(("shelter",))
    assert UNSHAPED in str(talk.emergencies[0].answers["emergency.what_words"])


def test_a_false_alarm_costs_one_tap_and_the_words_are_said_back_as_the_answer() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="members.1.illness.name").text(UNSHAPED).choose(False)
    assert talk.asked is not None and talk.asked.kind == "confirm"
    assert talk.choose(True).key != "members.1.illness.name"


@pytest.mark.parametrize("words", ["没有了", "死了", "饿", "2000", "我", ""])
def test_a_word_or_two_are_not_suspected(words: str) -> None:
    assert not sounds_urgent(in_standard_words(words))


@pytest.mark.parametrize("words", ["去年" + UNSHAPED, "如果" + UNSHAPED, UNSHAPED + "是前年的事"])
def test_what_is_past_or_supposed_does_not_sound_urgent(words: str) -> None:
    assert not in_need(words)


def test_it_can_be_said_why_something_sounds_urgent() -> None:
    heaviest = [piece for piece, _ in weighed("屋里没米了孩子饿")][:6]
    assert {"米", "饿"} & set(heaviest)


def test_learning_tells_apart_what_it_was_shown() -> None:
    shown = [
        Example("房子着了", True),
        Example("屋里着了火", True),
        Example("房子三间", False),
        Example("屋里三个人", False),
    ]
    found = learn(shown * 2)
    assert found.of("灶房着了") > found.of("灶房三间")
    assert learn(shown * 2) == found
