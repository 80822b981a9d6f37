"""A short number before a web session shows anything, for a phone that others pick up (docs/decisions/0053)."""

import asyncio
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ClassVar

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from api.errors import BadInput, ServiceError, TooMany, Unauthorized
from api.services.links.keys import CodeKey, looked_at
from api.services.secrets import CODE_LENGTH, read_code, token_hash
from conversations.messages import say
from storage.database import Database
from storage.repositories.locks import SessionStanding
from storage.unit import Unit

IDLE = timedelta(minutes=10)
"""Unused for so long, a session with a number asks for it again."""
AT_ONCE, MOST, BETWEEN = 5, 10, timedelta(minutes=15)
"""Wrong numbers that follow each other at will; how many in all until only a return code helps; what lies between."""
_SHORTEST, _LONGEST = 4, 6
_TOUCHED_EVERY = timedelta(seconds=30)


class Locked(ServiceError):
    """The session is known, and asks for its number before it shows anything."""

    code = "locked"
    status: ClassVar[int] = 423


def locked() -> Locked:
    """What to do, naming nothing of what lies behind."""
    return Locked("session", say("请先在网页上输密码。忘了密码，用返回码也能进来。"))


def is_open(standing: SessionStanding, now: datetime) -> bool:
    """Whether it shows what it speaks for: it has no number, or was used a short while ago."""
    return not standing.pinned or (standing.opened_at is not None and now - standing.opened_at <= IDLE)


class Locking:
    """Numbers of web sessions. Kept as argon2id hashes made by `hasher`, like passwords of staff, and sealed."""

    def __init__(self, database: Database, clock: Callable[[], datetime], hasher: PasswordHasher | None = None) -> None:
        self._database = database
        self._clock = clock
        self._hasher = hasher or PasswordHasher()

    async def standing(self, session: str) -> SessionStanding | None:
        """How this session stands; None: there is none."""
        hashed = token_hash(session)
        return await self._database.read(lambda unit: unit.locks.of(hashed))

    async def opened(self, session: str) -> str:
        """The conversation of an open session, whose time begins anew. Raises `Unauthorized`, `Locked`."""
        hashed, now = token_hash(session), self._clock()
        standing = await self._database.read(lambda unit: unit.locks.of(hashed))
        if standing is None:
            raise Unauthorized("session", say("请从首页重新进来，或者用返回码接着填。填过的都还在。"))
        if not is_open(standing, now):
            raise locked()
        if standing.opened_at is not None and now - standing.opened_at > _TOUCHED_EVERY:
            await self._database.run(lambda unit: unit.locks.touch(hashed, now, now - IDLE))
        return standing.conversation_id

    async def lock(self, session: str) -> bool:
        """Show nothing until the number is given; False where there is none, or no session."""
        hashed = token_hash(session)
        return await self._database.run(lambda unit: unit.locks.lock(hashed))

    async def outlives_leaving(self, session: str) -> bool:
        """Whether a session without a number is there again when the page is opened again.

        It is, for whoever is done for today leaves too, and few keep a return code. Where violence was told of, whoever
        opens the page next may be the one it came from: then it ends, and the township has what was told.
        """
        hashed = token_hash(session)
        return not await self._database.read(lambda unit: _told_of_violence(unit, hashed))

    async def unlock(self, session: str, pin: str) -> None:
        """Open it again. Raises `Unauthorized` for a wrong number, `TooMany` when no try is left or none for now."""
        hashed, now = token_hash(session), self._clock()
        if not await self._fits(hashed, digits(pin)):
            raise Unauthorized("pin", say("请再输一遍密码：这一次没有对上。"))
        await self._database.run(lambda unit: unit.locks.open(hashed, now))

    async def put(self, session: str, pin: str, again: str, old: str = "") -> None:
        """Give the session a number, or another one; `old` is the present number, or the return code.

        Raises `BadInput` for a number that cannot be one, `Unauthorized` and `TooMany` for the old one.
        """
        new = digits(pin)
        if not (_SHORTEST <= len(new) <= _LONGEST and new.isascii() and new.isdecimal()):
            raise BadInput("pin", say("请定一个 4 到 6 位数字的密码。"))
        if new != digits(again):
            raise BadInput("again", say("请再写一次：两次写的不一样。"))
        await self._proven(session, old)
        kept = await asyncio.to_thread(self._hasher.hash, new)
        hashed, now = token_hash(session), self._clock()
        await self._database.run(lambda unit: unit.locks.put(hashed, kept, now))

    async def remove(self, session: str, old: str) -> None:
        """No number any more. Raises `Unauthorized` and `TooMany` for the old one."""
        await self._proven(session, old)
        hashed = token_hash(session)
        await self._database.run(lambda unit: unit.locks.remove(hashed))

    async def _proven(self, session: str, old: str) -> None:
        hashed, now = token_hash(session), self._clock()
        standing = await self._database.read(lambda unit: unit.locks.of(hashed))
        if standing is None or not is_open(standing, now):
            raise locked()
        if not standing.pinned or await self._is_return_code(old, standing.conversation_id):
            return
        if not await self._fits(hashed, digits(old)):
            raise Unauthorized("old", say("请再写一遍现在的密码，或者写返回码：这一次没有对上。"))

    async def _is_return_code(self, typed: str, conversation_id: str) -> bool:
        if len(read_code(typed)) != CODE_LENGTH:
            return False
        now = self._clock()
        return await self._database.read(lambda unit: looked_at(unit, CodeKey(typed), now)) == conversation_id

    async def _fits(self, hashed: bytes, pin: str) -> bool:
        now = self._clock()

        def take(unit: Unit) -> tuple[str | None, int]:
            kept = unit.locks.try_once(hashed, now, now - BETWEEN, AT_ONCE, MOST)
            return kept, unit.locks.tries(hashed)

        kept, tries = await self._database.run(take)
        if kept is None:
            raise _too_often(tries)
        try:
            await asyncio.to_thread(self._hasher.verify, kept, pin)
        except VerificationError:
            return False
        return True


def _told_of_violence(unit: Unit, hashed: bytes) -> bool:
    standing = unit.locks.of(hashed)
    told = unit.emergencies.of_conversation(standing.conversation_id) if standing is not None else []
    return any(one.silent for one in told)


def digits(typed: str) -> str:
    """A number as typed: wide digits as narrow ones, without blanks."""
    return "".join(unicodedata.normalize("NFKC", typed[:40]).split())


def _too_often(tries: int) -> TooMany:
    if tries >= MOST:
        return TooMany("pin", say("请用返回码进来，再定一个新密码：这个密码错的次数太多，不能再试了。"))
    wait = say("请过 15 分钟再试，或者用返回码进来：密码错了好几次。")
    return TooMany("pin", wait, seconds=int(BETWEEN.total_seconds()))
