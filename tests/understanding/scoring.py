"""The tables of utterances, and how far what was understood is from what was meant."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from api.services.shipped import read_yaml
from conversations.understanding.outcome import Doubtful, Sure
from tests.understanding.readers import UNSURE, heard, plain

Verdict = Literal["right", "wrongly accepted", "wrongly offered", "needlessly asked"]


@dataclass(frozen=True, slots=True)
class Line:
    """What is typed under a kind of question, and what it means: the outcome, the value, exact or approximate."""

    kind: str
    text: str
    outcome: str
    value: str
    vagueness: str


def table(name: Literal["utterances", "held_out"]) -> tuple[Line, ...]:
    """One half of the utterances."""
    rows: list[list[str]] = read_yaml(Path(__file__).with_name(f"{name}.yaml"))
    return tuple(Line(*row) for row in rows)


def understood(line: Line) -> Line:
    """The line as it was understood."""
    match heard(line.kind, line.text):
        case Sure(found):
            return Line(line.kind, line.text, "accept", plain(found), "exact")
        case Doubtful(found, _, approximate):
            vagueness = "approximate" if approximate else "exact"
            return Line(line.kind, line.text, "confirm", plain(found), vagueness)
        case found:
            return Line(line.kind, line.text, "unsure" if found == UNSURE else "reject", "", "exact")


def verdict(meant: Line) -> Verdict:
    """A value taken that was not to be taken so is the worst; then one offered that is wrong; then asking again."""
    found = understood(meant)
    if found == meant:
        return "right"
    if found.outcome == "accept":
        return "wrongly accepted"
    if found.outcome == "confirm" and (meant.outcome in {"reject", "unsure"} or found.value != meant.value):
        return "wrongly offered"
    return "needlessly asked"


def score(lines: Iterable[Line]) -> Counter[Verdict]:
    """How many lines of each verdict."""
    return Counter(verdict(line) for line in lines)
