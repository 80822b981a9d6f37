"""What each step changes: the money it promises or pays, the status it leads to, what is due next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from api.errors import BadInput, Conflict, Forbidden, ServiceError
from api.services.emergency.actions import EmergencyAction
from api.services.emergency.afterwards import first_reminder
from api.services.emergency.areas import EmergencyAreas
from api.services.emergency.lifecycle import TOWNSHIP, Step
from api.services.emergency.words import yuan
from api.services.staffing.staff import StaffMember
from conversations.messages import say
from storage.emergency_rows import EmergencyRow
from storage.repositories.funds import Overdrawn
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Carried:
    """What the steps need: the areas, when a number of working days has passed, the clock."""

    areas: EmergencyAreas
    workdays: Callable[[Unit, datetime, int], datetime]
    clock: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class After:
    """How the emergency stands after a step; `fields`: other columns that change."""

    status: str
    due_at: datetime | None
    fields: Mapping[str, object] = field(default_factory=dict)


def carry_out(
    carried: Carried, unit: Unit, staff: StaffMember, row: EmergencyRow, action: EmergencyAction, step: Step
) -> After | ServiceError:
    """Check the step against this emergency and its fund, and move the money. A refusal is given back, not raised:
    nothing was written then.
    """
    match action.action:
        case "grant":
            return _grant(carried, unit, staff, row, action)
        case "pay":
            return _pay(carried, unit, staff, row, action)
        case "release":
            return _release(carried, unit, staff, row, action)
        case "transfer":
            return _transfer(carried, row, action)
        case "settle":
            return After("settled", None, {"papers_due_at": None})
        case "decline":
            return After("declined", None)
        case _:
            return After(step.target or row.status, row.due_at)


def _grant(
    carried: Carried, unit: Unit, staff: StaffMember, row: EmergencyRow, action: EmergencyAction
) -> After | ServiceError:
    limit = carried.areas.limits(unit, row.area_code).grant
    if staff.role == TOWNSHIP and limit is None:
        return BadInput("amount", say("请按“报县里”：县里还没有定镇里能自己批多少。"))
    if staff.role == TOWNSHIP and limit is not None and action.amount > int(limit * 100):
        return BadInput("amount", say("镇里最多批 {limit} 元，再多请按“报县里”。", limit=limit))
    try:
        unit.funds.put(
            row.area_code, "grant", action.amount,
            actor=staff.username, action_id=f"{row.receipt}:{action.id}", receipt=row.receipt,
        )  # fmt: skip
    except Overdrawn as error:
        return Conflict(
            "amount",
            say("备用金还能用 {left} 元，不够批这么多。可以少批一些，或者先请县里补充。", left=yuan(error.available)),
        )
    return After("granted", row.due_at, {"granted": action.amount, "tier": action.tier})


def _pay(
    carried: Carried, unit: Unit, staff: StaffMember, row: EmergencyRow, action: EmergencyAction
) -> After | ServiceError:
    granted_by = [one.actor for one in unit.emergencies.events(row) if one.action == "grant"]
    if staff.username in granted_by[-1:]:
        return Forbidden("action", say("请换一位同事来付：批的人和付的人不能是同一个。"))
    left = row.granted - row.paid
    if action.amount > left:
        return BadInput("amount", say("最多还能付 {left} 元：批了 {granted} 元，付过 {paid} 元。", left=yuan(left),
                                      granted=yuan(row.granted), paid=yuan(row.paid)))  # fmt: skip
    unit.funds.put(
        row.area_code, "payment", action.amount,
        actor=staff.username, action_id=f"{row.receipt}:{action.id}", receipt=row.receipt,
        method=action.method, reference=action.reference,
    )  # fmt: skip
    paid = row.paid + action.amount
    if paid < row.granted:
        # The first help has reached them: that clock has nothing left to count.
        return After("paying", None, {"paid": paid})
    return _all_paid(carried, unit, row, {"paid": paid})


def _all_paid(carried: Carried, unit: Unit, row: EmergencyRow, fields: Mapping[str, object]) -> After:
    """From here the days for the papers run; the next reminder is a row, which fires after a restart too."""
    now = carried.clock()
    due = carried.workdays(unit, now, carried.areas.limits(unit, row.area_code).days)
    return After("paid", due, {**fields, "papers_due_at": first_reminder(now, due)})


def _release(
    carried: Carried, unit: Unit, staff: StaffMember, row: EmergencyRow, action: EmergencyAction
) -> After | ServiceError:
    """What was granted and is not needed goes back into the fund."""
    left = row.granted - row.paid
    unit.funds.put(
        row.area_code, "release", left,
        actor=staff.username, action_id=f"{row.receipt}:{action.id}", receipt=row.receipt,
    )  # fmt: skip
    return (
        _all_paid(carried, unit, row, {"granted": row.paid}) if row.paid else After("seen", row.due_at, {"granted": 0})
    )


def _transfer(carried: Carried, row: EmergencyRow, action: EmergencyAction) -> After | ServiceError:
    desk = carried.areas.desk(action.area_code)
    if desk.area_code != action.area_code or desk.area_code == row.area_code:
        return BadInput("area_code", say("请选另一个在服务范围里的乡镇。"))
    return After(row.status, row.due_at, {"area_code": desk.area_code, "county_code": desk.county_code})
