"""The tables of utterances: what is taken, what is said back, what is asked again, what nobody knows."""

import pytest

from conversations.understanding.outcome import Unclear
from tests.understanding.readers import READERS, heard
from tests.understanding.scoring import Line, table, understood

DEVELOPMENT = table("utterances")


@pytest.mark.parametrize("line", DEVELOPMENT, ids=lambda line: f"{line.kind}-{line.text}")
def test_what_is_typed_means_what_the_table_says(line: Line) -> None:
    assert understood(line) == line


@pytest.mark.parametrize("line", [line for line in DEVELOPMENT if line.outcome == "reject"], ids=lambda line: line.text)
def test_a_refusal_begins_with_what_to_do(line: Line) -> None:
    found = heard(line.kind, line.text)
    assert isinstance(found, Unclear)
    assert found.message.text.startswith("请") or "没有的话" in found.message.text


def test_every_reader_is_in_the_table_and_accepts_and_refuses_something() -> None:
    seen = {(line.kind, line.outcome) for line in DEVELOPMENT}
    assert {(kind, "accept") for kind in READERS} <= seen
    assert {(kind, "reject") for kind in READERS} <= seen


def test_the_halves_are_apart_and_large_enough() -> None:
    kept = table("held_out")
    assert len(kept) >= 160
    assert {(line.kind, line.text) for line in kept}.isdisjoint((line.kind, line.text) for line in DEVELOPMENT)
