"""The bell: tells waiting readers of this process that a conversation, or the outbox, has something new."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# The channel of the database by which processes tell each other what rang.
BELL = "bell"
# The bell that rings when there is something to be done with papers.
PAPERS = "papers"


class Waiting:
    """Somebody listening for one name. Rings between two waits are not missed."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()

    async def wait(self, timeout: float) -> bool:
        """Whether the bell rang within `timeout` seconds (or since the last wait)."""
        try:
            async with asyncio.timeout(timeout):
                await self._event.wait()
        except TimeoutError:
            return False
        self._event.clear()
        return True

    def wake(self) -> None:
        """Wake the waiter; from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._event.set)


class Bell:
    """Rings by name: a conversation id, `outbox`, `papers`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, set[Waiting]] = {}

    def ring(self, name: str) -> None:
        """Wake everybody who waits for `name`. Called by the storage after a commit, from its thread."""
        with self._lock:
            listeners = tuple(self._waiting.get(name, ()))
        for one in listeners:
            one.wake()

    @asynccontextmanager
    async def subscribe(self, name: str) -> AsyncIterator[Waiting]:
        """Listen for `name` as long as the context lasts."""
        one = Waiting()
        with self._lock:
            self._waiting.setdefault(name, set()).add(one)
        try:
            yield one
        finally:
            with self._lock:
                self._waiting[name].discard(one)
                if not self._waiting[name]:
                    del self._waiting[name]
