"""The table of what is counted as it happens, so that an overview never counts what was kept."""

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, String, Table

from storage.tables.base import metadata

tallies = Table(
    "tallies",
    metadata,
    Column("what", String(16), nullable=False),
    # "" where no township is known yet: a draft that stopped before it chose one.
    Column("area_code", String(12), nullable=False),
    # yyyy-mm in China.
    Column("month", String(7), nullable=False),
    Column("value", String(80), nullable=False),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("what", "area_code", "month", "value"),
)
