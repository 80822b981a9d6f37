"""What share of emergencies is heard, and of answers taken for one: what it may never fall behind again."""

import pytest

from conversations.dangers import in_need
from conversations.understanding.distress import in_standard_words
from tests.understanding.hearing import ANYTHING_GOES, CAUSES, START, WAGES, heard, kind_mistaken, sentences
from tests.understanding.learning import examples

DEVELOPMENT, HELD_OUT = sentences("hearing"), sentences("hearing_held_out")


@pytest.mark.parametrize("question", [START, WAGES, CAUSES, ANYTHING_GOES])
def test_what_people_tell_is_heard_whatever_is_asked(question: str) -> None:
    found = heard(DEVELOPMENT, question)
    assert found.plain_missed <= 0.02 and found.odd_missed <= 0.10
    assert found.rang <= 0.02


@pytest.mark.parametrize(("question", "plain"), [(START, 0.05), (WAGES, 0.05), (CAUSES, 0.06), (ANYTHING_GOES, 0.10)])
def test_so_it_is_with_sentences_nothing_was_made_for(question: str, plain: float) -> None:
    """Only measured: whatever is repaired for one of these makes them worthless as a measure.

    Where an illness is to be named, an injury is also an answer: it is missed more often there.
    """
    found = heard(HELD_OUT, question)
    assert found.plain_missed <= plain and found.odd_missed <= 0.18
    assert found.rang <= 0.04


def test_the_halves_are_apart() -> None:
    assert {one.words for one in DEVELOPMENT.told}.isdisjoint(one.words for one in HELD_OUT.told)
    assert set(DEVELOPMENT.said).isdisjoint(HELD_OUT.said)
    learned_from = {one.said for one in examples()}
    kept = {in_standard_words(words) for words in (*(one.words for one in HELD_OUT.told), *HELD_OUT.said)}
    assert kept.isdisjoint(learned_from), "what is measured with is not learned from"


def test_what_is_heard_is_known_for_what_it_is() -> None:
    assert kind_mistaken(DEVELOPMENT) <= 0.02
    assert kind_mistaken(HELD_OUT) <= 0.08


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
        "男人昨天走的，没钱埋", "孩子才三岁在ICU没钱", "去年老公死了，家里没米了", "前年离的婚，现在他又来打我", "以前他就打我，昨天又打",
        "去年盖的房子昨晚塌了", "大水漫过床了", "老婆生孩子的时候大出血在抢救没钱",
    ],
)  # fmt: skip
def test_what_is_of_today_is_heard_beside_what_is_past(words: str) -> None:
    assert in_need(words)


@pytest.mark.parametrize(
    "words",
    [
        "不是我家着火，是隔壁王奶奶家，她困在里面", "听说老公在工地出事了", "网上被骗了三万，生活费没了", "我们这没事，隔壁着火了快来",
    ],
)  # fmt: skip
def test_a_neighbours_fire_is_heard_and_what_is_only_heard_of_is_not(words: str) -> None:
    assert in_need(words)
    assert not in_need("电视上看到有房子塌了，心里怕") and not in_need("听说隔壁县地震了，我们这没感觉")


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
