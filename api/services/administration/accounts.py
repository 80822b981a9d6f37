"""Accounts of staff, as an administrator runs them: who works here, where and as what, each change in the audit."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from api.errors import BadInput, Conflict, Fault, Forbidden, NotFound, ServiceError, or_raise
from api.services.calendar.workdays import china_day
from api.services.emergency.kin import look_who_is_left
from api.services.review.passing_on import pass_on
from api.services.staffing.permissions import require
from api.services.staffing.staff import ROLES, StaffDesk, StaffMember
from conversations.messages import Message, say
from conversations.understanding.identity import understand_id_number
from conversations.understanding.outcome import Unclear
from conversations.understanding.phones import understand_phone
from storage.database import Database
from storage.rows import StaffRow
from storage.unit import Unit

# No 0, O, 1, l, I: a first password is read aloud and copied from paper.
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
_FIRST_PASSWORD = 12
_MOST_DIGITS = 9
_LONGEST_NAME = 30
PHONE_SET = "own_phone_set"


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it is listed. `knows_id`, `knows_phone`: their own number was entered; the number is not kept."""

    id: int
    username: str
    name: str
    role: str
    area_code: str
    active: bool
    second_factor: bool
    knows_id: bool
    kept_from: int = 0
    knows_phone: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """An account as it was typed."""

    username: str = ""
    name: str = ""
    role: str = ""
    area_code: str = ""
    id_number: str = ""


