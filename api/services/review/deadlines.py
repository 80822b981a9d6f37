"""The deadlines of the lifecycle: which day each ends on, and how it stands today."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from api.services.review.lifecycle import Days, DeadlineKind
from api.services.review.workdays import Deadline, Workdays
from conversations.messages import Message, say

Urgency = Literal["none", "calm", "soon", "today", "over"]
_SOON = 2  # working days


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Counts the working days of each deadline."""

    days: Days = field(default_factory=Days)
    workdays: Workdays = field(default_factory=Workdays)

    def end(self, kind: DeadlineKind, start: datetime) -> datetime:
        """When the deadline that starts at `start` ends: the last moment of a working day in Asia/Shanghai."""
        return self.deadline(kind, start).at

    def deadline(self, kind: DeadlineKind, start: datetime) -> Deadline:
        """The same, with whether it was counted by weekdays alone in a year without a holiday table."""
        return self.workdays.after(start, self.days.of(kind))

    def standing(self, due: datetime | None, now: datetime) -> tuple[Urgency, Message]:
        """How much time is left, as a degree and in words that need no colour."""
        if due is None:
            return "none", say("没有期限")
        left = self.workdays.left(now, due)
        if left < 0:
            return "over", say("超期 {days} 个工作日", days=-left)
        if left == 0:
            return "today", say("今天到期")
        return ("soon" if left <= _SOON else "calm"), say("还剩 {days} 个工作日", days=left)
