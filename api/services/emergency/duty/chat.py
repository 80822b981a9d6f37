"""What an officer's own chat does: it is linked, says whether they are on duty, and marks that they look."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Literal

from api.errors import NotFound
from api.services.emergency.calling import member_of
from api.services.emergency.desk import EmergencyDesk
from api.services.emergency.duty import words
from api.services.emergency.duty.asking import try_out
from api.services.emergency.duty.desk import go_on_duty, leave
from api.services.emergency.duty.waiting import tell_what_waits
from api.services.emergency.lifecycle import may_act
from api.services.emergency.meanwhile import NOT_STAFF, name_of
from api.services.emergency.own_chat import keep_what_was_told
from api.services.review.within import Related
from api.services.secrets import token_hash
from api.services.staffing.staff import StaffMember
from api.services.territory.areas import Areas
from conversations.messages import Message
from storage.database import Database
from storage.emergency_rows import EmergencyRow
from storage.unit import Unit

Saying = Literal["on", "off", "leave", "try"]


class DutyChat:
    """Each method takes the chat, and gives what is to be said there. The resident's conversation is never touched."""

    def __init__(
        self,
        database: Database,
        desk: EmergencyDesk,
        places: Areas,
        public_url: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._desk = desk
        self._places = places
        self._public_url = public_url
        self._clock = clock

    async def link(self, chat_id: int, token: str) -> Message:
        """This chat belongs to whoever made the link. The same link from the same chat again says the same."""
        return await self._database.run(lambda unit: self._link(unit, str(chat_id), token_hash(token)))

    async def say(self, chat_id: int, saying: Saying) -> Message | None:
        """On duty, off duty, or never again; None when the chat is no officer's."""
        return await self._database.run(lambda unit: self._said(unit, str(chat_id), saying))

    async def look(self, chat_id: int, push_id: int, *, off: bool = False) -> Message:
        """The officer looks at what they were called for: as if they had opened it at the desk. Of what is about no
        single emergency they say that they heard it; `off`: and that they are not on duty.
        """
        heard = await self._database.run(lambda unit: self._heard(unit, str(chat_id), push_id, off))
        if heard is not None:
            return heard
        found = await self._database.read(lambda unit: self._pushed(unit, str(chat_id), push_id))
        if found is None:
            return words.NO_LONGER
        member, before = found
        receipt = before.receipt
        try:
            first = await self._desk.look(member, receipt)
        except Related:
            return words.NOT_YOURS
        except NotFound:
            return words.NO_LONGER
        if first:
            told = words.noted(receipt, family_told=before.status == "received")
        else:
            told = await self._database.read(lambda unit: _looked_before(unit, member, before))
        return words.open_at(told, f"{self._public_url}/console/emergencies/{receipt}")

    async def tell_what_waits(self, chat_id: int) -> None:
        """After they were told that they are on duty, so that this comes second."""

        def work(unit: Unit) -> None:
            row = unit.duty_chats.of_chat(str(chat_id))
            if row is not None and row.on_duty:
                tell_what_waits(unit, row, self._clock())

        await self._database.run(work)

    async def reached(self, chat_id: int, reachable: bool) -> None:
        """The officer blocked the bot, or came back."""
        await self._database.run(lambda unit: self._reached(unit, str(chat_id), reachable))

    def _link(self, unit: Unit, chat: str, hashed: bytes) -> Message:
        now = self._clock()
        known = unit.duty_chats.of_chat(chat)
        if known is not None and unit.duty_chats.link_of(hashed) == known.staff_id and known.reachable:
            return words.linked(self._places.named(known.area_code))
        staff_id = unit.duty_chats.use_link(hashed, now)
        row = unit.staff.by_id(staff_id) if staff_id is not None else None
        if row is None or not row.active or not may_act(row.role):
            return words.LINK_OVER
        if known is not None and known.staff_id != row.id:
            leave(unit, known.staff_id, known.username, known.area_code)
        unit.duty_chats.link(row.id, chat, now)
        keep_what_was_told(unit, row.id, chat)
        unit.audit.note(row.username, "duty_linked", row.username, row.area_code)
        return words.linked(self._places.named(row.area_code))

    def _said(self, unit: Unit, chat: str, saying: Saying) -> Message | None:
        row = unit.duty_chats.of_chat(chat)
        if row is None:
            return None
        if saying == "leave":
            leave(unit, row.staff_id, row.username, row.area_code)
            return words.UNLINKED
        now = self._clock()
        unit.duty_chats.answered(row.staff_id, now)
        if saying == "try":
            try_out(unit, row, now)
            return words.TRYING
        go_on_duty(unit, replace(row, asked_at=None), saying == "on", now)
        return words.on_duty(self._places.named(row.area_code)) if saying == "on" else words.off_duty()

    def _heard(self, unit: Unit, chat: str, push_id: int, off: bool) -> Message | None:
        """What is said to who heard a question; None where the call was about an emergency. Any tap is an answer."""
        push, row = unit.duty_pushes.get(push_id), unit.duty_chats.of_chat(chat)
        if push is None or row is None or push.staff_id != row.staff_id:
            return words.NO_LONGER
        now, place = self._clock(), self._places.named(row.area_code)
        unit.duty_chats.answered(row.staff_id, now)
        if push.emergency_id is not None:
            return None
        if off:
            go_on_duty(unit, replace(row, asked_at=None), False, now)
            return words.off_duty()
        return words.heard(place, on_duty=row.on_duty)

    def _reached(self, unit: Unit, chat: str, reachable: bool) -> None:
        """Who is back hears what waits, where they are on duty."""
        row = unit.duty_chats.of_chat(chat)
        unit.duty_chats.chat_is_reachable(chat, reachable)
        if row is not None and reachable and row.on_duty and not row.reachable:
            tell_what_waits(unit, replace(row, reachable=True), self._clock())

    def _pushed(self, unit: Unit, chat: str, push_id: int) -> tuple[StaffMember, EmergencyRow] | None:
        push, row = unit.duty_pushes.get(push_id), unit.duty_chats.of_chat(chat)
        if push is None or row is None or push.staff_id != row.staff_id:
            return None
        emergency = unit.emergencies.by_id(push.emergency_id) if push.emergency_id is not None else None
        return None if emergency is None else (member_of(row), emergency)


def _looked_before(unit: Unit, member: StaffMember, row: EmergencyRow) -> Message:
    """Who is at it: a colleague, or they themselves."""
    actor = unit.emergencies.last_actors([row.id], NOT_STAFF).get(row.id)
    mine = actor == member.username
    return (
        words.yours_already(row.receipt)
        if mine or actor is None
        else words.seen_before(row.receipt, name_of(unit, actor))
    )
