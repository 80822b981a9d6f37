"""Fetches updates when nobody brings them: confirmed to Telegram only once they are committed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from api.bootstrap import House
from bot.lanes import Lanes
from bot.leases import Lease
from bot.line import Line, LineError, TooFast
from bot.receiving import AT_ONCE, Receiver, StoreAway
from bot.sender import Pause
from bot.updates import Incoming

_log = logging.getLogger(__name__)

LEASE = "telegram:poll"
# Half of a lease and a poll with its margin must fit into it; short, so that a crash is soon made up for.
POLL_SECONDS = 5
LEASE_SECONDS = 40.0
BETWEEN_TRIES = 3.0
# While something is slow: how long to wait for it before asking for what came in the meantime.
WHILE_BUSY = 0.5


class Poller:
    """Polls as long as its task lives and it holds the lease."""

    def __init__(
        self,
        house: House,
        line: Line,
        receiver: Receiver,
        prepare: Callable[[], Awaitable[None]],
        seconds: int = POLL_SECONDS,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._line = line
        self._receiver = receiver
        self._prepare = prepare
        self._seconds = seconds
        self._pause = pause
        self._lanes = Lanes(AT_ONCE)
        self._lease = Lease(house, LEASE, LEASE_SECONDS)
        # In the order of arrival: update number → whether it is done. The front of it, once done, is confirmed.
        self._open: dict[int, bool] = {}
        self._offset: int | None = None
        self._moved = asyncio.Event()

    async def run(self) -> None:
        """Poll. Whatever fails is named and tried again."""
        prepared = False
        while True:
            try:
                if not await self._lease.held():
                    prepared = False
                    await self._pause(BETWEEN_TRIES)
                    continue
                if not prepared:
                    await self._prepare()
                    prepared = True
                await self._poll()
            except LineError as error:
                # Perhaps somebody else set a webhook meanwhile: said again before the next poll.
                prepared = False
                _log.warning("Telegram cannot be polled: %s", error.name)
                await self._pause(error.after if isinstance(error, TooFast) else BETWEEN_TRIES)
            except Exception as error:  # noqa: BLE001 — the database may be away for a while; named, tried again
                _log.error("the poller cannot work: %s", type(error).__name__)
                await self._pause(BETWEEN_TRIES)

    async def close(self) -> None:
        """Stop. What is not committed comes again at the next start."""
        await self._lanes.close()
        await self._lease.release()

    async def _poll(self) -> None:
        # With something still open Telegram has something to give at once: only what is new counts.
        found = await self._line.updates(self._offset, self._seconds)
        fresh = [(number, raw) for raw in found if (number := _number(raw)) is not None and number not in self._open]
        for number, raw in fresh:
            self._begin(number, raw)
        if self._open:
            await self._until_moved()
        self._advance()
        if not found and not self._open:
            # All before was confirmed by this poll. Without an offset numbers may begin anew below the last.
            self._offset = None

    def _begin(self, number: int, raw: Mapping[str, object]) -> None:
        update = self._receiver.read(raw)
        self._open[number] = update is None
        if update is not None:
            self._lanes.put(update.chat_id, partial(self._one, number, update))

    async def _one(self, number: int, update: Incoming) -> None:
        while True:
            try:
                await self._receiver.receive(update)
            except StoreAway:
                await self._pause(BETWEEN_TRIES)
            else:
                break
        self._open[number] = True
        self._moved.set()

    async def _until_moved(self) -> None:
        """Until all is done, at most a moment."""
        try:
            async with asyncio.timeout(WHILE_BUSY):
                while not all(self._open.values()):
                    self._moved.clear()
                    await self._moved.wait()
        except TimeoutError:
            return

    def _advance(self) -> None:
        """Move the offset past what is done, up to the first that is not."""
        for number, done in list(self._open.items()):
            if not done:
                break
            del self._open[number]
            self._offset = number + 1


def _number(raw: Mapping[str, object]) -> int | None:
    number = raw.get("update_id")
    return number if isinstance(number, int) else None
