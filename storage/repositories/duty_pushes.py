"""Calls to officers on duty: each once, leased while it is sent; and which emergencies nobody has looked at."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, literal_column, or_, select, update

from storage.duty_rows import PushRow, WatchRow
from storage.repositories.base import Repository, insert_or_nothing
from storage.repositories.scope import Scope
from storage.tables import duty_pushes, duty_watches, emergencies

_PUT = insert_or_nothing(duty_pushes, ("emergency_id", "staff_id", "occasion"), [duty_pushes.c.id])
_COLUMNS = [duty_pushes.c[name] for name in PushRow.__slots__]
_DUE = (
    select(*_COLUMNS)
    .where(
        # Written out, not a parameter: SQLite uses the partial index only if it sees the constant.
        duty_pushes.c.state == literal_column("'waiting'"),
        duty_pushes.c.next_attempt_at <= bindparam("now"),
        or_(duty_pushes.c.leased_until.is_(None), duty_pushes.c.leased_until <= bindparam("now")),
    )
    .order_by(duty_pushes.c.next_attempt_at, duty_pushes.c.id)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True)
)
_GET = select(*_COLUMNS).where(duty_pushes.c.id == bindparam("the_row"))
_OF = select(*_COLUMNS).where(duty_pushes.c.emergency_id == bindparam("the_emergency")).order_by(duty_pushes.c.id)
_CHANGE = update(duty_pushes).where(duty_pushes.c.id == bindparam("the_row"), duty_pushes.c.state == "waiting")
_RETRY = _CHANGE.values(attempts=duty_pushes.c.attempts + 1, leased_by=None, leased_until=None)
_RELEASE_ALL = (
    update(duty_pushes)
    .where(duty_pushes.c.state == "waiting", duty_pushes.c.leased_by.is_not(None))
    .values(leased_by=None, leased_until=None)
)
_UNWATCH = (
    delete(duty_watches)
    .where(duty_watches.c.emergency_id == bindparam("the_emergency"))
    .returning(duty_watches.c.emergency_id)
)
_WATCH = insert(duty_watches)
_WATCHES = select(*(duty_watches.c[name] for name in WatchRow.__slots__))
_WATCHED = _WATCHES.where(duty_watches.c.emergency_id == bindparam("the_emergency"))
_CALLED = update(duty_watches).where(duty_watches.c.emergency_id == bindparam("the_emergency")).values(call_at=None)


class DutyPushes(Repository):
    """`unit.duty_pushes`. A push waits until it is `sent`, `dead`, `unreachable` or `dropped`."""

    __slots__ = ()

    def put(self, emergency_id: int | None, staff_id: int, occasion: str, now: datetime) -> bool:
        """This officer is to be called for this; False when they were before. No emergency: about none alone."""
        values = {
            "emergency_id": emergency_id, "staff_id": staff_id, "occasion": occasion, "state": "waiting",
            "attempts": 0, "created_at": now, "next_attempt_at": now,
        }  # fmt: skip
        return self.connection.execute(_PUT.on(self.connection), values).one_or_none() is not None

    def due(self, now: datetime, holder: str, lease_until: datetime, limit: int) -> list[PushRow]:
        """What is to be sent now, leased to `holder`, longest due first. Two who ask at once get different rows."""
        found = self.connection.execute(_DUE, {"now": now, "at_most": limit}).mappings().all()
        rows = [PushRow(**row) for row in found]
        for row in rows:
            values = {"the_row": row.id, "leased_by": holder, "leased_until": lease_until}
            self.connection.execute(_CHANGE, values)
        return rows

    def get(self, push_id: int) -> PushRow | None:
        """The push as it stands."""
        row = self.connection.execute(_GET, {"the_row": push_id}).mappings().one_or_none()
        return None if row is None else PushRow(**row)

    def of(self, emergency_id: int) -> list[PushRow]:
        """All that were made for an emergency, oldest first."""
        return [PushRow(**row) for row in self.connection.execute(_OF, {"the_emergency": emergency_id}).mappings()]

    def waiting_for(self, staff_id: int, now: datetime) -> list[PushRow]:
        """What is still to be sent to this officer and is not on its way, whenever it is to be tried, oldest first."""
        query = (
            select(*_COLUMNS)
            .where(
                duty_pushes.c.state == literal_column("'waiting'"),
                duty_pushes.c.staff_id == staff_id,
                or_(duty_pushes.c.leased_until.is_(None), duty_pushes.c.leased_until <= now),
            )
            .order_by(duty_pushes.c.id)
            .with_for_update(skip_locked=True)
        )
        return [PushRow(**row) for row in self.connection.execute(query).mappings()]

    def unseen(self, scope: Scope) -> set[int]:
        """The emergencies of these areas that nobody has looked at since they were called for."""
        query = (
            select(duty_watches.c.emergency_id)
            .join(emergencies, emergencies.c.id == duty_watches.c.emergency_id)
            .where(*scope.conditions(emergencies.c.area_code))
        )
        return set(self.connection.execute(query).scalars())

    def end(self, push_id: int, state: str, error: str | None = None) -> None:
        """It is done with; `error` must name nobody."""
        values = {"the_row": push_id, "leased_by": None, "leased_until": None, "last_error": error}
        self.connection.execute(_CHANGE, {**values, "state": state})

    def retry(self, push_id: int, next_attempt_at: datetime, error: str) -> None:
        """It failed; again from `next_attempt_at`. `error` must name nobody."""
        self.connection.execute(_RETRY, {"the_row": push_id, "next_attempt_at": next_attempt_at, "last_error": error})

    def release_all(self) -> None:
        """Give every lease back: for a process that starts and knows itself to be the only one."""
        self.connection.execute(_RELEASE_ALL)

    def watch(self, emergency_id: int, occasion: str, by: str, call_at: datetime) -> None:
        """Unless somebody looks before, it is to be called for again at `call_at`."""
        self.unwatch(emergency_id)
        values = {"emergency_id": emergency_id, "occasion": occasion, "by": by, "call_at": call_at}
        self.connection.execute(_WATCH, values)

    def watched(self, emergency_id: int) -> WatchRow | None:
        """What nobody has looked at since; None when somebody has."""
        row = self.connection.execute(_WATCHED, {"the_emergency": emergency_id}).mappings().one_or_none()
        return None if row is None else WatchRow(**row)

    def unwatch(self, emergency_id: int) -> bool:
        """Somebody looked; whether nobody had."""
        return self.connection.execute(_UNWATCH, {"the_emergency": emergency_id}).one_or_none() is not None

    def to_call_again(self, now: datetime) -> WatchRow | None:
        """The one that waited longest past its time, held until the transaction ends."""
        query = (
            _WATCHES.where(duty_watches.c.call_at <= now)
            .order_by(duty_watches.c.call_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        row = self.connection.execute(query).mappings().one_or_none()
        return None if row is None else WatchRow(**row)

    def called_again(self, emergency_id: int) -> None:
        """It was called for again; that happens once."""
        self.connection.execute(_CALLED, {"the_emergency": emergency_id})
