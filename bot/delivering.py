"""What becomes of a message by what Telegram says of it: sent, tried again later, never sent, or nobody is there."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from bot.line import Blocked, Down, Refused, TooFast

_log = logging.getLogger(__name__)


class Post(Protocol):
    """Where it is written down, by the number of the message. `error` names nobody."""

    async def sent(self, number: int, /) -> None:
        """It was sent."""
        ...

    async def retry(self, number: int, after_seconds: float, error: str, /) -> None:
        """It failed; again after so many seconds."""
        ...

    async def dead(self, number: int, error: str, /) -> None:
        """It can never be sent."""
        ...


@dataclass(frozen=True, slots=True)
class Sending:
    """A message under way. `what` names it in the log; `longest` is the longest pause between attempts, seconds."""

    number: int
    what: str
    attempts: int
    longest: float


async def deliver(
    telling: Awaitable[None], one: Sending, post: Post, unreachable: Callable[[], Awaitable[None]]
) -> None:
    """Send it, and write down what became of it."""
    try:
        await telling
    except TooFast as error:
        await post.retry(one.number, error.after, error.name)
    except Blocked:
        await unreachable()
    except Refused as error:
        _log.error("%s was refused by Telegram: %s", one.what, error.name)
        await post.dead(one.number, error.name)
    except Down as error:
        await post.retry(one.number, min(2.0**one.attempts, one.longest), error.name)
    else:
        await post.sent(one.number)
