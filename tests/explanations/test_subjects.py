"""The subjects heard in a question: whatever the words, the same card; and what other offices see to."""

import pytest

from api.services.explanations.answering import Explanations
from api.services.explanations.cards import load_cards
from api.services.explanations.subjects import Subjects


@pytest.fixture(scope="module")
def explanations() -> Explanations:
    """The cards and subjects of the package."""
    return Explanations.load()


def test_every_card_is_pointed_to_and_nothing_else() -> None:
    assert Subjects.load().cards() == {card.id for card in load_cards()}


def test_a_pointer_to_a_subject_nobody_named_is_refused() -> None:
    with pytest.raises(KeyError):
        Subjects({"学校": "学校"}, {"aid_education": ["学校 没钱"]})


def test_more_and_rarer_subjects_point_more_strongly() -> None:
    subjects = Subjects({"甲": "甲", "乙": "乙"}, {"one": ["甲"], "both": ["甲 乙"], "other": ["甲"]})
    pointed = subjects.pointed(["甲乙"])
    assert pointed["both"] > pointed["one"] == pointed["other"]
    assert subjects.pointed(["甲"]) == {"one": pointed["one"], "other": pointed["other"]}


@pytest.mark.parametrize(
    ("words", "card"),
    [
        ("俺屋里男人得了白血病钱花完了", "aid_medical"), ("老母亲卧床没得人伺候", "aid_services"),
        ("娃儿念大学的学费拿不出", "aid_education"), ("屋顶漏水修不起", "aid_housing"),
        ("厂子倒闭下岗了", "job_lost"), ("冰雹砸了庄稼", "aid_disaster"),
    ],
)  # fmt: skip
def test_words_no_card_has_are_understood_by_their_subject(explanations: Explanations, words: str, card: str) -> None:
    found = explanations.answer(words).found
    assert found.hits[0].card.id == card and found.sure


@pytest.mark.parametrize(
    "words", ["驾驶证丢了怎么补", "宅基地能卖吗", "失业金一个月多少", "离婚要什么材料", "玉米一斤多少钱"]
)
def test_what_other_offices_see_to_is_not_answered_for_sure(explanations: Explanations, words: str) -> None:
    assert not explanations.answer(words).found.sure


def test_where_two_subjects_pull_apart_both_are_offered(explanations: Explanations) -> None:
    found = explanations.answer("我爸不会用手机我替他填").found
    assert not found.sure
    assert {"no_phone", "proxy"} <= {hit.card.id for hit in found.hits}
