"""Hand-over links and codes: one use, a short life, from one channel or phone to another."""

from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from storage.repositories.base import Repository
from storage.tables import handovers

_MAKE = insert(handovers)
_GOOD = (
    handovers.c.token_hash == bindparam("the_hash"),
    handovers.c.used_at.is_(None),
    handovers.c.expires_at > bindparam("now"),
)
_LOOK = select(handovers.c.conversation_id).where(*_GOOD)
_USE = update(handovers).where(*_GOOD).returning(handovers.c.conversation_id)
_END = update(handovers).where(handovers.c.conversation_id == bindparam("the_id"), handovers.c.used_at.is_(None))


class Handovers(Repository):
    """`unit.handovers`."""

    __slots__ = ()

    def make(self, token_hash: bytes, conversation_id: str, expires_at: datetime) -> None:
        """This token, of which only the hash is kept, opens the conversation once, before `expires_at`."""
        values = {"token_hash": token_hash, "conversation_id": conversation_id, "expires_at": expires_at}
        self.connection.execute(_MAKE, values)

    def look(self, token_hash: bytes, now: datetime) -> str | None:
        """The conversation it would open; it stays good."""
        found: str | None = self.connection.execute(_LOOK, {"the_hash": token_hash, "now": now}).scalar_one_or_none()
        return found

    def use(self, token_hash: bytes, now: datetime) -> str | None:
        """The conversation it opens; None if used, too old or unknown. Of two at once, one gets it.

        Whatever else was made for the same conversation is used up with it: a link and its typed code are one.
        """
        values = {"the_hash": token_hash, "now": now, "used_at": now}
        found: str | None = self.connection.execute(_USE, values).scalar_one_or_none()
        if found is not None:
            self.connection.execute(_END, {"the_id": found, "used_at": now})
        return found
