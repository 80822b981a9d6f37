"""Where a household was referred to, and what each department answered: read from what happened."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from api.services.review.record import read
from storage.rows import TimelineRow


@dataclass(frozen=True, slots=True)
class Referral:
    """One department asked. `id` names it in `record_referral`; `result` is "" while there is no answer."""

    id: str
    department: str
    at: datetime
    note: str
    result: str = ""
    answered_at: datetime | None = None
    answer: str = ""


def referrals_in(events: Iterable[TimelineRow]) -> tuple[Referral, ...]:
    """All referrals, oldest first, each with its newest answer."""
    found: dict[str, Referral] = {}
    for event in events:
        record = read(event.note)
        if event.action == "refer":
            asked = (Referral(f"{event.id}-{n}", one, event.at, record.note)
                     for n, one in enumerate(record.texts("departments")))  # fmt: skip
            found.update({one.id: one for one in asked})
        elif event.action == "record_referral" and record.text("referral") in found:
            one = found[record.text("referral")]
            found[one.id] = replace(one, result=record.result, answered_at=event.at, answer=record.note)
    return tuple(found.values())


def waiting_in(events: Iterable[TimelineRow]) -> frozenset[str]:
    """The ids of referrals without a last word: not answered, or still in hand."""
    return frozenset(one.id for one in referrals_in(events) if one.result in ("", "pending"))
