"""Paper forms that staff are typing: kept at every step, so that nothing is lost when the window closes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from api.errors import BadInput, NotFound, or_raise
from api.services.intake.desk import ORIGINS, own_area
from api.services.staffing.permissions import require
from api.services.staffing.staff import StaffMember
from conversations.answers import Json
from conversations.messages import say
from storage.database import Database
from storage.queue_rows import DraftRow
from storage.unit import Unit

_MOST = 50


@dataclass(frozen=True, slots=True)
class Draft:
    """A form typed in part. `given` by boundary key, as typed: an empty text is a field left empty."""

    id: str
    origin: str
    changed_at: datetime
    given: Mapping[str, Json] = field(default_factory=dict)
    signed_on: str = ""
    place: str = ""

    @property
    def name(self) -> str:
        """Whose it is, as far as that is typed."""
        name = self.given.get("members.0.name")
        return name if isinstance(name, str) else ""


class IntakeDrafts:
    """One's own only: what somebody else is typing is nobody's business until it is filed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, staff: StaffMember) -> list[Draft]:
        """One's own, the last changed first."""
        require(staff, "intake")
        return [_read(row) for row in await self._database.read(lambda unit: unit.intake_drafts.all(staff.id))]

    async def begin(self, staff: StaffMember, origin: str) -> Draft:
        """An empty one. Raises BadInput for an origin that is none, or when too many lie about."""
        require(staff, "intake")
        if origin not in ORIGINS:
            raise BadInput("origin", say("请选一个来源：{all}。", all="、".join(ORIGINS)))

        def work(unit: Unit) -> Draft | BadInput:
            if len(unit.intake_drafts.all(staff.id)) >= _MOST:
                return BadInput("origin", say("请先交上或者删掉几份没录完的：最多同时放 {most} 份。", most=_MOST))
            return _read(unit.intake_drafts.begin(staff.id, origin, _written(own_area(staff), "", "")))

        return or_raise(await self._database.run(work))

    async def get(self, staff: StaffMember, draft_id: str) -> Draft:
        """One of one's own. Raises NotFound."""
        require(staff, "intake")
        row = await self._database.read(lambda unit: unit.intake_drafts.get(staff.id, draft_id))
        if row is None:
            raise NotFound("draft", say("没有这一份没录完的申报。可能已经交上，或者删掉了。"))
        return _read(row)

    async def save(self, staff: StaffMember, draft: Draft) -> None:
        """What is typed by now, right or wrong."""
        require(staff, "intake")
        typed = _written(draft.given, draft.signed_on, draft.place)
        await self._database.run(lambda unit: unit.intake_drafts.save(staff.id, draft.id, draft.origin, typed))

    async def drop(self, staff: StaffMember, draft_id: str) -> None:
        """It is filed, or not wanted."""
        require(staff, "intake")
        await self._database.run(lambda unit: unit.intake_drafts.drop(staff.id, draft_id))


def _read(row: DraftRow) -> Draft:
    given, signed_on, place = json.loads(row.typed)
    return Draft(row.id, row.origin, row.changed_at, given, signed_on, place)


def _written(given: Mapping[str, Json], signed_on: str, place: str) -> bytes:
    return json.dumps([dict(given), signed_on, place], ensure_ascii=False).encode("utf-8", "surrogatepass")
