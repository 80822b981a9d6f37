"""What staff are given to see of monitoring: a line of the work list, a page of it, one case with what can be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from api.services.monitoring.detail import Detail
from api.services.monitoring.words import Closing
from api.services.review.deadlines import Urgency
from conversations.messages import Message


@dataclass(frozen=True, slots=True)
class CaseItem:
    """A line of the work list. `name` is masked; `status` is the declaration's."""

    id: int
    receipt: str
    area_code: str
    place: str
    name: str
    status: str
    handling: str
    source: str
    signal: str
    state: str
    found_at: datetime
    due: datetime
    urgency: Urgency
    left: Message
    closing: str | None
    closed_at: datetime | None
    closed_by: str | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page of the work list, from 1. `counts`: the open ones by handling, each counted to 1,000."""

    items: tuple[CaseItem, ...]
    total: int
    page: int
    pages: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case. `found`: what was found, a sentence each; `told`: what the resident would be told at each closing,
    before the officer's own words and after them.
    """

    item: CaseItem
    version: int
    detail: Detail
    found: tuple[Message, ...]
    note: str
    closings: tuple[Closing, ...]
    handlings: tuple[str, ...]
    told: Mapping[str, tuple[str, str]]
    may_act: bool
    reachable: bool
