"""Rows about what staff may not see, and how much they read."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class RecusalRow:
    """Somebody is kept from a declaration. `source`: `people` (their ID number is in it), `named`, `self`."""

    staff_id: int
    declaration_id: int
    source: str
    entered_by: str
    at: datetime
    username: str
    receipt: str
    area_code: str


@dataclass(frozen=True, slots=True)
class ReadingCount:
    """How often somebody read on a day (in China), and in how many declarations."""

    username: str
    area_code: str
    day: date
    kind: str
    times: int
    files: int
