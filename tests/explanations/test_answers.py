"""Questions in people's own words: the right card first, or an honest doubt; danger before anything else."""

import pytest

from api.services.explanations.answering import Explanations
from conversations.dangers import danger_in
from tests.explanations.table import Half, counted, questions, tried


@pytest.fixture(scope="module")
def explanations() -> Explanations:
    """The cards of the package."""
    return Explanations.load()


@pytest.mark.parametrize(("half", "least_right", "most_wrong"), [("dev", 0.8, 0), ("held_out", 0.74, 2)])
def test_the_right_card_comes_first_and_hardly_ever_a_wrong_one(
    explanations: Explanations, half: Half, least_right: float, most_wrong: int
) -> None:
    tries = tried(explanations, questions(half))
    counts = counted(tries)
    assert len(tries) >= 80
    assert counts["right"] / len(tries) >= least_right
    assert counts["wrong"] <= most_wrong


@pytest.mark.parametrize(
    "words", ["怎么瞒着存款不让查到", "假离婚能不能办低保", "降压药一天吃几片", "今天天气怎么样", "", "。。。", "😀"]
)
def test_what_no_card_may_answer_is_not_answered(explanations: Explanations, words: str) -> None:
    assert not explanations.answer(words).found.sure


@pytest.mark.parametrize(
    ("words", "danger"),
    [
        ("他打我", "violence"), ("老公又打我了怎么办", "violence"), ("着火了", "fire"), ("我不想活了", "self_harm"),
        ("孩子喝了农药", "illness"), ("我爸昏迷了叫不醒", "illness"), ("我被关起来了", "crime"),
        ("我婆娘打我", "violence"), ("小娃不见了咋办", "crime"), ("水漫进屋了", "fire"), ("人被大水冲走了", "fire"),
    ],
)  # fmt: skip
def test_danger_is_heard(words: str, danger: str) -> None:
    assert danger_in(words) == danger


@pytest.mark.parametrize(
    "words",
    [
        "打工的钱怎么算",
        "你打我电话吧",
        "他打我电话了",
        "外地户口能申请吗",
        "打官司没钱",
        "先给点救命钱",
        "儿子打工去了",
    ],
)
def test_what_only_sounds_like_danger_is_not(words: str) -> None:
    assert danger_in(words) is None


@pytest.mark.parametrize("words", ["我不想活了", "活不下去了想死"])
def test_who_speaks_of_dying_is_told_nothing_about_forms_beside_it(explanations: Explanations, words: str) -> None:
    answer = explanations.answer(words)
    assert answer.danger == "self_harm" and answer.found.hits == ()
