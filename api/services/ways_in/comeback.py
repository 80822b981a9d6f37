"""Coming to a Telegram chat from elsewhere: by a deep link or a typed code, into the same conversation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from api.services.conversing.turns import Taken, Turns
from api.services.links.handing import TELEGRAM, Handing
from api.services.links.keys import CodeKey, Key, looked_at, make_handover, used
from conversations.codec import load_state
from conversations.comeback import holds_something
from conversations.inputs import Command, Input
from storage.database import Database
from storage.unit import Unit

# Wrong codes from one chat, or from one address of the network, before it has to wait.
MOST_WRONG = 20
WRONG_COUNT_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Shut:
    """It opens nothing: used, too old, mistyped. `too_often`: wrong so often that nothing is looked at for a while."""

    too_often: bool = False


@dataclass(frozen=True, slots=True)
class Which:
    """This chat has something of its own: which one to go on with? `token` opens the other one, if it is wanted.

    `own_at` and `other_at`: when each was last touched, by which they are told apart.
    """

    token: str
    own_at: datetime
    other_at: datetime


@dataclass(frozen=True, slots=True)
class Entered:
    """The chat now belongs to the conversation. `left_code` opens again what the chat had of its own.

    `others` are the chats that had the conversation before, to be told that it is elsewhere now.
    """

    taken: Taken
    left_code: str | None
    others: tuple[int, ...]


class Comeback:
    """Binds chats to conversations that were begun elsewhere."""

    def __init__(self, database: Database, turns: Turns, handing: Handing, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._turns = turns
        self._handing = handing
        self._clock = clock

    async def enter(self, chat_id: int, key: Key, input_id: str, *, sure: bool = False) -> Shut | Which | Entered:
        """Go on in this chat with what `key` opens. The same input again gives the same turn.

        Without `sure`, a chat that has a draft or a filed declaration of its own is asked first.
        """
        return await self._database.run(lambda unit: self._enter(unit, str(chat_id), key, input_id, sure=sure))

    def _enter(self, unit: Unit, chat: str, key: Key, input_id: str, *, sure: bool) -> Shut | Which | Entered:
        now = self._clock()
        heard = Input(input_id, "telegram", now, Command("resume"))
        own, door = unit.addresses.find(TELEGRAM, chat), unit.addresses.door(TELEGRAM, chat)
        before = unit.households.claimed_by(door, input_id)
        if before is None and own is not None and unit.conversations.claimed(own, input_id):
            before = own
        if before is not None:
            return self._entered(unit, before, heard)
        wanted = found(unit, key, f"chat {chat}", now)
        if not isinstance(wanted, str):
            return wanted
        # Whoever keeps several households here loses none by going to one more.
        several = unit.households.several(door)
        if own is not None and own != wanted and not sure and not several and holds(unit, own):
            own_at, other_at = (unit.conversations.touched_at(one) for one in (own, wanted))
            return Which(make_handover(unit, wanted, now).token, own_at, other_at)
        # Locked first, as in any turn: of two who come at once, one finds the key used.
        unit.conversations.lock(wanted)
        if used(unit, key, now) is None:
            return Shut()
        left_code = None
        if own is None:
            unit.addresses.attach(TELEGRAM, chat, wanted)
        elif several:
            unit.households.add(door, wanted)
            unit.households.move(door, wanted)
        elif own != wanted:
            left_code = self._handing.new_return_code(unit, own) if holds(unit, own) else None
        unit.addresses.move(TELEGRAM, chat, wanted)
        others = unit.addresses.let_go_others(TELEGRAM, chat, wanted)
        return self._entered(unit, wanted, heard, left_code, tuple(map(int, others)))

    def _entered(
        self, unit: Unit, conversation_id: str, heard: Input, left_code: str | None = None, others: tuple[int, ...] = ()
    ) -> Entered:
        return Entered(self._turns.take_in(unit, conversation_id, heard), left_code, others)


def found(unit: Unit, key: Key, source: str, now: datetime) -> str | Shut:
    """The conversation `key` opens, not used up yet. Wrong codes are counted by `source`."""
    if not isinstance(key, CodeKey):
        return looked_at(unit, key, now) or Shut()
    if unit.guesses.since(source, now - WRONG_COUNT_FOR) >= MOST_WRONG:
        return Shut(too_often=True)
    conversation_id = looked_at(unit, key, now)
    if conversation_id is None:
        unit.guesses.note(source, now)
        return Shut()
    return conversation_id


def holds(unit: Unit, conversation_id: str) -> bool:
    """Whether something was answered or filed in this conversation."""
    row = unit.conversations.get(conversation_id)
    return row is not None and holds_something(load_state(row.state))
