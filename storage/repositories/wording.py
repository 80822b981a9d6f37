"""What administrators word: versions of texts, each entered by one and approved by another, and common sentences."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, insert, select, update

from storage.repositories.base import Repository
from storage.tables import sentences, text_versions

_ADD = insert(text_versions).returning(text_versions.c.id)
_ALL = select(text_versions).order_by(text_versions.c.id)
_ONE = select(text_versions).where(text_versions.c.id == bindparam("the_id")).with_for_update()
_DECIDE = update(text_versions).where(text_versions.c.id == bindparam("the_id"))
_SAY = insert(sentences).returning(sentences.c.id)
_SAID = (
    select(sentences)
    .where(sentences.c.area_code.in_(bindparam("areas", expanding=True)), sentences.c.dropped_at.is_(None))
    .order_by(sentences.c.area_code, sentences.c.id)
)
_SENTENCE = select(sentences).where(sentences.c.id == bindparam("the_id"), sentences.c.dropped_at.is_(None))
_DROP = update(sentences).where(sentences.c.id == bindparam("the_id"))


@dataclass(frozen=True, slots=True)
class TextRow:
    """A version of a text; `since`: its first day; `readings` is JSON. `state`: `waiting` until it is decided."""

    id: int
    name: str
    version: str
    words: str
    readings: str
    since: date
    state: str
    entered_by: str
    entered_at: datetime
    decided_by: str | None
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence offered to the staff of a county (six digits) or township (nine)."""

    id: int
    area_code: str
    words: str
    entered_by: str
    entered_at: datetime
    dropped_by: str | None
    dropped_at: datetime | None


class Wording(Repository):
    """`unit.wording`."""

    __slots__ = ()

    def enter(self, name: str, version: str, words: str, readings: str, since: date, by: str) -> int:
        """A version that waits for a second person. One of that name and version: SQLAlchemy's IntegrityError."""
        values = {
            "name": name, "version": version, "words": words, "readings": readings, "since": since,
            "state": "waiting", "entered_by": by, "entered_at": self.clock(),
        }  # fmt: skip
        return int(self.connection.execute(_ADD, values).scalar_one())

    def texts(self) -> list[TextRow]:
        """Every version, whatever became of it, oldest first."""
        return [TextRow(**row) for row in self.connection.execute(_ALL).mappings()]

    def text(self, number: int) -> TextRow | None:
        """One version, held until the transaction ends."""
        row = self.connection.execute(_ONE, {"the_id": number}).mappings().one_or_none()
        return None if row is None else TextRow(**row)

    def decide(self, number: int, state: str, by: str) -> None:
        """Its one decision."""
        self.connection.execute(
            _DECIDE, {"the_id": number, "state": state, "decided_by": by, "decided_at": self.clock()}
        )

    def say(self, area_code: str, words: str, by: str) -> int:
        """One more sentence."""
        values = {"area_code": area_code, "words": words, "entered_by": by, "entered_at": self.clock()}
        return int(self.connection.execute(_SAY, values).scalar_one())

    def said(self, areas: tuple[str, ...]) -> list[SentenceRow]:
        """The sentences of these areas, those of the county first."""
        found = self.connection.execute(_SAID, {"areas": list(areas)}).mappings()
        return [SentenceRow(**row) for row in found]

    def sentence(self, number: int) -> SentenceRow | None:
        """One that is still offered."""
        row = self.connection.execute(_SENTENCE, {"the_id": number}).mappings().one_or_none()
        return None if row is None else SentenceRow(**row)

    def drop(self, number: int, by: str) -> None:
        """Offer it no longer; it stays to be read."""
        self.connection.execute(_DROP, {"the_id": number, "dropped_by": by, "dropped_at": self.clock()})
