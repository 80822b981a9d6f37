"""The chats of staff: linked by a link of one use, on duty or not, reached or not."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, or_, select, update
from sqlalchemy.engine import RowMapping

from storage.binding import row_of
from storage.duty_rows import DutyRow
from storage.repositories.base import Repository
from storage.repositories.scope import Scope
from storage.tables import duty_chats, duty_links, staff

_NO_LINK = delete(duty_links).where(duty_links.c.staff_id == bindparam("the_staff"))
_MAKE = insert(duty_links)
_OF_LINK = select(duty_links.c.staff_id).where(duty_links.c.token_hash == bindparam("the_hash"))
_USE = (
    update(duty_links)
    .where(
        duty_links.c.token_hash == bindparam("the_hash"),
        duty_links.c.used_at.is_(None),
        duty_links.c.expires_at > bindparam("now"),
    )
    .returning(duty_links.c.staff_id)
)
_CHATS = select(duty_chats, staff.c.username, staff.c.name, staff.c.role, staff.c.area_code).join(
    staff, staff.c.id == duty_chats.c.staff_id
)
_OF_STAFF = _CHATS.where(duty_chats.c.staff_id == bindparam("the_staff"), staff.c.active)
_OF_CHAT = _CHATS.where(duty_chats.c.address_index == bindparam("the_index"), staff.c.active)
_SET = update(duty_chats).where(duty_chats.c.staff_id == bindparam("the_staff"))
_SET_CHAT = update(duty_chats).where(duty_chats.c.address_index == bindparam("the_index"))
_LEAVE = delete(duty_chats).where(duty_chats.c.staff_id == bindparam("the_staff")).returning(duty_chats.c.staff_id)


class DutyChats(Repository):
    """`unit.duty_chats`. A chat belongs to one account, an account has one chat. Closed accounts have none."""

    __slots__ = ()

    def make_link(self, staff_id: int, token_hash: bytes, expires_at: datetime) -> None:
        """This token, of which only the hash is kept, links a chat once; any made before links nothing."""
        self.connection.execute(_NO_LINK, {"the_staff": staff_id})
        self.connection.execute(_MAKE, {"staff_id": staff_id, "token_hash": token_hash, "expires_at": expires_at})

    def use_link(self, token_hash: bytes, now: datetime) -> int | None:
        """Whose chat is to be linked; None if used, too old or unknown. Of two at once, one gets it."""
        values = {"the_hash": token_hash, "now": now, "used_at": now}
        found: int | None = self.connection.execute(_USE, values).scalar_one_or_none()
        return found

    def link_of(self, token_hash: bytes) -> int | None:
        """Whose link it is or was."""
        found: int | None = self.connection.execute(_OF_LINK, {"the_hash": token_hash}).scalar_one_or_none()
        return found

    def link(self, staff_id: int, chat: str, now: datetime) -> None:
        """This chat is theirs now, on duty; whatever they or the chat had before is gone."""
        index = self._index(chat)
        before = or_(duty_chats.c.staff_id == staff_id, duty_chats.c.address_index == index)
        self.connection.execute(delete(duty_chats).where(before))
        sealed = self.keyring.seal(duty_chats.name, "address", row_of(staff_id), chat.encode())
        values = {"staff_id": staff_id, "address_index": index, "address": sealed, "linked_at": now}
        self.connection.execute(
            insert(duty_chats), {**values, "on_duty": True, "reachable": True, "since": now, "answered_at": now}
        )

    def of_staff(self, staff_id: int) -> DutyRow | None:
        """Their chat, if they have one and their account is open."""
        row = self.connection.execute(_OF_STAFF, {"the_staff": staff_id}).mappings().one_or_none()
        return None if row is None else self._open(row)

    def of_chat(self, chat: str) -> DutyRow | None:
        """Whose chat it is, if their account is open."""
        row = self.connection.execute(_OF_CHAT, {"the_index": self._index(chat)}).mappings().one_or_none()
        return None if row is None else self._open(row)

    def within(self, scope: Scope, roles: Collection[str]) -> list[DutyRow]:
        """Everybody with a chat in these areas and roles whose account is open, by user name."""
        query = _CHATS.where(staff.c.active, staff.c.role.in_(list(roles)), *scope.conditions(staff.c.area_code))
        found = self.connection.execute(query.order_by(staff.c.username)).mappings()
        return [self._open(row) for row in found]

    def set_on_duty(self, staff_id: int, on_duty: bool, now: datetime) -> None:
        """Whether they are on duty from now on."""
        self.connection.execute(
            _SET, {"the_staff": staff_id, "on_duty": on_duty, "since": now if on_duty else None, "asked_at": None}
        )

    def answered(self, staff_id: int, now: datetime) -> None:
        """They did something in their chat: what is sent there is read."""
        self.connection.execute(_SET, {"the_staff": staff_id, "answered_at": now, "asked_at": None, "reachable": True})

    def asked(self, staff_id: int, now: datetime) -> None:
        """They were asked to do something in their chat."""
        self.connection.execute(_SET, {"the_staff": staff_id, "asked_at": now})

    def long_on_duty(self, before: datetime) -> DutyRow | None:
        """Somebody on duty since before then who was not heard of since and not asked; held until the transaction ends.

        An open account, and a chat that takes what is sent.
        """
        columns = duty_chats.c
        long = (
            columns.since <= before, or_(columns.answered_at.is_(None), columns.answered_at <= before),
            columns.asked_at.is_(None), columns.reachable, staff.c.active,
        )  # fmt: skip
        query = _CHATS.where(*long).order_by(columns.since).limit(1).with_for_update(of=duty_chats, skip_locked=True)
        row = self.connection.execute(query).mappings().one_or_none()
        return None if row is None else self._open(row)

    def set_reachable(self, staff_id: int, reachable: bool) -> None:
        """Whether what is sent arrives there."""
        self.connection.execute(_SET, {"the_staff": staff_id, "reachable": reachable})

    def chat_is_reachable(self, chat: str, reachable: bool) -> None:
        """The same of a chat, whosever it is."""
        self.connection.execute(_SET_CHAT, {"the_index": self._index(chat), "reachable": reachable})

    def leave(self, staff_id: int) -> bool:
        """They have no chat any more, and no link that makes one; whether they had one."""
        self.connection.execute(_NO_LINK, {"the_staff": staff_id})
        return self.connection.execute(_LEAVE, {"the_staff": staff_id}).one_or_none() is not None

    def _index(self, chat: str) -> bytes:
        return self.keyring.blind("duty chat", chat)

    def _open(self, row: RowMapping) -> DutyRow:
        address = self.keyring.open(duty_chats.name, "address", row_of(row["staff_id"]), row["address"]).decode()
        name = self.keyring.open(staff.name, "name", row["username"], row["name"]).decode()
        kept = {one: row[one] for one in DutyRow.__slots__}
        return DutyRow(**{**kept, "address": address, "name": name})
