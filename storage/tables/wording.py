"""Tables of what administrators word: versions of signed texts, sentences staff often say, how townships are reached."""

from sqlalchemy import CheckConstraint, Column, Date, Index, Integer, String, Table, Text, UniqueConstraint

from storage.tables.base import metadata
from storage.types import UtcDateTime

# A version is never changed but by its one decision; approved, it begins on its day and stays for good.
text_versions = Table(
    "text_versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(32), nullable=False),
    Column("version", String(32), nullable=False),
    Column("words", Text, nullable=False),
    # JSON: by locale, to be read alongside.
    Column("readings", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("state", String(16), nullable=False),
    Column("entered_by", String(64), nullable=False),
    Column("entered_at", UtcDateTime, nullable=False),
    Column("decided_by", String(64)),
    Column("decided_at", UtcDateTime),
    UniqueConstraint("name", "version"),
    CheckConstraint("state in ('waiting', 'approved', 'declined', 'taken_back')", name="state"),
    CheckConstraint("decided_by is null or decided_by <> entered_by or state = 'taken_back'", name="four_eyes"),
    sqlite_autoincrement=True,
)

# A sentence is never edited: another one takes its place, and the old one says until when it was offered.
sentences = Table(
    "sentences",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("area_code", String(12), nullable=False),
    Column("words", Text, nullable=False),
    Column("entered_by", String(64), nullable=False),
    Column("entered_at", UtcDateTime, nullable=False),
    Column("dropped_by", String(64)),
    Column("dropped_at", UtcDateTime),
    Index("ix_sentences_area", "area_code", "id"),
    sqlite_autoincrement=True,
)

# How a township is called and reached, where it differs from what is shipped or imported.
area_details = Table(
    "area_details",
    metadata,
    Column("code", String(12), primary_key=True),
    Column("name", Text, nullable=False),
    Column("phone", String(64), nullable=False),
    Column("address", Text, nullable=False),
    Column("changed_by", String(64), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)
