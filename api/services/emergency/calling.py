"""Whom an emergency calls, written down in the transaction in which it is told or handed on.

Nearest first, and rather somebody woken than nobody: who is on duty in its township; else in its county; else everybody
there who has linked a chat. Who was asked whether they are still on duty and did not answer does not keep others from
being called.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from api.services.bell import BELL
from api.services.emergency.actions import EmergencyAction
from api.services.emergency.kin import is_related
from api.services.emergency.lifecycle import COUNTY, DESK, TOWNSHIP, UNDECIDED
from api.services.emergency.reliance import relied_on
from api.services.staffing.staff import StaffMember
from api.services.territory.areas import COUNTY_DIGITS
from storage.duty_rows import DutyRow
from storage.emergency_rows import EmergencyRow
from storage.repositories.scope import Scope
from storage.unit import Unit

DUTY_BELL = "duty"
"""The bell at which the sender of calls listens."""
LOOK_WITHIN = timedelta(minutes=15)
"""A meal or a walk to the office. Longer, and a family in the cold waits for somebody who did not hear the phone;
shorter, and whoever is on the way already is called again."""
TOLD, AGAIN, HANDED, ESCALATED, UNSEEN = "filed", "again", "transfer", "escalate", "unseen"
_HANDED_ON = (HANDED, ESCALATED)


def call(unit: Unit, row: EmergencyRow, occasion: str, now: datetime, *, by: str = "") -> None:
    """Call whoever is concerned, each once for each occasion. `by`: who hands it on, who need not be told."""
    write_calls(unit, row, occasion, now, by)
    if kind_of(occasion) in (TOLD, *_HANDED_ON):
        unit.duty_pushes.watch(row.id, occasion, by, now + LOOK_WITHIN)


def write_calls(unit: Unit, row: EmergencyRow, occasion: str, now: datetime, by: str) -> None:
    """The calls alone; that nobody has looked yet stays as it is."""
    for one in concerned(unit, row, occasion, now, by):
        unit.duty_pushes.put(row.id, one.staff_id, occasion, now)
    unit.notify(BELL, DUTY_BELL)


def after_action(unit: Unit, staff: StaffMember, row: EmergencyRow, action: EmergencyAction, now: datetime) -> None:
    """What a step at the desk means for those on duty: handed on, it calls others; else somebody is at it."""
    if action.action in _HANDED_ON:
        call(unit, row, f"{action.action}:{action.id}", now, by=staff.username)
    elif row.status not in UNDECIDED or awaits(unit, staff, row):
        unit.duty_pushes.unwatch(row.id)


def awaits(unit: Unit, staff: StaffMember, row: EmergencyRow) -> bool:
    """Whether nobody has looked at it since it was called for, and this officer's look would be the first."""
    watch = unit.duty_pushes.watched(row.id)
    if watch is None or staff.role not in DESK or watch.by == staff.username:
        return False
    return staff.role == COUNTY or kind_of(watch.occasion) != ESCALATED


def call_again(unit: Unit, row: EmergencyRow, occasion: str, by: str, now: datetime) -> None:
    """Nobody looked in time: once more, and the county too."""
    write_calls(unit, row, f"{UNSEEN}:{occasion}", now, by)
    unit.duty_pushes.called_again(row.id)


def kind_of(occasion: str) -> str:
    """The first word of an occasion; the action it came by stands behind it."""
    return occasion.partition(":")[0]


def concerned(unit: Unit, row: EmergencyRow, occasion: str, now: datetime, by: str = "") -> list[DutyRow]:
    """Who is called for this occasion: the nearest circle that has anybody, and where of that nobody is relied on
    alone, the next one as well.
    """
    everybody = unit.duty_chats.within(Scope(prefix=row.county_code), DESK)
    able = [one for one in everybody if one.username != by and may_be_called(unit, one, row)]
    reached = [one for one in able if one.reachable]
    circles = _circles(reached, occasion, only_county=_is_the_countys(row, occasion))
    called: dict[int, DutyRow] = {}
    # At last those whose chat refused: they may be back, and then they are reached again.
    for circle in (*circles, able):
        called.update((one.staff_id, one) for one in circle)
        if any(relied_on(one, now) for one in circle):
            break
    return list(called.values())


def _circles(reached: Sequence[DutyRow], occasion: str, *, only_county: bool) -> tuple[list[DutyRow], ...]:
    here = [one for one in reached if one.role == TOWNSHIP]
    county = [one for one in reached if one.role == COUNTY]
    if only_county:
        return _on_duty(county), county
    if kind_of(occasion) == UNSEEN:
        return [*(_on_duty(here) or here), *(_on_duty(county) or county)], []
    return _on_duty(here), _on_duty(county), list(reached)


def _on_duty(people: Sequence[DutyRow]) -> list[DutyRow]:
    return [one for one in people if one.on_duty]


def _is_the_countys(row: EmergencyRow, occasion: str) -> bool:
    """Whether townships have no part in it: reported up, or nobody could tell in which it happened."""
    kind, _, rest = occasion.partition(":")
    cause = kind_of(rest) if kind == UNSEEN else kind
    return cause == ESCALATED or len(row.area_code) == COUNTY_DIGITS


def may_be_called(unit: Unit, one: DutyRow, row: EmergencyRow) -> bool:
    """Whether it is theirs at all: in their area, by their role, not of their own family."""
    member = member_of(one)
    return one.role in DESK and member.scope.covers(row.area_code) and not is_related(unit, member, row)


def member_of(one: DutyRow) -> StaffMember:
    """The officer as a member of staff."""
    return StaffMember(one.staff_id, one.username, one.name, one.role, one.area_code)
