"""The reserve fund 备用金 of a township: opened once, replenished, and its statement (山西指南 四（三）)."""

from collections.abc import Iterable

from api.errors import BadInput, Conflict, NotFound, ServiceError, or_raise
from api.services.action_ids import id_faults
from api.services.emergency.areas import EmergencyAreas
from api.services.emergency.meanwhile import names_of
from api.services.emergency.views import FundView
from api.services.staffing.permissions import require
from api.services.staffing.staff import StaffMember
from conversations.messages import say
from storage.database import Database
from storage.emergency_rows import FundEntry, FundRow
from storage.repositories.scope import Scope
from storage.unit import Unit

KINDS = ("opening", "replenish")


class FundDesk:
    """Each method takes who asks, and answers within their area only."""

    def __init__(self, database: Database, areas: EmergencyAreas) -> None:
        self._database = database
        self._areas = areas

    async def statement(self, staff: StaffMember, area_code: str) -> FundView:
        """What the fund holds, and every line since it was opened. Raises NotFound."""
        require(staff, "queue")
        return or_raise(await self._database.read(lambda unit: self._statement(unit, staff.scope, area_code)))

    async def every(self, staff: StaffMember, area_codes: Iterable[str]) -> tuple[FundRow, ...]:
        """What the funds of these areas hold, as far as they lie in one's own; with that of one's own desk."""
        require(staff, "queue")
        own = [one for one in dict.fromkeys((*area_codes, staff.area_code)) if staff.scope.covers(one)]
        return await self._database.read(lambda unit: tuple(unit.funds.get(one) for one in own))

    async def enter(self, staff: StaffMember, area_code: str, kind: str, amount: int, id: str) -> FundView:
        """Put money (fen) in. The same id again changes nothing. Raises BadInput, NotFound, Forbidden, Conflict."""
        require(staff, "act")
        if kind not in KINDS:
            raise BadInput("kind", say("请选 opening（期初）或者 replenish（补充）。"))
        if faults := id_faults(id):
            raise BadInput.of(faults)
        return or_raise(await self._database.run(lambda unit: self._enter(unit, staff, area_code, kind, amount, id)))

    def _statement(self, unit: Unit, scope: Scope, area_code: str) -> FundView | NotFound:
        view = _view(unit, area_code) if scope.covers(area_code) and area_code.isprintable() else None
        # A township that is served no more still has its statement.
        if view is None or not (view.entries or self._areas.desk(area_code).area_code == area_code):
            return NotFound("area_code", say("请再看一下地区编号：您负责的范围里没有这里。"))
        return view

    def _enter(
        self, unit: Unit, staff: StaffMember, area_code: str, kind: str, amount: int, id: str
    ) -> FundView | ServiceError:
        if isinstance(missing := self._statement(unit, staff.scope, area_code), NotFound):
            return missing
        # Held before anything is read: two who open it, or send the same, at one moment come one after the other.
        unit.funds.held(area_code)
        found = _view(unit, area_code)
        action_id = f"{kind}:{id}"
        done = unit.funds.done(area_code, action_id)
        if done is not None:
            return (
                found if _same(done, staff, amount) else Conflict("id", say("请换一个操作编号：这个编号已经用过了。"))
            )
        if kind == "opening" and found.entries:
            return Conflict("kind", say("请记成补充：这里的备用金已经有期初数了。"))
        unit.funds.put(area_code, kind, amount, actor=staff.username, action_id=action_id)
        unit.audit.note(staff.username, f"fund.{kind}", area_code, area_code, {"amount": amount})
        return _view(unit, area_code)


def _view(unit: Unit, area_code: str) -> FundView:
    entries = tuple(unit.funds.entries(area_code))
    return FundView(unit.funds.get(area_code), entries, names_of(unit, (one.actor for one in entries)))


def _same(done: FundEntry, staff: StaffMember, amount: int) -> bool:
    return (done.actor, done.amount) == (staff.username, amount)
