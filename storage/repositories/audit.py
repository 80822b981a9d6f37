"""The audit: appended to at the very end of a transaction, read by number, never changed."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, bindparam, insert, or_, select, true, update
from sqlalchemy.engine import RowMapping

from storage.audit_rows import AuditRow, Head, Noted, chained
from storage.crypto import Keyring
from storage.repositories.scope import Scope
from storage.tables import audit, audit_head, declarations

AUDITED = "audit"
"""The channel on which others hear how far the chain goes now: number and hash, "17 ab12…"."""
_HEAD = select(audit_head.c.seq, audit_head.c.hash).where(audit_head.c.id == 1)
_HELD = _HEAD.with_for_update()
_MOVE = update(audit_head).where(audit_head.c.id == 1)
_ADD = insert(audit)
_AFTER = select(audit).where(audit.c.seq > bindparam("after")).order_by(audit.c.seq).limit(bindparam("most"))
_WHERE = select(declarations.c.receipt, declarations.c.area_code).where(declarations.c.id == bindparam("the_number"))
_AT_ONCE = 1_000


class Audit:
    """`unit.audit`. What is noted waits in memory until the unit is finished: the head of the chain is then held
    only for a moment, and always as the last lock, so that two who work on several rows never wait for each other.
    """

    def __init__(
        self,
        connection: Connection,
        keyring: Keyring,
        clock: Callable[[], datetime],
        notify: Callable[[str, str], None],
    ) -> None:
        self._connection = connection
        self._keyring = keyring
        self._clock = clock
        self._notify = notify
        self._waiting: list[Noted] = []

    def note(
        self,
        actor: str,
        action: str,
        subject: str = "",
        area_code: str = "",
        detail: Mapping[str, object] | None = None,
    ) -> None:
        """Somebody did something. `detail` holds nothing personal: names of fields, numbers, reasons from a list."""
        self._waiting.append(Noted(self._clock(), actor, action, subject, area_code, _text(detail)))

    def note_step(
        self, declaration_id: int, at: datetime, actor: str, action: str, detail: Mapping[str, object]
    ) -> None:
        """A step on a declaration: what its timeline says, once more where it cannot be changed unseen."""
        receipt, area_code = self._connection.execute(_WHERE, {"the_number": declaration_id}).one()
        self._waiting.append(Noted(at, actor, action, receipt, area_code, _text(detail)))

    def digest(self, text: str | None) -> str | None:
        """How the words of a note are held here: their keyed digest, so that they can be erased and not changed."""
        return None if text is None else self._keyring.digest(b"audit note", text.encode()).hex()

    def begin(self) -> None:
        """Forget what was noted by work that is done anew."""
        self._waiting.clear()

    def finish(self) -> None:
        """Chain what was noted; the last thing before a commit."""
        if not self._waiting:
            return
        seq, before = self._connection.execute(_HELD).one()
        rows: list[dict[str, object]] = []
        for noted in self._waiting:
            seq, before = seq + 1, chained(self._keyring, before, seq + 1, noted)
            rows.append(_values(seq, noted, before))
        self._connection.execute(_ADD, rows)
        self._connection.execute(_MOVE, {"seq": seq, "hash": before})
        self._waiting.clear()
        self._notify(AUDITED, f"{seq} {before.hex()}")

    def head(self) -> Head:
        """How far the chain goes."""
        seq, last = self._connection.execute(_HEAD).one()
        return Head(seq, last)

    def all(self) -> Iterator[AuditRow]:
        """Every row in order, a thousand at a time."""
        after = 0
        while rows := self._connection.execute(_AFTER, {"after": after, "most": _AT_ONCE}).mappings().all():
            yield from (_row(one) for one in rows)
            after = rows[-1]["seq"]

    def latest(
        self, scope: Scope, *, actions: tuple[str, ...] = (), actor: str = "", subject: str = "",
        before: int | None = None, most: int = 100,
    ) -> list[AuditRow]:  # fmt: skip
        """The newest rows of a scope, newest first; `before` a number to page on from."""
        wanted = [_within(scope)]
        if actions:
            wanted.append(audit.c.action.in_(actions))
        if actor:
            wanted.append(audit.c.actor == actor)
        if subject:
            wanted.append(audit.c.subject == subject)
        if before is not None:
            wanted.append(audit.c.seq < before)
        query = select(audit).where(*wanted).order_by(audit.c.seq.desc()).limit(most)
        return [_row(one) for one in self._connection.execute(query).mappings()]


def _within(scope: Scope) -> ColumnElement[bool]:
    # What concerns the whole installation concerns every area of it.
    return or_(audit.c.area_code == "", and_(true(), *scope.conditions(audit.c.area_code)))


def _text(detail: Mapping[str, object] | None) -> str:
    return json.dumps(dict(detail or {}), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _values(seq: int, noted: Noted, hashed: bytes) -> dict[str, object]:
    return {
        "seq": seq, "at": noted.at, "actor": noted.actor, "action": noted.action, "subject": noted.subject,
        "area_code": noted.area_code, "detail": noted.detail, "hash": hashed,
    }  # fmt: skip


def _row(row: RowMapping) -> AuditRow:
    return AuditRow(**row)
