"""The conversations of a door that has had more than one: an assistant's households, one of them the current one."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, bindparam, delete, exists, func, select, union_all, update

from storage.repositories.base import Repository, insert_or_nothing
from storage.tables import addresses, conversations, households, inputs, paper_jobs, sessions

WEB = "web"


@dataclass(frozen=True, slots=True)
class Door:
    """Where people come in: a chat by its blind index, or a web session by the hash of its token."""

    channel: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Held:
    """A conversation of a door, counted there from 1."""

    conversation_id: str
    number: int


_HERE = (households.c.channel == bindparam("the_channel"), households.c.door == bindparam("the_door"))
_THIS = households.c.conversation_id == bindparam("the_id")
_ANY = select(exists().where(*_HERE))
_COUNT = select(func.count()).select_from(households).where(*_HERE)
_NEXT = select(func.coalesce(func.max(households.c.number), 0) + 1).where(*_HERE)
_PUT = insert_or_nothing(households, ("channel", "door", "conversation_id"), [households.c.conversation_id])
_LISTED = (
    select(households.c.conversation_id, households.c.number)
    .join(conversations, conversations.c.id == households.c.conversation_id)
    .where(*_HERE)
    .order_by(conversations.c.updated_at.desc(), households.c.number.desc())
)
# A photo waits to be announced before it is an input of the conversation.
_CLAIMED = union_all(
    *(
        select(table.c.conversation_id)
        .join(households, households.c.conversation_id == table.c.conversation_id)
        .where(*_HERE, table.c.input_id == bindparam("the_input"))
        for table in (inputs, paper_jobs)
    )
)
_UNSHOWN = select(households.c.unshown).where(*_HERE, _THIS)
_MARK = update(households).where(*_HERE, _THIS)
_DROP = delete(households).where(*_HERE, _THIS)
_DROP_ALL = delete(households).where(*_HERE)
_DOORS_OF = select(households.c.channel, households.c.door).where(_THIS)
# A door says itself which conversation is its current one: the row of the chat, or of the session.
_CHAT: tuple[ColumnElement[bool], ...] = (
    addresses.c.channel == bindparam("the_channel"),
    addresses.c.address_index == bindparam("the_door"),
)
_SESSION = sessions.c.token_hash == bindparam("the_door")
_AT_CHAT = select(addresses.c.conversation_id).where(*_CHAT).with_for_update()
_AT_SESSION = select(sessions.c.conversation_id).where(_SESSION).with_for_update()
_MOVE_CHAT = update(addresses).where(*_CHAT)
_MOVE_SESSION = update(sessions).where(_SESSION)
_BESIDE = (
    select(addresses.c.conversation_id).where(and_(*_CHAT)).union(select(households.c.conversation_id).where(*_HERE))
)


class Households(Repository):
    """`unit.households`. What a door holds; a door that never had a second conversation holds no row."""

    __slots__ = ()

    def several(self, door: Door) -> bool:
        """Whether this door has had more than one conversation."""
        return bool(self.connection.execute(_ANY, _at(door)).scalar_one())

    def hold(self, door: Door) -> str | None:
        """The current conversation of the door, which nobody else moves until the transaction ends."""
        statement = _AT_SESSION if door.channel == WEB else _AT_CHAT
        current: str | None = self.connection.execute(statement, _at(door)).scalar_one_or_none()
        return current

    def move(self, door: Door, conversation_id: str) -> None:
        """Make this one the current one; what was marked as unshown is being shown."""
        statement = _MOVE_SESSION if door.channel == WEB else _MOVE_CHAT
        self.connection.execute(statement, {**_at(door), "conversation_id": conversation_id})
        self.connection.execute(_MARK, {**_at(door), "the_id": conversation_id, "unshown": False})

    def add(self, door: Door, conversation_id: str) -> None:
        """From now on the door holds this one too; it keeps its number when it did before."""
        number = self.connection.execute(_NEXT, _at(door)).scalar_one()
        values = {"channel": door.channel, "door": door.key, "conversation_id": conversation_id}
        self.connection.execute(_PUT.on(self.connection), {**values, "number": number, "unshown": False})

    def of(self, door: Door) -> list[Held]:
        """What the door holds, what was touched last first."""
        return [Held(*row) for row in self.connection.execute(_LISTED, _at(door)).all()]

    def count(self, door: Door) -> int:
        """How many conversations the door holds; 0 where it never had a second one."""
        number: int = self.connection.execute(_COUNT, _at(door)).scalar_one()
        return number

    def claimed_by(self, door: Door, input_id: str) -> str | None:
        """The conversation of this door that heard the input before."""
        values = {**_at(door), "the_input": input_id}
        found: str | None = self.connection.execute(_CLAIMED, values).scalars().first()
        return found

    def unshown(self, door: Door, conversation_id: str) -> bool:
        """Whether the door came to this conversation by itself, and nobody was told yet."""
        values = {**_at(door), "the_id": conversation_id}
        return bool(self.connection.execute(_UNSHOWN, values).scalar_one_or_none())

    def leave(self, door: Door, conversation_id: str) -> bool:
        """The door no longer holds this one; if it was the current one, the door goes to what was touched last.

        False when the door has nothing else to go to; it then stays as it is.
        """
        if self.hold(door) == conversation_id:
            others = [one for one in self.of(door) if one.conversation_id != conversation_id]
            if not others:
                return False
            self.move(door, others[0].conversation_id)
            self.connection.execute(_MARK, {**_at(door), "the_id": others[0].conversation_id, "unshown": True})
        self.connection.execute(_DROP, {**_at(door), "the_id": conversation_id})
        return True

    def doors_of(self, conversation_id: str) -> list[Door]:
        """The doors that hold this conversation among others."""
        return [Door(*row) for row in self.connection.execute(_DOORS_OF, {"the_id": conversation_id}).all()]

    def beside(self, door: Door) -> list[str]:
        """Every conversation that is reached through this chat."""
        return list(self.connection.execute(_BESIDE, _at(door)).scalars())

    def close(self, door: Door) -> None:
        """The door is gone: it holds nothing any more."""
        self.connection.execute(_DROP_ALL, _at(door))


def _at(door: Door) -> dict[str, object]:
    return {"the_channel": door.channel, "the_door": door.key}
