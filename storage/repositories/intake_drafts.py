"""Paper forms that staff have typed in part: kept from one page to the next, seen by whoever typed them only."""

import secrets
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.engine import RowMapping

from storage.queue_rows import DraftRow
from storage.repositories.base import Repository
from storage.tables import intake_drafts

_ADD = insert(intake_drafts)
_OWN = intake_drafts.c.staff_id == bindparam("the_staff")
_THIS = intake_drafts.c.id == bindparam("the_draft")
_GET = select(intake_drafts).where(_OWN, _THIS)
_ALL = select(intake_drafts).where(_OWN).order_by(intake_drafts.c.changed_at.desc(), intake_drafts.c.id).limit(100)
_CHANGE = update(intake_drafts).where(_OWN, _THIS)
_DROP = delete(intake_drafts).where(_OWN, _THIS)


_DROP_IDLE = delete(intake_drafts).where(intake_drafts.c.changed_at < bindparam("before")).returning(intake_drafts.c.id)


class IntakeDrafts(Repository):
    """`unit.intake_drafts`. Every method takes the staff id of the owner."""

    __slots__ = ()

    def begin(self, staff_id: int, origin: str, typed: bytes) -> DraftRow:
        """A new one, with a random id (32 hex digits)."""
        row = DraftRow(secrets.token_hex(16), staff_id, origin, self.clock(), typed)
        values = {"id": row.id, "staff_id": staff_id, "origin": origin, "changed_at": row.changed_at}
        self.connection.execute(_ADD, {**values, "typed": self._sealed(row.id, typed)})
        return row

    def get(self, staff_id: int, draft_id: str) -> DraftRow | None:
        """One of one's own."""
        found = self.connection.execute(_GET, {"the_staff": staff_id, "the_draft": draft_id}).mappings().one_or_none()
        return None if found is None else self._open(found)

    def all(self, staff_id: int) -> list[DraftRow]:
        """One's own, the last changed first, at most a hundred."""
        return [self._open(row) for row in self.connection.execute(_ALL, {"the_staff": staff_id}).mappings()]

    def save(self, staff_id: int, draft_id: str, origin: str, typed: bytes) -> None:
        """What is typed by now."""
        values = {"origin": origin, "changed_at": self.clock(), "typed": self._sealed(draft_id, typed)}
        self.connection.execute(_CHANGE, {"the_staff": staff_id, "the_draft": draft_id, **values})

    def drop(self, staff_id: int, draft_id: str) -> None:
        """It is filed, or not wanted any more."""
        self.connection.execute(_DROP, {"the_staff": staff_id, "the_draft": draft_id})

    def drop_idle(self, before: datetime) -> int:
        """Delete those that nobody touched since, whosever they are; how many."""
        return len(self.connection.execute(_DROP_IDLE, {"before": before}).scalars().all())

    def _sealed(self, draft_id: str, typed: bytes) -> bytes:
        return self.keyring.seal("intake_drafts", "typed", draft_id, typed)

    def _open(self, row: RowMapping) -> DraftRow:
        return DraftRow(**{**row, "typed": self.keyring.open("intake_drafts", "typed", row["id"], row["typed"])})
