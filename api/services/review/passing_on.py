"""A case of a colleague's own family goes to somebody else by itself: in the township, else in the county."""

import json
from collections.abc import Iterable

from storage.rows import DeclarationRow, StaffRow
from storage.unit import Unit

RELATED, TO_COUNTY, NOBODY_LEFT = "colleague_related", "to_county", "nobody_unrelated"
PASSED_ON = "passed_on"
_FLAGS = (RELATED, TO_COUNTY, NOBODY_LEFT)
# Only these decide; village assistants and auditors take nothing over.
_HANDLE = ("township", "county")


def pass_on(unit: Unit, receipt: str) -> None:
    """Look again at whose a declaration is, after its people, its area or the staff have changed.

    When a reviewer of its township, or whoever it is assigned to, is kept from it, it is given to one who is not;
    to a county officer when the township has nobody left; with nobody there either it is flagged for the auditor.
    Call it in the same transaction, after filing, a new version, a transfer, an assignment.
    """
    row = unit.declarations.by_receipt(receipt)
    kept = unit.recusals.of(row.id) if row is not None else []
    if row is None or not kept:
        return
    barred = {one.staff_id for one in kept}
    handlers = [one for one in unit.staff.everyone() if one.active and one.role in _HANDLE]
    here = [one for one in handlers if one.area_code == row.area_code]
    if row.assigned_to in barred or (row.assigned_to is None and barred & {one.id for one in here}):
        county = [one for one in handlers if one.area_code == row.county_code]
        _give(unit, row, _free(here, barred) or _free(county, barred), [one.username for one in kept])
    nobody_here = bool(here) and not _free(here, barred)
    nobody = nobody_here and not _free([one for one in handlers if one.area_code == row.county_code], barred)
    _flag(unit, row, {RELATED: True, TO_COUNTY: nobody_here and not nobody, NOBODY_LEFT: nobody})


def _free(staff: Iterable[StaffRow], barred: set[int]) -> list[StaffRow]:
    return [one for one in staff if one.id not in barred]


def _give(unit: Unit, row: DeclarationRow, free: list[StaffRow], kept: list[str]) -> None:
    # In turn by the number of the declaration, so that one colleague does not get them all.
    chosen = free[row.id % len(free)] if free else None
    unit.declarations.assign(row.id, chosen.id if chosen is not None else None)
    to = chosen.username if chosen is not None else ""
    unit.audit.note("system", PASSED_ON, row.receipt, row.area_code, {"kept_from": kept, "to": to})
    unit.timeline.append(row.id, unit.clock(), actor="system", action=PASSED_ON, status=row.status)


def _flag(unit: Unit, row: DeclarationRow, wanted: dict[str, bool]) -> None:
    before: list[str] = json.loads(row.flags)
    after = [flag for flag in before if flag not in _FLAGS] + [flag for flag, on in wanted.items() if on]
    if after != before:
        unit.declarations.set_flags(row.id, json.dumps(after))
