"""What the repositories of emergency aid give back and take: plain rows. Amounts are fen, times aware."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NewEmergency:
    """An emergency as it is told. `number` counts those of the conversation; `answers` are JSON text.

    `sender` is the address or chat it came from, kept as a keyed digest; None where it is not known.
    """

    receipt: str
    conversation_id: str | None
    number: int | None
    area_code: str
    county_code: str
    what: str
    origin: str
    flags: str
    silent: bool
    phone: str | None
    answers: str
    submitted_at: datetime
    due_at: datetime
    sender: str | None = None


@dataclass(frozen=True, slots=True)
class EmergencyRow:
    """An emergency as it stands. `together`: the receipt of the one under whose line it lies at the desk."""

    id: int
    receipt: str
    conversation_id: str | None
    number: int | None
    area_code: str
    county_code: str
    status: str
    what: str
    origin: str
    flags: str
    silent: bool
    tier: str
    granted: int
    paid: int
    phone_index: bytes | None
    answers: str
    submitted_at: datetime
    due_at: datetime | None
    queue_at: datetime
    papers_due_at: datetime | None
    sender: bytes | None
    together: str | None


@dataclass(frozen=True, slots=True)
class EmergencyEvent:
    """Something that was done about it; `note` is JSON text, `status` the one afterwards."""

    id: int
    at: datetime
    actor: str
    action: str
    status: str
    note: str | None
    action_id: str | None


@dataclass(frozen=True, slots=True)
class FundRow:
    """A township's reserve fund: what is in it, and what of that is promised."""

    area_code: str
    balance: int
    reserved: int

    @property
    def available(self) -> int:
        """What can still be granted."""
        return self.balance - self.reserved


@dataclass(frozen=True, slots=True)
class FundEntry:
    """A line of the statement, with what the fund held after it."""

    id: int
    area_code: str
    kind: str
    amount: int
    balance: int
    reserved: int
    at: datetime
    actor: str
    receipt: str | None
    method: str | None
    reference: str | None
    action_id: str
