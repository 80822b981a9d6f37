"""The table of utterances: what is taken, what is said back, what is asked again."""

from pathlib import Path

import pytest
import yaml

from conversations.understanding.outcome import Doubtful, Sure, Unclear
from tests.understanding.readers import READERS, plain

TABLE: list[list[str]] = yaml.safe_load(Path(__file__).with_name("utterances.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("kind", "text", "outcome", "value", "vagueness"), TABLE)
def test_what_is_typed_means_what_the_table_says(
    kind: str, text: str, outcome: str, value: str, vagueness: str
) -> None:
    match READERS[kind](text):
        case Sure(found):
            assert (outcome, value, vagueness) == ("accept", plain(found), "exact")
        case Doubtful(found, _, approximate):
            assert (outcome, value, vagueness) == ("confirm", plain(found), "approximate" if approximate else "exact")
        case Unclear(message):
            assert outcome == "reject"
            assert message.text.startswith("请") or "没有的话" in message.text


def test_every_reader_is_in_the_table_and_accepts_and_refuses_something() -> None:
    seen = {(kind, outcome) for kind, _, outcome, _, _ in TABLE}
    assert {(kind, "accept") for kind in READERS} <= seen
    assert {(kind, "reject") for kind in READERS} <= seen
