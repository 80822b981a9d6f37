"""Web sessions: a cookie that speaks for a conversation, a return code that opens it again, a hand-over link."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from api.errors import TooMany, Unauthorized
from api.services.conversing.at_door import listed
from api.services.conversing.turns import Turns
from api.services.links.handing import Handing, Ways
from api.services.links.keys import CodeKey, Key, LinkKey, looked_at, used
from api.services.secrets import new_code, new_token, read_code, token_hash
from api.services.transcript.shown import TurnJson
from api.services.ways_in.comeback import Shut, found, holds
from api.services.ways_in.locking import Locking, is_open
from conversations.inputs import Command, Input
from conversations.listed import Household
from conversations.messages import say
from storage.database import Database
from storage.repositories.households import WEB, Door, Held
from storage.unit import Unit

WAIT = say("请过 15 分钟再试：刚才写错了很多次。填过的都还在。")
REFUSALS = {
    "return_code": say("请再对一遍返回码，字母和数字都要写上。换手机用的短码，只能用一次，30 分钟内有效。"),
    "handover": say("这个链接用过了，或者过了 30 分钟。请回到原来的聊天里，再要一个新的。"),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A session was opened. `return_code` is given only when one was made just now."""

    session: str
    return_code: str | None
    conversation_id: str
    turn: TurnJson


@dataclass(frozen=True, slots=True)
class TwoDrafts:
    """One here and another behind a link: when each was last touched."""

    own_at: datetime
    other_at: datetime


class Sessions:
    """Opens and closes web sessions; `locking` is what hides them behind a number."""

    def __init__(self, database: Database, turns: Turns, handing: Handing, clock: Callable[[], datetime]) -> None:
        self._database = database
        self.locking = Locking(database, clock)
        self._turns = turns
        self._handing = handing
        self._clock = clock

    async def begin(self, language: str) -> Opened:
        """A new conversation with its first question."""
        session, code = new_token(), new_code()

        def work(unit: Unit) -> Opened:
            conversation_id = self._turns.begin(unit, language, "web")
            unit.conversations.set_return_code(conversation_id, token_hash(read_code(code)))
            unit.conversations.open_session(token_hash(session), conversation_id)
            first = Input("begin", "web", self._clock(), Command("start"))
            turn = self._turns.take_first(unit, conversation_id, first)
            return Opened(session, code, conversation_id, turn)

        return await self._database.run(work)

    async def by_return_code(self, code: str, source: str = "") -> Opened:
        """Open the conversation this code belongs to: a return code, or the short code of a hand-over, once.

        `source` is the address it was typed at: wrong codes are counted by it. Raises `Unauthorized` for a wrong
        code, `TooMany` after too many of them.
        """
        key = CodeKey(code)

        def find(unit: Unit) -> str | Shut:
            known = found(unit, key, f"web {source}", self._clock())
            return known if isinstance(known, Shut) else used(unit, key, self._clock()) or Shut()

        return await self._open(find, "return_code")

    async def by_handover(self, token: str) -> Opened:
        """Open the conversation of a hand-over link, once. Raises `Unauthorized` when used or over its time."""
        return await self._open(lambda unit: used(unit, LinkKey(token), self._clock()) or Shut(), "handover")

    async def left_behind(self, session: str | None, key: Key) -> TwoDrafts | None:
        """What a browser with this session would leave behind by opening `key`; None: nothing of its own."""
        known = token_hash(session) if session is not None else None

        def work(unit: Unit) -> TwoDrafts | None:
            standing = unit.locks.of(known) if known is not None else None
            # Of a locked one nothing is told: not even that there is something.
            if standing is None or not is_open(standing, self._clock()):
                return None
            own = standing.conversation_id
            other = looked_at(unit, key, self._clock())
            if other is None or other == own or not holds(unit, own):
                return None
            return TwoDrafts(unit.conversations.touched_at(own), unit.conversations.touched_at(other))

        return await self._database.read(work)

    async def ways(self, conversation_id: str) -> Ways:
        """The ways to go on elsewhere, once, within half an hour."""
        return await self._database.run(lambda unit: self._handing.ways(unit, conversation_id))

    async def conversation_of(self, session: str) -> str:
        """The conversation a session speaks for. Raises `Unauthorized` for a forged or closed one, `Locked` where its
        number is asked for first.
        """
        return await self.locking.opened(session)

    async def households(self, session: str) -> tuple[Household, ...]:
        """The households of this session, what was touched last first; of a session with one, that one."""
        door = Door(WEB, token_hash(session))

        def work(unit: Unit) -> tuple[Household, ...]:
            current = unit.conversations.session(door.key)
            held = unit.households.of(door) or ([Held(current, 1)] if current is not None else [])
            return listed(unit, held, current or "")

        return await self._database.read(work)

    async def several(self, session: str) -> bool:
        """Whether this session holds several households."""
        door = Door(WEB, token_hash(session))
        return await self._database.read(lambda unit: unit.households.count(door) > 1)

    async def say(self, session: str, conversation_id: str, heard: Input) -> TurnJson:
        """One turn of what this session spoke for when this was said. Raises `Conflict`, `NotFound`."""
        return await self._turns.from_web(token_hash(session), conversation_id, heard)

    async def renew_return_code(self, conversation_id: str) -> str:
        """A new return code; the old one opens nothing any more."""
        return await self._database.run(lambda unit: self._handing.new_return_code(unit, conversation_id))

    async def close(self, session: str) -> None:
        """The session speaks for nothing any more; the conversation stays."""
        closed = token_hash(session)
        await self._database.run(lambda unit: unit.conversations.close_session(closed))

    async def _open(self, find: Callable[[Unit], str | Shut], key: str) -> Opened:
        session = new_token()

        def work(unit: Unit) -> str | Shut:
            opened = find(unit)
            if not isinstance(opened, Shut):
                unit.conversations.open_session(token_hash(session), opened)
            return opened

        conversation_id = await self._database.run(work)
        if isinstance(conversation_id, Shut):
            raise TooMany(key, WAIT) if conversation_id.too_often else Unauthorized(key, REFUSALS[key])
        turn = await self._turns.last(conversation_id)
        if turn is None:
            first = Input("begin", "web", self._clock(), Command("start"))
            turn = await self._turns.take(conversation_id, first)
        return Opened(session, None, conversation_id, turn)
