"""The officer's own chat: calls go out by the same sender, and what the officer does there comes in."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial

from api.bootstrap import House
from api.services.emergency.calling import DUTY_BELL
from api.services.emergency.duty import words
from api.services.emergency.duty.chat import Saying
from api.services.emergency.duty.post import Call
from api.services.looking import look_when_rung
from bot.buttons import look, off_duty
from bot.delivering import Sending, deliver
from bot.keyboards import Button
from bot.messages import Outgoing
from bot.sender import Sender
from conversations.messages import Message

_log = logging.getLogger(__name__)

# Due calls are looked for this often even if no bell rings: what was put off has no bell.
LOOK_SECONDS = 1.0
AT_ONCE = 25
# Shorter than for residents: a call is worth more in a minute than in five.
LONGEST_BACKOFF = 30.0


class DutySender:
    """Sends calls that are due, in the lanes and the time of the one sender."""

    def __init__(self, house: House, sender: Sender, words: Callable[[Message], str]) -> None:
        self._house = house
        self._post = house.duty.post
        self._sender = sender
        self._words = words

    async def run(self) -> None:
        """Send what is due, for as long as this task lives and the sender holds its lease."""
        trouble = "officers on duty cannot be called"
        await look_when_rung(self._house.bell, DUTY_BELL, LOOK_SECONDS, self._round, _log, trouble)

    async def _round(self) -> bool:
        """Whether anything was due."""
        if not await self._sender.may_send():
            return False
        calls = await self._post.due(AT_ONCE)
        await asyncio.gather(*[self._sender.in_lane(one.chat_id, partial(self._deliver, one)) for one in calls])
        return bool(calls)

    async def _deliver(self, call: Call) -> None:
        one = Sending(call.id, f"call {call.id}", call.attempts, LONGEST_BACKOFF)
        telling = self._sender.say(call.chat_id, self._message(call))
        await deliver(telling, one, self._post, partial(self._post.unreachable, call.id))

    def _message(self, call: Call) -> Outgoing:
        rows = tuple((button,) for button in self._buttons(call))
        if not call.link:
            return Outgoing(self._words(call.message), rows)
        if not call.link.startswith("https://"):
            # Telegram takes no other address on a button.
            return Outgoing(self._words(words.open_at(call.message, call.link)), rows)
        return Outgoing(self._words(call.message), (*rows, (Button(self._words(words.OPEN), url=call.link),)))

    def _buttons(self, call: Call) -> tuple[Button, ...]:
        """What can be said to it by a tap."""
        match call.kind:
            case "look":
                return (Button(self._words(words.I_LOOK), look(call.id)),)
            case "trial":
                return (Button(self._words(words.HEARD), look(call.id)),)
            case "still":
                off = Button(self._words(words.OFF_NOW), off_duty(call.id))
                return (Button(self._words(words.STILL_ON), look(call.id)), off)
            case "waiting":
                return ()


class DutyHearing:
    """What comes in from an officer's chat. Every answer is said aside: the conversation there knows nothing of it."""

    def __init__(self, house: House, sender: Sender, words: Callable[[Message], str]) -> None:
        self._chat = house.duty.chat
        self._sender = sender
        self._words = words

    async def link(self, chat_id: int, token: str) -> None:
        """The chat is linked, or it is said why not."""
        self._say(chat_id, await self._chat.link(chat_id, token))
        await self._chat.tell_what_waits(chat_id)

    async def said(self, chat_id: int, saying: Saying) -> bool:
        """Whether it was said by an officer, and is done."""
        told = await self._chat.say(chat_id, saying)
        if told is not None:
            self._say(chat_id, told)
        if told is not None and saying == "on":
            await self._chat.tell_what_waits(chat_id)
        return told is not None

    async def look(self, chat_id: int, push: int, *, off: bool) -> None:
        """The officer looks at what they were called for, or heard it; `off`: and is not on duty."""
        self._say(chat_id, await self._chat.look(chat_id, push, off=off))

    async def reached(self, chat_id: int, reachable: bool) -> None:
        """The chat was shut to the bot, or opened again."""
        await self._chat.reached(chat_id, reachable)

    def _say(self, chat_id: int, message: Message) -> None:
        self._sender.aside(chat_id, Outgoing(self._words(message)))
