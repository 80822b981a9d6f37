"""What every maker of sheets is given beside the declaration, and what every sheet has at its head."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from api.errors import Conflict
from api.services.printing.cells import day
from api.services.printing.filed import Filed
from conversations.messages import Message


@dataclass(frozen=True, slots=True)
class Appeal:
    """How long a refusal can be appealed against. Settings of a deployment; the law's own days are the default.

    `review_days`: calendar days to ask for reconsideration, 行政复议法 art. 20. `lawsuit_months`: months to go to
    court, 行政诉讼法 art. 46. `source` is printed beside them.
    """

    review_days: int = 60
    lawsuit_months: int = 6
    source: str = "《行政复议法》第二十条、《行政诉讼法》第四十六条"


@dataclass(frozen=True, slots=True)
class Paper:
    """Texts by name and version, words for messages, now, and the days of an appeal."""

    words: Callable[[str, str], str]
    say: Callable[[Message], str]
    now: datetime
    appeal: Appeal = Appeal()


class NotYet(Conflict):
    """This declaration has no such sheet as it stands: the step it tells of was not taken."""

    code = "no_such_sheet_yet"


def head_of(filed: Filed) -> dict[str, str]:
    """Receipt, place, whom to call, the day it was filed."""
    area = filed.area
    return {
        "receipt": filed.receipt,
        "area": area.name if area is not None else filed.area_code,
        "county": area.county if area is not None else "",
        "phone": area.phone if area is not None else "",
        "applicant": filed.applicant,
        "submitted": day(filed.submitted_at),
        "version": str(filed.version),
    }