class Accounts:
    """Each method takes who asks: an administrator, for the accounts of their own area; others are `NotFound`.

    Nobody closes or demotes themselves, so an area that has an administrator keeps one.
    """

    def __init__(
        self,
        database: Database,
        desk: StaffDesk,
        places: Callable[[], Sequence[str]],
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._desk = desk
        self._places = places
        self._clock = clock

    async def listed(self, staff: StaffMember) -> tuple[Account, ...]:
        """All of one's area, by user name."""
        require(staff, "accounts")
        return await self._database.read(
            lambda unit: tuple(_account(row) for row in unit.staff.everyone() if staff.scope.covers(row.area_code))
        )

    async def get(self, staff: StaffMember, number: int) -> Account:
        """One of them, with how many declarations are kept from them. Raises NotFound."""
        require(staff, "accounts")

        def work(unit: Unit) -> Account | NotFound:
            row = _theirs(unit, staff, number)
            if isinstance(row, NotFound):
                return row
            return _account(row, len(unit.recusals.of_staff(row.id)))

        return or_raise(await self._database.read(work))

    async def add(self, staff: StaffMember, wanted: Wanted) -> tuple[Account, str]:
        """A new account and its first password, told this once. Raises BadInput, Conflict for a name that is taken."""
        require(staff, "accounts")
        number = self._checked(staff, wanted, new=True)
        password = _first_password()
        hashed = await self._desk.hashed(password)

        def work(unit: Unit) -> Account:
            row = unit.staff.add(wanted.username, wanted.name.strip(), wanted.role, wanted.area_code, hashed)
            detail = {"role": wanted.role, "area": wanted.area_code, "id_number": number is not None}
            unit.audit.note(staff.username, "account_added", row.username, row.area_code, detail)
            _know(unit, row.id, number)
            look_who_is_left(unit, row.area_code)
            return _account(unit.staff.by_id(row.id) or row)

        try:
            return await self._database.run(work), password
        except IntegrityError:
            raise Conflict("username", say("请换一个用户名：这个已经有人用了。")) from None

    async def change(self, staff: StaffMember, number: int, wanted: Wanted) -> Account:
        """Another role or area. Raises BadInput, Forbidden for one's own account, NotFound."""
        self._checked(staff, wanted, new=False)

        def work(unit: Unit, row: StaffRow) -> None:
            unit.staff.change(row.id, role=wanted.role, area_code=wanted.area_code)
            detail = {"role": [row.role, wanted.role], "area": [row.area_code, wanted.area_code]}
            unit.audit.note(staff.username, "account_changed", row.username, wanted.area_code, detail)
            _hand_over(unit, row.id)
            for area_code in {row.area_code, wanted.area_code}:
                look_who_is_left(unit, area_code)

        return await self._changed(staff, number, work)

    async def set_active(self, staff: StaffMember, number: int, active: bool) -> Account:
        """Shut out, all sessions ended at once, or let in again. Raises Forbidden for one's own account."""

        def work(unit: Unit, row: StaffRow) -> None:
            unit.staff.set_active(row.id, active)
            action = "account_opened" if active else "account_closed"
            unit.audit.note(staff.username, action, row.username, row.area_code)
            if not active:
                _hand_over(unit, row.id)
                # Whoever does not work here any more has no chat with us: let in again, they link it anew.
                unit.duty_chats.leave(row.id)
            look_who_is_left(unit, row.area_code)

        return await self._changed(staff, number, work)

    async def reset_password(self, staff: StaffMember, number: int) -> tuple[Account, str]:
        """A new first password, told this once; every session of theirs is over."""
        password = _first_password()
        hashed = await self._desk.hashed(password)

        def work(unit: Unit, row: StaffRow) -> None:
            unit.staff.set_password(row.id, hashed)
            unit.staff.close_sessions(row.id)
            unit.staff.forget_failed_logins(row.username)
            unit.audit.note(staff.username, "password_reset", row.username, row.area_code)

        return await self._changed(staff, number, work), password

    async def set_id_number(self, staff: StaffMember, number: int, typed: str) -> Account:
        """Their own ID number ("": take it out). Only its blind index is kept; what they are kept from follows at
        once. Raises BadInput.
        """
        known = self._id_number(typed)

        def work(unit: Unit, row: StaffRow) -> None:
            unit.audit.note(staff.username, "id_number_set", row.username, row.area_code, {"known": known is not None})
            _know(unit, row.id, known)

        return await self._changed(staff, number, work, own=True)

    async def set_phone(self, staff: StaffMember, number: int, typed: str) -> Account:
        """Their own phone ("": take it out). Only its blind index is kept; emergencies told with it are kept from them.

        Raises BadInput.
        """
        phone = phone_typed(typed)

        def work(unit: Unit, row: StaffRow) -> None:
            unit.audit.note(staff.username, PHONE_SET, row.username, row.area_code, {"known": phone is not None})
            unit.staff.set_phone(row.id, phone)

        return await self._changed(staff, number, work, own=True)

    async def switch_off_second_factor(self, staff: StaffMember, number: int) -> Account:
        """For somebody whose phone and recovery codes are lost: the password alone lets them in again."""

        def work(unit: Unit, row: StaffRow) -> None:
            unit.second_factors.switch_off(row.id)
            unit.audit.note(staff.username, "totp_off", row.username, row.area_code)

        return await self._changed(staff, number, work)

    async def _changed(
        self, staff: StaffMember, number: int, work: Callable[[Unit, StaffRow], None], *, own: bool = False
    ) -> Account:
        require(staff, "accounts")

        def whole(unit: Unit) -> Account | ServiceError:
            row = _theirs(unit, staff, number)
            if isinstance(row, NotFound):
                return row
            if row.id == staff.id and not own:
                return Forbidden("account", say("请另一位管理员来改：自己的账号在“我的账号”里改密码和动态码。"))
            work(unit, row)
            return _account(unit.staff.by_id(row.id) or row, len(unit.recusals.of_staff(row.id)))

        return or_raise(await self._database.run(whole))

    def _checked(self, staff: StaffMember, wanted: Wanted, *, new: bool) -> str | None:
        """The ID number as it is kept. Raises BadInput with every fault."""
        faults: list[Fault] = []
        if new and not (wanted.username.isascii() and wanted.username.isalnum() and 2 <= len(wanted.username) <= 32):
            faults.append(Fault("username", say("请用 2 到 32 个字母或数字做用户名，比如 wangli。")))
        if new and wanted.username.casefold() in ("resident", "system"):
            faults.append(Fault("username", say("请换一个用户名：这个名字系统自己要用。")))
        if new and not 0 < len(wanted.name.strip()) <= _LONGEST_NAME:
            faults.append(Fault("name", say("请写姓名，30 个字以内。")))
        if wanted.role not in ROLES:
            faults.append(Fault("role", say("请选一个角色。")))
        elif StaffMember(0, "", "", wanted.role, wanted.area_code).scope.prefix is None:
            faults.append(Fault("area_code", _fitting(wanted.role)))
        elif wanted.area_code not in self._places() or not staff.scope.covers(wanted.area_code):
            faults.append(Fault("area_code", say("请选您负责范围里的一个地区。")))
        if faults:
            raise BadInput.of(tuple(faults))
        return self._id_number(wanted.id_number)

    def _id_number(self, typed: str) -> str | None:
        if not typed.strip():
            return None
        heard = understand_id_number(typed, china_day(self._clock()))
        if isinstance(heard, Unclear):
            raise BadInput("id_number", heard.message)
        return heard.value


def phone_typed(typed: str) -> str | None:
    """A phone as emergencies keep it, None for nothing. Raises BadInput."""
    if not typed.strip():
        return None
    heard = understand_phone(typed)
    if isinstance(heard, Unclear):
        raise BadInput("phone", heard.message)
    return heard.value


def _fitting(role: str) -> Message:
    if role in ("village", "township"):
        return say("请选一个乡镇：这个角色在乡镇工作。")
    return say("请选一个县：这个角色在县里工作。")


def _theirs(unit: Unit, staff: StaffMember, number: int) -> StaffRow | NotFound:
    row = unit.staff.by_id(number) if 0 < number < 10**_MOST_DIGITS else None
    if row is None or not staff.scope.covers(row.area_code):
        return NotFound("account", say("请再看一下：您负责的范围里没有这个账号。"))
    return row


def _know(unit: Unit, staff_id: int, number: str | None) -> None:
    unit.staff.set_id_number(staff_id, number)
    for one in unit.recusals.of_staff(staff_id):
        pass_on(unit, one.receipt)


def _hand_over(unit: Unit, staff_id: int) -> None:
    """What they had because a colleague is kept from it goes to the next."""
    for receipt in unit.recusals.taken_over_by(staff_id):
        row = unit.declarations.by_receipt(receipt)
        if row is not None:
            unit.declarations.assign(row.id, None)
            pass_on(unit, receipt)


def _account(row: StaffRow, kept_from: int = 0) -> Account:
    return Account(
        row.id, row.username, row.name, row.role, row.area_code, row.active, row.totp_on, row.id_index is not None,
        kept_from, row.phone_index is not None,
    )  # fmt: skip


def _first_password() -> str:
    return "".join(secrets.choice(_READABLE) for _ in range(_FIRST_PASSWORD))
