"""Several people in one line: who is understood, and that nobody is added or dropped."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.services.shipped import read_yaml
from conversations.understanding.people import Relative, understand_people

TABLE: list[list[str]] = read_yaml(Path(__file__).with_name("people.yaml"))
RELATIONS = {
    "spouse", "son", "daughter", "grandchild", "father", "mother", "parent_in_law", "grandparent", "sibling", "other",
    "child",
}  # fmt: skip
SAID = {
    "老婆": "spouse", "儿子": "son", "小女儿": "daughter", "爸爸": "father", "老娘": "mother", "孙女": "grandchild",
    "婆婆": "parent_in_law", "奶奶": "grandparent", "弟弟": "sibling", "侄子": "other", "孩子": "child",
}  # fmt: skip
SEPARATORS = ["、", "，", " ", "和", "还有", ",", "跟", "；", "\n"]
NUMBERS = {1: ["", "一个", "1个"], 2: ["两个", "2个", "俩"], 3: ["三个", "3个", "仨"]}


def shown(people: tuple[Relative, ...] | None) -> str:
    """People as the table writes them."""
    if people is None:
        return "ask"
    return ", ".join(
        f"{one.relation} {one.called}" + (f"[{one.name}]" if one.name else "") for one in people
    ) or "nobody"  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), TABLE)
def test_who_is_understood(line: str, expected: str) -> None:
    assert shown(understand_people(line)) == expected


@st.composite
def households(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    """A line about a household, and the (relation, word) of everybody in it."""
    parts: list[str] = []
    people: list[tuple[str, str]] = []
    for word in draw(st.lists(st.sampled_from(sorted(SAID)), min_size=1, max_size=6, unique=True)):
        number = draw(st.sampled_from([1, 1, 1, 2, 3]))
        parts.append(draw(st.sampled_from(NUMBERS[number])) + word)
        people += [(SAID[word], word)] * number
    if draw(st.booleans()):
        parts.insert(draw(st.integers(0, len(parts))), "我")
    line = parts[0]
    for part in parts[1:]:
        line += draw(st.sampled_from(SEPARATORS)) + part
    return line, people


def understood(line: str) -> list[tuple[str, str]] | None:
    """The (relation, word) of those understood."""
    people = understand_people(line)
    return None if people is None else [(one.relation, one.called) for one in people]


@settings(max_examples=300)
@given(household=households())
def test_everybody_named_comes_back_in_order_or_the_line_is_asked_about(
    household: tuple[str, list[tuple[str, str]]],
) -> None:
    line, people = household
    ambiguous = {relation for relation, _ in people} >= {"child", "son"} or {
        relation for relation, _ in people
    } >= {"child", "daughter"}  # fmt: skip
    several_parents = any(
        sum(relation == one for one, _ in people) > 1 for relation in ("spouse", "father", "mother")
    )  # fmt: skip
    assert understood(line) == (None if ambiguous or several_parents else people)


@settings(max_examples=100)
@given(
    household=households(),
    stranger=st.sampled_from(["火星人", "老人", "媳妇", "不在", "三只鸡", "谁", "走了", "?", "外甥"]),
    place=st.integers(0, 6),
    separator=st.sampled_from(["、", "，", " ", ""]),
)
def test_a_word_not_understood_is_asked_about_and_never_left_out(
    household: tuple[str, list[tuple[str, str]]], stranger: str, place: int, separator: str
) -> None:
    line, _ = household
    pieces = line.split("、")
    at = min(place, len(pieces))
    assert understand_people("、".join([*pieces[:at], stranger + separator, *pieces[at:]])) is None


@settings(max_examples=100)
@given(household=households(), total=st.integers(1, 20))
def test_a_number_of_people_that_does_not_fit_is_asked_about(
    household: tuple[str, list[tuple[str, str]]], total: int
) -> None:
    line, people = household
    read = understood(f"一共{total}口人：{line}")
    assert read is None or (read == people and total in {len(people), len(people) + 1})


@settings(max_examples=200)
@given(
    text=st.one_of(
        st.text(max_size=60), st.text(st.sampled_from("我和、 老婆公儿子女孙两个一三爸妈没有人孩王芳:口"), max_size=24)
    )
)
def test_any_line_is_answered_with_known_relations_only(text: str) -> None:
    people = understand_people(text)
    assert people is None or {one.relation for one in people} <= RELATIONS


@pytest.mark.parametrize(
    "piece", ["我", "儿子", "儿子女儿", "孙子孙女", "一个", "王", " ", "和", "老婆婆", "爸妈", "("]
)
def test_a_line_without_end_is_answered_at_once(piece: str) -> None:
    assert understand_people(piece * (80 // len(piece)) + "!x") is None
    assert understand_people(piece * 3000) is None
