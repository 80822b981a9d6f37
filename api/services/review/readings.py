"""Who read a declaration and why: written down once a person, day, kind and reason, counted every time, and shown to
the resident it is about.
"""

from datetime import datetime

from api.services.calendar.workdays import SHANGHAI, china_day
from api.services.review.reasons import MANY_A_DAY, NONE_GIVEN, Reason
from api.services.review.record import Record, write
from api.services.staffing.staff import StaffMember
from storage.rows import DeclarationRow
from storage.unit import Unit

# The page with names and numbers masked, the whole page, a paper, a print of it.
LOOKED, SHOWN, PAPER, PRINTED = "look", "show", "paper", "print"
READINGS = (LOOKED, SHOWN, PAPER, PRINTED)
MANY_READ = "many_read"
# No client can send such an id: theirs are ASCII.
_KINDS = {LOOKED: "翻", SHOWN: "看", PAPER: "材料", PRINTED: "打印"}


def is_noted(
    unit: Unit, row: DeclarationRow, username: str, action: str, now: datetime, reason: Reason = NONE_GIVEN
) -> bool:
    """Whether this reading was written down today (in China) already."""
    return unit.timeline.by_action_id(row.id, _once(username, action, now, reason)) is not None


def note(
    unit: Unit, row: DeclarationRow, staff: StaffMember, action: str, now: datetime, reason: Reason = NONE_GIVEN
) -> None:
    """Write it down, unless it was today, and count it. The caller holds the declaration's lock."""
    first = not is_noted(unit, row, staff.username, action, now, reason)
    if first:
        kept = write(Record(note=reason.words, details={"reason": reason.code})) if reason.code else None
        once = _once(staff.username, action, now, reason)
        unit.timeline.append(
            row.id, now, actor=staff.username, action=action, status=row.status, note=kept, action_id=once,
            audited={"reason": reason.code} if reason.code else None,
        )  # fmt: skip
    if action != LOOKED:
        _count(unit, staff, action, now, first=first)


def _count(unit: Unit, staff: StaffMember, action: str, now: datetime, *, first: bool) -> None:
    day = china_day(now)
    times, files = unit.readings.count(staff.username, staff.area_code, day, action, first=first)
    if first and files == MANY_A_DAY:
        detail = {"kind": action, "files": files, "times": times}
        unit.audit.note(staff.username, MANY_READ, staff.username, staff.area_code, detail)


def _once(username: str, action: str, now: datetime, reason: Reason) -> str:
    # Another reason on the same day is another line; other words of "other" are not worth a second one.
    why = f" {reason.code}" if reason.code else ""
    # The sign before it is one that no id of an action may hold: nobody can keep a reading from being written down.
    return f"\x1f{_KINDS[action]} {username} {now.astimezone(SHANGHAI):%Y-%m-%d}{why}"
