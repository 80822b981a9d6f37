"""Who read a declaration: written down once a person, day and kind of reading; shown to the resident it is about."""

from datetime import datetime

from api.services.review.workdays import SHANGHAI
from storage.rows import DeclarationRow
from storage.unit import Unit

# The page with names and numbers masked, the whole page, a paper, a print of it.
LOOKED, SHOWN, PAPER, PRINTED = "look", "show", "paper", "print"
READINGS = (LOOKED, SHOWN, PAPER, PRINTED)
# No client can send such an id: theirs are ASCII.
_KINDS = {LOOKED: "翻", SHOWN: "看", PAPER: "材料", PRINTED: "打印"}


def is_noted(unit: Unit, row: DeclarationRow, username: str, action: str, now: datetime) -> bool:
    """Whether this reading was written down today (in China) already."""
    return unit.timeline.by_action_id(row.id, _once(username, action, now)) is not None


def note(unit: Unit, row: DeclarationRow, username: str, action: str, now: datetime) -> None:
    """Write it down, unless it was today. The caller holds the declaration's lock."""
    if not is_noted(unit, row, username, action, now):
        once = _once(username, action, now)
        unit.timeline.append(row.id, now, actor=username, action=action, status=row.status, action_id=once)


def _once(username: str, action: str, now: datetime) -> str:
    return f"{_KINDS[action]} {username} {now.astimezone(SHANGHAI):%Y-%m-%d}"
