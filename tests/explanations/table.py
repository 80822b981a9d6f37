"""The table of questions, and what the service says to each of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from api.services.explanations.answering import Explanations
from api.services.shipped import read_yaml

TABLE = Path(__file__).parent / "questions.yaml"
Half = Literal["dev", "held_out"]
Outcome = Literal["right", "offered", "not_sure", "wrong"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the cards that answer it (or `none`, or `danger`), the best first."""

    words: str
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a question: `got` is what came first, with its score."""

    asked: Asked
    outcome: Outcome
    got: str


def questions(half: Half) -> tuple[Asked, ...]:
    """One half of the table."""
    read: Mapping[str, list[list[str]]] = read_yaml(TABLE)
    return tuple(Asked(words, tuple(wanted)) for words, *wanted in read[half])


def tried(explanations: Explanations, asked: Iterable[Asked]) -> list[Tried]:
    """Each question put to the service."""
    return [_tried(explanations, one) for one in asked]


def _tried(explanations: Explanations, asked: Asked) -> Tried:
    answer = explanations.answer(asked.words)
    ids = [hit.card.id for hit in answer.found.hits]
    got = " ".join(f"{hit.card.id}:{hit.score:.2f}" for hit in answer.found.hits)
    return Tried(asked, _outcome(asked, ids, sure=answer.found.sure, danger=answer.danger is not None), got)


def _outcome(asked: Asked, ids: list[str], *, sure: bool, danger: bool) -> Outcome:
    if "danger" in asked.wanted and danger:
        return "right"
    if asked.wanted == ("danger",):
        return "wrong"
    if asked.wanted == ("none",):
        return "wrong" if sure or danger else "right"
    if sure:
        return "right" if ids[0] in asked.wanted else "wrong"
    return "offered" if any(id in asked.wanted for id in ids) else "not_sure"


def counted(tries: Iterable[Tried]) -> Counter[Outcome]:
    """How often each outcome came."""
    return Counter(one.outcome for one in tries)
