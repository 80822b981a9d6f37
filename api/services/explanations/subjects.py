"""What a question is about: subjects heard in it, whatever their words, and the cards they point to together."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from api.services.shipped import read_yaml

FILE = Path(__file__).parent / "subjects.yaml"


class _Raw(TypedDict):
    words: dict[str, str]
    elsewhere: list[str]
    about: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class _Pointer:
    """Subjects that together point to a card, and how much they say."""

    card: str
    subjects: frozenset[str]
    weight: float


class Subjects:
    """The subjects and what they point to. Built once; never changes."""

    def __init__(
        self, words: Mapping[str, str], about: Mapping[str, Sequence[str]], elsewhere: Sequence[str] = ()
    ) -> None:
        """`words`: subject → pattern; `about`: card → subjects written side by side; `elsewhere`: patterns of what
        no card answers. Raises `KeyError` for a subject nobody named.
        """
        self._elsewhere = tuple(re.compile(pattern) for pattern in elsewhere)
        self._patterns = {name: re.compile(pattern) for name, pattern in words.items()}
        combined = [(card, frozenset(one.split())) for card, ways in about.items() for one in ways]
        rarity = _rarity(self._patterns, combined, len(about))
        self._pointers = tuple(
            _Pointer(card, subjects, sum(rarity[name] for name in subjects)) for card, subjects in combined
        )

    @classmethod
    def load(cls, path: Path = FILE) -> "Subjects":
        """The subjects of the package."""
        raw: _Raw = read_yaml(path)
        return cls(raw["words"], raw["about"], raw["elsewhere"])

    def cards(self) -> frozenset[str]:
        """The ids of the cards pointed to."""
        return frozenset(pointer.card for pointer in self._pointers)

    def elsewhere(self, spellings: Iterable[str]) -> bool:
        """Does the question speak of a matter of other offices?"""
        return any(pattern.search(line) for line in spellings for pattern in self._elsewhere)

    def pointed(self, spellings: Iterable[str]) -> Mapping[str, float]:
        """How strongly each card is pointed to by what is heard in any spelling of the question."""
        lines = tuple(spellings)
        heard = {name for name, pattern in self._patterns.items() if any(pattern.search(line) for line in lines)}
        found: dict[str, float] = {}
        for pointer in self._pointers:
            if pointer.subjects <= heard:
                found[pointer.card] = max(found.get(pointer.card, 0.0), pointer.weight)
        return found


def _rarity(names: Iterable[str], combined: Iterable[tuple[str, frozenset[str]]], cards: int) -> Mapping[str, float]:
    """How much a subject tells: the fewer cards know it, the more."""
    known: dict[str, set[str]] = {name: set() for name in names}
    for card, subjects in combined:
        for name in subjects:
            known[name].add(card)
    return {name: math.log(1 + cards / max(len(of), 1)) for name, of in known.items()}
