"""Looking again and again for what is due, until cancelled: whatever fails is named and tried again."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from api.services.bell import Bell


async def one_by_one(step: Callable[[], Awaitable[bool]], most: int) -> int:
    """Take steps until there is nothing more to do, at most so many; how many there were."""
    done = 0
    while done < most and await step():
        done += 1
    return done


async def look_every(
    every: timedelta, look: Callable[[], Awaitable[object]], log: logging.Logger, trouble: str, *, eager: bool = False
) -> None:
    """Look, and again after this time. `eager`: at once again as long as something was found. `trouble` says in the
    log what cannot be done.
    """

    async def rest(found: object) -> None:
        if not (eager and found):
            await asyncio.sleep(every.total_seconds())

    await _look_again(look, log, trouble, rest)


async def look_when_rung(
    bell: Bell, name: str, seconds: float, look: Callable[[], Awaitable[object]], log: logging.Logger, trouble: str
) -> None:
    """Look, at once again as long as something was found, then when the bell rings or these seconds have passed."""
    async with bell.subscribe(name) as waiting:

        async def rest(found: object) -> None:
            if not found:
                await waiting.wait(seconds)

        await _look_again(look, log, trouble, rest)


async def _look_again(
    look: Callable[[], Awaitable[object]],
    log: logging.Logger,
    trouble: str,
    rest: Callable[[object], Awaitable[None]],
) -> None:
    while True:
        found: object = None
        try:
            found = await look()
        except Exception as error:  # noqa: BLE001 — the database may be away for a while; named, tried again
            log.error("%s: %s", trouble, type(error).__name__)
        await rest(found)
