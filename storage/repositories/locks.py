"""Web sessions that ask for a short number: whether they are open, and the tries at the number."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, or_, select, update

from storage.binding import row_of
from storage.repositories.base import Repository
from storage.repositories.households import WEB
from storage.tables import households, sessions
from storage.types import UtcDateTime

_THIS = sessions.c.token_hash == bindparam("the_hash")
_PINNED = sessions.c.pin.is_not(None)
_STANDING = select(sessions.c.conversation_id, _PINNED, sessions.c.opened_at).where(_THIS)
_CHANGE = update(sessions).where(_THIS)
_LOCK = _CHANGE.where(_PINNED).values(opened_at=None).returning(sessions.c.token_hash)
# Locked meanwhile stays locked.
_TOUCH = _CHANGE.where(sessions.c.opened_at >= bindparam("open_since", type_=UtcDateTime()))
_TRY = (
    _CHANGE.where(
        _PINNED,
        sessions.c.pin_tries < bindparam("most"),
        or_(
            sessions.c.pin_tries < bindparam("at_once"),
            sessions.c.pin_tried_at <= bindparam("tried_before", type_=UtcDateTime()),
        ),
    )
    .values(pin_tries=sessions.c.pin_tries + 1, pin_tried_at=bindparam("now", type_=UtcDateTime()))
    .returning(sessions.c.pin)
)
_TRIES = select(sessions.c.pin_tries).where(_THIS)
_OTHERS = select(households.c.door).where(
    and_(households.c.channel == WEB, households.c.conversation_id != bindparam("the_id"))
)
_FORGET = update(sessions).where(
    sessions.c.conversation_id == bindparam("the_id"), sessions.c.token_hash.not_in(_OTHERS)
)
_NONE = {"pin": None, "pin_tries": 0, "pin_tried_at": None, "opened_at": None}


@dataclass(frozen=True, slots=True)
class SessionStanding:
    """What a session speaks for. `pinned`: it has a number; then `opened_at` is when it was last used since the
    number was given, None while it is locked."""

    conversation_id: str
    pinned: bool
    opened_at: datetime | None


class Locks(Repository):
    """`unit.locks`. A session is named by the hash of its token."""

    __slots__ = ()

    def of(self, token_hash: bytes) -> SessionStanding | None:
        """How this session stands; None: there is none."""
        row = self.connection.execute(_STANDING, {"the_hash": token_hash}).one_or_none()
        return SessionStanding(*row) if row is not None else None

    def put(self, token_hash: bytes, hashed: str, now: datetime) -> None:
        """From now on this number, kept as a sealed hash, is asked for; the session stays open for now."""
        sealed = self.keyring.seal("sessions", "pin", row_of(token_hash), hashed.encode())
        values = {"pin": sealed, "pin_tries": 0, "pin_tried_at": None, "opened_at": now}
        self.connection.execute(_CHANGE, {"the_hash": token_hash, **values})

    def remove(self, token_hash: bytes) -> None:
        """No number is asked for any more."""
        self.connection.execute(_CHANGE, {"the_hash": token_hash, **_NONE})

    def lock(self, token_hash: bytes) -> bool:
        """Nothing is shown until the number is given; False: it has none."""
        return self.connection.execute(_LOCK, {"the_hash": token_hash}).one_or_none() is not None

    def touch(self, token_hash: bytes, now: datetime, open_since: datetime) -> None:
        """It is being used, if it is open and was used since."""
        values = {"the_hash": token_hash, "open_since": open_since, "opened_at": now}
        self.connection.execute(_TOUCH, values)

    def try_once(self, token_hash: bytes, now: datetime, tried_before: datetime, at_once: int, most: int) -> str | None:
        """Take one of the tries and give the hash to compare with; None: none is left, or none for now.

        `at_once` tries follow each other as they like, each further one only when the last was before
        `tried_before`, until `most`. Taken before it is compared, so many at once are no more than one after the other.
        """
        values = {"the_hash": token_hash, "now": now, "tried_before": tried_before, "at_once": at_once, "most": most}
        sealed = self.connection.execute(_TRY, values).scalar_one_or_none()
        return self.keyring.open("sessions", "pin", row_of(token_hash), sealed).decode() if sealed is not None else None

    def tries(self, token_hash: bytes) -> int:
        """How often a number was tried since the last right one."""
        return int(self.connection.execute(_TRIES, {"the_hash": token_hash}).scalar_one_or_none() or 0)

    def open(self, token_hash: bytes, now: datetime) -> None:
        """The number was right."""
        values = {"the_hash": token_hash, "pin_tries": 0, "pin_tried_at": None, "opened_at": now}
        self.connection.execute(_CHANGE, values)

    def forget(self, conversation_id: str) -> None:
        """The numbers of sessions that hold this conversation alone go with it."""
        self.connection.execute(_FORGET, {"the_id": conversation_id, **_NONE})
