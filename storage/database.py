"""The one interface to what is kept: work goes in, is done in a transaction, its result comes back."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar

from storage.crypto import Keyring
from storage.engines import address_of
from storage.sqlite_database import SqliteDatabase
from storage.unit import Unit

T = TypeVar("T")


class Database(Protocol):
    """Where work is done. Usable from any event loop; `close` and `listen` from any thread.

    Work is synchronous and touches nothing but its unit, because it may be done twice: rolled back with
    others' work and repeated, or repeated after a deadlock. It must not wait for anything, the network least
    of all. What is to be expected (seen before, not allowed) is a result, not an exception: an exception
    costs all that were to be committed together a second try.
    """

    async def run(self, work: Callable[[Unit], T]) -> T:
        """One write transaction; returns only after the commit. Raises what the work raises."""
        ...

    async def read(self, work: Callable[[Unit], T]) -> T:
        """Read only: one snapshot, on a connection of its own, which sees all that `run` has returned from."""
        ...

    def listen(self, callback: Callable[[str], None], channel: str | None = None) -> Callable[[], None]:
        """Call `callback`, from another thread, with what `unit.notify` told on `channel` (None: on any).

        Only what is committed is told, on PostgreSQL to every process. It is a hint that may be lost with a
        connection. Returns how to stop listening.
        """
        ...

    async def scrub(self) -> bool:
        """Make what was deleted unreadable in the files too; False when others were in the way: try again later.

        SQLite: the write-ahead log is brought in and emptied. PostgreSQL: dead rows are vacuumed away; its own
        log and backups go when they are rotated.
        """
        ...

    def close(self) -> None:
        """Finish what was handed over, take nothing more, let go of files and connections."""
        ...


def ignore(_point: str) -> None:
    """A point where nothing happens."""


def open_database(
    url: str,
    keyring: Keyring,
    *,
    clock: Callable[[], datetime],
    slow_ms: int = 0,
    on_point: Callable[[str], None] = ignore,
) -> Database:
    """Open a migrated database (`sqlite:///FILE` or `postgresql://…`).

    `clock` gives aware times. `slow_ms` delays every commit by so many milliseconds, to see what slow storage
    does. `on_point` is called with `before_commit`, `after_commit` and the names given to `unit.point`.
    Raises DatabaseBusy if another process writes to this SQLite file, ValueError for other addresses.
    """
    address = address_of(url)
    make_unit = partial(Unit, keyring=keyring, clock=clock, on_point=on_point)
    if address.get_backend_name() == "sqlite":
        return SqliteDatabase(address, make_unit, slow_ms=slow_ms, on_point=on_point)
    # Imported here: its driver is a quarter of a second that nobody on SQLite should wait.
    from storage.postgres_database import PostgresDatabase

    return PostgresDatabase(address, make_unit, slow_ms=slow_ms, on_point=on_point)
