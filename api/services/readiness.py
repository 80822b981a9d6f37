"""Whether the process can do its work: the database answers, and its tables are those of this version."""

import asyncio

from sqlalchemy.exc import SQLAlchemyError

from storage.database import Database
from storage.migrate import migrations_current


async def not_ready(database: Database, database_url: str) -> str | None:
    """What is missing (`database`, `migrations`), None when all is well. Names no address."""
    try:
        await database.read(lambda unit: unit.ping())
    except (SQLAlchemyError, OSError):
        return "database"
    # Opens a connection of its own and reads the scripts, so not on the event loop.
    current = await asyncio.to_thread(migrations_current, database_url)
    return None if current else "migrations"
