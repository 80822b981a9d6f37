"""One's own account: the password, the second factor, ending sessions elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from api.errors import BadInput, ServiceError, Unauthorized, or_raise
from api.services.administration.accounts import PHONE_SET, phone_typed
from api.services.secrets import token_hash
from api.services.staffing.second_factor import kept_codes, matching_step, new_recovery_codes, new_secret, picture
from api.services.staffing.staff import StaffDesk, StaffMember
from conversations.messages import say
from storage.database import Database
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Offered:
    """A secret for the phone: as a picture (SVG) and as letters to type; not asked for until `confirm`."""

    secret: str
    picture: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account has: whether codes are asked for, how many recovery codes are left, whether the own phone is known."""

    second_factor: bool
    codes_left: int
    knows_phone: bool = False


class OwnAccount:
    """What everybody may change about their own account. Each change is in the audit."""

    def __init__(self, database: Database, desk: StaffDesk, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._desk = desk
        self._clock = clock

    async def standing(self, staff: StaffMember) -> Standing:
        """How it stands."""

        def work(unit: Unit) -> Standing:
            row = unit.staff.by_id(staff.id)
            left = unit.second_factors.codes_left(staff.id)
            return Standing(row is not None and row.totp_on, left, row is not None and row.phone_index is not None)

        return await self._database.read(work)

    async def change_password(self, staff: StaffMember, token: str, before: str, after: str) -> None:
        """Another password; every other session is over. Raises Unauthorized for a wrong old one, BadInput."""
        await self._prove(staff, before)
        hashed = await self._desk.hashed(after)

        def work(unit: Unit) -> None:
            unit.staff.set_password(staff.id, hashed)
            unit.staff.close_sessions(staff.id, besides=token_hash(token))
            unit.audit.note(staff.username, "password_changed", staff.username, staff.area_code)

        await self._database.run(work)

    async def set_phone(self, staff: StaffMember, typed: str) -> None:
        """Their own phone, by which emergencies of their own family are kept from them. An administrator takes it out.

        Raises BadInput.
        """
        phone = phone_typed(typed)
        if phone is None:
            raise BadInput("phone", say("请写一个电话。要取消登记，请管理员来办。"))

        def work(unit: Unit) -> None:
            unit.staff.set_phone(staff.id, phone)
            unit.audit.note(staff.username, PHONE_SET, staff.username, staff.area_code, {"known": True})

        await self._database.run(work)

    async def close_others(self, staff: StaffMember, token: str) -> None:
        """End every session but this one."""

        def work(unit: Unit) -> None:
            unit.staff.close_sessions(staff.id, besides=token_hash(token))
            unit.audit.note(staff.username, "sessions_closed", staff.username, staff.area_code)

        await self._database.run(work)

    async def offer(self, staff: StaffMember, password: str) -> Offered:
        """A new secret to scan. It is asked for from `confirm` on. Raises Unauthorized, BadInput while one is on."""
        await self._prove(staff, password)
        secret = new_secret()

        def work(unit: Unit) -> ServiceError | None:
            row = unit.staff.by_id(staff.id)
            if row is None or row.totp_on:
                return BadInput("code", say("请先关闭现在的动态码，再换新的手机。"))
            unit.second_factors.begin(staff.id, staff.username, secret)
            return None

        or_raise(await self._database.run(work))
        return Offered(secret, picture(secret, staff.username))

    async def offered(self, staff: StaffMember) -> Offered | None:
        """What was offered and waits for its first code."""
        row = await self._database.read(lambda unit: unit.staff.by_id(staff.id))
        if row is None or row.totp_on or row.totp_secret is None:
            return None
        return Offered(row.totp_secret, picture(row.totp_secret, staff.username))

    async def confirm(self, staff: StaffMember, code: str) -> tuple[str, ...]:
        """The phone shows a code that fits: from now on it is asked for. Gives the recovery codes, this once.

        Raises BadInput for a code that does not fit.
        """
        codes = new_recovery_codes()

        def work(unit: Unit) -> ServiceError | None:
            row = unit.staff.by_id(staff.id)
            if row is None or row.totp_secret is None or row.totp_on:
                return BadInput("code", say("请从头开通一次：这次开通没有完成。"))
            step = matching_step(row.totp_secret, code, self._clock())
            if step is None or not unit.second_factors.use(staff.id, step):
                return BadInput("code", say("请填手机上现在显示的六位数字。手机的时间要准。"))
            unit.second_factors.switch_on(staff.id, kept_codes(codes))
            unit.audit.note(staff.username, "totp_on", staff.username, staff.area_code)
            return None

        or_raise(await self._database.run(work))
        return codes

    async def stop(self, staff: StaffMember, password: str) -> None:
        """No code is asked for any more. Raises Unauthorized."""
        await self._prove(staff, password)

        def work(unit: Unit) -> None:
            unit.second_factors.switch_off(staff.id)
            unit.audit.note(staff.username, "totp_off", staff.username, staff.area_code)

        await self._database.run(work)

    async def _prove(self, staff: StaffMember, password: str) -> None:
        if not await self._desk.password_fits(staff, password):
            raise WrongPassword("password", say("请再填一次现在的密码，刚才的没有对上。"))


class WrongPassword(Unauthorized):
    """The old password does not fit; the session stays."""

    status = 422
