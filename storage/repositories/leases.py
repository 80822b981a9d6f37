"""Leases: work that only one process may do for a while, such as polling for a bot."""

from datetime import datetime

from sqlalchemy import bindparam, delete, update

from storage.repositories.base import Repository, insert_or_nothing
from storage.tables import leases

_FIRST = insert_or_nothing(leases, ("name",), [leases.c.name])
_AGAIN = (
    update(leases)
    .where(
        leases.c.name == bindparam("the_name"),
        (leases.c.holder == bindparam("who")) | (leases.c.until <= bindparam("now")),
    )
    .returning(leases.c.name)
)
_RELEASE = delete(leases).where(leases.c.name == bindparam("the_name"), leases.c.holder == bindparam("who"))


class Leases(Repository):
    """`unit.leases`."""

    __slots__ = ()

    def take(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        """Take the lease, or renew one's own, until `until`; False while another holds it."""
        again = {"the_name": name, "who": holder, "holder": holder, "until": until, "now": now}
        if self.connection.execute(_AGAIN, again).one_or_none() is not None:
            return True
        first = {"name": name, "holder": holder, "until": until}
        return self.connection.execute(_FIRST.on(self.connection), first).one_or_none() is not None

    def release(self, name: str, holder: str) -> None:
        """Give one's own lease back; another's stays."""
        self.connection.execute(_RELEASE, {"the_name": name, "who": holder})
