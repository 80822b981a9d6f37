"""What staff write for each other about a case: sealed, never told to the resident."""

from datetime import datetime

from sqlalchemy import bindparam, select

from storage.binding import row_of
from storage.queue_rows import NoteRow
from storage.repositories.base import Repository, insert_or_nothing
from storage.tables import case_notes

_ADD = insert_or_nothing(case_notes, ("declaration_id", "note_id"))
_OF = (
    select(
        case_notes.c.declaration_id, case_notes.c.note_id, case_notes.c.at, case_notes.c.author, case_notes.c.words
    )
    .where(case_notes.c.declaration_id == bindparam("the_number"))
    .order_by(case_notes.c.id)
)  # fmt: skip


class CaseNotes(Repository):
    """`unit.case_notes`."""

    __slots__ = ()

    def add(self, declaration_id: int, note_id: str, at: datetime, author: str, words: str) -> None:
        """Keep a note, unless one with this id is there."""
        sealed = self.keyring.seal("case_notes", "words", row_of(declaration_id, note_id), words.encode())
        values = {"declaration_id": declaration_id, "note_id": note_id, "at": at, "author": author, "words": sealed}
        self.connection.execute(_ADD.on(self.connection), values)

    def of(self, declaration_id: int) -> list[NoteRow]:
        """All notes of a case, oldest first."""
        found: list[NoteRow] = []
        for row in self.connection.execute(_OF, {"the_number": declaration_id}).mappings():
            where = row_of(row["declaration_id"], row["note_id"])
            found.append(
                NoteRow(**{**row, "words": self.keyring.open("case_notes", "words", where, row["words"]).decode()})
            )
        return found
