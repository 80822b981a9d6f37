"""What the check says, before it is put into a language: a Chinese source sentence and its parameters."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

Param: TypeAlias = "str | int | Decimal | date | Phrase | tuple[Phrase, ...]"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of the catalogues (`text`, Chinese, with `{named}` places) and what fills the places.

    The same shape as the messages of the conversation, so that one renderer serves both. A `Decimal` is
    shown as a figure with separators, a nested phrase in the reader's language, a tuple joined as a list.
    """

    text: str
    params: tuple[tuple[str, Param], ...] = ()

    def filled(self, **more: Param) -> "Phrase":
        """The same sentence with `more` beside its own parameters, which win."""
        return Phrase(self.text, tuple({**more, **dict(self.params)}.items()))


def phrase(text: str, /, **params: Param) -> Phrase:
    """Mark `text` for the catalogues and hold its parameters. The only way to make a literal phrase."""
    return Phrase(text, tuple(params.items()))
