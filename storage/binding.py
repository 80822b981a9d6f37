"""How a sealed value is bound to its row, and which columns are sealed."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import Column, MetaData

from storage.tables.base import SEALED_BY


def row_of(*values: object) -> str:
    """The name of a row for sealing: the values that identify it, in one form on every engine."""
    return ":".join(_text(value) for value in values)


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)


def sealed_columns(metadata: MetaData) -> Iterator[tuple[Column[bytes], tuple[str, ...]]]:
    """Every sealed column, and the names of the columns it is bound to."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            if SEALED_BY in column.info:
                yield column, column.info[SEALED_BY]
