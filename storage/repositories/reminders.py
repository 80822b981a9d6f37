"""Reminders of unfinished drafts: a time in the conversation's own row, below which nobody is reminded."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update

from storage.repositories.base import Repository
from storage.tables import conversations

_DUE = (
    select(conversations.c.id, conversations.c.updated_at, conversations.c.reminded)
    .where(conversations.c.remind_at.is_not(None), conversations.c.remind_at <= bindparam("now"))
    .order_by(conversations.c.remind_at)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_CHANGE = update(conversations).where(conversations.c.id == bindparam("the_id"))


@dataclass(frozen=True, slots=True)
class QuietDraft:
    """A draft that may have to be reminded of: when it was last touched, and how often it was reminded of."""

    conversation_id: str
    touched_at: datetime
    reminded: int


class Reminders(Repository):
    """`unit.reminders`. `conversations.save` sets the time where none is set, and takes it away after filing."""

    __slots__ = ()

    def due(self, now: datetime) -> QuietDraft | None:
        """The one that is longest due, held until the transaction ends. Two who ask at once get different ones."""
        row = self.connection.execute(_DUE, {"now": now}).one_or_none()
        return QuietDraft(*row) if row is not None else None

    def put_off(self, conversation_id: str, until: datetime | None) -> None:
        """Look again then; None: not before the resident is heard of."""
        self.connection.execute(_CHANGE, {"the_id": conversation_id, "remind_at": until})

    def reminded(self, conversation_id: str, times: int, again_at: datetime | None) -> None:
        """They were reminded, now so many times; again not before `again_at` (None: never of this draft)."""
        self.connection.execute(_CHANGE, {"the_id": conversation_id, "reminded": times, "remind_at": again_at})

    def stop(self, conversation_id: str) -> None:
        """The resident does not want to be reminded."""
        self.connection.execute(_CHANGE, {"the_id": conversation_id, "reminders_off": True, "remind_at": None})

    def afresh(self, conversation_id: str) -> None:
        """Another draft was begun: it has reminders of its own."""
        self.connection.execute(_CHANGE, {"the_id": conversation_id, "reminded": 0, "remind_at": None})
