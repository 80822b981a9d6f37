"""The outbox: turns that must still be told on a channel, in order, at least once, one sender at a time."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, exists, func, insert, literal_column, or_, select, update
from sqlalchemy.engine import RowMapping

from storage.repositories.base import Repository
from storage.rows import OutboxRow
from storage.tables import outbox

_older = outbox.alias("older")
# Written out, not a parameter: SQLite uses the partial index only if it sees the constant.
_WAITING: ColumnElement[str] = literal_column("'waiting'")
_FIRST_OF_ITS_CONVERSATION = ~exists().where(
    _older.c.conversation_id == outbox.c.conversation_id,
    _older.c.state == _WAITING,
    _older.c.id < outbox.c.id,
)
_PUT = insert(outbox).returning(outbox.c.id)
_DUE = (
    select(outbox)
    .where(
        outbox.c.state == _WAITING,
        outbox.c.next_attempt_at <= bindparam("now"),
        or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= bindparam("now")),
        _FIRST_OF_ITS_CONVERSATION,
    )
    .order_by(outbox.c.next_attempt_at, outbox.c.id)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True, of=outbox)
)
_READY = select(outbox).where(
    outbox.c.id == bindparam("the_row"),
    outbox.c.state == _WAITING,
    outbox.c.leased_by == bindparam("holder"),
    _FIRST_OF_ITS_CONVERSATION,
)
_ONE = outbox.c.id == bindparam("the_row")
_CHANGE = update(outbox).where(_ONE, outbox.c.state == _WAITING)
_RETRY = _CHANGE.values(attempts=outbox.c.attempts + 1, leased_by=None, leased_until=None)
_GET = select(outbox).where(_ONE)
_LAST_WAITING = select(func.max(outbox.c.id)).where(
    outbox.c.conversation_id == bindparam("the_id"), outbox.c.state == _WAITING
)
_COUNT = select(func.count()).select_from(outbox).where(outbox.c.state == _WAITING)
_RELEASE_ALL = (
    update(outbox)
    .where(outbox.c.state == "waiting", outbox.c.leased_by.is_not(None))
    .values(leased_by=None, leased_until=None)
)


class Outbox(Repository):
    """`unit.outbox`. A row waits until it is `sent`, `dead` or `unreachable`; `retry` puts it off."""

    __slots__ = ()

    def put(
        self,
        conversation_id: str,
        channel: str,
        turn: int,
        at: datetime,
        *,
        leased_by: str | None = None,
        leased_until: datetime | None = None,
    ) -> int:
        """Turn `turn` must be told, not before `at`; until `leased_until` only `leased_by` may do it."""
        values = {
            "conversation_id": conversation_id,
            "channel": channel,
            "turn": turn,
            "state": "waiting",
            "attempts": 0,
            "next_attempt_at": at,
            "leased_by": leased_by,
            "leased_until": leased_until,
            "parts_sent": 0,
        }
        number: int = self.connection.execute(_PUT, values).scalar_one()
        return number

    def due(self, now: datetime, holder: str, lease_until: datetime, limit: int) -> list[OutboxRow]:
        """Rows to tell now, leased to `holder` until `lease_until`, longest due first.

        Of one conversation only the oldest waiting row is ever due. Two who ask at once get different rows.
        """
        found = self.connection.execute(_DUE, {"now": now, "at_most": limit}).mappings().all()
        rows = [replace(_row(row), leased_by=holder, leased_until=lease_until) for row in found]
        if rows:
            leases = [{"the_row": row.id, "leased_by": holder, "leased_until": lease_until} for row in rows]
            self.connection.execute(_CHANGE, leases)
        return rows

    def ready(self, row_id: int, holder: str) -> OutboxRow | None:
        """The row if `holder` has it and nothing older waits in its conversation: it may be told at once."""
        values = {"the_row": row_id, "holder": holder}
        row = self.connection.execute(_READY, values).mappings().one_or_none()
        return None if row is None else _row(row)

    def get(self, row_id: int) -> OutboxRow | None:
        """The row as it stands."""
        row = self.connection.execute(_GET, {"the_row": row_id}).mappings().one_or_none()
        return None if row is None else _row(row)

    def release(self, row_id: int) -> None:
        """Give the lease back: whoever asks for due rows may have it."""
        self._change(row_id, leased_by=None, leased_until=None)

    def release_all(self) -> None:
        """Give every lease back: for a process that starts and knows itself to be the only one."""
        self.connection.execute(_RELEASE_ALL)

    def sent(self, row_id: int) -> None:
        """All of it was told."""
        self._change(row_id, state="sent", leased_by=None, leased_until=None)

    def progress(self, row_id: int, parts_sent: int) -> None:
        """Of a long message, this many parts were told; a repetition goes on from there."""
        self._change(row_id, parts_sent=parts_sent)

    def retry(self, row_id: int, next_attempt_at: datetime, error: str) -> None:
        """It failed; again from `next_attempt_at`. `error` is kept, and must name nobody."""
        values = {"the_row": row_id, "next_attempt_at": next_attempt_at, "last_error": error}
        self.connection.execute(_RETRY, values)

    def dead(self, row_id: int, error: str) -> None:
        """It failed for good; `error` must name nobody."""
        self._change(row_id, state="dead", last_error=error, leased_by=None, leased_until=None)

    def unreachable(self, row_id: int) -> None:
        """The channel refuses this resident: staff must call."""
        self._change(row_id, state="unreachable", leased_by=None, leased_until=None)

    def last_waiting(self, conversation_id: str) -> int | None:
        """The newest row of this conversation that waits; within a transaction, the one it just put."""
        number: int | None = self.connection.execute(_LAST_WAITING, {"the_id": conversation_id}).scalar_one()
        return number

    def waiting_count(self) -> int:
        """How many rows wait; counts only the waiting ones, which an index holds apart."""
        number: int = self.connection.execute(_COUNT).scalar_one()
        return number

    def _change(self, row_id: int, **values: str | int | datetime | None) -> None:
        self.connection.execute(_CHANGE, {"the_row": row_id, **values})


def _row(found: RowMapping) -> OutboxRow:
    return OutboxRow(**found)
