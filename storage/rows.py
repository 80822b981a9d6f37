"""What repositories take and give: plain frozen rows, opened and with aware times."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

OutboxState = Literal["waiting", "sent", "dead", "unreachable"]
PaperJobKind = Literal["fetch", "read"]
Origin = Literal["web", "telegram", "window", "hotline", "visit"]


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A conversation; `turn` is the number of its last turn (0: none yet)."""

    id: str
    locale: str
    state: bytes
    turn: int
    asking_channel: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class New:
    """This input was not seen before and is now claimed."""


@dataclass(frozen=True, slots=True)
class Seen:
    """This input id was claimed before, by the turn given; `same` tells whether the content was the same."""

    turn: int | None
    same: bool


Claim: TypeAlias = New | Seen


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn as it was said."""

    conversation_id: str
    number: int
    at: datetime
    channel: str
    body: bytes


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A turn that must be told on a channel; `attempts` are those that failed."""

    id: int
    conversation_id: str
    channel: str
    turn: int
    state: OutboxState
    attempts: int
    next_attempt_at: datetime
    leased_by: str | None
    leased_until: datetime | None
    parts_sent: int
    last_error: str | None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper (photo or PDF) as it was kept; `size` in bytes."""

    id: str
    conversation_id: str
    mime: str
    size: int
    content: bytes
    created_at: datetime


@dataclass(frozen=True, slots=True)
class PaperListed:
    """A paper without its content; `size` in bytes."""

    id: str
    mime: str
    size: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class NewVersion:
    """The content of one filed version; the caller serialises `answers`, `assessment` and `signatures`."""

    form_version: int
    answers: bytes
    assessment: bytes | None
    signatures: bytes
    pack: str
    figures: str
    filed_at: datetime
    channel: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A filed version of a declaration, numbered from 1."""

    declaration_id: int
    version: int
    form_version: int
    answers: bytes
    assessment: bytes | None
    signatures: bytes
    pack: str
    figures: str
    filed_at: datetime
    channel: str


@dataclass(frozen=True, slots=True)
class NewDeclaration:
    """What is filed. `conversation_id` and `draft` are both given, or both None (intake by staff).

    `flags` is JSON text without personal data; `id_number` None means there is none yet. `gist` is what a line of
    the queue says of it, the caller's.
    """

    receipt: str
    conversation_id: str | None
    draft: int | None
    area_code: str
    county_code: str
    region: str
    status: str
    category: str
    outcome: str
    applies_for_aid: bool
    origin: Origin
    flags: str
    applicant_name: str
    id_number: str | None
    submitted_at: datetime
    due_at: datetime | None
    gist: bytes | None = None


@dataclass(frozen=True, slots=True)
class Refiled:
    """What a new version changes about its declaration, beside the content."""

    category: str
    outcome: str
    applies_for_aid: bool
    flags: str
    applicant_name: str
    id_number: str | None
    gist: bytes | None = None


@dataclass(frozen=True, slots=True)
class PaperJobRow:
    """Something to be done with a paper; `attempts` counts this one. `source`: where it is, or what to read on it."""

    id: int
    conversation_id: str
    paper_id: str
    kind: PaperJobKind
    input_id: str
    album: str | None
    source: str
    attempts: int


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """A declaration as it stands; `version` is the newest filed one, `assigned_to` a staff id."""

    id: int
    receipt: str
    conversation_id: str | None
    draft: int | None
    area_code: str
    county_code: str
    region: str
    status: str
    category: str
    outcome: str
    applies_for_aid: bool
    origin: Origin
    version: int
    flags: str
    applicant_name: str
    submitted_at: datetime
    due_at: datetime | None
    updated_at: datetime
    assigned_to: int | None
    gist: bytes | None = None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with a searched ID number takes part in this declaration, in this role."""

    declaration_id: int
    role: str


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """What happened to a declaration; `status` is the one it had afterwards."""

    id: int
    declaration_id: int
    at: datetime
    actor: str
    action: str
    status: str
    note: str | None
    action_id: str | None


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A member of staff; `area_code` is the township (nine digits) or county (six) they work for."""

    id: int
    username: str
    name: str
    role: str
    area_code: str
    password_hash: str = field(repr=False)
    active: bool
    created_at: datetime
    id_index: bytes | None = field(repr=False)
    phone_index: bytes | None = field(repr=False)
    totp_secret: str | None = field(repr=False)
    totp_on: bool
    totp_used: int | None


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """A link for one person of a declaration. `kind`: `confirm` or `authorize`."""

    token_hash: bytes
    declaration_id: int
    kind: str
    person: bytes
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """What a person said by a link. `act`: `confirm`, `disown`, `authorize`, `withdraw`; `body` is JSON."""

    id: int
    declaration_id: int
    person: bytes
    act: str
    at: datetime
    channel: str
    body: str
