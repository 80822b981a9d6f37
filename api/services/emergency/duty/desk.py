"""What staff do on the console about their own duty: link a chat, say whether they are on duty, see who is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from api.errors import Forbidden, NotFound, or_raise
from api.services.emergency.duty.asking import try_out
from api.services.emergency.duty.waiting import tell_what_waits
from api.services.emergency.lifecycle import COUNTY, DESK, TOWNSHIP, may_act
from api.services.emergency.reliance import relied_on
from api.services.links.handing import TELEGRAM, TELEGRAM_LINK
from api.services.secrets import new_token, token_hash
from api.services.staffing.permissions import require
from api.services.staffing.staff import StaffMember
from api.services.territory.areas import COUNTY_DIGITS, Areas
from conversations.messages import say
from storage.database import Database
from storage.duty_rows import DutyRow
from storage.repositories.scope import Scope
from storage.unit import Unit

LINK_LIVES = timedelta(minutes=30)
START = "duty_"
"""How the payload of a duty link begins: a hand-over's has 22 signs and none of these."""


@dataclass(frozen=True, slots=True)
class DutyStanding:
    """How somebody stands. `able`: their role has a part in it; `bot`: there is a bot that could call.

    `since`: from when they are on duty; `answered_at`: when they last did something in their chat; `asked_at`: since
    when they have been asked to and have not; `relied_on`: others need not be called as well.
    """

    able: bool
    bot: bool
    linked: bool = False
    on_duty: bool = False
    reachable: bool = False
    linked_at: datetime | None = None
    since: datetime | None = None
    answered_at: datetime | None = None
    asked_at: datetime | None = None
    relied_on: bool = True


