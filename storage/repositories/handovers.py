"""Hand-over links: one use, a short life, from one channel to the web chat."""

from datetime import datetime

from sqlalchemy import bindparam, insert, update

from storage.repositories.base import Repository
from storage.tables import handovers

_MAKE = insert(handovers)
_USE = (
    update(handovers)
    .where(
        handovers.c.token_hash == bindparam("the_hash"),
        handovers.c.used_at.is_(None),
        handovers.c.expires_at > bindparam("now"),
    )
    .returning(handovers.c.conversation_id)
)


class Handovers(Repository):
    """`unit.handovers`."""

    __slots__ = ()

    def make(self, token_hash: bytes, conversation_id: str, expires_at: datetime) -> None:
        """This token, of which only the hash is kept, opens the conversation once, before `expires_at`."""
        values = {"token_hash": token_hash, "conversation_id": conversation_id, "expires_at": expires_at}
        self.connection.execute(_MAKE, values)

    def use(self, token_hash: bytes, now: datetime) -> str | None:
        """The conversation it opens; None if used, too old or unknown. Of two at once, one gets it."""
        values = {"the_hash": token_hash, "now": now, "used_at": now}
        found: str | None = self.connection.execute(_USE, values).scalar_one_or_none()
        return found
