"""Staff: who they are, their sessions, and failed logins so that guessing can be slowed down."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.engine import RowMapping

from storage.repositories.base import Repository
from storage.repositories.emergencies import Emergencies
from storage.repositories.emergency_recusals import EmergencyRecusals
from storage.repositories.queue import Indexes
from storage.repositories.recusals import Recusals
from storage.rows import StaffRow
from storage.tables import login_attempts, staff, staff_sessions

_ADD = insert(staff).returning(*staff.c)
_BY_USERNAME = select(staff).where(staff.c.username == bindparam("the_username"))
_BY_ID = select(staff).where(staff.c.id == bindparam("the_id"))
_ALL = select(staff).order_by(staff.c.username)
_CHANGE = update(staff).where(staff.c.id == bindparam("the_id"))
_OPEN = insert(staff_sessions)
_LIVING = (
    staff_sessions.c.token_hash == bindparam("the_hash"),
    staff_sessions.c.expires_at > bindparam("now"),
)
_SESSION = (
    select(staff, func.coalesce(staff_sessions.c.used_at, staff_sessions.c.created_at).label("last_used"))
    .join(staff_sessions, staff_sessions.c.staff_id == staff.c.id)
    .where(*_LIVING, staff.c.active)
)
_CSRF = select(staff_sessions.c.csrf).where(*_LIVING)
_CLOSE = delete(staff_sessions).where(staff_sessions.c.token_hash == bindparam("the_hash"))
_CLOSE_ALL = delete(staff_sessions).where(staff_sessions.c.staff_id == bindparam("the_id"))
_CLOSE_OTHERS = _CLOSE_ALL.where(staff_sessions.c.token_hash != bindparam("the_hash"))
_USED = update(staff_sessions).where(staff_sessions.c.token_hash == bindparam("the_hash"))
_FAILED = insert(login_attempts)
_FAILED_SINCE = (
    select(func.count())
    .select_from(login_attempts)
    .where(login_attempts.c.username_index == bindparam("the_index"), login_attempts.c.at >= bindparam("since"))
)
_FORGET = delete(login_attempts).where(login_attempts.c.username_index == bindparam("the_index"))


class Staff(Repository):
    """`unit.staff`."""

    __slots__ = ()

    def add(self, username: str, name: str, role: str, area_code: str, password_hash: str) -> StaffRow:
        """A new, active member of staff; a user name that is taken raises SQLAlchemy's IntegrityError."""
        values = {
            "username": username,
            "name": self.keyring.seal("staff", "name", username, name.encode()),
            "role": role,
            "area_code": area_code,
            "password_hash": password_hash,
            "active": True,
            "created_at": self.clock(),
        }
        return self._open(self.connection.execute(_ADD, values).mappings().one())

    def by_username(self, username: str) -> StaffRow | None:
        """Active or not: the caller decides what that means."""
        row = self.connection.execute(_BY_USERNAME, {"the_username": username}).mappings().one_or_none()
        return None if row is None else self._open(row)

    def by_id(self, staff_id: int) -> StaffRow | None:
        """Active or not."""
        row = self.connection.execute(_BY_ID, {"the_id": staff_id}).mappings().one_or_none()
        return None if row is None else self._open(row)

    def everyone(self) -> list[StaffRow]:
        """All staff by user name."""
        return [self._open(row) for row in self.connection.execute(_ALL).mappings()]

    def set_active(self, staff_id: int, active: bool) -> None:
        """Let in or shut out; shutting out ends open sessions."""
        self.connection.execute(_CHANGE, {"the_id": staff_id, "active": active})
        if not active:
            self.connection.execute(_CLOSE_ALL, {"the_id": staff_id})

    def change(self, staff_id: int, *, role: str, area_code: str) -> None:
        """Another role, another area; open sessions have them from their next request on."""
        self.connection.execute(_CHANGE, {"the_id": staff_id, "role": role, "area_code": area_code})

    def set_password(self, staff_id: int, password_hash: str) -> None:
        """Another password."""
        self.connection.execute(_CHANGE, {"the_id": staff_id, "password_hash": password_hash})

    def set_id_number(self, staff_id: int, id_number: str | None) -> None:
        """Their own ID number (None: not known), of which only the blind index is kept, the one that people in
        declarations have; what they are kept from follows.
        """
        index = None if id_number is None else Indexes(self.keyring).id_number(id_number)
        self.connection.execute(_CHANGE, {"the_id": staff_id, "id_index": index})
        Recusals(self.connection, self.keyring, self.clock).match_staff(staff_id)

    def set_phone(self, staff_id: int, phone: str | None) -> None:
        """Their own phone (None: not known), of which only the blind index is kept, the one that emergencies have.

        What they were kept from by the number before stays so.
        """
        kept = EmergencyRecusals(self.connection, self.keyring, self.clock)
        kept.match_staff(staff_id)
        index = None if phone is None else Emergencies(self.connection, self.keyring, self.clock).phone_index(phone)
        self.connection.execute(_CHANGE, {"the_id": staff_id, "phone_index": index})
        kept.match_staff(staff_id)

    def open_session(self, token_hash: bytes, staff_id: int, csrf: str, expires_at: datetime) -> None:
        """This token, of which only the hash is kept, is this member of staff until `expires_at`."""
        values = {"token_hash": token_hash, "staff_id": staff_id, "csrf": csrf, "expires_at": expires_at}
        self.connection.execute(_OPEN, {**values, "created_at": self.clock()})

    def session(self, token_hash: bytes, now: datetime) -> tuple[StaffRow, datetime] | None:
        """Who this token is and about when it was last used, if it still lives and they are active."""
        row = self.connection.execute(_SESSION, {"the_hash": token_hash, "now": now}).mappings().one_or_none()
        if row is None:
            return None
        return self._open({name: value for name, value in row.items() if name != "last_used"}), row["last_used"]

    def use_session(self, token_hash: bytes, now: datetime) -> None:
        """This session was used now."""
        self.connection.execute(_USED, {"the_hash": token_hash, "used_at": now})

    def csrf_of(self, token_hash: bytes, now: datetime) -> str | None:
        """The CSRF token of a living session."""
        values = {"the_hash": token_hash, "now": now}
        found: str | None = self.connection.execute(_CSRF, values).scalar_one_or_none()
        return found

    def close_session(self, token_hash: bytes) -> None:
        """The token is nobody any more."""
        self.connection.execute(_CLOSE, {"the_hash": token_hash})

    def close_sessions(self, staff_id: int, *, besides: bytes = b"") -> None:
        """End every session of somebody, `besides` the one with this hash."""
        self.connection.execute(_CLOSE_OTHERS, {"the_id": staff_id, "the_hash": besides})

    def note_failed_login(self, username: str, at: datetime) -> None:
        """A login under this name failed; kept under a blind index, for people mistype passwords as names."""
        self.connection.execute(_FAILED, {"username_index": self._index(username), "at": at})

    def failed_logins_since(self, username: str, since: datetime) -> int:
        """How many logins under this name failed from `since` on."""
        values = {"the_index": self._index(username), "since": since}
        number: int = self.connection.execute(_FAILED_SINCE, values).scalar_one()
        return number

    def forget_failed_logins(self, username: str) -> None:
        """A login under this name succeeded."""
        self.connection.execute(_FORGET, {"the_index": self._index(username)})

    def _index(self, username: str) -> bytes:
        return self.keyring.blind("login username", username.casefold())

    def _open(self, row: RowMapping | Mapping[str, Any]) -> StaffRow:
        username, kept = row["username"], row["totp_secret"]
        name = self.keyring.open("staff", "name", username, row["name"]).decode()
        secret = None if kept is None else self.keyring.open("staff", "totp_secret", username, kept).decode()
        return StaffRow(**{**row, "name": name, "totp_secret": secret})
