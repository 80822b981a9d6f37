"""Intake by staff, at the window, on the hotline, at a visit: a paper form becomes a declaration like any other.

It is typed into a conversation of its own, through the kinds and checks of the form, and filed by the turn that files
every declaration. The household may take the conversation over later; until then nobody is told by it.
"""

import asyncio
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, get_args

from api.errors import BadInput, Conflict, Fault, Forbidden, ServiceError, or_raise
from api.services.conversing.turns import Taken
from api.services.review.actions import Action, Done, printable
from api.services.staffing.permissions import may, require
from api.services.staffing.staff import StaffMember
from conversations.answers import Json
from conversations.beginning import begin
from conversations.codec import dump_state
from conversations.form.model import Form
from conversations.inputs import Channel, Choice, Input, Origin, Text
from conversations.intake import ASSUMED, Typed, type_in
from conversations.messages import Message, say
from conversations.world import World
from locales.catalogues import SOURCE_LANGUAGE
from storage.database import Database
from storage.rows import DeclarationRow, Seen
from storage.unit import Unit

ORIGINS: tuple[Origin, ...] = get_args(Origin)
LONGEST_ID = 128
_FILING = "intake"
_TOWNSHIP_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper form as typed. `id` is made by the caller: the same one again files nothing anew.

    `given` by boundary key. `signed_on` (yyyy-mm-dd, in China) and `place`: it is signed on paper; both or neither.
    """

    id: str
    origin: str
    given: Mapping[str, Json]
    signed_on: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class TakenDown:
    """What was filed. `elsewhere`: for a township that who typed it does not work for, which has it now.

    `unusual` by key: taken, and worth a second look; `unused`: typed, but not asked of a household like this one.
    """

    row: DeclarationRow
    elsewhere: bool
    unusual: Mapping[str, Message]
    unused: tuple[str, ...]


class Tells(Protocol):
    """Takes inputs as turns, within a transaction."""

    def take_in(self, unit: Unit, conversation_id: str, heard: Input) -> Taken:
        """One turn of a known conversation."""
        ...


class Acts(Protocol):
    """Takes a step of the lifecycle, within a transaction."""

    def act(self, unit: Unit, staff: StaffMember, receipt: str, action: Action) -> Done | ServiceError:
        """Take the step, or say why not."""
        ...


class Intake:
    """Types paper forms in."""

    def __init__(
        self,
        database: Database,
        form: Form,
        turns: Tells,
        acting: Acts,
        world: Callable[[Channel], World],
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._form = form
        self._turns = turns
        self._acting = acting
        self._world = world
        self._clock = clock

    def look(self, staff: StaffMember, given: Mapping[str, Json]) -> Typed:
        """What would come of it, without keeping anything: which questions apply, what is wrong, what is missing."""
        now = self._clock()
        heard = Input("look", "staff", now, Text(""), by=staff.username)
        state = begin(self._form, SOURCE_LANGUAGE, now, "staff")
        return type_in(state, {**own_area(staff), **given}, heard, self._world("staff"), self._form)

    async def file(self, staff: StaffMember, sheet: Sheet) -> TakenDown:
        """File it for the township it names, whoever types it.

        The same id with the same content again gives the same declaration. Raises Forbidden (this role takes nothing
        down), BadInput with a fault a key, Conflict (the id was used for something else).
        """
        require(staff, "intake")
        _check(staff, sheet)
        # Outside the transaction: a whole form takes a third of a second.
        typed = await asyncio.to_thread(self.look, staff, sheet.given)
        return or_raise(await self._database.run(lambda unit: self._file(unit, staff, sheet, typed)))

    async def filed(self, staff: StaffMember, id: str) -> TakenDown | None:
        """What this person filed under this id; None when nothing was."""

        def work(unit: Unit) -> TakenDown | None:
            rows = unit.declarations.by_conversation(_conversation_of(unit, staff, id))
            return TakenDown(rows[0], not staff.scope.covers(rows[0].area_code), {}, ()) if rows else None

        return await self._database.read(work)

    def _file(self, unit: Unit, staff: StaffMember, sheet: Sheet, typed: Typed) -> TakenDown | ServiceError:
        here = _conversation_of(unit, staff, sheet.id)
        digest = unit.keyring.digest(b"intake", _content(sheet))
        if unit.conversations.lock(here) is None:
            if typed.faults:
                return BadInput.of(tuple(Fault(key, message) for key, message in typed.faults.items()))
            unit.conversations.create_once(here, dump_state(typed.state), SOURCE_LANGUAGE)
            unit.conversations.lock(here)
        claim = unit.conversations.claim(here, _FILING, digest, 1)
        filed = unit.declarations.by_conversation(here)
        if filed:
            other = isinstance(claim, Seen) and not claim.same
            return _other_content() if other else self._taken(staff, filed[0], typed)
        heard = Input("file", "staff", self._clock(), Choice("submit"), by=staff.username, origin=_origin(sheet))
        self._turns.take_in(unit, here, heard)
        row = unit.declarations.by_conversation(here)[0]
        if sheet.signed_on:
            done = self._acting.act(unit, staff, row.receipt, _signature(sheet))
            if isinstance(done, ServiceError):
                # Nothing was committed yet: with the signature, or not at all.
                raise done
        return self._taken(staff, unit.declarations.by_conversation(here)[0], typed)

    def _taken(self, staff: StaffMember, row: DeclarationRow, typed: Typed) -> TakenDown:
        return TakenDown(row, not staff.scope.covers(row.area_code), typed.unusual, typed.unused)


def _check(staff: StaffMember, sheet: Sheet) -> None:
    faults: list[Fault] = []
    if not 1 <= len(sheet.id) <= LONGEST_ID or printable(sheet.id) != sheet.id:
        faults.append(Fault("id", say("请给这份申报一个编号，1 到 128 个字。")))
    if sheet.origin not in ORIGINS:
        faults.append(Fault("origin", say("请选一个来源：{all}。", all="、".join(ORIGINS))))
    if bool(sheet.signed_on) != bool(sheet.place):
        missing = "place" if sheet.signed_on else "signed_on"
        faults.append(Fault(missing, say("请把签名的日期和地点都写上；还没签，就都空着。")))
    if faults:
        raise BadInput.of(tuple(faults))
    if sheet.signed_on and not may(staff, "act"):
        raise Forbidden("signed_on", say("请乡镇的经办人员登记手写签名；这一份可以先收下，签名以后补。"))


def own_area(staff: StaffMember) -> dict[str, Json]:
    """Where nothing is said of the township, it is that of who types."""
    return {"area_code": staff.area_code} if len(staff.area_code) == _TOWNSHIP_DIGITS else {}


def _conversation_of(unit: Unit, staff: StaffMember, id: str) -> str:
    """The same for the same person and id, and not to be guessed."""
    return unit.keyring.digest(b"intake of", staff.username.encode(), id.encode()).hex()[:32]


def _content(sheet: Sheet) -> bytes:
    kept = [sheet.origin, sheet.signed_on, sheet.place, dict(sheet.given)]
    return json.dumps(kept, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


def _origin(sheet: Sheet) -> Origin | None:
    return next((one for one in ORIGINS if one == sheet.origin), None)


def _signature(sheet: Sheet) -> Action:
    named = hashlib.sha256(sheet.id.encode()).hexdigest()[:32]
    return Action(f"intake-{named}", "record_signature", signed_on=sheet.signed_on, place=sheet.place)


def _other_content() -> Conflict:
    return Conflict("id", say("请换一个编号：这个编号已经用在另一份申报上。"))


__all__ = ["ASSUMED", "ORIGINS", "Intake", "Sheet", "TakenDown", "own_area"]
