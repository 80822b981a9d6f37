"""What is answered to a policy question: the card, up to three to choose from, or an honest "not sure"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.services.explanations.cards import Card, load_cards
from api.services.explanations.search import Found, Index
from api.services.explanations.subjects import Subjects
from conversations.dangers import danger_in, not_for_cards
from conversations.understanding.misfortunes.told import Danger


@dataclass(frozen=True, slots=True)
class Answer:
    """`danger`, where heard, is told before anything else; `found` are the cards."""

    found: Found
    danger: Danger | None


class Explanations:
    """The cards and their index. Loaded once, when the house is put together."""

    def __init__(self, cards: Sequence[Card], subjects: Subjects) -> None:
        self._cards = tuple(cards)
        self._by_id: Mapping[str, Card] = {card.id: card for card in cards}
        self._index = Index(cards, subjects)

    @classmethod
    def load(cls) -> "Explanations":
        """With the cards and subjects of the package. Raises `CardFault`."""
        return cls(load_cards(), Subjects.load())

    def cards(self) -> tuple[Card, ...]:
        """All cards, by topic."""
        return self._cards

    def card(self, id: str) -> Card | None:
        """The card with this id, None when there is none."""
        return self._by_id.get(id)

    def answer(self, words: str) -> Answer:
        """What is known about a question in the resident's words."""
        danger = danger_in(words)
        # Somebody who speaks of dying is told whom to call, and nothing about forms beside it.
        if danger == "self_harm" or not_for_cards(words):
            return Answer(Found((), sure=False), danger)
        return Answer(self._index.find(words), danger)
