"""A clock that stands still until a test moves it, or lets it go."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock:
    """Call it for the time (aware, Asia/Shanghai)."""

    def __init__(self, now: datetime | None = None) -> None:
        # How much time passes with each look at it.
        self.step = timedelta(0)
        self.now = now or datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now

    def advance(self, **spans: float) -> datetime:
        """Move it on by a timedelta given in its words (`minutes=5`); returns the new time."""
        self.now += timedelta(**spans)
        return self.now
