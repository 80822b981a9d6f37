"""What the timeline keeps of an action beside its name: the words, what was asked for, the deadline it set."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from api.services.review.actions import Action

_MARK = "shenbao-action"


@dataclass(frozen=True, slots=True)
class Record:
    """The content of a timeline note. A note that is not one of ours is plain words."""

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
    reason: str = ""

    @classmethod
    def of(cls, action: Action, due: datetime | None) -> "Record":
        """What an action leaves behind."""
        return cls(
            action.note, action.keys, dict(action.notes), action.category, action.result, action.area_code, due,
            signed_on=action.signed_on, place=action.place,
        )  # fmt: skip

    def same_content(self, action: Action) -> bool:
        """Whether this is what that action would leave behind: a repetition, not another action."""
        return self == Record(
            action.note, action.keys, dict(action.notes), action.category, action.result, action.area_code,
            self.due, self.version, action.signed_on, action.place,
        )  # fmt: skip


def write(record: Record) -> str:
    """The note as text."""
    kept: dict[str, object] = {
        "note": record.note, "keys": list(record.keys), "notes": dict(record.notes), "category": record.category,
        "result": record.result, "area_code": record.area_code, "version": record.version,
        "signed_on": record.signed_on, "place": record.place, "reason": record.reason,
        "due": record.due.isoformat() if record.due is not None else None,
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
        note=kept.get("note", ""),
        keys=tuple(kept.get("keys", ())),
        notes=kept.get("notes", {}),
        category=kept.get("category", ""),
        result=kept.get("result", ""),
        area_code=kept.get("area_code", ""),
        due=datetime.fromisoformat(due) if due else None,
        version=kept.get("version"),
        signed_on=kept.get("signed_on", ""),
        place=kept.get("place", ""),
        reason=kept.get("reason", ""),
    )
