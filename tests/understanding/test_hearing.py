"""What share of emergencies is heard, and of answers taken for one: what it may never fall behind again."""

import pytest

from conversations.dangers import in_need
from tests.understanding.hearing import ANYTHING_GOES, CAUSES, START, WAGES, heard, kind_mistaken, sentences

DEVELOPMENT = sentences("hearing")


@pytest.mark.parametrize("question", [START, WAGES, CAUSES, ANYTHING_GOES])
def test_what_people_tell_is_heard_whatever_is_asked(question: str) -> None:
    found = heard(DEVELOPMENT, question)
    assert found.plain_missed <= 0.02 and found.odd_missed <= 0.10
    assert found.rang <= 0.02


def test_what_is_heard_is_known_for_what_it_is() -> None:
    assert kind_mistaken(DEVELOPMENT) <= 0.02


@pytest.mark.parametrize(
    "words",
    [
        "屋企火烛啊成间屋烧晒", "俾人呃咗钱冇嘢食", "冇米落锅细路仔饿到喊", "屋头遭水冲了莫得吃的", "俺婆姨叫车碰倒了木有钱住院",
        "家里着货了快来", "依院说不教前就停药", "我屋里堂客晕低了冇得钱",
    ],
)  # fmt: skip
def test_the_words_of_peoples_places_and_what_dictation_makes_of_them_are_heard(words: str) -> None:
    assert in_need(words)


@pytest.mark.parametrize(
    "words",
    [
        "在车站门口卖烤红薯", "我家住马路边", "人在外面打工", "二零一五年发大水那年盖的", "养了几头猪死了两头去年", "家里房子没塌",
        "房子没烧着",
        "宿舍不给住家属", "卡里有五百", "就剩两亩地", "八几年发大水冲过", "交电信公司的钱",
    ],
)  # fmt: skip
def test_what_only_holds_the_same_words_is_an_answer(words: str) -> None:
    assert not in_need(words)
