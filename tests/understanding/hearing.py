"""How well an emergency is heard at each kind of question, and how rarely an answer is taken for one.

`python -m tests.understanding hearing` prints it for both halves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from api.services.shipped import read_yaml
from conversations.engine import step
from conversations.inputs import Input, Text
from conversations.state import ConfirmCommand
from conversations.understanding.distress import distress_in
from tests.conversations.talk import NOW, Talk
from tests.fakes.households import FAMILY_OF_FOUR

Half = Literal["hearing", "hearing_held_out"]

# Where in the talk: before anything was asked, and an open question of each kind (the words for an illness take any).
START = "start"
ANYTHING_GOES = "members.1.illness.name"
CAUSES = "hardship_causes"
WAGES = "income.wages"
QUESTIONS = (
    START, "settlement", "residence_detail", "members.0.name", "members.0.id_number", ANYTHING_GOES, "members.0.occupation",
    WAGES, "expenditure.medical", "assets.houses.0.area_m2", "assets.houses.0.acquired", CAUSES, "applies_for_aid", "pledge",
    "review",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """An emergency in somebody's words; `kinds`: what it may be heard as; `plain`, or in dialect, garbled, sideways."""

    kinds: frozenset[str]
    plain: bool
    words: str


@dataclass(frozen=True, slots=True)
class Sentences:
    """One half: what is to be heard, and what is not."""

    told: tuple[Told, ...]
    said: tuple[str, ...]


def sentences(half: Half) -> Sentences:
    """The half of this name."""
    read: dict[str, list[list[str]]] = read_yaml(Path(__file__).with_name(f"{half}.yaml"))
    told = tuple(Told(frozenset(kinds.split("/")), manner == "plain", words) for kinds, manner, words in read["told"])
    return Sentences(told, tuple(words for _, words in read["said"]))


def at(question: str) -> Talk:
    """A talk in which this question is open."""
    talk = Talk()
    return talk if question == START else talk.answer_all(FAMILY_OF_FOUR, until=question)


def rings(talk: Talk, words: str) -> bool:
    """Whether these words, said now, lead to the one question before the short form. The talk stays where it is."""
    done = step(talk.state, Input("said", "web", NOW, Text(words)), talk.world, talk.form)
    return isinstance(done.state.top, ConfirmCommand) and done.state.top.name == "urgent"


@dataclass(frozen=True, slots=True)
class Heard:
    """What was missed, and what rang in vain, at one question; shares of the half."""

    plain_missed: float
    odd_missed: float
    rang: float


def heard(half: Sentences, question: str) -> Heard:
    """How this half is heard where `question` is open."""
    talk = at(question)
    plain = [not rings(talk, one.words) for one in half.told if one.plain]
    odd = [not rings(talk, one.words) for one in half.told if not one.plain]
    rang = [rings(talk, words) for words in half.said]
    return Heard(_share(plain), _share(odd), _share(rang))


def kind_mistaken(half: Sentences) -> float:
    """The share of those heard as some kind of event that are heard as another one; what only sounds urgent is none."""
    known = [(one, told) for one in half.told if (told := distress_in(one.words)) is not None and not told.faint]
    return _share([(told.what or "other") not in one.kinds for one, told in known])


def report(half: Half) -> Iterator[str]:
    """A line for each question."""
    read = sentences(half)
    yield f"{half}: {len(read.told)} told, {len(read.said)} said beside; kind mistaken {kind_mistaken(read):.0%}"
    for question in QUESTIONS:
        found = heard(read, question)
        yield (
            f"  {question:28} missed {found.plain_missed:4.0%} plain {found.odd_missed:4.0%} odd,"
            f" rang in vain {found.rang:5.1%}"
        )


def _share(of: list[bool]) -> float:
    return sum(of) / len(of)
