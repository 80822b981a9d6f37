"""Deadlines of declarations: rows that fire when their day is over, whoever looks then."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from storage.repositories.base import Repository
from storage.tables import deadlines

_ADD = insert(deadlines)
_READ = select(
    deadlines.c.id, deadlines.c.declaration_id, deadlines.c.kind, deadlines.c.started_at, deadlines.c.ends_at,
    deadlines.c.provisional, deadlines.c.state,
)  # fmt: skip
_OWED = _READ.where(
    deadlines.c.declaration_id == bindparam("the_declaration"), deadlines.c.state.in_(("waiting", "passed"))
).order_by(deadlines.c.ends_at, deadlines.c.id)
_OF = _READ.where(deadlines.c.declaration_id == bindparam("the_declaration")).order_by(deadlines.c.id)
_GET = _READ.where(deadlines.c.id == bindparam("the_number"))
_DUE = (
    _READ.where(deadlines.c.state == "waiting", deadlines.c.ends_at < bindparam("now"))
    .order_by(deadlines.c.ends_at, deadlines.c.id)
    .limit(1)
)
_UNSURE = (
    _READ.where(
        deadlines.c.state == "waiting", deadlines.c.provisional, deadlines.c.counted_by < bindparam("the_revision")
    )
    .order_by(deadlines.c.counted_by, deadlines.c.id)
    .limit(1)
)
_CHANGE = update(deadlines).where(deadlines.c.id == bindparam("the_number"))


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A deadline. `state`: `waiting` for its day, `passed` (what was due is still owed), `settled`."""

    id: int
    declaration_id: int
    kind: str
    started_at: datetime
    ends_at: datetime
    provisional: bool
    state: str


class Deadlines(Repository):
    """`unit.deadlines`. Whoever changes one holds the lock of its declaration."""

    __slots__ = ()

    def start(
        self, declaration_id: int, kind: str, started_at: datetime, ends_at: datetime, *, provisional: bool, by: int
    ) -> None:
        """Let it run; `by` is the number of the holiday table it was counted with. Another of its kind ends."""
        self.settle(declaration_id, (kind,))
        values = {
            "declaration_id": declaration_id, "kind": kind, "started_at": started_at, "ends_at": ends_at,
            "provisional": provisional, "counted_by": by, "state": "waiting",
        }  # fmt: skip
        self.connection.execute(_ADD, values)

    def owed(self, declaration_id: int) -> list[DeadlineRow]:
        """Those that wait for their day or have passed, the earliest first."""
        return [DeadlineRow(*row) for row in self.connection.execute(_OWED, {"the_declaration": declaration_id})]

    def of(self, declaration_id: int) -> list[DeadlineRow]:
        """All there were, oldest first."""
        return [DeadlineRow(*row) for row in self.connection.execute(_OF, {"the_declaration": declaration_id})]

    def settle(self, declaration_id: int, kinds: Collection[str]) -> None:
        """What was due is done, or is no longer due."""
        for row in self.owed(declaration_id):
            if row.kind in kinds:
                self.connection.execute(_CHANGE, {"the_number": row.id, "state": "settled"})

    def due(self, now: datetime, besides: Collection[int] = ()) -> DeadlineRow | None:
        """The one whose day has been over longest, but for these."""
        wanted = _DUE.where(deadlines.c.id.not_in(list(besides))) if besides else _DUE
        row = self.connection.execute(wanted, {"now": now}).one_or_none()
        return DeadlineRow(*row) if row is not None else None

    def unsure(self, revision: int) -> DeadlineRow | None:
        """One counted through a year that was not known, before the holiday table had this number."""
        row = self.connection.execute(_UNSURE, {"the_revision": revision}).one_or_none()
        return DeadlineRow(*row) if row is not None else None

    def get(self, number: int) -> DeadlineRow | None:
        """The deadline with this number."""
        row = self.connection.execute(_GET, {"the_number": number}).one_or_none()
        return DeadlineRow(*row) if row is not None else None

    def set_state(self, number: int, state: str) -> None:
        """It has passed, or is settled."""
        self.connection.execute(_CHANGE, {"the_number": number, "state": state})

    def recount(self, number: int, ends_at: datetime, *, provisional: bool, by: int) -> None:
        """It ends on another day, now that more holidays are known."""
        self.connection.execute(
            _CHANGE, {"the_number": number, "ends_at": ends_at, "provisional": provisional, "counted_by": by}
        )
