"""Whether words sound like an emergency though they hold no shape of one: their signs, one and two at a time, weighed.

What a sign, or two beside one another, weighs was learned from what people say in need and in a declaration
(`tests/understanding/learning.py`), so words nobody thought of are heard by their company. It hears no kind of event.
"""

import json
import re
from importlib import resources
from itertools import pairwise
from typing import TypedDict

from conversations.understanding.normal import words

FEWEST = 5
"""Chinese signs below which nothing is suspected: 没有了 is an answer."""
_SIGN = re.compile("[一-鿿]")
_FIGURES = re.compile("[0-9]+")
_BEGINS, _ENDS = "^", "$"


class _Learned(TypedDict):
    start: int
    pieces: dict[str, str]
    learned_from: str


def _read() -> _Learned:
    learned: _Learned = json.loads(resources.files(__package__).joinpath("suspicion.json").read_text(encoding="utf-8"))
    return learned


_LEARNED = _read()
_WEIGHTS = {piece: int(weight) for weight, pieces in _LEARNED["pieces"].items() for piece in words(pieces)}
LEARNED_FROM = _LEARNED["learned_from"]
"""The digest of the sentences it was learned from."""


def pieces(said: str) -> frozenset[str]:
    """The signs of compact `said` and each two beside one another; any figure counts as the same one."""
    marked = f"{_BEGINS}{_FIGURES.sub('0', said)}{_ENDS}"
    return frozenset(marked) | frozenset(map("".join, pairwise(marked)))


def sounds_urgent(said: str) -> bool:
    """Whether compact `said`, in standard words, sounds like what people say in need."""
    if len(_SIGN.findall(said)) < FEWEST:
        return False
    return _LEARNED["start"] + sum(_WEIGHTS.get(piece, 0) for piece in pieces(said)) > 0


def weighed(said: str) -> list[tuple[str, int]]:
    """Each piece of `said` that weighs something, the heaviest first: why it sounds so, or not."""
    found = [(piece, _WEIGHTS[piece]) for piece in pieces(said) if piece in _WEIGHTS]
    return sorted(found, key=lambda one: (-abs(one[1]), one[0]))
