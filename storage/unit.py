"""The unit of work: what a piece of work sees of the database inside its transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, text

from storage.crypto import Keyring
from storage.repositories.audit import Audit
from storage.repositories.every import Repositories

PG_CHANNEL = "shenbao"
_PING = text("SELECT 1")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something others may want to hear of once it is committed."""

    channel: str
    payload: str


class Unit(Repositories):
    """One transaction: its connection, keys and clock, and the repositories, each made when first used.

    It is good only inside the work it is given to, and only in that thread.
    """

    def __init__(
        self,
        connection: Connection,
        keyring: Keyring,
        clock: Callable[[], datetime],
        on_point: Callable[[str], None],
    ) -> None:
        self.connection = connection
        self.keyring = keyring
        self.clock = clock
        self._on_point = on_point
        self._notices: list[Notice] = []
        self.audit = Audit(connection, keyring, clock, self.notify)

    def begin(self) -> None:
        """A piece of work begins, or begins anew after a rollback."""
        self.audit.begin()

    def finish(self) -> None:
        """The work is done and about to be committed: what it noted for the audit is chained."""
        self.audit.finish()

    def point(self, name: str) -> None:
        """A named place where a test may end the process."""
        self._on_point(name)

    def notify(self, channel: str, payload: str) -> None:
        """Tell all listeners, in every process, once this is committed. At most 7,900 bytes, nothing personal."""
        if self.connection.dialect.name == "postgresql":
            message = f"{channel} {payload}"
            self.connection.execute(select(func.pg_notify(PG_CHANNEL, message)))
        else:
            self._notices.append(Notice(channel, payload))

    def take_notices(self) -> list[Notice]:
        """What to tell in this process after the commit; for the writer."""
        notices, self._notices = self._notices, []
        return notices

    def ping(self) -> None:
        """Ask the database for an answer; raises SQLAlchemy's OperationalError if there is none."""
        self.connection.execute(_PING)
