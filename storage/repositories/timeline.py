"""The timeline: what happened to a declaration, by whom, each action once; what staff did is chained in the audit."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select
from sqlalchemy.engine import RowMapping

from storage.binding import row_of
from storage.repositories.audit import Audit
from storage.repositories.base import Repository
from storage.rows import TimelineRow
from storage.tables import timeline

_APPEND = insert(timeline).returning(timeline.c.id)
_OF = select(timeline).where(timeline.c.declaration_id == bindparam("the_declaration")).order_by(timeline.c.id)
_SOME = select(timeline).where(timeline.c.id.in_(bindparam("the_numbers", expanding=True)))
_SINCE = select(timeline).where(timeline.c.id > bindparam("after")).order_by(timeline.c.id).limit(bindparam("most"))
_AT_ONCE = 1_000
_BY_ACTION = select(timeline).where(
    timeline.c.declaration_id == bindparam("the_declaration"), timeline.c.action_id == bindparam("the_action")
)


NOT_STAFF = frozenset({"resident", "system"})
"""Actors that are nobody's user name."""


@dataclass(frozen=True, slots=True)
class Timeline(Repository):
    """`unit.timeline`."""

    audit: Audit

    def append(
        self,
        declaration_id: int,
        at: datetime,
        *,
        actor: str,
        action: str,
        status: str,
        note: str | None = None,
        action_id: str | None = None,
        audited: Mapping[str, object] | None = None,
    ) -> int:
        """Note what happened; `actor` is a user name or `resident` or `system`, `status` the one afterwards.

        `audited`: what the audit keeps of it besides, nothing personal. The same `action_id` twice on one
        declaration raises SQLAlchemy's IntegrityError: look it up first.
        """
        row = row_of(declaration_id, at, action)
        sealed = None if note is None else self.keyring.seal("timeline", "note", row, note.encode())
        values = {
            "declaration_id": declaration_id,
            "at": at,
            "actor": actor,
            "action": action,
            "status": status,
        }
        number: int = self.connection.execute(_APPEND, {**values, "note": sealed, "action_id": action_id}).scalar_one()
        if actor not in NOT_STAFF:
            detail = {**(audited or {}), "timeline": number, "status": status, "note": self.audit.digest(note)}
            self.audit.note_step(declaration_id, at, actor, action, detail)
        return number

    def of(self, declaration_id: int) -> list[TimelineRow]:
        """All that happened, in the order it was written."""
        found = self.connection.execute(_OF, {"the_declaration": declaration_id}).mappings()
        return [self._open(row) for row in found]

    def some(self, numbers: Sequence[int]) -> dict[int, TimelineRow]:
        """These entries, by their number."""
        found = self.connection.execute(_SOME, {"the_numbers": list(numbers)}).mappings()
        return {row["id"]: self._open(row) for row in found}

    def by_others(self, besides: Collection[str], first: int) -> Iterator[TimelineRow]:
        """Every entry from number `first` on by anybody but these actors, a thousand at a time."""
        after = first - 1
        wanted = _SINCE.where(timeline.c.actor.not_in(besides))
        while rows := self.connection.execute(wanted, {"after": after, "most": _AT_ONCE}).mappings().all():
            yield from (self._open(row) for row in rows)
            after = rows[-1]["id"]

    def by_action_id(self, declaration_id: int, action_id: str) -> TimelineRow | None:
        """What this action did, if it was done before."""
        values = {"the_declaration": declaration_id, "the_action": action_id}
        row = self.connection.execute(_BY_ACTION, values).mappings().one_or_none()
        return None if row is None else self._open(row)

    def _open(self, row: RowMapping) -> TimelineRow:
        sealed = row["note"]
        note = None
        if sealed is not None:
            where = row_of(row["declaration_id"], row["at"], row["action"])
            note = self.keyring.open("timeline", "note", where, sealed).decode()
        return TimelineRow(**{**row, "note": note})
