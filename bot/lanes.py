"""Work in lanes: of one chat one after another, of different chats at the same time, a bounded number."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TypeAlias

_log = logging.getLogger(__name__)

Work: TypeAlias = Callable[[], Awaitable[None]]


class Lanes:
    """Takes work and does it; `close` ends it. Work that raises is named in the log, and the lane goes on."""

    def __init__(self, most: int) -> None:
        self._room = asyncio.Semaphore(most)
        self._waiting: dict[int, deque[tuple[Work, asyncio.Future[None]]]] = {}
        self._running: set[asyncio.Task[None]] = set()

    def put(self, key: int, work: Work) -> "asyncio.Future[None]":
        """Do `work` after all that was put before with this key. The future is done when it is, however it went."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue = self._waiting.get(key)
        if queue is not None:
            queue.append((work, done))
            return done
        self._waiting[key] = deque([(work, done)])
        task = asyncio.create_task(self._drain(key))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return done

    @property
    def busy(self) -> int:
        """How many chats have work."""
        return len(self._waiting)

    async def close(self) -> None:
        """Drop what waits, end what runs."""
        running = tuple(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _drain(self, key: int) -> None:
        queue = self._waiting[key]
        try:
            while queue:
                work, done = queue[0]
                async with self._room:
                    await _do(work)
                if not done.done():
                    done.set_result(None)
                queue.popleft()
        finally:
            del self._waiting[key]
            for _, done in queue:
                done.cancel()


async def _do(work: Work) -> None:
    try:
        await work()
    except Exception as error:  # noqa: BLE001 — one piece of work must not stop those behind it; it is named
        _log.error("work for a chat failed: %s", type(error).__name__)
