"""What staff are given to see of emergencies: a line of the queue, a page, a fund. Amounts are fen, times aware."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from conversations.answers import Json
from storage.emergency_rows import FundEntry, FundRow


@dataclass(frozen=True, slots=True)
class EmergencyItem:
    """A line of the queue. `minutes` until first help is due, negative when it is over; None: nothing is due.

    `together`: the receipt of the one under whose line it lies, None for a line of its own.
    """

    receipt: str
    status: str
    what: str
    area_code: str
    place: str
    submitted_at: datetime
    due: datetime | None
    minutes: int | None
    granted: int
    paid: int
    flags: tuple[str, ...]
    silent: bool
    together: str | None = None


@dataclass(frozen=True, slots=True)
class EmergencyEventView:
    """Something that was done: by whom, when, the status afterwards, and what was said with it."""

    at: datetime
    actor: str
    action: str
    status: str
    content: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Before:
    """Help this family told of or got before: an emergency (`kind`), or a declaration of the same conversation."""

    kind: str
    receipt: str
    what: str
    status: str
    area_code: str
    at: datetime
    granted: int = 0
    paid: int = 0


@dataclass(frozen=True, slots=True)
class EmergencyView:
    """An emergency as it stands. `limit`: fen up to which the township decides itself, None where none is set;
    `advance`: the family's application is under review, and temporary aid may be given on account.

    `papers_due`: the end of the day until which papers may be handed in, None where none are wanted.
    """

    item: EmergencyItem
    answers: Mapping[str, Json]
    tier: str
    origin: str
    papers_due: datetime | None
    before: tuple[Before, ...]
    fund: FundRow
    limit: int | None
    advance: bool
    timeline: tuple[EmergencyEventView, ...]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EmergencyDone:
    """What came of an action."""

    receipt: str
    action: str
    status: str
    due: datetime | None
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FundView:
    """A fund with its statement."""

    fund: FundRow
    entries: tuple[FundEntry, ...]
