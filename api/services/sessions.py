"""Web sessions: a cookie that speaks for a conversation, a return code that opens it again, a hand-over link."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from api.errors import Unauthorized
from api.services.secrets import new_code, new_token, read_code, token_hash
from api.services.shown import TurnJson
from api.services.turns import Turns
from conversations.inputs import Command, Input
from conversations.messages import say
from storage.database import Database
from storage.unit import Unit

REFUSALS = {
    "return_code": say("返回码不对。请再对一遍，字母和数字都要写上。"),
    "handover": say("这个链接用过了，或者过了 30 分钟。请回到原来的聊天里，再要一个新的。"),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A session was opened. `return_code` is given only when one was made just now."""

    session: str
    return_code: str | None
    conversation_id: str
    turn: TurnJson


class Sessions:
    """Opens and closes web sessions."""

    def __init__(self, database: Database, turns: Turns, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._turns = turns
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

    async def by_return_code(self, code: str) -> Opened:
        """Open the conversation this code belongs to. Raises `Unauthorized` for any other code."""
        typed = token_hash(read_code(code))

        def find(unit: Unit) -> str | None:
            row = unit.conversations.by_return_code(typed)
            return row.id if row is not None else None

        return await self._open(find, "return_code")

    async def by_handover(self, token: str) -> Opened:
        """Open the conversation of a hand-over link, once. Raises `Unauthorized` when used or over its time."""
        used = token_hash(token)

        def find(unit: Unit) -> str | None:
            return unit.handovers.use(used, self._clock())

        return await self._open(find, "handover")

    async def conversation_of(self, session: str) -> str:
        """The conversation a session speaks for. Raises `Unauthorized` for a forged or closed one."""
        known = token_hash(session)
        found = await self._database.read(lambda unit: unit.conversations.session(known))
        if found is None:
            raise Unauthorized("session", say("请从首页重新进来，或者用返回码接着填。填过的都还在。"))
        return found

    async def renew_return_code(self, conversation_id: str) -> str:
        """A new return code; the old one opens nothing any more."""
        code = new_code()
        hashed = token_hash(read_code(code))
        await self._database.run(lambda unit: unit.conversations.set_return_code(conversation_id, hashed))
        return code

    async def close(self, session: str) -> None:
        """The session speaks for nothing any more; the conversation stays."""
        closed = token_hash(session)
        await self._database.run(lambda unit: unit.conversations.close_session(closed))

    async def _open(self, find: Callable[[Unit], str | None], key: str) -> Opened:
        session = new_token()

        def work(unit: Unit) -> str | None:
            conversation_id = find(unit)
            if conversation_id is not None:
                unit.conversations.open_session(token_hash(session), conversation_id)
            return conversation_id

        conversation_id = await self._database.run(work)
        if conversation_id is None:
            raise Unauthorized(key, REFUSALS[key])
        turn = await self._turns.last(conversation_id)
        if turn is None:
            first = Input("begin", "web", self._clock(), Command("start"))
            turn = await self._turns.take(conversation_id, first)
        return Opened(session, None, conversation_id, turn)
