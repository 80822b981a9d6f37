"""Alembic migrations; `storage.migrate` runs them from inside the program."""
