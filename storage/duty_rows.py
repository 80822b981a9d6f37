"""What the repositories of being on duty give back: plain rows. Times are aware."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DutyRow:
    """An active member of staff with the chat in which they are called. `address` is the number of the chat.

    `since`: from when they are on duty, None where they are not; `answered_at`: when they last did something in the
    chat; `asked_at`: when they were last asked to.
    """

    staff_id: int
    username: str
    name: str
    role: str
    area_code: str
    address: str
    on_duty: bool
    reachable: bool
    linked_at: datetime
    since: datetime | None
    answered_at: datetime | None
    asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class PushRow:
    """An officer to be called, about an emergency or None. `occasion`: why, and by which action."""

    id: int
    emergency_id: int | None
    staff_id: int
    occasion: str
    state: str
    attempts: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class WatchRow:
    """Nobody looked at this emergency since `occasion`, which was made `by` somebody of the staff ("": nobody)."""

    emergency_id: int
    occasion: str
    by: str
    call_at: datetime | None
