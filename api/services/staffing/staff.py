"""The staff desk: who may work here, logging in and out, and the demo's own staff."""

import asyncio
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy.exc import IntegrityError

from api.errors import BadInput, ServiceError, Unauthorized
from api.services.secrets import new_token, token_hash
from api.services.staffing.second_factor import proven
from conversations.messages import Message, say
from storage.crypto import Keyring
from storage.database import Database
from storage.repositories.scope import Scope
from storage.repositories.timeline import NOT_STAFF
from storage.rows import StaffRow
from storage.unit import Unit

SESSION = timedelta(hours=12)
# A lunch break, not an afternoon: the screen may stand where residents pass.
IDLE = timedelta(hours=2)
_NOTED_EVERY = timedelta(minutes=5)
SHORTEST = 8
TRIES = 5
TRIES_WITHIN = timedelta(minutes=15)
_LONGEST = 200
_LONGEST_NAME = 64
_TOWNSHIP_DIGITS, _COUNTY_DIGITS = 9, 6
# No 0, O, 1, l, I: people read these aloud and copy them from paper.
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"

ROLES = {
    "village": say("村级协理员"),
    "township": say("乡镇经办人员"),
    "county": say("县级民政人员"),
    "auditor": say("审计人员"),
    "admin": say("管理员"),
}
_DEMO = (
    ("township", "示例经办员", "township", "993601001"),
    ("village", "示例协理员", "village", "993601001"),
    ("county", "示例县级人员", "county", "993601"),
    ("auditor", "示例审计员", "auditor", "993601"),
    ("admin", "示例管理员", "admin", "993601"),
    ("township2", "示例经办员二", "township", "993601002"),
    ("township3", "示例经办员三", "township", "993701001"),
)


class CodeWanted(Unauthorized):
    """The password fits; the code of the phone does not, or was not given."""


class TooManyTries(ServiceError):
    """Too many failed logins under this name: it takes none for a while, not even right ones."""

    code = "too_many_tries"
    status: ClassVar[int] = 429


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody logged in. `area_code` is a township (nine digits) or a county (six)."""

    id: int
    username: str
    name: str
    role: str
    area_code: str

    @property
    def scope(self) -> Scope:
        """What they may see: their township, or all of their county, without what is kept from them because it is
        their own family's. A code that fits neither sees nothing.
        """
        wanted = _TOWNSHIP_DIGITS if self.role in {"village", "township"} else _COUNTY_DIGITS
        if len(self.area_code) != wanted or not (self.area_code.isascii() and self.area_code.isdecimal()):
            return Scope()
        return Scope(prefix=self.area_code, kept_from=self.id)

    @property
    def role_name(self) -> Message:
        """The role in words."""
        return ROLES.get(self.role, Message("{role}", (("role", self.role),)))


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A new session: the token (kept only as a hash) and the CSRF token that the pages of it carry."""

    token: str
    csrf: str
    staff: StaffMember


