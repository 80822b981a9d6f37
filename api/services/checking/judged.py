"""The preliminary check as filing needs it: the category, the JSON that is kept, the letter to the resident."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from conversations.answers import Json
from conversations.messages import Message


@dataclass(frozen=True, slots=True)
class Judged:
    """What the check came to. `assessment` is the JSON of the contract, None where no pack holds for the area."""

    category: str
    outcome: str
    assessment: Mapping[str, object] | None
    pack: str
    figures: str
    flags: tuple[str, ...]
    letter: tuple[Message, ...]


class Judge(Protocol):
    """Judges filed answers (flat, by boundary key) with the figures in force on a day in an area.

    `flags`: keys that were skipped or not known.
    """

    def __call__(
        self, answers: Mapping[str, Json], area_code: str, on: date, flags: tuple[tuple[str, str], ...] = ()
    ) -> Judged: ...
