"""Finding the card for a question: overlap of short character runs, and the subjects heard in it; doubt is said."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.services.explanations.cards import Card
from api.services.explanations.subjects import Subjects
from api.services.explanations.terms import grams, plain
from conversations.understanding.normal import compact

# Tuned on the `dev` half of tests/explanations/questions.yaml only.
SURE = 0.38
# Enough where the subjects point to one card and no other.
SURE_ALONE = 0.33
MARGIN = 0.12
OFFER = 0.28
# How much the subjects can add, and how strong they have to be for half of that.
_POINTED = 0.7
_HALFWAY = 6.0
MOST_OFFERED = 3
# Longer runs say more about the meaning than single characters.
_SIZE_WEIGHT = (0.0, 0.35, 1.0, 1.3)


@dataclass(frozen=True, slots=True)
class Hit:
    """A card and how well it fits, from 0 to 1."""

    card: Card
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The cards that fit, best first. `sure`: the first answers the question; else they may be offered."""

    hits: tuple[Hit, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class _Phrase:
    card: int
    weights: Mapping[str, float]
    length: float


class Index:
    """All cards, ready to be searched. Built once; never changes."""

    def __init__(self, cards: Sequence[Card], subjects: Subjects) -> None:
        self._cards = tuple(cards)
        self._subjects = subjects
        said = [(place, grams(plain(ask))) for place, card in enumerate(cards) for ask in (card.title, *card.asks)]
        self._rarity = _rarity(cards, said)
        self._unknown = max(self._rarity.values(), default=1.0)
        self._phrases = tuple(_Phrase(place, weights, _length(weights)) for place, weights in self._weighed(said))
        self._words: list[set[str]] = [set() for _ in cards]
        for place, counted in said:
            self._words[place].update(counted)

    def find(self, words: str) -> Found:
        """The cards for a question in the resident's words."""
        line = plain(words)
        asked = self._weigh(grams(line))
        if not asked:
            return Found((), sure=False)
        spellings = (line, compact(words))
        elsewhere = self._subjects.elsewhere(spellings)
        pointed = {} if elsewhere else self._subjects.pointed(spellings)
        near = self._scores(asked)
        scores = [score + _pull(pointed.get(card.id, 0.0)) for score, card in zip(near, self._cards, strict=True)]
        best = sorted(range(len(scores)), key=lambda place: (-scores[place], place))[:MOST_OFFERED]
        hits = tuple(Hit(self._cards[place], min(scores[place], 1.0)) for place in best if scores[place] >= OFFER)
        lead = scores[best[0]] - scores[best[1]] if len(best) > 1 else 1.0
        sure = bool(hits) and not elsewhere and lead >= MARGIN and _sure(hits[0], pointed)
        return Found(hits, sure=sure)

    def _scores(self, asked: Mapping[str, float]) -> list[float]:
        """For each card: the nearest way of asking, and how much of what was said the card knows at all."""
        length, mass = _length(asked), sum(asked.values())
        nearest = [0.0] * len(self._cards)
        for phrase in self._phrases:
            common = sum(weight * phrase.weights.get(gram, 0.0) for gram, weight in asked.items())
            nearest[phrase.card] = max(nearest[phrase.card], common / (length * phrase.length or 1.0))
        return [
            0.6 * near + 0.4 * sum(weight for gram, weight in asked.items() if gram in known) / mass
            for near, known in zip(nearest, self._words, strict=True)
        ]

    def _weighed(self, said: Iterable[tuple[int, dict[str, int]]]) -> Iterable[tuple[int, dict[str, float]]]:
        return ((place, self._weigh(counted)) for place, counted in said)

    def _weigh(self, counted: Mapping[str, int]) -> dict[str, float]:
        return {
            gram: count * _SIZE_WEIGHT[len(gram)] * self._rarity.get(gram, self._unknown)
            for gram, count in counted.items()
        }


def _pull(strength: float) -> float:
    """What the subjects add to a card they point to with this strength."""
    return _POINTED * strength / (strength + _HALFWAY)


def _sure(first: Hit, pointed: Mapping[str, float]) -> bool:
    """Is the first card near enough, and none pointed to more strongly?"""
    own = pointed.get(first.card.id, 0.0)
    enough = SURE_ALONE if own and len(pointed) == 1 else SURE
    return first.score >= enough and own >= max(pointed.values(), default=0.0)


def _rarity(cards: Sequence[Card], said: Iterable[tuple[int, dict[str, int]]]) -> dict[str, float]:
    """How much a run tells: the fewer cards know it, the more."""
    known: dict[str, set[int]] = {}
    for place, counted in said:
        for gram in counted:
            known.setdefault(gram, set()).add(place)
    return {gram: math.log(1 + len(cards) / len(places)) for gram, places in known.items()}


def _length(weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights.values()))
