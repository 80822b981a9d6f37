"""Conversations: their state under a lock, what opens them again, and the inputs they have claimed."""

import hmac
import secrets
from datetime import datetime

from sqlalchemy import and_, bindparam, case, delete, func, insert, select, update
from sqlalchemy.engine import Row

from storage.errors import StaleConversation
from storage.repositories.base import Repository, insert_or_nothing
from storage.repositories.households import WEB, Door, Households
from storage.rows import Claim, ConversationRow, New, Seen
from storage.tables import conversations, inputs, sessions
from storage.types import UtcDateTime

_READ = select(
    conversations.c.id,
    conversations.c.locale,
    conversations.c.state,
    conversations.c.turn,
    conversations.c.asking_channel,
    conversations.c.created_at,
    conversations.c.updated_at,
)
_BY_ID = _READ.where(conversations.c.id == bindparam("the_id"))
_LOCK = _BY_ID.with_for_update()
_BY_CODE = _READ.where(conversations.c.return_code_hash == bindparam("the_hash"))
_INSERT = insert(conversations)
_INSERT_ONCE = insert_or_nothing(conversations, ("id",), [conversations.c.id])
_SAVE = (
    update(conversations)
    .where(conversations.c.id == bindparam("the_id"), conversations.c.turn == bindparam("old_turn"))
    .returning(conversations.c.id)
)
# How often one is reminded of a draft.
MOST_REMINDERS = 2
_MAY_REMIND = and_(conversations.c.reminded < MOST_REMINDERS, conversations.c.reminders_off.is_(False))
_REMIND_AT = func.coalesce(conversations.c.remind_at, bindparam("remind_from", type_=UtcDateTime()))
_SAVE_UNFINISHED = _SAVE.values(remind_at=case((_MAY_REMIND, _REMIND_AT)))
_SAVE_OTHER = _SAVE.values(remind_at=None)
_HAS_CODE = select(conversations.c.return_code_hash.is_not(None)).where(conversations.c.id == bindparam("the_id"))
_TOUCHED = select(conversations.c.updated_at).where(conversations.c.id == bindparam("the_id"))
_SET_CODE = update(conversations).where(conversations.c.id == bindparam("the_id"))
_DISCARD = delete(conversations).where(conversations.c.id == bindparam("the_id"))
_CLAIM = insert_or_nothing(inputs, ("conversation_id", "input_id"), [inputs.c.input_id])
_CLAIMED = select(inputs.c.turn, inputs.c.digest).where(
    inputs.c.conversation_id == bindparam("the_id"), inputs.c.input_id == bindparam("the_input")
)
_OPEN_SESSION = insert(sessions)
_SESSION = select(sessions.c.conversation_id).where(sessions.c.token_hash == bindparam("the_hash"))
_ANY_SESSION = select(sessions.c.conversation_id).where(sessions.c.conversation_id == bindparam("the_id")).limit(1)
_CLOSE_SESSION = delete(sessions).where(sessions.c.token_hash == bindparam("the_hash"))


