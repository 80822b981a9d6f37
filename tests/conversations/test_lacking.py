"""Who has no number to give says so, and goes on; who is asked “who is it?” may name several, or nobody."""

import pytest

from tests.conversations.talk import Talk
from tests.fakes.households import FAMILY_OF_FOUR


def at(key: str) -> Talk:
    """A family of four, at this question."""
    return Talk().answer_all(FAMILY_OF_FOUR, until=key)


@pytest.mark.parametrize(
    ("key", "typed"), [("members.0.id_number", "身份证丢了"), ("members.1.id_number", "还没办"), ("phone", "没有电话")]
)
def test_a_number_that_nobody_has_is_passed_over_with_a_mark(key: str, typed: str) -> None:
    talk = at(key).text(typed)
    assert talk.key != key
    assert talk.said[0].endswith("先空着，做了记号，以后再补也行。")
    talk.answer_all(FAMILY_OF_FOUR)
    assert key not in talk.filed[-1].answers


def test_at_who_is_it_nobody_after_all() -> None:
    talk = at("members.1.relation").text("没有别人了")
    assert talk.said == ["好，没有别的人了。"]
    talk.answer_all({key: value for key, value in FAMILY_OF_FOUR.items() if not key.startswith("members.1.")})
    assert not any(key.startswith("members.1.") for key in talk.filed[-1].answers)


def test_nobody_after_all_can_be_taken_back() -> None:
    talk = at("members.1.relation").text("没有了").command("back")
    assert talk.key in ("members.1.more", "members.1.relation")


def test_at_who_is_it_several_at_once() -> None:
    talk = at("members.1.relation").text("我妈和我爸")
    assert talk.said == ["记下了：妈、爸，一共 2 个人。漏了谁，最后检查的时候可以再加。"]
    assert talk.key == "members.1.name"
    talk.text("李样本").answer_all({**FAMILY_OF_FOUR, "members.1.name": "李样本", "members.2.name": "王样本"})
    filed = talk.filed[-1].answers
    assert [filed[f"members.{place}.relation"] for place in (1, 2)] == ["mother", "father"]
    assert "members.3.relation" not in filed


def test_at_who_is_it_a_word_for_two_is_asked() -> None:
    talk = at("members.1.relation").text("媳妇")
    assert talk.key == "members.1.relation"
    assert "丈夫或妻子" in talk.said[0]


def test_changing_who_somebody_is_adds_nobody() -> None:
    talk = at("review").command("edit", "members.1.relation").text("我妈和我爸")
    assert talk.key == "members.1.relation"
    assert len(talk.state.log) == len(at("review").state.log)
