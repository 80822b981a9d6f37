"""What the repository of local figures takes and gives."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

FigureState = Literal["waiting", "approved", "declined", "taken_back"]


@dataclass(frozen=True, slots=True)
class NewFigure:
    """An entry: `value` is JSON text, None where it only takes back the entry numbered `corrects`.

    `area_code` is a county (six digits) or a township (nine); `valid_to` None: until something newer begins.
    `entered_by` is a user name, or who is named in an imported file.
    """

    county_code: str
    area_code: str
    settlement: str
    name: str
    value: str | None
    unit: str
    valid_from: date
    valid_to: date | None
    source: str
    entered_by: str
    note: str = ""
    corrects: int | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow(NewFigure):
    """An entry as it is kept. `revision`: which number of its county made it known, None until approved."""

    id: int
    state: FigureState
    entered_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    revision: int | None