class Conversations(Repository):
    """`unit.conversations`. A turn is: `lock`, `claim`, `save`, then `turns.append` and `outbox.put`."""

    __slots__ = ()

    def create(self, state: bytes, locale: str) -> ConversationRow:
        """A new conversation with a random id (32 hex digits), at turn 0."""
        now = self.clock()
        row = ConversationRow(secrets.token_hex(16), locale, state, 0, None, now, now)
        values = {
            "id": row.id,
            "locale": locale,
            "state": self.keyring.seal("conversations", "state", row.id, state),
            "turn": 0,
            "created_at": now,
            "updated_at": now,
        }
        self.connection.execute(_INSERT, values)
        return row

    def create_once(self, conversation_id: str, state: bytes, locale: str) -> bool:
        """A new conversation under a given id; False when it was there before, and then nothing is changed."""
        now = self.clock()
        values = {
            "id": conversation_id,
            "locale": locale,
            "state": self.keyring.seal("conversations", "state", conversation_id, state),
            "turn": 0,
            "created_at": now,
            "updated_at": now,
        }
        return self.connection.execute(_INSERT_ONCE.on(self.connection), values).one_or_none() is not None

    def discard(self, conversation_id: str) -> None:
        """Remove a conversation nothing refers to: the loser when two first messages of one chat race."""
        self.connection.execute(_DISCARD, {"the_id": conversation_id})

    def lock(self, conversation_id: str) -> ConversationRow | None:
        """Read it and hold it until the transaction ends; others who lock it wait."""
        return self._opened(self.connection.execute(_LOCK, {"the_id": conversation_id}).one_or_none())

    def get(self, conversation_id: str) -> ConversationRow | None:
        """Read it without holding it."""
        return self._opened(self.connection.execute(_BY_ID, {"the_id": conversation_id}).one_or_none())

    def touched_at(self, conversation_id: str) -> datetime:
        """When its last turn was."""
        at: datetime = self.connection.execute(_TOUCHED, {"the_id": conversation_id}).scalar_one()
        return at

    def save(
        self,
        conversation_id: str,
        state: bytes,
        turn: int,
        locale: str,
        asking_channel: str | None = None,
        *,
        remind_from: datetime | None = None,
    ) -> None:
        """Write the state after turn number `turn`, if `turn - 1` was the last one.

        `asking_channel` is where the open question was put. `remind_from`: what is begun is unfinished, and may
        be reminded of from then on; a time that is set already stays, so that most turns move no index. None:
        there is nothing to remind of. Raises StaleConversation.
        """
        values: dict[str, object] = {
            "the_id": conversation_id,
            "old_turn": turn - 1,
            "state": self.keyring.seal("conversations", "state", conversation_id, state),
            "turn": turn,
            "locale": locale,
            "asking_channel": asking_channel,
            "updated_at": self.clock(),
        }
        save = _SAVE_OTHER if remind_from is None else _SAVE_UNFINISHED
        if remind_from is not None:
            values["remind_from"] = remind_from
        if self.connection.execute(save, values).one_or_none() is None:
            raise StaleConversation(f"turn {turn} is not the next one")

    def claim(self, conversation_id: str, input_id: str, digest: bytes, turn: int | None) -> Claim:
        """Take this input for turn number `turn`, or learn which turn took it before.

        `digest` is of its content (`keyring.digest`); the same id with other content is `Seen(same=False)`.
        """
        values = {"conversation_id": conversation_id, "input_id": input_id, "digest": digest, "turn": turn}
        if self.connection.execute(_CLAIM.on(self.connection), values).one_or_none() is not None:
            return New()
        earlier = {"the_id": conversation_id, "the_input": input_id}
        taken_by, known = self.connection.execute(_CLAIMED, earlier).one()
        return Seen(turn=taken_by, same=hmac.compare_digest(known, digest))

    def set_return_code(self, conversation_id: str, code_hash: bytes | None) -> None:
        """From now on this code, and no other, opens the conversation again; None: no code does."""
        values = {"the_id": conversation_id, "return_code_hash": code_hash}
        self.connection.execute(_SET_CODE, values)

    def has_return_code(self, conversation_id: str) -> bool:
        """Whether some code opens it."""
        return bool(self.connection.execute(_HAS_CODE, {"the_id": conversation_id}).scalar_one_or_none())

    def claimed(self, conversation_id: str, input_id: str) -> bool:
        """Whether the conversation heard this input before."""
        earlier = {"the_id": conversation_id, "the_input": input_id}
        return self.connection.execute(_CLAIMED, earlier).one_or_none() is not None

    def by_return_code(self, code_hash: bytes) -> ConversationRow | None:
        """The conversation that this code opens."""
        return self._opened(self.connection.execute(_BY_CODE, {"the_hash": code_hash}).one_or_none())

    def open_session(self, token_hash: bytes, conversation_id: str) -> None:
        """This token, of which only the hash is kept, now speaks for the conversation."""
        now = self.clock()
        values = {"token_hash": token_hash, "conversation_id": conversation_id}
        self.connection.execute(_OPEN_SESSION, {**values, "created_at": now, "seen_at": now})

    def session(self, token_hash: bytes) -> str | None:
        """The conversation this token speaks for; writes nothing, so it may be asked in `read`."""
        found: str | None = self.connection.execute(_SESSION, {"the_hash": token_hash}).scalar_one_or_none()
        return found

    def has_door(self, conversation_id: str) -> bool:
        """Whether somebody has opened it on the web and can come back: by a session or by a return code."""
        opened = self.connection.execute(_ANY_SESSION, {"the_id": conversation_id}).first() is not None
        return opened or self.has_return_code(conversation_id)

    def close_session(self, token_hash: bytes) -> None:
        """The token opens nothing any more."""
        Households(self.connection, self.keyring, self.clock).close(Door(WEB, token_hash))
        self.connection.execute(_CLOSE_SESSION, {"the_hash": token_hash})

    def _opened(self, row: Row[str, str, bytes, int, str | None, datetime, datetime] | None) -> ConversationRow | None:
        if row is None:
            return None
        key, locale, state, turn, channel, created, updated = row
        plain = self.keyring.open("conversations", "state", key, state)
        return ConversationRow(key, locale, plain, turn, channel, created, updated)
