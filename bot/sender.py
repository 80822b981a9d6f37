"""Sends what the outbox holds: a turn's own message at once, everything else when it is due, each at least once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial

from api.bootstrap import House
from api.services.conversing.turns import OUTBOX
from api.services.looking import look_when_rung
from api.services.outbox import Parcel
from api.services.transcript.shown import TurnJson
from bot.budget import Budget
from bot.delivering import Sending, deliver
from bot.keyboards import at_household, keyboard
from bot.lanes import Lanes, Work
from bot.leases import Lease
from bot.line import Line, LineError, Refused, TooFast
from bot.messages import Manner, Outgoing, only_ticks, told, told_aside

_log = logging.getLogger(__name__)

LEASE = "telegram:send"
LEASE_SECONDS = 20.0
# Due rows are looked for this often even if no bell rings: what was put off has no bell.
LOOK_SECONDS = 1.0
AT_ONCE = 25
# What must wait longer is put off in the outbox, where a restart does not lose it.
LONGEST_WAIT = 5.0
LONGEST_BACKOFF = 300.0

Pause = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Tapped:
    """The button a turn answers: the message that bears it, and the asking it belongs to."""

    message_id: int
    asked: int


class Sender:
    """`soon` for the turns of this process, `run` for what is due; the same row is never sent by both."""

    def __init__(self, house: House, line: Line, budget: Budget, manner: Manner, pause: Pause = asyncio.sleep) -> None:
        self._house = house
        self._line = line
        self._budget = budget
        self._manner = manner
        self._pause = pause
        self._lanes = Lanes(AT_ONCE)
        self._lease = Lease(house, LEASE, LEASE_SECONDS)

    def soon(self, chat_id: int, outbox_id: int, turn: TurnJson, tapped: Tapped | None = None) -> None:
        """Send the message of a turn that this process took, after those before it."""
        self._lanes.put(chat_id, partial(self._own, chat_id, outbox_id, turn, tapped))

    def aside(self, chat_id: int, message: Outgoing) -> None:
        """Say something that belongs to no conversation; lost when it does not go through."""
        self._lanes.put(chat_id, partial(self._say, chat_id, message))

    async def may_send(self) -> bool:
        """Whether this process sends what is due: it holds the lease, and Telegram did not say to stop."""
        return self._budget.held() <= 0 and await self._lease.held()

    def in_lane(self, chat_id: int, work: Work) -> "asyncio.Future[None]":
        """Do it after all that goes to this chat before."""
        return self._lanes.put(chat_id, work)

    async def say(self, chat_id: int, message: Outgoing) -> None:
        """Send it in the time of the common budget, within the lane of the chat. Raises `LineError`."""
        await self._in_time(chat_id, answering=False)
        await self._send(chat_id, message)

    async def run(self) -> None:
        """Send what is due, for as long as this task lives and holds the lease."""
        await look_when_rung(self._house.bell, OUTBOX, LOOK_SECONDS, self._round, _log, "the sender cannot work")

    async def close(self) -> None:
        """Stop sending; what is not sent stays in the outbox."""
        await self._lanes.close()
        await self._lease.release()

    async def _round(self) -> bool:
        """Whether anything was due."""
        if not await self.may_send():
            return False
        parcels = await self._house.outbox.due(AT_ONCE)
        done = [self._lanes.put(one.chat_id, partial(self._deliver, one, None, answering=False)) for one in parcels]
        await asyncio.gather(*done)
        return bool(parcels)

    async def _own(self, chat_id: int, outbox_id: int, turn: TurnJson, tapped: Tapped | None) -> None:
        parcel = await self._house.outbox.parcel(outbox_id, turn)
        if parcel is not None:
            await self._deliver(parcel, tapped, answering=True)
        else:
            # Something older of this chat waits, put off: this one follows it.
            await self._house.outbox.release(outbox_id)
            self._house.bell.ring(OUTBOX)

    async def _say(self, chat_id: int, message: Outgoing) -> None:
        try:
            await self.say(chat_id, message)
        except LineError as error:
            _log.warning("a word aside did not go through: %s", error.name)

    async def _deliver(self, parcel: Parcel, tapped: Tapped | None, *, answering: bool) -> None:
        outbox = self._house.outbox
        one = Sending(parcel.id, f"turn {parcel.turn['number']}", parcel.attempts, LONGEST_BACKOFF)
        unreachable = partial(outbox.unreachable, parcel.id, parcel.conversation_id)
        await deliver(self._tell(parcel, tapped, answering=answering), one, outbox, unreachable)

    def _messages(self, parcel: Parcel) -> tuple[Outgoing, ...]:
        words = self._house.renderer(parcel.turn["language"]).render
        if parcel.aside is not None:
            return told_aside(parcel.turn, parcel.aside, words)
        messages = told(parcel.turn, words, self._manner)
        return tuple(replace(one, rows=at_household(one.rows, parcel.household)) for one in messages)

    async def _tell(self, parcel: Parcel, tapped: Tapped | None, *, answering: bool) -> None:
        if tapped is not None and parcel.aside is None and await self._ticked(parcel, tapped):
            return
        messages = self._messages(parcel)
        for place in range(parcel.parts_sent, len(messages)):
            await self._in_time(parcel.chat_id, answering=answering and place == 0)
            self._house.on_point("sending")
            await self._send(parcel.chat_id, messages[place])
            self._house.on_point("sent")
            if place + 1 < len(messages):
                await self._house.outbox.progress(parcel.id, place + 1)

    async def _ticked(self, parcel: Parcel, tapped: Tapped) -> bool:
        """Tick the box where it stands, instead of asking all over again; whether that did it."""
        question = parcel.turn["question"]
        if question is None or not only_ticks(parcel.turn, tapped.asked):
            return False
        words = self._house.renderer(parcel.turn["language"]).render
        await self._in_time(parcel.chat_id, answering=True)
        rows = at_household(keyboard(question, words, by_link=self._manner.by_link), parcel.household)
        try:
            await self._held(parcel.chat_id, self._line.change_buttons(parcel.chat_id, tapped.message_id, rows))
        except Refused:
            # The message is gone or too old to be changed: ask anew.
            return False
        return True

    async def _send(self, chat_id: int, message: Outgoing) -> None:
        await self._held(chat_id, self._line.send(chat_id, message))

    async def _held(self, chat_id: int, call: Awaitable[None]) -> None:
        try:
            await call
        except TooFast as error:
            self._budget.hold(error.after, chat_id)
            raise

    async def _in_time(self, chat_id: int, *, answering: bool) -> None:
        """Wait for the time of one more message. Raises `TooFast` when that is too far away to wait here."""
        held = self._budget.held()
        if held > LONGEST_WAIT:
            raise TooFast(held)
        wait = self._budget.wait(chat_id, answering=answering)
        if wait > LONGEST_WAIT:
            raise TooFast(wait)
        if wait > 0:
            await self._pause(wait)