class StaffDesk:
    """Logs staff in and out and knows who is asking. Passwords are kept as argon2id hashes, made by `hasher`."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        clock: Callable[[], datetime],
        hasher: PasswordHasher | None = None,
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._clock = clock
        self._hasher = hasher or PasswordHasher()
        self._nobody: str | None = None

    async def login(self, username: str, password: str, code: str = "") -> LoggedIn:
        """A session of twelve hours, over after two without use. Unauthorized, whatever it was that did not fit;
        `CodeWanted` when the password fits and the code of the phone is still wanted; `TooManyTries` after five
        failed tries within 15 minutes. It takes as long for a name that does not exist.
        """
        username, password = _typed(username), _typed(password)
        # Written down and committed before it is tried, then counted: of many guesses at once each sees those
        # committed before it, so no more than five get through.
        noted = await self._database.run(lambda unit: self._note(unit, username))
        row, tries = await self._database.read(lambda unit: self._tried(unit, username))
        if not noted or tries > TRIES:
            raise _too_many()
        fits = await asyncio.to_thread(self._fits, row.password_hash if row is not None else None, password)
        if row is None or not fits or not row.active:
            raise Unauthorized("password", say("请再看一下用户名和密码，两样没有对上。"))
        opened = await self._database.run(lambda unit: self._open(unit, row.id, _typed(code)))
        if opened is None:
            wanted = say("请填手机上的六位动态码。手机不在身边，可以填一个备用码。")
            wrong = say("请再看一下动态码：这一个没有对上，或者已经用过。等手机换一个新的再填。")
            raise CodeWanted("code", wrong if code else wanted)
        return opened

    async def who(self, token: str) -> StaffMember:
        """Who this session is. Unauthorized when it is unknown, over, forged, or was not used for two hours."""
        hashed, now = token_hash(token), self._clock()
        found = await self._database.read(lambda unit: unit.staff.session(hashed, now))
        if found is None or now - found[1] > IDLE:
            raise _not_logged_in()
        row, used = found
        if now - used > _NOTED_EVERY:
            await self._database.run(lambda unit: unit.staff.use_session(hashed, now))
        return _member(row)

    async def password_fits(self, staff: StaffMember, password: str) -> bool:
        """Whether this is their password; wrong ones are counted like failed logins. Raises `TooManyTries`."""
        noted = await self._database.run(lambda unit: self._note(unit, staff.username))
        row, tries = await self._database.read(lambda unit: self._tried(unit, staff.username))
        if not noted or tries > TRIES:
            raise _too_many()
        fits = await asyncio.to_thread(self._fits, row.password_hash if row is not None else None, _typed(password))
        if fits:
            await self._database.run(lambda unit: unit.staff.forget_failed_logins(staff.username))
        return fits

    async def hashed(self, password: str) -> str:
        """How a password is kept. Raises BadInput for one that is too short or cannot be typed again."""
        if password != _typed(password) or len(password) < SHORTEST:
            raise BadInput("password", say("请把密码定成 8 到 200 个字符，开头结尾不要空格。"))
        return await asyncio.to_thread(self._hasher.hash, password)

    async def csrf_fits(self, token: str, given: str) -> bool:
        """Whether `given` is the CSRF token of this session."""
        kept = await self.csrf_of(token)
        return kept is not None and hmac.compare_digest(kept.encode(), given.encode())

    async def csrf_of(self, token: str) -> str | None:
        """The CSRF token that pages of this session carry, None when the session is over."""
        hashed, now = token_hash(token), self._clock()
        return await self._database.read(lambda unit: unit.staff.csrf_of(hashed, now))

    async def logout(self, token: str) -> None:
        """The session is over."""
        hashed = token_hash(token)
        await self._database.run(lambda unit: unit.staff.close_session(hashed))

    async def add(self, username: str, name: str, role: str, area_code: str, password: str) -> StaffMember:
        """A new member of staff. Raises ValueError for a role, area or password that cannot be, or a name taken."""
        if role not in ROLES:
            raise ValueError(f"no such role: {role}")
        if StaffMember(0, username, name, role, area_code).scope.prefix is None:
            raise ValueError("village and township need a nine-digit area, the other roles a six-digit one")
        if username in NOT_STAFF or username != _typed(username) or not username or len(username) > _LONGEST_NAME:
            raise ValueError("a user name has 1 to 64 printable characters, and is not resident or system")
        if password != _typed(password) or len(password) < SHORTEST:
            raise ValueError("a password has 8 to 200 printable characters, no blanks at its ends")
        hashed = await asyncio.to_thread(self._hasher.hash, password)
        try:
            row = await self._database.run(lambda unit: _added(unit, username, name, role, area_code, hashed))
        except IntegrityError as error:
            raise ValueError(f"the user name {username} is taken") from error
        return _member(row)

    def demo_credentials(self) -> list[tuple[str, str]]:
        """User name and password of the demo's staff, the same for the same keys."""
        return [(username, self._demo_password(username)) for username, _, _, _ in _DEMO]

    async def make_demo_staff(self) -> None:
        """Add the demo's staff that are not there yet. Hashing is slow on purpose, so it is done only then."""
        there = await self._database.read(lambda unit: {row.username for row in unit.staff.everyone()})
        for username, name, role, area_code in _DEMO:
            if username not in there:
                await self._add_unless_there(username, name, role, area_code)

    async def _add_unless_there(self, username: str, name: str, role: str, area_code: str) -> None:
        hashed = await asyncio.to_thread(self._hasher.hash, self._demo_password(username))

        def work(unit: Unit) -> None:
            if unit.staff.by_username(username) is None:
                _added(unit, username, name, role, area_code, hashed)

        try:
            await self._database.run(work)
        except IntegrityError:
            # Another process that starts now was faster; what it wrote is the same.
            return

    def _demo_password(self, username: str) -> str:
        secret = self._keyring.derive_secret(f"demo-staff:{username}")
        return "".join(_READABLE[byte % len(_READABLE)] for byte in secret[:12])

    def _note(self, unit: Unit, username: str) -> bool:
        """Write a try down, unless there were too many: whoever goes on trying must not keep the door shut."""
        now = self._clock()
        if unit.staff.failed_logins_since(username, now - TRIES_WITHIN) >= TRIES:
            return False
        unit.staff.note_failed_login(username, now)
        return True

    def _tried(self, unit: Unit, username: str) -> tuple[StaffRow | None, int]:
        since = self._clock() - TRIES_WITHIN
        return unit.staff.by_username(username), unit.staff.failed_logins_since(username, since)

    def _open(self, unit: Unit, staff_id: int, code: str) -> LoggedIn | None:
        """The session; None when a second factor is on and this code is none of it. The row is read anew: what an
        administrator changed while the password was being checked holds.
        """
        row = unit.staff.by_id(staff_id)
        if row is None or not row.active or (row.totp_on and not proven(unit, row, code, self._clock())):
            return None
        token, csrf = new_token(), new_token()
        unit.staff.forget_failed_logins(row.username)
        unit.staff.open_session(token_hash(token), row.id, csrf, self._clock() + SESSION)
        unit.audit.note(row.username, "login", row.username, row.area_code)
        return LoggedIn(token, csrf, _member(row))

    def _fits(self, kept: str | None, password: str) -> bool:
        if self._nobody is None:
            self._nobody = self._hasher.hash(new_token())
        try:
            self._hasher.verify(kept or self._nobody, password)
        except VerificationError:
            return False
        return kept is not None


def _typed(text: str) -> str:
    """What a person can have typed: neither control characters nor halves of surrogate pairs, nor a book."""
    return "".join(char for char in text if char.isprintable()).strip()[:_LONGEST]


def _member(row: StaffRow) -> StaffMember:
    return StaffMember(row.id, row.username, row.name, row.role, row.area_code)


def _added(unit: Unit, username: str, name: str, role: str, area_code: str, hashed: str) -> StaffRow:
    row = unit.staff.add(username, name, role, area_code, hashed)
    unit.audit.note("system", "account_added", username, area_code, {"role": role, "area": area_code})
    return row


def _too_many() -> TooManyTries:
    return TooManyTries("username", say("请过 15 分钟再登录。刚才密码错了好几次，先停一停。"))


def _not_logged_in() -> Unauthorized:
    return Unauthorized("session", say("请先登录。登录过了的，可能是时间到了，再登录一次就行。"))
