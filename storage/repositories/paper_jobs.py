"""What is still to be done with papers: rows with a next-attempt time, each leased to one worker at a time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, literal_column, or_, select, update
from sqlalchemy.engine import RowMapping

from storage.binding import row_of
from storage.repositories.base import Repository, insert_or_nothing
from storage.rows import PaperJobKind, PaperJobRow
from storage.tables import paper_jobs

_jobs = paper_jobs.c
# Written out, not a parameter: SQLite uses the partial index only if it sees the constant.
_WAITING: ColumnElement[str] = literal_column("'waiting'")
_PUT = insert_or_nothing(paper_jobs, ("paper_id", "kind"), [_jobs.id])
_FREE = (
    _jobs.state == _WAITING,
    _jobs.next_attempt_at <= bindparam("now"),
    or_(_jobs.leased_until.is_(None), _jobs.leased_until <= bindparam("now")),
)
_DUE = (
    select(paper_jobs)
    .where(*_FREE, _jobs.announced, _jobs.kind == bindparam("the_kind"))
    .order_by(_jobs.next_attempt_at, _jobs.id)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True)
)
_ARRIVED = (
    select(paper_jobs)
    .where(*_FREE, ~_jobs.announced)
    .order_by(_jobs.id)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True)
)
_ONE = update(paper_jobs).where(_jobs.id == bindparam("the_row"), _jobs.state == "waiting")
_LEASE = _ONE.values(attempts=_jobs.attempts + 1)
_SETTLE_LATER = update(paper_jobs).where(
    _jobs.conversation_id == bindparam("the_conversation"), _jobs.album == bindparam("the_album"), ~_jobs.announced
)
_ANNOUNCE = update(paper_jobs).where(
    _jobs.paper_id == bindparam("the_paper"), ~_jobs.announced, _jobs.state == "waiting"
)
_STILL = select(_jobs.id).where(_jobs.id == bindparam("the_row"), _jobs.state == "waiting")
_FETCHING = select(_jobs.id).where(
    _jobs.paper_id == bindparam("the_paper"), _jobs.kind == "fetch", _jobs.state == "waiting"
)


class PaperJobs(Repository):
    """`unit.paper_jobs`. A row waits until it is `done` or `dead`."""

    __slots__ = ()

    def put(
        self,
        conversation_id: str,
        paper_id: str,
        kind: PaperJobKind,
        source: str,
        at: datetime,
        *,
        input_id: str,
        album: str | None = None,
        announced: bool = True,
    ) -> bool:
        """To be done from `at` on; False when it was put before. All of an album wait for the last of it."""
        values = {
            "conversation_id": conversation_id,
            "paper_id": paper_id,
            "kind": kind,
            "input_id": input_id,
            "album": album,
            "source": self.keyring.seal("paper_jobs", "source", row_of(paper_id, kind), source.encode()),
            "announced": announced,
            "state": "waiting",
            "attempts": 0,
            "next_attempt_at": at,
        }
        new = self.connection.execute(_PUT.on(self.connection), values).one_or_none() is not None
        if new and album is not None:
            named = {"the_conversation": conversation_id, "the_album": album, "next_attempt_at": at}
            self.connection.execute(_SETTLE_LATER, named)
        return new

    def arrived(self, now: datetime, lease_until: datetime, limit: int) -> list[PaperJobRow]:
        """Papers the conversation was not told of, leased until `lease_until`, in the order in which they came."""
        found = self.connection.execute(_ARRIVED, {"now": now, "at_most": limit}).mappings().all()
        return self._leased(found, lease_until)

    def announced(self, paper_ids: tuple[str, ...], now: datetime) -> None:
        """The conversation was told: now they are to be fetched."""
        for paper in paper_ids:
            values = {"the_paper": paper, "announced": True, "next_attempt_at": now, "leased_until": None}
            self.connection.execute(_ANNOUNCE.values(attempts=0), values)

    def due(self, kind: PaperJobKind, now: datetime, lease_until: datetime, limit: int) -> list[PaperJobRow]:
        """What is to be done now, leased until `lease_until`, longest due first. Each lease counts as an attempt."""
        found = self.connection.execute(_DUE, {"now": now, "the_kind": kind, "at_most": limit}).mappings().all()
        return self._leased(found, lease_until)

    def waits(self, row_id: int) -> bool:
        """Whether it is still to be done: not taken back meanwhile."""
        return self.connection.execute(_STILL, {"the_row": row_id}).one_or_none() is not None

    def is_fetching(self, paper_id: str) -> bool:
        """Whether this paper is still to be fetched."""
        return self.connection.execute(_FETCHING, {"the_paper": paper_id}).one_or_none() is not None

    def done(self, row_id: int) -> None:
        """It was done."""
        self.connection.execute(_ONE, {"the_row": row_id, "state": "done", "leased_until": None})

    def dead(self, row_id: int) -> None:
        """It cannot be done; the resident was told."""
        self.connection.execute(_ONE, {"the_row": row_id, "state": "dead", "leased_until": None})

    def later(self, row_id: int, at: datetime) -> None:
        """It failed; again from `at`."""
        self.connection.execute(_ONE, {"the_row": row_id, "next_attempt_at": at, "leased_until": None})

    def release_all(self) -> None:
        """Give every lease back: for a process that starts and knows itself to be the only one."""
        self.connection.execute(update(paper_jobs).where(_jobs.state == "waiting").values(leased_until=None))

    def _leased(self, found: Sequence[RowMapping], lease_until: datetime) -> list[PaperJobRow]:
        rows = [self._row(row) for row in found]
        if rows:
            self.connection.execute(_LEASE, [{"the_row": row.id, "leased_until": lease_until} for row in rows])
        return rows

    def _row(self, found: RowMapping) -> PaperJobRow:
        source = self.keyring.open("paper_jobs", "source", row_of(found["paper_id"], found["kind"]), found["source"])
        return PaperJobRow(
            id=found["id"],
            conversation_id=found["conversation_id"],
            paper_id=found["paper_id"],
            kind=found["kind"],
            input_id=found["input_id"],
            album=found["album"],
            source=source.decode(),
            attempts=found["attempts"] + 1,
        )
