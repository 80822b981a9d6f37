"""A sign that something is on its way while an answer takes long: the phone shows that the bot is typing."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Below a second people feel heard; Telegram shows the sign for five.
AFTER, AGAIN = 1.0, 4.0


class Signs:
    """`while_at_work` for each update that will be answered; `show` puts the sign in a chat, and must not wait."""

    def __init__(self, show: Callable[[int], object], after: float = AFTER, again: float = AGAIN) -> None:
        self._show = show
        self._after = after
        self._again = again

    @contextmanager
    def while_at_work(self, chat_id: int) -> Iterator[None]:
        """Show the sign when the work takes long, and again for as long as it does. Times are seconds."""
        done = asyncio.Event()
        self._later(chat_id, done, self._after)
        try:
            yield
        finally:
            done.set()

    def _later(self, chat_id: int, done: asyncio.Event, seconds: float) -> None:
        asyncio.get_running_loop().call_later(seconds, self._due, chat_id, done)

    def _due(self, chat_id: int, done: asyncio.Event) -> None:
        if not done.is_set():
            self._later(chat_id, done, self._again)
            self._show(chat_id)
