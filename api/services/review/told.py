"""What a resident was told about a declaration, word for word, and which step each message belongs to."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from api.services.transcript.evidence import shown
from storage.rows import TimelineRow, TurnRow


@dataclass(frozen=True, slots=True)
class Said:
    """A message as it went out: when (aware), by whom, its words in the resident's language, the status it told."""

    at: datetime
    by: str
    words: str
    status: str


def said_of(receipt: str, pushed: Iterable[TurnRow]) -> tuple[Said, ...]:
    """Of the turns nobody asked for, those about this declaration."""
    return tuple(said for row in pushed if (said := _said(receipt, row)) is not None)


def matched(events: Sequence[TimelineRow], said: Iterable[Said]) -> tuple[Mapping[int, str], tuple[Said, ...]]:
    """Row number of the step → what was told with it; and what was told without a step."""
    told: dict[int, str] = {}
    alone: list[Said] = []
    for message in said:
        # A message leaves in the transaction of its step, a moment after it.
        fits = [
            event
            for event in events
            if event.id not in told
            and event.action_id is not None
            and (event.actor, event.status) == (message.by, message.status)
            and event.at <= message.at
        ]
        latest = max((event.at for event in fits), default=None)
        step = next((event for event in fits if event.at == latest), None)
        if step is None:
            alone.append(message)
        else:
            told[step.id] = message.words
    return told, tuple(alone)


def _said(receipt: str, row: TurnRow) -> Said | None:
    _channel, by, _at, heard = json.loads(row.body)["heard"]
    match heard:
        case ["StatusPushed", str(about), str(status), *_] if about == receipt:
            return Said(row.at, by, _words(row), status)
        case ["AskedBack", str(about), *_] if about == receipt:
            return Said(row.at, by, _words(row), "asked_back")
    return None


def _words(row: TurnRow) -> str:
    return "\n".join(reply["text"] for reply in shown(row.body)["replies"] if reply["text"])