@dataclass(frozen=True, slots=True)
class DutyLink:
    """A link that gives a chat to an account, once, until `until`. `bot`: what the bot is called, without an @."""

    link: str
    bot: str
    until: datetime


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody on duty whose chat can be reached: since when, and when they last did something there."""

    name: str
    place: str
    since: datetime | None
    answered_at: datetime | None
    relied_on: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """Who would be called in an area. `here`, `county`: the names of those on duty there who can be reached;
    `linked`: how many have a chat that can be reached, on duty or not; `empty`: townships without anybody on duty;
    `refused`: names of those whose chat takes nothing any more; `people`: those on duty one by one.
    """

    bot: bool
    is_county: bool
    here: tuple[str, ...]
    county: tuple[str, ...]
    linked: int
    empty: tuple[str, ...]
    refused: tuple[str, ...]
    people: tuple[OnDuty, ...] = ()

    @property
    def silent(self) -> tuple[str, ...]:
        """The names of those on duty who were asked in their chat and have not answered."""
        return tuple(one.name for one in self.people if not one.relied_on)


class DutyDesk:
    """Each method takes who asks. `bot_served`: a bot works on this database."""

    def __init__(self, database: Database, places: Areas, clock: Callable[[], datetime], *, bot_served: bool) -> None:
        self._database = database
        self._places = places
        self._clock = clock
        self._bot_served = bot_served

    async def standing(self, staff: StaffMember) -> DutyStanding:
        """How they stand themselves."""
        return await self._database.read(lambda unit: self._standing(unit, staff))

    async def link(self, staff: StaffMember) -> DutyLink:
        """A new link; any before it links nothing. Raises Forbidden, NotFound where there is no bot."""
        _require_part(staff)
        token = new_token()

        def work(unit: Unit) -> DutyLink | NotFound:
            bot = self._bot(unit)
            if bot is None:
                return NotFound("bot", say("请先让管理员接上 Telegram 机器人，再来连手机。"))
            until = self._clock() + LINK_LIVES
            unit.duty_chats.make_link(staff.id, token_hash(token), until)
            return DutyLink(TELEGRAM_LINK.format(bot=bot, token=START + token), bot, until)

        return or_raise(await self._database.run(work))

    async def set_on_duty(self, staff: StaffMember, on_duty: bool) -> DutyStanding:
        """Whether they are on duty now. Raises Forbidden, NotFound when they have no chat."""
        _require_part(staff)

        def work(unit: Unit) -> DutyStanding | NotFound:
            before = unit.duty_chats.of_staff(staff.id)
            if before is None:
                return NotFound("chat", say("请先连上手机，再说值不值班。"))
            now = self._clock()
            if go_on_duty(unit, before, on_duty, now):
                tell_what_waits(unit, before, now)
            return self._standing(unit, staff)

        return or_raise(await self._database.run(work))

    async def try_out(self, staff: StaffMember) -> DutyStanding:
        """Ring their own chat, as a test. Raises Forbidden, NotFound when they have no chat."""
        _require_part(staff)

        def work(unit: Unit) -> DutyStanding | NotFound:
            row = unit.duty_chats.of_staff(staff.id)
            if row is None:
                return NotFound("chat", say("请先连上手机，再试一试。"))
            try_out(unit, row, self._clock())
            return self._standing(unit, staff)

        return or_raise(await self._database.run(work))

    async def unlink(self, staff: StaffMember) -> DutyStanding:
        """Nothing is sent to their chat any more. Raises Forbidden."""
        _require_part(staff)

        def work(unit: Unit) -> DutyStanding:
            leave(unit, staff.id, staff.username, staff.area_code)
            return self._standing(unit, staff)

        return await self._database.run(work)

    async def roster(self, staff: StaffMember) -> Roster:
        """Who would be called where they work."""
        require(staff, "queue")
        return await self._database.read(lambda unit: self._roster(unit, staff.area_code))

    def _standing(self, unit: Unit, staff: StaffMember) -> DutyStanding:
        able, bot = may_act(staff.role), self._bot(unit) is not None
        row = unit.duty_chats.of_staff(staff.id)
        if row is None:
            return DutyStanding(able, bot)
        return DutyStanding(
            able, bot, True, row.on_duty, row.reachable, row.linked_at, row.since, row.answered_at, row.asked_at,
            relied_on(row, self._clock()),
        )  # fmt: skip

    def _roster(self, unit: Unit, area_code: str) -> Roster:
        now = self._clock()
        county_code, is_county = area_code[:COUNTY_DIGITS], len(area_code) == COUNTY_DIGITS
        people = unit.duty_chats.within(Scope(prefix=county_code), DESK)
        mine = [one for one in people if is_county or one.role == COUNTY or one.area_code == area_code]
        reached = [one for one in mine if one.reachable]
        on_duty = [one for one in reached if one.on_duty]
        manned = {one.area_code for one in on_duty if one.role == TOWNSHIP}
        townships = [one for one in self._places.areas() if one.county_code == county_code]
        return Roster(
            bot=self._bot(unit) is not None,
            is_county=is_county,
            here=tuple(one.name for one in on_duty if one.role == TOWNSHIP),
            county=tuple(one.name for one in on_duty if one.role == COUNTY),
            linked=len(reached),
            empty=tuple(one.name for one in townships if one.code not in manned and one.code.startswith(area_code)),
            refused=tuple(one.name for one in mine if not one.reachable),
            people=tuple(
                OnDuty(one.name, self._places.named(one.area_code), one.since, one.answered_at, relied_on(one, now))
                for one in sorted(on_duty, key=lambda one: one.role != TOWNSHIP)
            ),
        )

    def _bot(self, unit: Unit) -> str | None:
        return unit.bots.name(TELEGRAM) if self._bot_served else None


def go_on_duty(unit: Unit, row: DutyRow, on_duty: bool, now: datetime) -> bool:
    """They are on duty from now on, or no longer; in the audit. Whether they have just come on duty. Said while it is
    so, it answers the question whether it is.
    """
    if row.on_duty == on_duty and row.asked_at is None:
        return False
    unit.duty_chats.set_on_duty(row.staff_id, on_duty, now)
    if row.on_duty != on_duty:
        unit.audit.note(row.username, "duty_on" if on_duty else "duty_off", row.username, row.area_code)
    return on_duty and not row.on_duty


def leave(unit: Unit, staff_id: int, username: str, area_code: str) -> None:
    """They are called no more; in the audit."""
    if unit.duty_chats.leave(staff_id):
        unit.audit.note(username, "duty_unlinked", username, area_code)


def _require_part(staff: StaffMember) -> None:
    if not may_act(staff.role):
        raise Forbidden("role", say("值班的事请乡镇或县里的经办人员来办，您的账号不用连手机。"))
