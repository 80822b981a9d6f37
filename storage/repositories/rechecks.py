"""Runs of judging again: begun, read on, approved once, told one by one."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update

from storage.repositories.base import Repository
from storage.repositories.scope import Scope
from storage.tables import declarations, recheck_changes, recheck_runs

_CHANGE = recheck_changes.c
_BEGIN = insert(recheck_runs).returning(recheck_runs.c.id)
_GET = select(recheck_runs).where(recheck_runs.c.id == bindparam("the_run"))
_GET_LOCKED = _GET.with_for_update()
_LATEST = select(recheck_runs).order_by(recheck_runs.c.id.desc()).limit(bindparam("at_most"))
_SET = update(recheck_runs).where(recheck_runs.c.id == bindparam("the_run"))
_ADD = insert(recheck_changes)
_APPROVED = select(recheck_runs.c.id).where(recheck_runs.c.state == "approved").order_by(recheck_runs.c.id).limit(1)
_UNTOLD = (
    select(recheck_changes)
    .where(_CHANGE.run_id == bindparam("the_run"), _CHANGE.state == "found")
    .order_by(_CHANGE.declaration_id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_LEFT = select(func.count()).where(_CHANGE.run_id == bindparam("the_run"), _CHANGE.state == "found")
_SETTLE = update(recheck_changes).where(
    _CHANGE.run_id == bindparam("the_run"), _CHANGE.declaration_id == bindparam("the_number")
)


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run. `state`: `reading`, `ready`, `approved`, `told`; `seen`: households read, of them `one_by_one`."""

    id: int
    state: str
    area_code: str
    as_of: str
    started_by: str
    started_at: datetime
    cursor: int
    seen: int
    one_by_one: int
    approved_by: str | None
    approved_at: datetime | None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A declaration whose result changes, and by which clause. `state`: `found`, `told`, `passed_over`."""

    run_id: int
    declaration_id: int
    version: int
    area_code: str
    from_category: str
    from_outcome: str
    to_category: str
    to_outcome: str
    from_pack: str
    from_figures: str
    to_pack: str
    to_figures: str
    rule: str
    document: str
    article: str
    state: str = "found"


@dataclass(frozen=True, slots=True)
class Moved:
    """How many go from one result to another."""

    from_category: str
    from_outcome: str
    to_category: str
    to_outcome: str
    count: int


class Rechecks(Repository):
    """`unit.rechecks`."""

    __slots__ = ()

    def begin(self, area_code: str, as_of: str, by: str) -> RunRow:
        """A new run that has read nothing yet."""
        values = {"state": "reading", "area_code": area_code, "as_of": as_of, "started_by": by, "cursor": 0}
        counts = {"started_at": self.clock(), "seen": 0, "one_by_one": 0}
        number: int = self.connection.execute(_BEGIN, {**values, **counts}).scalar_one()
        return self._of(number)

    def get(self, run_id: int, *, for_update: bool = False) -> RunRow | None:
        """This run; `for_update` holds it until the transaction ends."""
        query = _GET_LOCKED if for_update else _GET
        row = self.connection.execute(query, {"the_run": run_id}).one_or_none()
        return None if row is None else RunRow(*row)

    def latest(self, at_most: int) -> list[RunRow]:
        """The newest runs first."""
        return [RunRow(*row) for row in self.connection.execute(_LATEST, {"at_most": at_most})]

    def read_on(self, run: RunRow, cursor: int, seen: int, one_by_one: int, changes: Sequence[ChangeRow]) -> None:
        """What was read further and found there, both or neither."""
        if changes:
            self.connection.execute(_ADD, [asdict(each) for each in changes])
        counts = {"seen": run.seen + seen, "one_by_one": run.one_by_one + one_by_one}
        self.connection.execute(_SET, {"the_run": run.id, "cursor": cursor, **counts})

    def set_state(self, run_id: int, state: str) -> None:
        """Where the run is."""
        self.connection.execute(_SET, {"the_run": run_id, "state": state})

    def approve(self, run_id: int, by: str) -> None:
        """Somebody answers for telling it."""
        values = {"state": "approved", "approved_by": by, "approved_at": self.clock()}
        self.connection.execute(_SET, {"the_run": run_id, **values})

    def approved(self) -> int | None:
        """A run that is approved and not yet told to all."""
        number: int | None = self.connection.execute(_APPROVED).scalar_one_or_none()
        return number

    def untold(self, run_id: int) -> ChangeRow | None:
        """One that must still be told, held until the transaction ends."""
        row = self.connection.execute(_UNTOLD, {"the_run": run_id}).one_or_none()
        return None if row is None else ChangeRow(*row)

    def left(self, run_id: int) -> int:
        """How many must still be told, those others hold just now among them."""
        return int(self.connection.execute(_LEFT, {"the_run": run_id}).scalar_one())

    def settle(self, change: ChangeRow, state: str) -> None:
        """It was told, or is not told any more."""
        self.connection.execute(
            _SETTLE, {"the_run": change.run_id, "the_number": change.declaration_id, "state": state}
        )

    def moved(self, run_id: int, scope: Scope) -> list[Moved]:
        """How many go from which result to which, within a scope, most first."""
        kinds = (_CHANGE.from_category, _CHANGE.from_outcome, _CHANGE.to_category, _CHANGE.to_outcome)
        many = func.count().label("many")
        query = select(*kinds, many).where(_CHANGE.run_id == run_id, *scope.conditions(_CHANGE.area_code))
        found = self.connection.execute(query.group_by(*kinds).order_by(many.desc(), *kinds))
        return [Moved(*row) for row in found]

    def changes(self, run_id: int, scope: Scope, start: int, at_most: int) -> list[tuple[str, ChangeRow]]:
        """A page of those within a scope, each with its receipt number."""
        names = [_CHANGE[one.name] for one in fields(ChangeRow)]
        query = (
            select(declarations.c.receipt, *names)
            .join(declarations, declarations.c.id == _CHANGE.declaration_id)
            .where(_CHANGE.run_id == run_id, *scope.conditions(_CHANGE.area_code))
            .order_by(_CHANGE.declaration_id)
            .offset(start)
            .limit(at_most)
        )
        return [(row[0], ChangeRow(*row[1:])) for row in self.connection.execute(query)]

    def _of(self, run_id: int) -> RunRow:
        row = self.get(run_id)
        if row is None:
            raise LookupError(f"there is no run number {run_id}")
        return row
