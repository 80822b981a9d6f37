"""Phones that write to a bot, tap its buttons and wait for what it says."""

import asyncio
from dataclasses import dataclass
from typing import Protocol

from tests.fakes.bot_limits import JsonRows

PATIENCE = 20.0
Update = dict[str, object]


class Server(Protocol):
    """What a phone asks of Telegram."""

    me: dict[str, object]

    def push(self, **content: object) -> Update:
        """A new update with some content."""

    def new_callback(self) -> str:
        """The number of a tap."""

    def keep_file(self, content: bytes) -> str:
        """Hold a file; its id."""


@dataclass
class Shown:
    """A message of the bot as a phone shows it. `edited` counts the changes of its buttons."""

    message_id: int
    text: str
    rows: JsonRows
    edited: int = 0

    @property
    def labels(self) -> list[str]:
        """What its buttons say."""
        return [button["text"] for row in self.rows for button in row]


class Phone:
    """A resident's phone: writes, taps, and waits for what the bot says."""

    def __init__(self, api: Server, chat_id: int) -> None:
        self.api = api
        self.chat_id = chat_id
        self.messages: list[Shown] = []
        self.blocked = False
        self._events: asyncio.Queue[Shown] = asyncio.Queue()
        self._sent = 0

    async def next(self) -> Shown:
        """The next message that arrives, or the one whose buttons change next."""
        async with asyncio.timeout(PATIENCE):
            return await self._events.get()

    @property
    def unread(self) -> int:
        """How many arrivals nobody looked at."""
        return self._events.qsize()

    @property
    def last(self) -> Shown:
        """The message at the bottom."""
        return self.messages[-1]

    def person(self) -> dict[str, object]:
        """The resident as Telegram describes them."""
        return {"id": self.chat_id, "is_bot": False, "first_name": "示例", "language_code": "zh-hans"}

    def message(self, **content: object) -> dict[str, object]:
        """A message from this phone with some content."""
        self._sent += 1
        chat = {"id": self.chat_id, "type": "private", "first_name": "示例"}
        number = self.chat_id * 1000 + self._sent
        return {"message_id": number, "date": 1_795_400_000, "chat": chat, "from": self.person(), **content}

    def write(self, **content: object) -> Update:
        """Send a message with some content; the update it became."""
        return self.api.push(message=self.message(**content))

    def say(self, text: str) -> Update:
        """Send words."""
        return self.write(text=text)

    def tap(self, label: str, shown: Shown | None = None) -> Update:
        """Tap a button of a message (of the last one with buttons, when none is named)."""
        shown = shown or next(one for one in reversed(self.messages) if one.rows)
        found = [one for row in shown.rows for one in row if one["text"].lstrip("☑☐ ") == label]
        assert found, f"no button {label!r} among {shown.labels}"
        return self.tap_data(found[0]["callback_data"], shown)

    def tap_data(self, data: str, shown: Shown) -> Update:
        """Tap a button that carries `data`."""
        number = self.api.new_callback()
        message = self.message(text=shown.text) | {"message_id": shown.message_id, "from": self.api.me}
        query = {"id": number, "from": self.person(), "chat_instance": "1", "data": data, "message": message}
        return self.api.push(callback_query=query)

    def send_photo(self, content: bytes, size: int | None = None, **more: object) -> Update:
        """Send a photo; `size` is what Telegram says of it."""
        file_id = self.api.keep_file(content)
        photo = {"file_id": file_id, "file_unique_id": file_id, "width": 800, "height": 600}
        return self.write(photo=[photo | {"file_size": len(content) if size is None else size}], **more)

    def show(self, shown: Shown) -> None:
        """The bot's message arrives, or changes."""
        if shown not in self.messages:
            self.messages.append(shown)
        self._events.put_nowait(shown)
