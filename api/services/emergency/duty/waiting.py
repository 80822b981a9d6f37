"""What waits for an officer who comes on duty, or whom calls could not reach for a while: one message, not a flood."""

from dataclasses import dataclass
from datetime import datetime

from api.services.bell import BELL
from api.services.emergency.calling import DUTY_BELL, TOLD, member_of
from api.services.emergency.folding import rings
from api.services.emergency.kin import kin_of
from api.services.emergency.lifecycle import TOWNSHIP, undecided_by
from api.services.territory.areas import COUNTY_DIGITS
from storage.duty_rows import DutyRow
from storage.emergency_rows import EmergencyRow
from storage.unit import Unit

WAITING = "waiting"
"""The occasion of a message that tells of all that waits."""
_MOST = 200


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits for a decision of theirs: `unseen` what nobody has looked at since it was called for, `seen` the rest."""

    unseen: tuple[EmergencyRow, ...]
    seen: tuple[EmergencyRow, ...]


def waits_for(unit: Unit, one: DutyRow) -> Waits:
    """What is theirs, of their own family nothing. Of what its township has at hand the county hears nothing."""
    member = member_of(one)
    kin, unseen = kin_of(unit, one.staff_id), unit.duty_pushes.unseen(member.scope)
    rows = unit.emergencies.queue(member.scope, undecided_by(one.role), most=_MOST)
    mine = [
        row
        for row in rows
        if rings(row) and not kin.has(row) and (one.role == TOWNSHIP or row.id in unseen or _countys(row))
    ]
    return Waits(tuple(row for row in mine if row.id in unseen), tuple(row for row in mine if row.id not in unseen))


def tell_what_waits(unit: Unit, one: DutyRow, now: datetime) -> None:
    """They can be called from now on: one call if a single one waits, else one message of all."""
    waits = waits_for(unit, one)
    if len(waits.unseen) == 1 and not waits.seen:
        unit.duty_pushes.put(waits.unseen[0].id, one.staff_id, f"{TOLD}:{WAITING}:{now.isoformat()}", now)
    elif waits.unseen or waits.seen:
        put_waiting(unit, one.staff_id, now)
    unit.notify(BELL, DUTY_BELL)


def put_waiting(unit: Unit, staff_id: int, now: datetime) -> None:
    """One message of all that waits; what it says is found when it is sent."""
    unit.duty_pushes.put(None, staff_id, f"{WAITING}:{now.isoformat()}", now)


def _countys(row: EmergencyRow) -> bool:
    return row.status == "at_county" or len(row.area_code) == COUNTY_DIGITS
