"""What the queue takes and gives: filters, a page, counters, notes of the staff, forms typed in part."""

from dataclasses import dataclass
from datetime import datetime

from storage.rows import DeclarationRow


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which declarations of a scope are wanted; None: any. What is asked for together must all apply.

    `overdue_at`: due at or before this instant; `due_from`: after this one. `words`: a whole receipt number,
    the name or ID number of anyone in the household. `marks`: flags and families of flags.
    """

    status: str | None = None
    category: str | None = None
    overdue_at: datetime | None = None
    assigned_to: int | None = None
    words: str | None = None
    due_from: datetime | None = None
    unassigned: bool = False
    origin: str | None = None
    marks: tuple[str, ...] = ()

    @property
    def has_due(self) -> bool:
        """Whether only some of the due days are wanted."""
        return self.overdue_at is not None or self.due_from is not None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are of something, from kept counters; of a status also how many are due today and overdue."""

    kind: str
    value: str
    n: int
    today: int = 0
    over: int = 0


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note that staff wrote for each other; `author` is a user name."""

    declaration_id: int
    note_id: str
    at: datetime
    author: str
    words: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """What staff typed of a paper form and have not filed yet; `typed` is the caller's."""

    id: str
    staff_id: int
    origin: str
    changed_at: datetime
    typed: bytes


@dataclass(frozen=True, slots=True)
class QueueRows:
    """A page of the queue. `total`: all there are, or (not `exact`) as many as were seen without looking far.

    `next`: the place (queue time, number) after which the next page begins, None at the end. A page may be short
    and have a next one.
    """

    rows: tuple[DeclarationRow, ...]
    total: int
    next: tuple[datetime, int] | None
    exact: bool = True
