"""From nothing to the tables of today, on both engines, and never a difference to what the code expects."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from storage.engines import address_of
from storage.errors import DatabaseBusy
from storage.lockfile import LockFile
from storage.migrate import HEAD, migrate, migrations_current
from storage.migrations import versions
from storage.tables import metadata


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return str(request.getfixturevalue("empty_postgres_url"))


def test_an_empty_database_is_brought_up_to_date_once(empty_url: str) -> None:
    assert not migrations_current(empty_url)
    migrate(empty_url)
    assert migrations_current(empty_url)
    migrate(empty_url)
    assert migrations_current(empty_url)


def test_the_migrations_make_exactly_the_tables_of_the_code(database_url: str) -> None:
    engine = create_engine(address_of(database_url))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_an_older_or_newer_database_is_not_current(database_url: str) -> None:
    engine = create_engine(address_of(database_url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    assert not migrations_current(database_url)


def test_the_newest_script_is_the_one_a_start_looks_for() -> None:
    assert ScriptDirectory(str(Path(versions.__file__).parents[1])).get_heads() == [HEAD]


def test_a_start_with_nothing_to_migrate_loads_neither_alembic_nor_the_other_driver(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'current.db'}"
    migrate(url)
    start = "import sys, storage.database, storage.migrate as m; m.migrate(sys.argv[1]); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", start, url], check=True, capture_output=True, text=True).stdout
    assert not {"alembic", "psycopg"} & set(loaded.split())


def test_asking_makes_no_file(tmp_path: Path) -> None:
    assert not migrations_current(f"sqlite:///{tmp_path / 'none.db'}")
    assert list(tmp_path.iterdir()) == []


def test_a_database_in_use_is_not_migrated(tmp_path: Path) -> None:
    held = LockFile(tmp_path / "held.db")
    with pytest.raises(DatabaseBusy, match="Stop that process first"):
        migrate(f"sqlite:///{tmp_path / 'held.db'}")
    held.release()
    migrate(f"sqlite:///{tmp_path / 'held.db'}")


def test_the_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    migrate(f"sqlite:///{tmp_path / 'new.db'}")
    assert (tmp_path / "new.db").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/x"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="use "):
        address_of(url)


def test_the_migrations_work_from_wherever_they_are_installed(tmp_path: Path) -> None:
    """A folder with a percent sign and Chinese in its name is one that ini files stumble over."""
    folder = tmp_path / "100% 申报"
    folder.mkdir()
    migrate(f"sqlite:///{folder / 'x.db'}")
    with sqlite3.connect(folder / "x.db") as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    assert names >= set(metadata.tables)
    shutil.rmtree(folder)
