"""Addresses: which conversation a chat, or another place that can be called, belongs to."""

from typing import NamedTuple

from sqlalchemy import bindparam, delete, or_, select, tuple_, update

from storage.binding import row_of
from storage.repositories.base import Repository, insert_or_nothing
from storage.repositories.households import Door, Households
from storage.tables import addresses, households

_ATTACH = insert_or_nothing(addresses, ("channel", "address_index"), [addresses.c.conversation_id])
_FIND = select(addresses.c.conversation_id).where(
    addresses.c.channel == bindparam("the_channel"), addresses.c.address_index == bindparam("the_index")
)
_HEARD = select(addresses.c.conversation_id, addresses.c.reachable).where(
    addresses.c.channel == bindparam("the_channel"), addresses.c.address_index == bindparam("the_index")
)
_OF_CONVERSATION = (
    addresses.c.conversation_id == bindparam("the_id"),
    addresses.c.channel == bindparam("the_channel"),
)
# The chats whose current conversation it is, and those that hold it among others.
_REACHED_AT = (
    addresses.c.channel == bindparam("the_channel"),
    addresses.c.address_index.in_(
        select(addresses.c.address_index)
        .where(*_OF_CONVERSATION)
        .union(
            select(households.c.door).where(
                households.c.conversation_id == bindparam("the_id"), households.c.channel == bindparam("the_channel")
            )
        )
    ),
)
_ADDRESS = (
    select(addresses.c.address, addresses.c.address_index, addresses.c.conversation_id)
    .where(*_REACHED_AT)
    .order_by(addresses.c.reachable.desc(), addresses.c.address_index)
    .limit(1)
)
_REACHABLE = select(addresses.c.address_index).where(*_REACHED_AT, addresses.c.reachable).limit(1)
_CHANNELS = (
    select(addresses.c.channel)
    .where(
        addresses.c.reachable,
        or_(
            addresses.c.conversation_id == bindparam("the_id"),
            tuple_(addresses.c.channel, addresses.c.address_index).in_(
                select(households.c.channel, households.c.door).where(
                    households.c.conversation_id == bindparam("the_id")
                )
            ),
        ),
    )
    .order_by(addresses.c.channel)
    .distinct()
)
_CHATS = select(addresses.c.address_index).where(*_REACHED_AT)
_MARK = update(addresses).where(*_REACHED_AT)
_MARK_ONE = update(addresses).where(
    addresses.c.channel == bindparam("the_channel"), addresses.c.address_index == bindparam("the_index")
)
_OTHERS = select(addresses.c.address, addresses.c.address_index).where(
    *_REACHED_AT, addresses.c.address_index != bindparam("the_index")
)
_LET_GO = delete(addresses).where(
    addresses.c.channel == bindparam("the_channel"), addresses.c.address_index == bindparam("the_index")
)


class Reached(NamedTuple):
    """Where a conversation is called. `current`: what is typed there goes to this one, not to another of the chat's."""

    address: str
    current: bool


