"""Turns: what was said, numbered, sealed, as it was said."""

from datetime import datetime

from sqlalchemy import bindparam, insert, select
from sqlalchemy.engine import Row

from storage.binding import row_of
from storage.repositories.base import Repository
from storage.rows import TurnRow
from storage.tables import turns

_APPEND = insert(turns)
_READ = select(turns.c.conversation_id, turns.c.number, turns.c.at, turns.c.channel, turns.c.body).where(
    turns.c.conversation_id == bindparam("the_id")
)
_GET = _READ.where(turns.c.number == bindparam("the_number"))
_AFTER = _READ.where(turns.c.number > bindparam("the_number")).order_by(turns.c.number).limit(bindparam("at_most"))
_LAST = _READ.order_by(turns.c.number.desc()).limit(1)

# What was taken on the web is told on the web only; everything else goes to every channel there is.
_LAST_TOLD = _READ.where(turns.c.channel != "web").order_by(turns.c.number.desc()).limit(1)
_PUSHED = _READ.where(turns.c.channel == "staff").order_by(turns.c.number)


class Turns(Repository):
    """`unit.turns`."""

    __slots__ = ()

    def append(self, conversation_id: str, number: int, at: datetime, channel: str, body: bytes) -> None:
        """Write turn `number`; the caller holds the conversation and has counted."""
        sealed = self.keyring.seal("turns", "body", row_of(conversation_id, number), body)
        values = {"conversation_id": conversation_id, "number": number, "at": at, "channel": channel}
        self.connection.execute(_APPEND, {**values, "body": sealed})

    def get(self, conversation_id: str, number: int) -> TurnRow | None:
        """One turn by its number."""
        values = {"the_id": conversation_id, "the_number": number}
        return self._opened(self.connection.execute(_GET, values).one_or_none())

    def after(self, conversation_id: str, number: int, limit: int) -> list[TurnRow]:
        """The turns that came after turn `number`, oldest first, at most `limit`."""
        values = {"the_id": conversation_id, "the_number": number, "at_most": limit}
        return [self._open(row) for row in self.connection.execute(_AFTER, values)]

    def last(self, conversation_id: str) -> TurnRow | None:
        """The newest turn."""
        return self._opened(self.connection.execute(_LAST, {"the_id": conversation_id}).one_or_none())

    def last_told(self, conversation_id: str) -> TurnRow | None:
        """The newest turn that a channel which must be called was told of."""
        return self._opened(self.connection.execute(_LAST_TOLD, {"the_id": conversation_id}).one_or_none())

    def pushed(self, conversation_id: str) -> list[TurnRow]:
        """What was said to the resident without having been asked: by staff, or as time went by; oldest first."""
        return [self._open(row) for row in self.connection.execute(_PUSHED, {"the_id": conversation_id})]

    def _opened(self, row: Row[str, int, datetime, str, bytes] | None) -> TurnRow | None:
        return None if row is None else self._open(row)

    def _open(self, row: Row[str, int, datetime, str, bytes]) -> TurnRow:
        conversation_id, number, at, channel, sealed = row
        body = self.keyring.open("turns", "body", row_of(conversation_id, number), sealed)
        return TurnRow(conversation_id, number, at, channel, body)
