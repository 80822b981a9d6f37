"""Starts and stops the bot: what it is made of, its menu, polling or a webhook, and the sender."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from api.bootstrap import House
from bot.budget import Budget, Pace
from bot.duty import DutySender
from bot.fetching import Fetcher
from bot.line import Line, LineError
from bot.messages import Manner
from bot.polling import POLL_SECONDS, Poller
from bot.receiving import AT_ONCE, LANGUAGE, Receiver
from bot.sender import Pause, Sender
from bot.signs import AFTER
from bot.webhook import Doorway, address
from conversations.inputs import CommandName
from conversations.messages import Message, say

_log = logging.getLogger(__name__)

BETWEEN_TRIES = 5.0
MENU: Mapping[CommandName, Message] = {
    "start": say("开始，或者接着填"),
    "back": say("回到上一题"),
    "review": say("检查，改答案"),
    "status": say("办到哪一步了"),
    "why": say("为什么问这一题"),
    "help": say("这一题怎么填"),
    "skip": say("跳过这一题"),
    "pause": say("先停在这里"),
    "another": say("给另一家填"),
    "switch": say("换一家，看填过的几家"),
    "elsewhere": say("换手机，或者换到网页填"),
    "human": say("找人帮忙"),
    "urgent": say("救急"),
    "withdraw": say("撤回申报"),
    "exit": say("退出"),
}


@dataclass(frozen=True, slots=True)
class Telegram:
    """The bot as it runs. `doorway` takes what the webhook brings; `receiver` and `sender` for who drives them."""

    line: Line
    receiver: Receiver
    sender: Sender
    doorway: Doorway


@asynccontextmanager
async def running(
    house: House,
    pace: Pace | None = None,
    poll_seconds: int = POLL_SECONDS,
    pause: Pause = asyncio.sleep,
    sign_after: float = AFTER,
) -> AsyncIterator[Telegram]:
    """Run the bot of the settings while the context lasts. Raises `ValueError` when no token is set.

    Telegram out of reach stops nothing else: it is named in the log and tried again.
    """
    settings = house.settings
    if settings.telegram_token is None:
        raise ValueError("no TELEGRAM_TOKEN is set")
    if settings.on_sqlite:
        # Nobody else can be sending: what a killed process had leased goes out now, not when its lease ends.
        await house.outbox.take_over()
        await house.duty.post.take_over()
        await house.paper_work.take_over("fetch")
    line = Line(settings.telegram_token.get_secret_value(), settings.telegram_api_base)
    manner = Manner(settings.telegram_answers == "link", settings.public_url)
    sender = Sender(house, line, Budget(pace or Pace(), house.clock), manner, pause)
    receiver = Receiver(house, line, sender, manner, pause, sign_after)
    doorway = Doorway(receiver, AT_ONCE)
    poller = Poller(house, line, receiver, lambda: _be_polled(house, line), poll_seconds, pause)
    url = address(settings)
    hearing = poller.run() if url is None else _be_called(house, line, url, pause)
    calling = DutySender(house, sender, lambda message: house.renderer(LANGUAGE).render(message))
    try:
        async with _tasks(sender.run(), calling.run(), hearing, Fetcher(house, line, sender, LANGUAGE).run()):
            yield Telegram(line, receiver, sender, doorway)
    finally:
        for part in (poller, doorway, receiver, sender, line):
            await part.close()


@asynccontextmanager
async def _tasks(*work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(one) for one in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _be_polled(house: House, line: Line) -> None:
    try:
        await line.be_polled()
    except LineError as error:
        # Polling itself tells whether it matters.
        _log.warning("Telegram cannot be told that it is polled: %s", error.name)
    await _introduce(house, line)


async def _be_called(house: House, line: Line, url: str, pause: Pause) -> None:
    secret = house.settings.telegram_webhook_secret
    while True:
        try:
            await line.be_called(url, secret.get_secret_value() if secret is not None else "")
        except LineError as error:
            _log.warning("Telegram cannot be told where to call: %s", error.name)
            await pause(BETWEEN_TRIES)
        else:
            break
    await _introduce(house, line)


async def _introduce(house: House, line: Line) -> None:
    """Keep what the bot is called, and set the menu; the bot works without either."""
    render = house.renderer(LANGUAGE).render
    try:
        name = await line.name()
        if name is not None:
            await house.outbox.keep_bot(name)
        await line.introduce([(name, render(words)) for name, words in MENU.items()])
    except LineError as error:
        _log.warning("the menu could not be set: %s", error.name)
