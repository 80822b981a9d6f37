"""What staff are given to see: a line of the queue, a declaration's page, its papers, versions and timeline."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from api.services.review.authorizations import Confirmation, Standing
from api.services.review.deadlines import Urgency
from api.services.review.gist import Gist
from api.services.review.record import Record
from api.services.review.referrals import Referral
from api.services.review.sheet import Line, Part
from api.services.review.steps import Step
from conversations.answers import Json
from conversations.messages import Message


@dataclass(frozen=True, slots=True)
class Filters:
    """Which declarations are wanted; empty: any. What is given together must all apply.

    `words`: a receipt, the name or ID number of anyone in the household. `due`: `today` or `overdue`; `assigned`:
    `me`, `nobody` or a user name; `flags`: flags and families of flags.
    """

    status: str = ""
    area: str = ""
    category: str = ""
    overdue: bool = False
    words: str = ""
    due: str = ""
    assigned: str = ""
    origin: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A line of the queue. `name` is masked; `left` says how much time there is, `urgency` how pressing it is.

    `assigned_to` is a user name and `assignee` the name, both empty for nobody.
    """

    receipt: str
    status: str
    category: str
    outcome: str
    area_code: str
    place: str
    name: str
    applies_for_aid: bool
    flags: tuple[str, ...]
    submitted_at: datetime
    due: datetime | None
    urgency: Urgency
    left: Message
    origin: str = ""
    assigned_to: str = ""
    assignee: str = ""
    gist: Gist = field(default_factory=Gist)


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue, numbered from 1. `next`: the place after which the next one begins, None at the end.

    Not `exact`: there are at least `total`.
    """

    items: tuple[QueueItem, ...]
    total: int
    page: int
    pages: int
    next: tuple[datetime, int] | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A paper of the declaration; `kind` and `member` as answered."""

    id: str
    kind: str
    member: int | None
    label: Message


@dataclass(frozen=True, slots=True)
class Version:
    """One filed version."""

    version: int
    filed_at: datetime
    form_version: int
    pack: str
    figures: str
    channel: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. `status` is the one afterwards; `changed` names what a new version changed.

    `row` numbers it in the timeline, as the chain does.
    """

    at: datetime
    actor: str
    action: str
    status: str
    record: Record
    changed: tuple[Message, ...] = ()
    row: int = 0


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature under the newest version: what, by whom and for whom (masked unless shown), when.

    `put_off`: nothing is signed, it will be by hand.
    """

    key: str
    name: str | None
    at: datetime
    text_version: str
    behalf: str | None = None
    put_off: bool = False


@dataclass(frozen=True, slots=True)
class DeclarationView:
    """A declaration as it stands. `answers` are by boundary key and never masked; `parts` are what is drawn.

    `askable`: the boundary keys that can be asked back, also those of questions that have no line.
    """

    item: QueueItem
    version: int
    origin: str
    county: str
    answers: Mapping[str, Json]
    parts: tuple[Part, ...]
    shown: bool
    assessment: Mapping[str, object] | None
    documents: tuple[Document, ...]
    signatures: tuple[Signed, ...]
    authorizations: tuple[Standing, ...]
    confirmation: Confirmation | None
    timeline: tuple[Event, ...]
    read_by: tuple[Event, ...]
    actions: tuple[str, ...]
    versions: tuple[Version, ...]
    askable: frozenset[str] = frozenset()
    referrals: tuple[Referral, ...] = ()
    steps: tuple[Step, ...] = ()

    def lines(self) -> Iterator[Line]:
        """Every answer that is drawn, in order."""
        for part in self.parts:
            yield from part.lines
            for table in part.tables:
                for item in table.items:
                    yield from item.lines


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A paper to hand out. `thumbnail`: a small JPEG, None where there is none."""

    mime: str
    content: bytes
    thumbnail: bytes | None = None
