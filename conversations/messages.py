"""What is said, before it is put into a language: a Chinese source sentence and its parameters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

Param: TypeAlias = "str | int | Decimal | date | datetime | Message | tuple[Message, ...]"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the catalogues (`text`, Chinese, with `{named}` places) and what fills the places.

    A `Decimal` is shown as a figure with separators, a date in the reader's calendar, a nested message in
    the reader's language, a tuple of messages joined as a list. Nothing a resident typed is ever `text`.
    """

    text: str
    params: tuple[tuple[str, Param], ...] = ()

    def filled(self, more: Mapping[str, Param]) -> "Message":
        """The same sentence with `more` beside its own parameters, which win."""
        return Message(self.text, tuple({**more, **dict(self.params)}.items()))


def say(text: str, /, **params: Param) -> Message:
    """Mark `text` for the catalogues and hold its parameters. The only way to make a literal message."""
    return Message(text, tuple(params.items()))


def verbatim(text: str) -> Message:
    """Words that are not ours to translate: a name, an answer as typed, a text edited by staff."""
    return Message("{words}", (("words", text),))
