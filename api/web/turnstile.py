"""Work from one address waits its turn, and how many conversations begin there is bounded: one sender starves nobody.

Kept in memory, a process each: it protects this process. What staff see of a sender comes from rows
(`api/services/emergency/folding.py`). Why these numbers: docs/decisions/0044.
"""

import asyncio
import math
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

AT_ONCE = 8
"""Turns of one address that are taken at the same moment; the others wait in order. Of one conversation: one."""
BEGINNINGS = 60
"""Conversations that may begin at one address at once, and as many a minute after: a ward, a class, a mobile network."""
PATIENCE, GOOD_FOR = 5, 600
"""Seconds after which a ticket lets in, and for how much longer it does."""
_A_MINUTE = 60.0
_MOST_KEPT = 10_000
# Whoever waited exactly as long as they were told has one again, give or take what floats lose.
_ONE = 1 - 1e-6


@dataclass(slots=True)
class _Lane:
    room: asyncio.Semaphore
    users: int = 0


class Lanes:
    """At most `width` pieces of work with one key at the same moment, the others in the order they came."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._lanes: dict[str, _Lane] = {}

    @asynccontextmanager
    async def turn(self, key: str) -> AsyncIterator[None]:
        """Wait for one's turn; with an empty key there is nothing to wait for."""
        if not key:
            yield
            return
        lane = self._lanes.setdefault(key, _Lane(asyncio.Semaphore(self._width)))
        lane.users += 1
        try:
            async with lane.room:
                yield
        finally:
            lane.users -= 1
            if not lane.users:
                del self._lanes[key]

    @property
    def busy(self) -> int:
        """How many keys have work."""
        return len(self._lanes)


class Beginnings:
    """So many at once for each key, and so many a minute after. `clock`: seconds that only go forward."""

    def __init__(self, most: int, clock: Callable[[], float]) -> None:
        self._most = most
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    def wait(self, key: str) -> int:
        """Seconds after which this key may begin another one; 0: now, and it is counted. An empty key never waits."""
        if not key:
            return 0
        now = self._clock()
        left = self._now(key, now)
        if left < _ONE:
            return math.ceil((1 - left) * _A_MINUTE / self._most)
        if key not in self._left and len(self._left) >= _MOST_KEPT:
            self._forget(now)
        self._left[key] = (left - 1, now)
        return 0

    def _now(self, key: str, now: float) -> float:
        left, at = self._left.get(key, (float(self._most), now))
        return min(float(self._most), left + (now - at) * self._most / _A_MINUTE)

    def _forget(self, now: float) -> None:
        """Let go of those who have everything again; a minute later that is everybody."""
        self._left = {key: kept for key, kept in self._left.items() if self._now(key, now) < self._most}


@dataclass(frozen=True, slots=True)
class Told:
    """Who has to wait: for so many seconds, with the ticket by which they are let in then."""

    seconds: int
    ticket: str


class Tickets:
    """Whoever waits as they were told comes in, however many push past: scripts that push have no ticket that is due."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._due: dict[str, tuple[str, float]] = {}

    def told(self, key: str, ticket: str | None) -> Told:
        """How long to wait still, with the ticket that is there or a new one."""
        now = self._clock()
        known, due = self._due.get(ticket or "", ("", now))
        if ticket is not None and known == key:
            return Told(max(1, math.ceil(due - now)), ticket)
        while self._due and (len(self._due) >= _MOST_KEPT or next(iter(self._due.values()))[1] + GOOD_FOR < now):
            del self._due[next(iter(self._due))]
        made = secrets.token_urlsafe(12)
        self._due[made] = key, now + PATIENCE
        return Told(PATIENCE, made)

    def is_due(self, key: str, ticket: str | None) -> bool:
        """Whether this ticket was given here, and its time has come."""
        known, due = self._due.get(ticket or "", ("", math.inf))
        return known == key and due <= self._clock()

    def use(self, ticket: str) -> None:
        """It lets in once."""
        del self._due[ticket]


class Turnstile:
    """What every sender passes through. Telling of an emergency has beginnings of its own."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._conversations = Lanes(1)
        self._addresses = Lanes(AT_ONCE)
        self._beginnings, self._urgent, self._waited = (Beginnings(BEGINNINGS, clock) for _ in range(3))
        self._tickets = Tickets(clock)

    @asynccontextmanager
    async def turn(self, conversation_id: str, address: str) -> AsyncIterator[None]:
        """One's turn: first within the conversation, so that one that insists takes a single place of its address."""
        async with self._conversations.turn(conversation_id), self._addresses.turn(address):
            yield

    def wait(self, address: str, ticket: str | None = None, *, urgent: bool = False) -> Told | None:
        """Whether another conversation that wants to begin there has to wait; None: it begins now."""
        if not (self._urgent if urgent else self._beginnings).wait(address):
            return None
        if ticket is not None and self._tickets.is_due(address, ticket) and not self._waited.wait(address):
            self._tickets.use(ticket)
            return None
        return self._tickets.told(address, ticket)

    @property
    def busy(self) -> int:
        """How many conversations have work."""
        return self._conversations.busy