class Addresses(Repository):
    """`unit.addresses`. An address is sealed; it is found by its blind index, one index a channel."""

    __slots__ = ()

    def find(self, channel: str, address: str) -> str | None:
        """The conversation this address belongs to."""
        values = {"the_channel": channel, "the_index": self._index(channel, address)}
        found: str | None = self.connection.execute(_FIND, values).scalar_one_or_none()
        return found

    def heard_from(self, channel: str, address: str) -> str | None:
        """The conversation this address belongs to, which can be reached there from now on.

        A row is written only where it could not be before: this is asked in every turn.
        """
        values = {"the_channel": channel, "the_index": self._index(channel, address)}
        row = self.connection.execute(_HEARD, values).one_or_none()
        if row is None:
            return None
        conversation_id: str = row[0]
        if not row[1]:
            self.mark_reachable(conversation_id, channel)
        return conversation_id

    def attach(self, channel: str, address: str, conversation_id: str) -> str:
        """Give the address to this conversation unless it has one; returns the conversation that has it now.

        Of two that race, both are given the winner; the loser then discards its own conversation.
        """
        index = self._index(channel, address)
        values = {
            "channel": channel,
            "address_index": index,
            "conversation_id": conversation_id,
            "address": self.keyring.seal("addresses", "address", row_of(channel, index), address.encode()),
            "reachable": True,
        }
        if self.connection.execute(_ATTACH.on(self.connection), values).one_or_none() is not None:
            return conversation_id
        holder: str = self.connection.execute(_FIND, {"the_channel": channel, "the_index": index}).scalar_one()
        return holder

    def move(self, channel: str, address: str, conversation_id: str) -> None:
        """Give an attached address to another conversation: a hand-over, or starting again."""
        values = {"the_channel": channel, "the_index": self._index(channel, address)}
        self.connection.execute(_MARK_ONE, {**values, "conversation_id": conversation_id, "reachable": True})

    def let_go_others(self, channel: str, address: str, conversation_id: str) -> list[str]:
        """Every other address of the conversation on this channel is let go; which ones, to be told.

        Whoever writes from one of them begins anew; one that holds other conversations keeps those.
        """
        values = {"the_id": conversation_id, "the_channel": channel, "the_index": self._index(channel, address)}
        others = self.connection.execute(_OTHERS, values).all()
        held = Households(self.connection, self.keyring, self.clock)
        for _, index in others:
            if not held.leave(Door(channel, index), conversation_id):
                held.close(Door(channel, index))
                self.connection.execute(_LET_GO, {"the_channel": channel, "the_index": index})
        return [
            self.keyring.open("addresses", "address", row_of(channel, index), sealed).decode()
            for sealed, index in others
        ]

    def address_of(self, conversation_id: str, channel: str) -> str | None:
        """Where to call this conversation on the channel, a reachable address first."""
        reached = self.reached_at(conversation_id, channel)
        return reached.address if reached is not None else None

    def reached_at(self, conversation_id: str, channel: str) -> Reached | None:
        """As `address_of`, and whether it is the current conversation there."""
        values = {"the_id": conversation_id, "the_channel": channel}
        row = self.connection.execute(_ADDRESS, values).one_or_none()
        if row is None:
            return None
        sealed, index, current = row
        address = self.keyring.open("addresses", "address", row_of(channel, index), sealed).decode()
        return Reached(address, current == conversation_id)

    def doors_of(self, conversation_id: str, channel: str) -> list[Door]:
        """The chats in which this conversation can be called."""
        values = {"the_id": conversation_id, "the_channel": channel}
        return [Door(channel, index) for index in self.connection.execute(_CHATS, values).scalars()]

    def door(self, channel: str, address: str) -> Door:
        """The address as a door, which may hold several conversations."""
        return Door(channel, self._index(channel, address))

    def mark_unreachable(self, conversation_id: str, channel: str) -> None:
        """The channel refused for good (the bot was blocked): staff must call."""
        values = {"the_id": conversation_id, "the_channel": channel, "reachable": False}
        self.connection.execute(_MARK, values)

    def mark_reachable(self, conversation_id: str, channel: str) -> None:
        """The resident wrote again on this channel."""
        self.connection.execute(_MARK, {"the_id": conversation_id, "the_channel": channel, "reachable": True})

    def reachable(self, conversation_id: str, channel: str) -> bool:
        """Whether there is an address on this channel that has not refused."""
        values = {"the_id": conversation_id, "the_channel": channel}
        return self.connection.execute(_REACHABLE, values).one_or_none() is not None

    def channels(self, conversation_id: str) -> list[str]:
        """The channels on which this conversation can be called."""
        return list(self.connection.execute(_CHANNELS, {"the_id": conversation_id}).scalars())

    def _index(self, channel: str, address: str) -> bytes:
        return self.keyring.blind(f"address {channel}", address)
