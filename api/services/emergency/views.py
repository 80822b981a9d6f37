"""What staff are given to see of emergencies: a line of the queue, a page, a fund. Amounts are fen, times aware."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from conversations.answers import Json
from storage.emergency_rows import FundEntry, FundRow


@dataclass(frozen=True, slots=True)
class EmergencyItem:
    """A line of the queue. `minutes` until first help is due, negative when it is over; None: nothing is due.

    `together`: the receipt of the one under whose line it lies, None for a line of its own.
    `needs`: what is wanted most, by code, as far as it was tapped; `holder`: the name of the member of staff who did
    something about it last.
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
    needs: tuple[str, ...] = ()
    holder: str = ""


@dataclass(frozen=True, slots=True)
class EmergencyEventView:
    """Something that was done: by whom (`by`: the name of the member of staff), when, the status afterwards, and what
    was said with it.
    """

    at: datetime
    actor: str
    action: str
    status: str
    content: Mapping[str, object]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """Help this family told of or got before: an emergency (`kind`), or a declaration of the same conversation.

    `here`: it lies within the area of who asks, and can be opened. `household`: whose it was, where somebody tells for
    several; "" else, and for who may not read names.
    """

    kind: str
    receipt: str
    what: str
    status: str
    area_code: str
    at: datetime
    granted: int = 0
    paid: int = 0
    place: str = ""
    here: bool = True
    household: str = ""


@dataclass(frozen=True, slots=True)
class Nearby:
    """What another family told that may be the same event: `metres` off, or at the place both named `name`."""

    told: Before
    metres: int | None
    name: str


SAME_EVENT = timedelta(days=2)
"""Told within this time of each other, by one phone or conversation, two of a kind may be one event."""


@dataclass(frozen=True, slots=True)
class EmergencyView:
    """An emergency as it stands. `limit`: fen up to which the township decides itself, None where none is set;
    `advance`: the family's application is under review, and temporary aid may be given on account.

    `papers_due`: the end of the day until which papers may be handed in, None where none are wanted. `tiers`: whether
    grants are light or heavy there. `asked`: fen the township asked the county for. `as_of`: the last step of staff,
    to be sent back with an action, which is then refused when somebody took another step meanwhile. `granted_by`: who
    granted last, "" where nobody did. `nearby`: what others told that may be the same event.
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
    tiers: bool = False
    asked: int = 0
    as_of: str = ""
    granted_by: str = ""
    nearby: tuple[Nearby, ...] = ()

    @property
    def given(self) -> tuple[Before, ...]:
        """Of `before`, where money was granted: what nobody may overlook who grants again."""
        return tuple(one for one in self.before if one.granted)

    @property
    def twice(self) -> bool:
        """Whether one of `before` may be the same event: of the same kind, told about the same time."""
        item = self.item
        same = [one for one in self.before if one.kind == "emergency" and one.what == item.what]
        return any(abs(one.at - item.submitted_at) <= SAME_EVENT for one in same)


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
    """A fund with its statement; `names` of the staff in it, by user name."""

    fund: FundRow
    entries: tuple[FundEntry, ...]
    names: Mapping[str, str] = field(default_factory=dict)
