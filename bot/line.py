"""The line to Telegram: the few methods of the Bot API that are used, and its errors in four words of ours."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)
from aiogram.methods import TelegramMethod
from aiogram.types import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from aiohttp import ClientError

from bot.keyboards import Rows
from bot.messages import Outgoing
from bot.updates import WANTED

# Beyond the seconds of the long poll, for the answer to travel.
POLL_MARGIN = 10
SECONDS = 20
MOST_CONNECTIONS = 100


class LineError(Exception):
    """Telegram did not do it. `name` says what went wrong and names nobody; Telegram's own words may."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class TooFast(LineError):
    """Too many messages: again after `after` seconds."""

    def __init__(self, after: float) -> None:
        super().__init__("too_fast")
        self.after = after


class Blocked(LineError):
    """The resident blocked the bot, left Telegram, or never began."""


class Refused(LineError):
    """Telegram will never take this, however often it is tried."""


class Down(LineError):
    """Telegram cannot be reached, or is not well: worth trying again."""


class Line:
    """A bot on a Bot API server. `close` it at the end."""

    def __init__(self, token: str, api_base: str) -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(api_base), limit=MOST_CONNECTIONS)
        self._bot = Bot(token, session=session)

    @property
    def bot_id(self) -> int:
        """The number of the bot, as its token begins."""
        return self._bot.id

    async def send(self, chat_id: int, message: Outgoing) -> None:
        """Send one message. No link is looked at beforehand: an address that opens once must not be opened."""
        with _in_our_words():
            method = _Send(
                chat_id=chat_id,
                text=message.text,
                reply_markup=_markup(message.rows) if message.rows else None,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
            await self._bot(method, request_timeout=SECONDS)

    async def change_buttons(self, chat_id: int, message_id: int, rows: Rows) -> None:
        """Put other buttons under a message; content with them standing there already."""
        try:
            with _in_our_words():
                method = _Change(chat_id=chat_id, message_id=message_id, reply_markup=_markup(rows))
                await self._bot(method, request_timeout=SECONDS)
        except Refused as error:
            if error.name != "not_modified":
                raise

    async def answer(self, callback: str, text: str | None = None) -> None:
        """End the waiting of a tapped button; `text` is shown for a moment."""
        with _in_our_words():
            await self._bot.answer_callback_query(callback, text=text, request_timeout=SECONDS)

    async def typing(self, chat_id: int) -> None:
        """Show for five seconds, or until the next message, that an answer is being written."""
        with _in_our_words():
            await self._bot.send_chat_action(chat_id, "typing", request_timeout=SECONDS)

    async def updates(self, offset: int | None, seconds: int) -> list[Mapping[str, object]]:
        """Wait up to `seconds` for updates from number `offset` on, which ends those before it."""
        with _in_our_words():
            method = _RawUpdates(offset=offset, limit=100, timeout=seconds, allowed_updates=WANTED)
            raw = await self._bot(method, request_timeout=seconds + POLL_MARGIN)
        return list(raw)

    async def download(self, file_id: str, most: int) -> bytes:
        """A file of at most `most` bytes. Raises `Refused` ("too_large") for a larger one, before taking it in."""
        with _in_our_words():
            file = await self._bot.get_file(file_id, request_timeout=SECONDS)
            if (file.file_size or 0) > most:
                raise Refused("too_large")
            if file.file_path is None:
                raise Refused("no_file")
            url = self._bot.session.api.file_url(self._bot.token, file.file_path)
            content = bytearray()
            async for chunk in self._bot.session.stream_content(url, timeout=SECONDS):
                content += chunk
                if len(content) > most:
                    raise Refused("too_large")
        return bytes(content)

    async def name(self) -> str | None:
        """What the bot is called, without an @."""
        with _in_our_words():
            me = await self._bot.get_me(request_timeout=SECONDS)
        return me.username

    async def introduce(self, commands: Sequence[tuple[str, str]]) -> None:
        """Set the menu: names of commands with what they do."""
        with _in_our_words():
            menu = [BotCommand(command=name, description=words) for name, words in commands]
            await self._bot.set_my_commands(menu, request_timeout=SECONDS)

    async def be_polled(self) -> None:
        """Updates are fetched; those that wait are kept."""
        with _in_our_words():
            await self._bot.delete_webhook(drop_pending_updates=False, request_timeout=SECONDS)

    async def be_called(self, url: str, secret: str) -> None:
        """Updates are brought to `url`, with `secret` in the header."""
        with _in_our_words():
            await self._bot.set_webhook(
                url, secret_token=secret, allowed_updates=WANTED, max_connections=40, request_timeout=SECONDS
            )

    async def close(self) -> None:
        """Let go of the connections."""
        await self._bot.session.close()


class _RawUpdates(TelegramMethod[list[dict[str, object]]]):
    """getUpdates with the updates left as they came, so that one that cannot be read spoils no other."""

    __returning__ = list[dict[str, object]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int
    timeout: int
    allowed_updates: list[str]


class _Send(TelegramMethod[object]):
    """sendMessage whose result is not looked into: what went out must not be sent again for a field we cannot read."""

    __returning__ = object
    __api_method__ = "sendMessage"

    chat_id: int
    text: str
    reply_markup: InlineKeyboardMarkup | None
    link_preview_options: LinkPreviewOptions


class _Change(TelegramMethod[object]):
    """editMessageReplyMarkup, likewise."""

    __returning__ = object
    __api_method__ = "editMessageReplyMarkup"

    chat_id: int
    message_id: int
    reply_markup: InlineKeyboardMarkup


def _markup(rows: Rows) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text=button.label, url=button.url)
                if button.url
                else InlineKeyboardButton(text=button.label, callback_data=button.data)
                for button in row
            ]
            for row in rows
        ]
    )


@contextmanager
def _in_our_words() -> Iterator[None]:
    # The words of aiogram's errors hold chat numbers and whole answers of the server: only their kind goes on.
    try:
        yield
    except TelegramRetryAfter as error:
        raise TooFast(float(error.retry_after)) from None
    except TelegramForbiddenError:
        raise Blocked("blocked") from None
    except TelegramBadRequest as error:
        raise _bad_request(error) from None
    except TelegramAPIError as error:
        raise Down(type(error).__name__) from None
    except (AiogramError, ClientError, TimeoutError, OSError, json.JSONDecodeError) as error:
        raise Down(type(error).__name__) from None


def _bad_request(error: TelegramBadRequest) -> LineError:
    words = error.message.lower()
    if "chat not found" in words:
        return Blocked("chat_not_found")
    if "not modified" in words:
        return Refused("not_modified")
    if "too big" in words:
        return Refused("too_large")
    return Refused("bad_request")
