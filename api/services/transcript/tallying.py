"""What the overview counts beside what storage counts by itself: answers asked again, questions people stop at."""

import re
from collections.abc import Iterable

from api.services.transcript.evidence import shown
from conversations.answers import fold
from conversations.codec import load_state
from storage.rows import DeclarationRow
from storage.unit import Unit

_INDEX = re.compile(r"(?<=\.)\d+(?=\.|$)")
ASKED, STOPPED = "asked", "stopped"


def kind_of(key: str) -> str:
    """A boundary key without whose it is: `members.2.income` → `members.N.income`."""
    return _INDEX.sub("N", key)[:80]


def heed(unit: Unit, row: DeclarationRow, action: str, keys: Iterable[str]) -> None:
    """An action of the staff was carried out: count what it asked for, let monitoring know of a yearly review."""
    if action == "ask_back":
        unit.tallies.count(row.area_code, ASKED, (kind_of(key) for key in keys))
    if action == "review_year":
        unit.cases.watch(row.id, "reviewed")


def stopped(unit: Unit, conversation_id: str) -> None:
    """A draft has lain still for a day: count the question that is open, in the township it is for.

    Outside any turn, and nothing of whose draft it is is kept.
    """
    last, row = unit.turns.last(conversation_id), unit.conversations.get(conversation_id)
    question = shown(last.body)["question"] if last is not None else None
    if question is None or row is None:
        return
    area = fold(load_state(row.state).log).value("area_code")
    unit.tallies.count(area if isinstance(area, str) else "", STOPPED, [kind_of(question["key"])])
