"""The bots there are: how a resident finds them, as they were named when they last started."""

from sqlalchemy import bindparam, select, update

from storage.repositories.base import Repository, insert_or_nothing
from storage.tables import bots

_FIRST = insert_or_nothing(bots, ("channel",))
_AGAIN = update(bots).where(bots.c.channel == bindparam("the_channel"))
_NAME = select(bots.c.name).where(bots.c.channel == bindparam("the_channel"))


class Bots(Repository):
    """`unit.bots`."""

    __slots__ = ()

    def keep(self, channel: str, name: str) -> None:
        """The bot of this channel is called so, without an @."""
        self.connection.execute(_FIRST.on(self.connection), {"channel": channel, "name": name})
        self.connection.execute(_AGAIN, {"the_channel": channel, "name": name})

    def name(self, channel: str) -> str | None:
        """What the bot of this channel is called; None when none ever started."""
        found: str | None = self.connection.execute(_NAME, {"the_channel": channel}).scalar_one_or_none()
        return found
