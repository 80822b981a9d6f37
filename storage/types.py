"""The column type for instants: aware in, aware out, UTC underneath."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator

from storage.errors import NaiveTime


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Takes aware datetimes of any zone, gives them back in UTC; naive ones raise `NaiveTime`.

    SQLite keeps the text `YYYY-MM-DD HH:MM:SS.ffffff`, which sorts as time does; PostgreSQL `timestamptz`.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database; SQLAlchemy wraps the `NaiveTime` raised here in its `StatementError`."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveTime("a time without a zone was given; storage takes aware times only")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: always aware, always UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
