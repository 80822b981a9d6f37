"""How fast messages may go out: what Telegram allows a bot in all, and in one chat."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Pace:
    """Messages a second, in all and to one chat, and how many may go at once before that counts.

    Telegram allows about 30 a second in all and one a second to a chat, short bursts aside.
    """

    per_second: float = 25.0
    burst: int = 25
    chat_per_second: float = 1.0
    chat_burst: int = 3


class Budget:
    """Gives out times to send at. Asks the clock, never waits itself."""

    def __init__(self, pace: Pace, clock: Callable[[], datetime]) -> None:
        self._pace = pace
        self._clock = clock
        self._all: datetime | None = None
        self._chats: dict[int, datetime] = {}
        self._held: datetime | None = None

    def wait(self, chat_id: int, *, answering: bool) -> float:
        """Reserve the next time for a message to this chat; how many seconds away it is.

        `answering`: the resident wrote first and sets the pace of the chat; only the common budget counts.
        """
        now = self._clock()
        pace = self._pace
        self._all, at = _next(self._all, now, pace.per_second, pace.burst)
        if not answering:
            self._forget(now)
            self._chats[chat_id], own = _next(self._chats.get(chat_id), now, pace.chat_per_second, pace.chat_burst)
            at = max(at, own)
        if self._held is not None:
            at = max(at, self._held)
        return max(0.0, (at - now).total_seconds())

    def hold(self, seconds: float) -> None:
        """Telegram said to stop for so many seconds: nothing goes to anybody until then."""
        until = self._clock() + timedelta(seconds=seconds)
        self._held = until if self._held is None else max(self._held, until)

    def held(self) -> float:
        """How many seconds everything stands still."""
        return max(0.0, (self._held - self._clock()).total_seconds()) if self._held is not None else 0.0

    def _forget(self, now: datetime) -> None:
        """Chats that are long within their budget need not be remembered."""
        if len(self._chats) > 10_000:
            self._chats = {chat: at for chat, at in self._chats.items() if at > now}


def _next(used_until: datetime | None, now: datetime, rate: float, burst: int) -> tuple[datetime, datetime]:
    """One more use: until when the budget is used, and when this use may happen."""
    one = timedelta(seconds=1 / rate)
    used_until = max(used_until, now) if used_until is not None else now
    return used_until + one, used_until - one * (burst - 1)
