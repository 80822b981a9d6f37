"""Erasing what was filed: the values are overwritten or their rows deleted; what is counted stays."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, delete, null, select, update

from storage.binding import row_of
from storage.repositories.base import Repository
from storage.repositories.facets import follow, standing_of
from storage.repositories.locks import Locks
from storage.repositories.queue import Indexes
from storage.tables import (
    case_notes,
    checked,
    consents,
    declaration_names,
    declaration_people,
    declaration_versions,
    declarations,
    exports,
    inputs,
    invitations,
    monitoring_cases,
    monitoring_watch,
    outbox,
    paper_jobs,
    papers,
    recheck_changes,
    recusals,
    timeline,
    turns,
    visit_photos,
)

_ROW = (
    update(declarations)
    .where(declarations.c.id == bindparam("the_number"))
    .values(
        name_index=bindparam("no_name"), id_index=null(), flags="[]", applicant_name=bindparam("nobody"), gist=null()
    )
)
_NUMBERS = select(declaration_versions.c.version).where(
    declaration_versions.c.declaration_id == bindparam("the_number")
)
_VERSION = (
    update(declaration_versions)
    .where(
        declaration_versions.c.declaration_id == bindparam("the_number"),
        declaration_versions.c.version == bindparam("the_version"),
    )
    .values(answers=bindparam("no_answers"), signatures=bindparam("no_signatures"), assessment=null())
)
_BY_LINKS = (invitations, consents)
_BY_STAFF = (case_notes, monitoring_cases, monitoring_watch, recusals, visit_photos)
_PEOPLE = delete(declaration_people).where(declaration_people.c.declaration_id == bindparam("the_number"))
_HOUSEHOLD = tuple(
    delete(table).where(table.c.declaration_id == bindparam("the_number"))
    for table in (*_BY_LINKS, *_BY_STAFF, checked, declaration_names)
)
_NOTES = update(timeline).where(timeline.c.declaration_id == bindparam("the_number")).values(note=null())
_LEFT_OUT = (
    update(recheck_changes)
    .where(recheck_changes.c.declaration_id == bindparam("the_number"))
    .values(left_out_why=null())
)
# A workbook may hold them, and which do is not known; whoever wants one makes it again.
_WORKBOOKS = delete(exports)
_HERE: BindParameter[str] = bindparam("the_id")
_ALL_SAID = tuple(
    delete(table).where(table.c.conversation_id == _HERE) for table in (outbox, paper_jobs, papers, turns, inputs)
)
_NUMBERS_SAID = select(turns.c.number).where(
    turns.c.conversation_id == _HERE, turns.c.at > bindparam("after"), turns.c.at <= bindparam("until")
)
_TOLD = delete(outbox).where(outbox.c.conversation_id == _HERE, outbox.c.turn == bindparam("the_turn"))
_TURN = delete(turns).where(turns.c.conversation_id == _HERE, turns.c.number == bindparam("the_turn"))
_INPUT = delete(inputs).where(inputs.c.conversation_id == _HERE, inputs.c.turn == bindparam("the_turn"))
_PAPER = delete(papers).where(papers.c.conversation_id == _HERE, papers.c.id == bindparam("the_paper"))
_JOBS = delete(paper_jobs).where(paper_jobs.c.conversation_id == _HERE, paper_jobs.c.paper_id == bindparam("the_paper"))


class Erasing(Repository):
    """`unit.erasing`. SQLite overwrites what is deleted with zeros; `Database.scrub` empties the log as well."""

    __slots__ = ()

    def declaration(self, declaration_id: int, receipt: str, no_answers: bytes, no_signatures: bytes) -> None:
        """Overwrite what every version says, the applicant's name, the indexes, what people of
        the household said by links, the notes of the timeline and those of the staff, why a re-check left it out,
        and the workbooks that staff had made.

        Receipt, area, status, category and dates stay. `no_answers`, `no_signatures`: how an empty version is
        written.
        """
        number = {"the_number": declaration_id}
        before = standing_of(self.connection, declaration_id)
        nobody = self.keyring.seal("declarations", "applicant_name", receipt, b"")
        self.connection.execute(_ROW, {**number, "nobody": nobody, "no_name": Indexes(self.keyring).name("")})
        follow(self.connection, before, before.after({"flags": "[]"}))
        for version in self.connection.execute(_NUMBERS, number).scalars().all():
            where = row_of(declaration_id, version)
            empty = {
                "no_answers": self.keyring.seal("declaration_versions", "answers", where, no_answers),
                "no_signatures": self.keyring.seal("declaration_versions", "signatures", where, no_signatures),
            }
            self.connection.execute(_VERSION, {**number, "the_version": version, **empty})
        self.connection.execute(_PEOPLE, number)
        for statement in _HOUSEHOLD:
            self.connection.execute(statement, number)
        self.connection.execute(_NOTES, number)
        self.connection.execute(_LEFT_OUT, number)
        self.connection.execute(_WORKBOOKS)

    def all_said(self, conversation_id: str) -> None:
        """Delete every turn, paper and input of a conversation, and the number that hid it."""
        for statement in _ALL_SAID:
            self.connection.execute(statement, {"the_id": conversation_id})
        Locks(self.connection, self.keyring, self.clock).forget(conversation_id)

    def said_between(self, conversation_id: str, after: datetime, until: datetime) -> None:
        """Delete the turns of a time (`after` left out, `until` included), their inputs and parcels."""
        here = {"the_id": conversation_id}
        for turn in self.connection.execute(_NUMBERS_SAID, {**here, "after": after, "until": until}).scalars().all():
            for statement in (_TOLD, _TURN, _INPUT):
                self.connection.execute(statement, {**here, "the_turn": turn})

    def papers(self, conversation_id: str, ids: Iterable[str]) -> None:
        """Delete these papers of a conversation."""
        for paper in ids:
            for statement in (_JOBS, _PAPER):
                self.connection.execute(statement, {"the_id": conversation_id, "the_paper": paper})
