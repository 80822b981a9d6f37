"""Telegram without a network: raw updates go in as JSON text, requests come out as JSON and are answered from memory."""

import asyncio
import itertools
import json
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType

TOKEN = "4242:benchmark-token-that-opens-nothing"
PATIENCE = 30.0
_DATE = 1_795_400_000
_ME = {"id": 4242, "is_bot": True, "first_name": "bot"}

Take: TypeAlias = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Move:
    """What a resident does: types `words`, or taps the button that says `label`."""

    words: str = ""
    label: str = ""


@dataclass
class Phone:
    """One chat: the last message with buttons, and whether one came since the last move."""

    chat_id: int
    shown: dict[str, Any] = field(default_factory=dict)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def update(self, number: int, move: Move) -> str:
        """The move as the JSON text Telegram would bring."""
        person = {"id": self.chat_id, "is_bot": False, "first_name": "示例", "language_code": "zh-hans"}
        if move.label:
            query = {"id": str(number), "from": person, "chat_instance": "1", "data": self._data(move.label)}
            return json.dumps({"update_id": number, "callback_query": {**query, "message": self.shown}})
        chat = {"id": self.chat_id, "type": "private", "first_name": "示例"}
        message = {"message_id": number, "date": _DATE, "chat": chat, "from": person, "text": move.words}
        return json.dumps({"update_id": number, "message": message})

    def _data(self, label: str) -> str:
        for row in self.shown["reply_markup"]["inline_keyboard"]:
            for button in row:
                if button["text"].lstrip("☑☐ ") == label:
                    return cast(str, button["callback_data"])
        raise LookupError(f"no button {label!r} under {self.shown['text']!r}")


class MemorySession(BaseSession):
    """What aiogram's own session does with a request, except carrying it anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.phones: dict[int, Phone] = {}
        self.calls: Counter[str] = Counter()
        self._messages = itertools.count(1)
        self._updates = itertools.count(1)

    def phone(self, chat_id: int) -> Phone:
        """A phone that has said nothing yet."""
        return self.phones.setdefault(chat_id, Phone(chat_id))

    async def move(self, phone: Phone, move: Move, take: Take) -> None:
        """Make the move and wait until its answer stands on the phone."""
        phone.arrived.clear()
        await take(phone.update(next(self._updates), move))
        async with asyncio.timeout(PATIENCE):
            await phone.arrived.wait()

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        """The fields as JSON out; the answer of a server as JSON in, and parsed."""
        files: dict[str, Any] = {}
        dumped = method.model_dump(warnings=False).items()
        fields = {key: put for key, value in dumped if (put := self.prepare_value(value, bot=bot, files=files))}
        name = method.__api_method__
        self.calls[name] += 1
        answered = self._answer(name, json.loads(json.dumps(fields)))
        response = self.check_response(bot, method, 200, json.dumps({"ok": True, "result": answered}))
        return cast(TelegramType, response.result)

    def _answer(self, name: str, fields: dict[str, str]) -> object:
        if name not in ("sendMessage", "editMessageText", "editMessageReplyMarkup"):
            return True
        phone = self.phone(int(fields["chat_id"]))
        number = int(fields["message_id"]) if "message_id" in fields else next(self._messages)
        chat = {"id": phone.chat_id, "type": "private", "first_name": "示例"}
        text = fields.get("text", phone.shown.get("text", ""))
        message: dict[str, Any] = {"message_id": number, "date": _DATE, "chat": chat, "from": _ME, "text": text}
        if "reply_markup" in fields:
            message["reply_markup"] = json.loads(fields["reply_markup"])
            phone.shown = message
            phone.arrived.set()
        return message

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        """No file is ever sent."""
        yield b""
