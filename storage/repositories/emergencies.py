"""Emergencies: filed once, moved on under a lock, found again by the phone or the conversation."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    distinct,
    exists,
    false,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.engine import RowMapping

from storage.binding import row_of
from storage.emergency_rows import EmergencyEvent, EmergencyRow, NewEmergency
from storage.repositories.base import Repository, insert_or_nothing
from storage.repositories.emergency_queue import NEVER, place_in_queue, queue_queries
from storage.repositories.scope import Scope
from storage.tables import emergencies, emergency_events, emergency_recusals, staff

_TABLE = emergencies.name
_FILE = insert_or_nothing(emergencies, ("conversation_id", "number"), [emergencies.c.id])
_BY_RECEIPT = select(emergencies).where(emergencies.c.receipt == bindparam("the_receipt"))
_BY_ID = select(emergencies).where(emergencies.c.id == bindparam("the_id"))
_BY_NUMBER = select(emergencies).where(
    emergencies.c.conversation_id == bindparam("the_conversation"), emergencies.c.number == bindparam("the_number")
)
_OF_CONVERSATION = (
    select(emergencies).where(emergencies.c.conversation_id == bindparam("the_conversation")).order_by(emergencies.c.id)
)
_UPDATE = update(emergencies).where(emergencies.c.id == bindparam("the_id"))
_EVENTS = (
    select(emergency_events)
    .where(emergency_events.c.emergency_id == bindparam("the_id"))
    .order_by(emergency_events.c.id)
)
_EVENT = select(emergency_events).where(
    emergency_events.c.emergency_id == bindparam("the_id"), emergency_events.c.action_id == bindparam("the_action")
)
_APPEND = insert(emergency_events)
_NO_NOTES = update(emergency_events).where(emergency_events.c.emergency_id == bindparam("the_id")).values(note=None)
_UNDER = select(emergencies.c.id).where(emergencies.c.together == bindparam("the_receipt")).limit(1)
_FORGET = (
    update(emergencies)
    .where(emergencies.c.sender.is_not(None), emergencies.c.submitted_at < bindparam("the_time"))
    .values(sender=None)
)
_KEPT_OUT = exists().where(
    emergency_recusals.c.emergency_id == emergency_events.c.emergency_id,
    emergency_recusals.c.staff_id == staff.c.id,
    staff.c.username == emergency_events.c.actor,
)
_MOST_BEFORE = 20
_MOST_TOGETHER = 60


class Emergencies(Repository):
    """`unit.emergencies`."""

    __slots__ = ()

    def file(self, new: NewEmergency, status: str) -> EmergencyRow:
        """Write it down; the same number of the same conversation again is the one that is there."""
        sealed = self.keyring.seal(_TABLE, "answers", row_of(new.receipt), new.answers.encode())
        values = {
            **{name: getattr(new, name) for name in NewEmergency.__slots__ if name not in ("phone", "answers", "sender")},
            "status": status, "tier": "", "granted": 0, "paid": 0, "phone_index": self.phone_index(new.phone),
            "answers": sealed, "queue_at": new.due_at, "papers_due_at": None, "sender": self.sender_index(new.sender),
        }  # fmt: skip
        self.connection.execute(_FILE.on(self.connection), values)
        found = self.numbered(new.conversation_id, new.number) if new.conversation_id is not None else None
        row = found or self.by_receipt(new.receipt)
        if row is None:
            raise LookupError("an emergency that was just filed is not there")
        return row

    def phone_index(self, phone: str | None) -> bytes | None:
        """The blind index by which another emergency told with the same phone is found."""
        return None if phone is None else self.keyring.blind("phone", phone)

    def sender_index(self, sender: str | None) -> bytes | None:
        """The blind index by which another emergency sent from the same place is found."""
        return None if sender is None else self.keyring.blind("sender", sender)

    def by_receipt(self, receipt: str, *, for_update: bool = False) -> EmergencyRow | None:
        """The emergency with this receipt; held until the transaction ends when it is to be changed.

        Whoever writes of it elsewhere (a call to an officer) does not wait for that. Hold its conversation before, as a
        turn does.
        """
        statement = _BY_RECEIPT.with_for_update(key_share=True) if for_update else _BY_RECEIPT
        row = self.connection.execute(statement, {"the_receipt": receipt}).mappings().one_or_none()
        return None if row is None else self._open(row)

    def by_id(self, number: int) -> EmergencyRow | None:
        """The emergency with this number of ours."""
        row = self.connection.execute(_BY_ID, {"the_id": number}).mappings().one_or_none()
        return None if row is None else self._open(row)

    def numbered(self, conversation_id: str, number: int | None) -> EmergencyRow | None:
        """The emergency with this number in a conversation."""
        values = {"the_conversation": conversation_id, "the_number": number}
        row = self.connection.execute(_BY_NUMBER, values).mappings().one_or_none()
        return None if row is None else self._open(row)

    def of_conversation(self, conversation_id: str) -> list[EmergencyRow]:
        """All that were told in a conversation, oldest first."""
        found = self.connection.execute(_OF_CONVERSATION, {"the_conversation": conversation_id}).mappings()
        return [self._open(row) for row in found]

    def of_household(self, conversation_id: str | None, phone: str | None) -> list[EmergencyRow]:
        """All that were told in a conversation, or with a phone, in any area, oldest first."""
        same = _same_family(conversation_id, self.phone_index(phone))
        return self._found(select(emergencies).where(same).order_by(emergencies.c.id))

    def like(self, row: EmergencyRow) -> list[EmergencyRow]:
        """Others told by the same conversation or with the same phone, in any area, newest first."""
        same = _same_family(row.conversation_id, row.phone_index)
        return self._found(
            select(emergencies).where(same, emergencies.c.id != row.id).order_by(emergencies.c.id.desc())
        )

    def _found(self, query: Select[tuple[object, ...]]) -> list[EmergencyRow]:
        return [self._open(one) for one in self.connection.execute(query.limit(_MOST_BEFORE)).mappings()]

    def sent_from(self, sender: bytes, since: datetime) -> list[EmergencyRow]:
        """Those sent from one place since then, lines of their own before folded ones, each oldest first."""
        where = emergencies.c.sender == sender, emergencies.c.submitted_at >= since
        return self._together(select(emergencies).where(*where))

    def with_phone(self, row: EmergencyRow, since: datetime) -> list[EmergencyRow]:
        """Those of other conversations with the phone of this one since then, in the same order."""
        if row.phone_index is None:
            return []
        where = emergencies.c.phone_index == row.phone_index, emergencies.c.submitted_at >= since
        other = or_(emergencies.c.conversation_id.is_(None), emergencies.c.conversation_id != row.conversation_id)
        return self._together(select(emergencies).where(*where, other, emergencies.c.id != row.id))

    def _together(self, query: Select[tuple[object, ...]]) -> list[EmergencyRow]:
        ordered = query.order_by(emergencies.c.together.is_not(None), emergencies.c.id).limit(_MOST_TOGETHER)
        return [self._open(row) for row in self.connection.execute(ordered).mappings()]

    def heads(self, row: EmergencyRow) -> bool:
        """Whether others lie under the line of this one."""
        found = self.connection.execute(_UNDER, {"the_receipt": row.receipt}).first()
        return found is not None

    def forget_senders(self, before: datetime) -> None:
        """Where anything told before then was sent from is known no more."""
        self.connection.execute(_FORGET, {"the_time": before})

    def queue(self, scope: Scope, statuses: Sequence[str], *, most: int) -> list[EmergencyRow]:
        """Those in these statuses within a scope, what is due first on top, of what is not due the newest: at most so
        many with a line of their own, and as many that lie under one, which never push the others out.
        """
        queries = queue_queries(scope, statuses, most)
        found = [self._open(row) for query in queries for row in self.connection.execute(query).mappings()]
        return sorted(found, key=place_in_queue)

    def last_actors(self, ids: Sequence[int], but: Sequence[str]) -> dict[int, str]:
        """Who did something about each of these last, leaving out some actors and who is kept from it by now."""
        if not ids:
            return {}
        of = emergency_events.c.emergency_id
        last = (
            select(func.max(emergency_events.c.id))
            .where(of.in_(ids), emergency_events.c.actor.not_in(but), ~_KEPT_OUT)
            .group_by(of)
        )
        query = select(of, emergency_events.c.actor).where(emergency_events.c.id.in_(last))
        return {row[0]: row[1] for row in self.connection.execute(query)}

    def kept(
        self, numbers: Collection[int], conversations: Collection[str], phones: Collection[bytes]
    ) -> tuple[ColumnElement[bool], ...]:
        """The conditions that leave out what is kept from somebody."""
        columns = emergencies.c
        known = ((columns.conversation_id, conversations), (columns.phone_index, phones))
        others = (or_(column.is_(None), column.not_in(values)) for column, values in known if values)
        return (*((columns.id.not_in(numbers),) if numbers else ()), *others)

    def count(
        self,
        scope: Scope,
        statuses: Sequence[str],
        *,
        without_silent: bool = False,
        kept: Sequence[ColumnElement[bool]] = (),
    ) -> int:
        """How many are in these statuses within a scope; those under one line count once. `without_silent`: those nobody
        may notice left out; `kept`: so is what these conditions leave out.
        """
        loud = [emergencies.c.silent.is_(False)] if without_silent else []
        query = (
            select(func.count(distinct(func.coalesce(emergencies.c.together, emergencies.c.receipt))))
            .select_from(emergencies)
            .where(*scope.conditions(emergencies.c.area_code), emergencies.c.status.in_(statuses), *loud, *kept)
        )
        return int(self.connection.execute(query).scalar_one())

    def papers_due(self, before: datetime) -> EmergencyRow | None:
        """The one whose papers were due the longest before then."""
        due = emergencies.c.papers_due_at
        row = (
            self.connection.execute(select(emergencies).where(due <= before).order_by(due).limit(1)).mappings().first()
        )
        return None if row is None else self._open(row)

    def over_with_mark(self, mark: str, statuses: Sequence[str], before: datetime, most: int) -> list[EmergencyRow]:
        """Those with this mark and in these statuses, about which nothing was done since then."""
        of, lately = emergency_events.c.emergency_id == emergencies.c.id, emergency_events.c.at > before
        query = (
            select(emergencies)
            .where(
                emergencies.c.status.in_(statuses),
                emergencies.c.flags.contains(f'"{mark}"'),
                ~exists().where(of, lately),
            )
            .order_by(emergencies.c.id)
            .limit(most)
        )
        return [self._open(row) for row in self.connection.execute(query).mappings()]

    def move(self, row: EmergencyRow, *, status: str, due_at: datetime | None, **fields: object) -> None:
        """Its status and deadline, and other columns beside."""
        values = {"status": status, "due_at": due_at, "queue_at": due_at or NEVER, **fields}
        self.connection.execute(_UPDATE, {"the_id": row.id, **values})

    def set(self, row: EmergencyRow, **fields: object) -> None:
        """Columns that leave status and deadline alone."""
        self.connection.execute(_UPDATE, {"the_id": row.id, **fields})

    def tell_anew(self, row: EmergencyRow, answers: str, phone: str | None) -> None:
        """The answers as they are now."""
        sealed = self.keyring.seal(_TABLE, "answers", row_of(row.receipt), answers.encode())
        self.set(row, answers=sealed, phone_index=self.phone_index(phone))

    def note(
        self,
        row: EmergencyRow,
        *,
        actor: str,
        action: str,
        status: str,
        note: str | None = None,
        action_id: str | None = None,
    ) -> None:
        """Add to what was done about it. The same `action_id` twice raises IntegrityError: look it up first."""
        at = self.clock()
        sealed = (
            None
            if note is None
            else self.keyring.seal(emergency_events.name, "note", row_of(row.id, at, action), note.encode())
        )
        values = {"emergency_id": row.id, "at": at, "actor": actor, "action": action, "status": status}
        self.connection.execute(_APPEND, {**values, "note": sealed, "action_id": action_id})

    def erase(self, row: EmergencyRow, no_answers: str) -> None:
        """Overwrite what was told and what was written about it; receipt, area, status, sums and times stay."""
        sealed = self.keyring.seal(_TABLE, "answers", row_of(row.receipt), no_answers.encode())
        self.set(row, answers=sealed, phone_index=None, sender=None, together=None, flags="[]")
        self.connection.execute(_NO_NOTES, {"the_id": row.id})

    def events(self, row: EmergencyRow) -> list[EmergencyEvent]:
        """All that was done about it, in order."""
        return [self._event(one) for one in self.connection.execute(_EVENTS, {"the_id": row.id}).mappings()]

    def event(self, row: EmergencyRow, action_id: str) -> EmergencyEvent | None:
        """What this action did, if it was done before."""
        values = {"the_id": row.id, "the_action": action_id}
        found = self.connection.execute(_EVENT, values).mappings().one_or_none()
        return None if found is None else self._event(found)

    def _open(self, row: RowMapping) -> EmergencyRow:
        answers = self.keyring.open(_TABLE, "answers", row_of(row["receipt"]), row["answers"]).decode()
        return EmergencyRow(**{**{name: row[name] for name in EmergencyRow.__slots__}, "answers": answers})

    def _event(self, row: RowMapping) -> EmergencyEvent:
        bound = row_of(row["emergency_id"], row["at"], row["action"])
        sealed = row["note"]
        note = None if sealed is None else self.keyring.open(emergency_events.name, "note", bound, sealed).decode()
        return EmergencyEvent(**{**{name: row[name] for name in EmergencyEvent.__slots__}, "note": note})


def _same_family(conversation_id: str | None, phone_index: bytes | None) -> ColumnElement[bool]:
    """Told in this conversation or with this phone; nothing is, where neither is known."""
    known = ((emergencies.c.conversation_id, conversation_id), (emergencies.c.phone_index, phone_index))
    return or_(false(), *(column == value for column, value in known if value is not None))
