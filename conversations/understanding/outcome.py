"""The three outcomes of understanding what somebody typed."""

from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from conversations.messages import Message

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sure(Generic[T]):
    """One meaning only: taken."""

    value: T


@dataclass(frozen=True, slots=True)
class Doubtful(Generic[T]):
    """A likely meaning that must be said back and confirmed.

    `restated` names the value understood ("一年 24,000 元"); `approximate` is kept as a flag for staff;
    `otherwise` is the second reading to offer when the first is declined ("2000" a month, not a year).
    """

    value: T
    restated: Message
    approximate: bool = False
    otherwise: "Doubtful[T] | None" = None


@dataclass(frozen=True, slots=True)
class Unclear:
    """No value: what is wrong and what would do, in plain words, never blaming."""

    message: Message


Understood: TypeAlias = Sure[T] | Doubtful[T] | Unclear
