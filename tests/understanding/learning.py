"""Learns what `conversations/understanding/suspicion.json` holds: `python -m tests.understanding learn`.

Logistic regression over signs and pairs of signs, the same on every run. Only what is for development is read. The
threshold is where one in a hundred sentences of a declaration would sound urgent, told by parts kept out of learning.
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from api.services.shipped import read_yaml
from conversations.understanding.distress import in_standard_words
from conversations.understanding.suspicion import pieces

HERE = Path(__file__).parent
LEARNED = HERE.parents[1] / "conversations" / "understanding" / "suspicion.json"
IN_VAIN = 0.01
"""The share of declaration sentences that may sound urgent."""
FINENESS = 20
"""Weights are kept as whole numbers of this part of one."""
_PARTS, _ROUNDS, _RATE, _HOLD = 5, 60, 0.5, 0.0003
# Where misfortune is what is asked for, the words do not say whether it is one of today.
_EITHER_WAY = {"command", "hardship", "causes"}
_OF_NEED = ("aid_", "danger", "advance_")


@dataclass(frozen=True, slots=True)
class Example:
    """What is said, and whether in need."""

    said: str
    need: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned."""

    start: float
    pieces: dict[str, float]

    def of(self, said: str) -> float:
        """How urgent it sounds; the threshold is not taken off."""
        return self.start + sum(self.pieces.get(piece, 0.0) for piece in pieces(said))


def examples() -> tuple[Example, ...]:
    """All sentences for development, in an order that depends on nothing but them; none that is measured with."""
    told: dict[str, list[str]] = read_yaml(HERE / "emergencies.yaml")
    hearing: dict[str, list[list[str]]] = read_yaml(HERE / "hearing.yaml")
    utterances: list[list[str]] = read_yaml(HERE / "utterances.yaml")
    asked: list[list[str]] = read_yaml(HERE.parent / "explanations" / "questions.yaml")["dev"]
    needs = {*told["told"], *(row[-1] for row in hearing["told"])}
    answers = {*told["answers"], *(row[-1] for row in hearing["said"])}
    answers |= {row[1] for row in utterances if row[0] not in _EITHER_WAY}
    answers |= {row[0] for row in asked if not any(card.startswith(_OF_NEED) for card in row[1:])}
    measured: dict[str, list[list[str]]] = read_yaml(HERE / "hearing_held_out.yaml")
    answers -= {row[-1] for half in ("told", "said") for row in measured[half]}
    found = {Example(in_standard_words(one), True) for one in needs}
    found |= {Example(said, False) for one in answers - needs if (said := in_standard_words(one))}
    return tuple(sorted(found, key=lambda one: (sha256(one.said.encode()).hexdigest(), one.need)))


def digest(of: Iterable[Example]) -> str:
    """By which weights are known to be those of these sentences."""
    return sha256("\n".join(f"{one.need} {one.said}" for one in of).encode()).hexdigest()[:16]


def learn(known: Sequence[Example]) -> Weights:
    """The weights under which these are told apart best; both sides count the same, rare pieces little."""
    counted = Counter(piece for one in known for piece in pieces(one.said))
    names = sorted(piece for piece, times in counted.items() if times > 1)
    place = {piece: at for at, piece in enumerate(names)}
    rows = [(sorted(place[piece] for piece in pieces(one.said) if piece in place), one.need) for one in known]
    of_need = sum(need for _, need in rows)
    share = {True: 0.5 / of_need, False: 0.5 / (len(rows) - of_need)}
    weights, bent = [0.0] * (len(names) + 1), [1e-6] * (len(names) + 1)
    for _ in range(_ROUNDS):
        slope = [_HOLD * weight for weight in weights]
        slope[-1] = 0.0
        for row, need in rows:
            lean = weights[-1] + sum(weights[at] for at in row)
            off = (1 / (1 + math.exp(-max(-30.0, min(30.0, lean)))) - need) * share[need]
            slope[-1] += off
            for at in row:
                slope[at] += off
        for at, down in enumerate(slope):
            bent[at] += down * down
            weights[at] -= _RATE * down / math.sqrt(bent[at])
    return Weights(weights[-1], dict(zip(names, weights, strict=False)))


def kept_out(known: Sequence[Example]) -> list[tuple[Example, float]]:
    """Each sentence with how urgent it sounds to weights that were learned without it."""
    parts = range(_PARTS)
    without = [learn([one for at, one in enumerate(known) if at % _PARTS != part]) for part in parts]
    return [(one, without[at % _PARTS].of(one.said)) for at, one in enumerate(known)]


def threshold(scored: Iterable[tuple[Example, float]]) -> float:
    """Above it lies the share `IN_VAIN` of what is no emergency."""
    in_vain = sorted((score for one, score in scored if not one.need), reverse=True)
    return in_vain[int(IN_VAIN * len(in_vain))]


def write() -> str:
    """Learn, and write what was learned. What to say of it."""
    known = examples()
    scored = kept_out(known)
    least = threshold(scored)
    found = learn(known)
    grouped: defaultdict[int, list[str]] = defaultdict(list)
    for piece, weight in found.pieces.items():
        grouped[round(weight * FINENESS)].append(piece)
    lines = {str(weight): " ".join(sorted(grouped[weight])) for weight in sorted(grouped, reverse=True) if weight}
    start = round((found.start - least) * FINENESS)
    content = {"learned_from": digest(known), "start": start, "pieces": lines}
    LEARNED.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    needs = [score > least for one, score in scored if one.need]
    return (
        f"{len(known)} sentences, {sum(map(len, grouped.values()))} pieces. Of sentences kept out,"
        f" {sum(needs) / len(needs):.0%} of those in need sound urgent, {IN_VAIN:.1%} of the others."
    )
