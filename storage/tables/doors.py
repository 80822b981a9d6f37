"""Tables of the doors to a conversation that are not its own: wrong codes that were tried, the bots there are."""

from sqlalchemy import Column, Index, LargeBinary, String, Table

from storage.tables.base import metadata
from storage.tables.outbox import BigId
from storage.types import UtcDateTime

guesses = Table(
    "guesses",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("source_index", LargeBinary, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_guesses_source", "source_index", "at"),
    sqlite_autoincrement=True,
)

bots = Table(
    "bots",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("name", String(64), nullable=False),
)
