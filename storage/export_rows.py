"""What exports take and give: which declarations, and a workbook that was asked for."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which declarations of a scope go into a workbook; None: any. `filed_from` ≤ filed < `filed_to`.

    `besides`: statuses to leave out.
    """

    status: str | None = None
    category: str | None = None
    filed_from: datetime | None = None
    filed_to: datetime | None = None
    besides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A workbook that was asked for. `state`: `waiting`, `ready`, `failed`; `done` of `total` households."""

    id: str
    staff_id: int
    asked: str
    state: str
    total: int
    done: int
    created_at: datetime
