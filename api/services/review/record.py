"""What the timeline keeps of an action beside its name: the words, what was asked for, the deadline it set."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from api.services.review.actions import Action

_MARK = "shenbao-action"
# What an action carries beside the parts that have a place of their own below.
_DETAILS = (
    "reason", "on", "source", "found", "visitors", "findings", "photos", "signed", "departments", "referral",
    "members", "monitored",
)  # fmt: skip
_DAYS_AND_WORDS = ("note", "category", "result", "area_code", "signed_on", "place")


@dataclass(frozen=True, slots=True)
class Record:
    """The content of a timeline note. A note that is not one of ours is plain words.

    `details`: what else the action carried, by the names of `Action`, and what was worked out when it was taken:
    `skipped` (steps left out before a decision), `from_area` (where a transfer came from), `ends_on`,
    `referrals` (department → id of that referral).
    """

    note: str = ""
    keys: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    category: str = ""
    result: str = ""
    area_code: str = ""
    due: datetime | None = None
    version: int | None = None
    signed_on: str = ""
    place: str = ""
    details: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, action: Action, due: datetime | None, **worked_out: object) -> "Record":
        """What an action leaves behind; `worked_out` beside what was sent."""
        return cls(
            action.note, action.keys, dict(action.notes), action.category, action.result, action.area_code, due,
            signed_on=action.signed_on, place=action.place,
            details={**_details(action), **{name: value for name, value in worked_out.items() if value}},
        )  # fmt: skip

    def same_content(self, action: Action) -> bool:
        """Whether this is what that action would leave behind: a repetition, not another action."""
        sent = {name: value for name, value in self.details.items() if name in _DETAILS}
        return replace(self, details=sent) == replace(
            # What was decided on a form of its own is of the category that led there, which nobody sends.
            Record.of(action, self.due),
            version=self.version,
            category=action.category or self.category,
        )

    def text(self, name: str) -> str:
        """A detail that is one text; "" when it was not given."""
        value = self.details.get(name, "")
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """A detail that is a list of texts."""
        value = self.details.get(name, ())
        return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()

    def words(self, name: str) -> dict[str, str]:
        """A detail that gives each key its text."""
        value = self.details.get(name, {})
        return {str(key): str(one) for key, one in value.items()} if isinstance(value, Mapping) else {}


def write(record: Record) -> str:
    """The note as text."""
    kept: dict[str, object] = {
        **{name: getattr(record, name) for name in _DAYS_AND_WORDS},
        "keys": list(record.keys), "notes": dict(record.notes), "version": record.version,
        "due": record.due.isoformat() if record.due is not None else None, "details": dict(record.details),
    }  # fmt: skip
    return json.dumps({_MARK: 1, **{name: value for name, value in kept.items() if value}}, ensure_ascii=False)


def read(note: str | None) -> Record:
    """The record a note holds."""
    if note is None:
        return Record()
    try:
        kept = json.loads(note)
    except ValueError:
        return Record(note)
    if not isinstance(kept, dict) or kept.pop(_MARK, None) != 1:
        return Record(note)
    due = kept.get("due")
    return Record(
        keys=tuple(kept.get("keys", ())),
        notes=kept.get("notes", {}),
        due=datetime.fromisoformat(due) if due else None,
        version=kept.get("version"),
        details=kept.get("details", {}),
        **{name: str(kept.get(name, "")) for name in _DAYS_AND_WORDS},
    )


def _details(action: Action) -> dict[str, object]:
    """As they come back from a note: lists, not tuples; what is empty left out."""
    sent = ((name, getattr(action, name)) for name in _DETAILS)
    plain = ((name, list(value) if isinstance(value, tuple) else value) for name, value in sent)
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in plain if value}
