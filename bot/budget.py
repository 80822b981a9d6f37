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


TOO_FAST = 10.0
"""Seconds of its pace by which a chat must have run ahead before a refusal is taken to be its own."""


class Budget:
    """Gives out times to send at. Asks the clock, never waits itself."""

    def __init__(self, pace: Pace, clock: Callable[[], datetime]) -> None:
        self._pace = pace
        self._clock = clock
        self._all: datetime | None = None
        self._chats: dict[int, datetime] = {}
        self._held: datetime | None = None
        # How far the answers of a chat ran ahead of its pace, and chats that alone were told to stop.
        self._answers: dict[int, datetime] = {}
        self._own: dict[int, datetime] = {}

    def wait(self, chat_id: int, *, answering: bool) -> float:
        """Reserve the next time for a message to this chat; how many seconds away it is.

        `answering`: the resident wrote first and sets the pace of the chat; only the common budget counts.
        """
        now = self._clock()
        pace = self._pace
        self._all, at = _next(self._all, now, pace.per_second, pace.burst)
        self._forget(now)
        if not answering:
            self._chats[chat_id], own = _next(self._chats.get(chat_id), now, pace.chat_per_second, pace.chat_burst)
            at = max(at, own)
        else:
            self._answers[chat_id], _ = _next(self._answers.get(chat_id), now, pace.chat_per_second, pace.chat_burst)
        at = max(at, self._held or at, self._own.get(chat_id, at))
        return max(0.0, (at - now).total_seconds())

    def hold(self, seconds: float, chat_id: int | None = None) -> None:
        """Telegram said to stop for so many seconds: nothing goes to anybody until then.

        Unless it was said of a chat that writes faster than Telegram lets it be answered: then it alone waits, and
        whoever insists keeps nobody else from being answered.
        """
        now = self._clock()
        until = now + timedelta(seconds=seconds)
        if chat_id is not None and (self._answers.get(chat_id, now) - now).total_seconds() > TOO_FAST:
            self._own[chat_id] = until
        else:
            self._held = until if self._held is None else max(self._held, until)

    def held(self) -> float:
        """How many seconds everything stands still."""
        return max(0.0, (self._held - self._clock()).total_seconds()) if self._held is not None else 0.0

    def _forget(self, now: datetime) -> None:
        """Chats that are long within their budget need not be remembered."""
        for times in (self._chats, self._answers, self._own):
            if len(times) > 10_000:
                for chat in [chat for chat, at in times.items() if at <= now]:
                    del times[chat]


def _next(used_until: datetime | None, now: datetime, rate: float, burst: int) -> tuple[datetime, datetime]:
    """One more use: until when the budget is used, and when this use may happen."""
    one = timedelta(seconds=1 / rate)
    used_until = max(used_until, now) if used_until is not None else now
    return used_until + one, used_until - one * (burst - 1)
