"""Whose result a run changes: shown by area, left out or not, told one by one, and how each was told."""

from dataclasses import dataclass, fields
from typing import Literal, TypeAlias

from sqlalchemy import ColumnElement, Row, and_, bindparam, case, func, or_, select, update

from storage.binding import row_of
from storage.repositories.base import Repository
from storage.repositories.scope import Scope
from storage.tables import declarations, outbox, recheck_changes

Channel: TypeAlias = Literal["telegram", "web", "unreachable", "none"]
How: TypeAlias = Literal["sent", "on_its_way", "web", "call", "passed_over", "left_out", "waiting"]

_CHANGE = recheck_changes.c
_ONE = (_CHANGE.run_id == bindparam("the_run"), _CHANGE.declaration_id == bindparam("the_number"))
_TO_TELL = (_CHANGE.run_id == bindparam("the_run"), _CHANGE.state == "found", _CHANGE.left_out_by.is_(None))
_UNTOLD = (
    select(recheck_changes).where(*_TO_TELL).order_by(_CHANGE.declaration_id).limit(1).with_for_update(skip_locked=True)
)
_LEFT = select(func.count()).where(*_TO_TELL)
_GET = select(recheck_changes).where(*_ONE)
_CHANGED = update(recheck_changes).where(*_ONE)
_NOW = declarations.c
_JOINED = recheck_changes.join(declarations, _NOW.id == _CHANGE.declaration_id)
_SENT = _JOINED.outerjoin(outbox, outbox.c.id == _CHANGE.outbox_id)
_REFUSED = outbox.c.state.in_(("unreachable", "dead"))
_CALL = and_(_CHANGE.state == "told", or_(_CHANGE.channel.in_(("unreachable", "none")), _REFUSED))
_HOW = case(
    (_CHANGE.state == "passed_over", "passed_over"),
    (_CHANGE.left_out_by.is_not(None), "left_out"),
    (_CHANGE.state == "found", "waiting"),
    (_CALL, "call"),
    (outbox.c.state == "waiting", "on_its_way"),
    (_CHANGE.channel == "web", "web"),
    else_="sent",
)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A declaration whose result changes, and by which clause. `state`: `found`, `told`, `passed_over`.

    `left_out_by`: who keeps it from being told; `channel`, `outbox_id`: how it was told.
    """

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
    left_out_by: str | None = None
    left_out_why: str | None = None
    channel: str | None = None
    outbox_id: int | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """How many go from one result to another, and how many of them are left out."""

    from_category: str
    from_outcome: str
    to_category: str
    to_outcome: str
    count: int
    left_out: int = 0


def added(change: ChangeRow) -> dict[str, str | int]:
    """What a run writes down of a change it found."""
    names = [one.name for one in fields(ChangeRow) if one.default is not None]
    return {name: getattr(change, name) for name in names}


class RecheckChanges(Repository):
    """`unit.recheck_changes`. What lies in an area is told by where the declaration is now."""

    __slots__ = ()

    def untold(self, run_id: int) -> ChangeRow | None:
        """One that must still be told, held until the transaction ends."""
        row = self.connection.execute(_UNTOLD, {"the_run": run_id}).one_or_none()
        return None if row is None else self._row(row)

    def left(self, run_id: int) -> int:
        """How many must still be told, those others hold just now among them."""
        return int(self.connection.execute(_LEFT, {"the_run": run_id}).scalar_one())

    def get(self, run_id: int, declaration_id: int) -> ChangeRow | None:
        """What this run found of this declaration."""
        row = self.connection.execute(_GET, {"the_run": run_id, "the_number": declaration_id}).one_or_none()
        return None if row is None else self._row(row)

    def leave_out(self, change: ChangeRow, by: str | None, why: str) -> None:
        """Keep it from being told, for a reason; `by` None: let it be told again."""
        where = row_of(change.run_id, change.declaration_id)
        sealed = None if by is None else self.keyring.seal("recheck_changes", "left_out_why", where, why.encode())
        values = {"left_out_by": by, "left_out_why": sealed}
        self.connection.execute(_CHANGED, {**_key(change), **values})

    def settle(self, change: ChangeRow, channel: Channel | None, outbox_id: int | None) -> None:
        """It was told this way; with no channel: it is not told any more."""
        values = {"state": "passed_over" if channel is None else "told", "channel": channel, "outbox_id": outbox_id}
        self.connection.execute(_CHANGED, {**_key(change), **values})

    def moved(self, run_id: int, scope: Scope) -> list[Moved]:
        """How many go from which result to which, within a scope, most first."""
        kinds = (_CHANGE.from_category, _CHANGE.from_outcome, _CHANGE.to_category, _CHANGE.to_outcome)
        many, out = func.count().label("many"), func.count(_CHANGE.left_out_by)
        query = select(*kinds, many, out).select_from(_JOINED).where(*_within(run_id, scope))
        found = self.connection.execute(query.group_by(*kinds).order_by(many.desc(), *kinds))
        return [Moved(*row) for row in found]

    def page(self, run_id: int, scope: Scope, start: int, at_most: int, *, to_call: bool = False) -> list[ChangeRow]:
        """Some of those within a scope, in the order they were filed; `to_call`: only whom no message reached."""
        query = select(recheck_changes).select_from(_SENT if to_call else _JOINED).where(*_within(run_id, scope))
        if to_call:
            query = query.where(_CALL)
        found = self.connection.execute(query.order_by(_CHANGE.declaration_id).offset(start).limit(at_most))
        return [self._row(row) for row in found]

    def how(self, run_id: int, scope: Scope) -> dict[How, int]:
        """How many within a scope were told in which way, or not."""
        query = select(_HOW.label("how"), func.count()).select_from(_SENT).where(*_within(run_id, scope))
        return {row[0]: int(row[1]) for row in self.connection.execute(query.group_by("how"))}

    def standards(self, run_id: int) -> list[tuple[str, str, str]]:
        """The different areas of what would be told, with the pack and figures of each."""
        columns = (_CHANGE.area_code, _CHANGE.to_pack, _CHANGE.to_figures)
        found = self.connection.execute(select(*columns).where(*_TO_TELL).distinct(), {"the_run": run_id})
        return [(row[0], row[1], row[2]) for row in found]

    def _row(self, row: Row[tuple[object, ...]]) -> ChangeRow:
        values = {one.name: row._mapping[one.name] for one in fields(ChangeRow)}
        sealed = values["left_out_why"]
        if sealed is not None:
            where = row_of(values["run_id"], values["declaration_id"])
            values["left_out_why"] = self.keyring.open("recheck_changes", "left_out_why", where, sealed).decode()
        return ChangeRow(**values)


def _key(change: ChangeRow) -> dict[str, int]:
    return {"the_run": change.run_id, "the_number": change.declaration_id}


def _within(run_id: int, scope: Scope) -> list[ColumnElement[bool]]:
    apart = scope.not_kept_from(_CHANGE.declaration_id)
    return [_CHANGE.run_id == run_id, *scope.conditions(_NOW.area_code), *apart]
