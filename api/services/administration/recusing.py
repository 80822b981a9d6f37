"""Keeping colleagues from cases of their own family where a person has to say so, and what the auditor sees of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from api.errors import BadInput, Forbidden, NotFound, ServiceError, or_raise
from api.services.filed_json import load_answers
from api.services.flags import flags_in
from api.services.review.passing_on import NOBODY_LEFT, RELATED, TO_COUNTY, pass_on
from api.services.review.within import not_found, within
from api.services.staffing.permissions import may, require
from api.services.staffing.staff import StaffMember
from conversations.messages import say
from storage.database import Database
from storage.rows import DeclarationRow
from storage.staff_rows import RecusalRow
from storage.unit import Unit

NAMED_IN_OFFICE, NAMED_CHECKED = "relative_in_office", "relative_checked"
KEPT_FROM, TRIED = "kept_from", "kept_out"
_MOST = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody is kept from a declaration; `handled_by` is whose it is now ("": nobody in particular)."""

    receipt: str
    area_code: str
    username: str
    source: str
    entered_by: str
    at: datetime
    handled_by: str
    county: bool
    nobody: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A household names a relative in office: who it says, and colleagues of that very name. A name proves
    nothing, so a person looks.
    """

    receipt: str
    area_code: str
    name: str
    post: str
    relation: str
    candidates: tuple[tuple[str, str], ...]


class Recusing:
    """Each method takes who asks, and answers within their area only."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def tried(self, staff: StaffMember, receipt: str) -> None:
        """Somebody came to a case of their own family and was turned away: the auditor sees it."""
        area = receipt and staff.area_code
        await self._database.run(lambda unit: unit.audit.note(staff.username, TRIED, receipt, area))

    async def keep_from(self, staff: StaffMember, receipt: str, username: str) -> None:
        """Keep a colleague, or oneself, from a declaration, and pass it on. Raises Forbidden, NotFound, BadInput."""
        require(staff, "recuse")
        or_raise(await self._database.run(lambda unit: self._keep(unit, staff, receipt, username)))

    def _keep(self, unit: Unit, staff: StaffMember, receipt: str, username: str) -> ServiceError | None:
        row = within(unit, staff, receipt, for_update=True)
        if row is None:
            return not_found()
        colleague = unit.staff.by_username(username)
        if colleague is None or not colleague.area_code.startswith(row.county_code):
            return BadInput("username", say("请写这个县里一位同事的用户名。"))
        if colleague.id != staff.id and staff.role not in ("county", "admin"):
            return Forbidden("username", say("请县里的同事或者管理员来登记别人的回避；您可以登记自己的。"))
        source = "self" if colleague.id == staff.id else "named"
        unit.recusals.add(colleague.id, row.id, source, staff.username)
        detail = {"who": username, "source": source}
        unit.audit.note(staff.username, KEPT_FROM, row.receipt, row.area_code, detail)
        pass_on(unit, row.receipt)
        return None

    async def none_of_ours(self, staff: StaffMember, receipt: str) -> None:
        """A person has looked: the relative the household names is no colleague here."""
        require(staff, "recuse")

        def work(unit: Unit) -> NotFound | None:
            row = within(unit, staff, receipt, for_update=True)
            if row is None:
                return not_found()
            unit.audit.note(staff.username, NAMED_CHECKED, row.receipt, row.area_code)
            return None

        or_raise(await self._database.run(work))

    async def kept(self, staff: StaffMember) -> tuple[Kept, ...]:
        """All who are kept from something in one's area, newest first."""
        _require_either(staff)
        return await self._database.read(lambda unit: self._kept(unit, staff))

    def _kept(self, unit: Unit, staff: StaffMember) -> tuple[Kept, ...]:
        found: list[Kept] = []
        for one in unit.recusals.within(staff.scope, _MOST):
            row = unit.declarations.by_id(one.declaration_id)
            if row is not None:
                found.append(_shown(unit, one, row))
        return tuple(found)

    async def named(self, staff: StaffMember) -> tuple[Named, ...]:
        """Households of one's area that name a relative in office, where nobody has looked yet who that is."""
        _require_either(staff)
        return await self._database.read(lambda unit: self._named(unit, staff))

    def _named(self, unit: Unit, staff: StaffMember) -> tuple[Named, ...]:
        colleagues = [(one.username, one.name, one.area_code) for one in unit.staff.everyone() if one.active]
        found: list[Named] = []
        for row in unit.declarations.flagged(staff.scope, NAMED_IN_OFFICE, _MOST):
            looked = unit.audit.latest(staff.scope, actions=(NAMED_CHECKED, KEPT_FROM), subject=row.receipt, most=1)
            version = unit.declarations.version(row.id, row.version)
            if looked or version is None:
                continue
            answers = load_answers(version.answers)["answers"]
            name = str(answers.get("relative_in_office.name") or "")
            alike = tuple(
                (username, known)
                for username, known, area in colleagues
                if known == name and area.startswith(row.county_code)
            )
            post, relation = (str(answers.get(f"relative_in_office.{each}") or "") for each in ("post", "relation"))
            found.append(Named(row.receipt, row.area_code, name, post, relation, alike))
        return tuple(found)


def _require_either(staff: StaffMember) -> None:
    if not may(staff, "audit"):
        require(staff, "recuse")


def _shown(unit: Unit, one: RecusalRow, row: DeclarationRow) -> Kept:
    assigned = unit.staff.by_id(row.assigned_to) if row.assigned_to is not None else None
    flags = flags_in(row.flags)
    return Kept(
        one.receipt, one.area_code, one.username, one.source, one.entered_by, one.at,
        assigned.username if assigned is not None else "", TO_COUNTY in flags, NOBODY_LEFT in flags,
    )  # fmt: skip


__all__ = ["RELATED", "Kept", "Named", "Recusing"]
