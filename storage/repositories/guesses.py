"""Wrong codes that were tried, so that guessing can be slowed down."""

from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select

from storage.repositories.base import Repository
from storage.tables import guesses

_NOTE = insert(guesses)
_HERE = guesses.c.source_index == bindparam("the_source")
_SINCE = select(func.count()).select_from(guesses).where(_HERE, guesses.c.at >= bindparam("since"))
_FORGET = delete(guesses).where(_HERE, guesses.c.at < bindparam("before"))


class Guesses(Repository):
    """`unit.guesses`. A source is an address of the network or a chat, kept under a blind index."""

    __slots__ = ()

    def note(self, source: str, at: datetime) -> None:
        """A code from this source was wrong."""
        self.connection.execute(_NOTE, {"source_index": self._index(source), "at": at})

    def since(self, source: str, since: datetime) -> int:
        """How many codes from this source were wrong from `since` on; older ones are let go."""
        index = self._index(source)
        self.connection.execute(_FORGET, {"the_source": index, "before": since})
        number: int = self.connection.execute(_SINCE, {"the_source": index, "since": since}).scalar_one()
        return number

    def _index(self, source: str) -> bytes:
        return self.keyring.blind("code source", source)
