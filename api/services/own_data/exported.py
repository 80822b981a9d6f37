"""How moments and people stand in an export: in Chinese time; staff by their office, not by their name."""

from datetime import datetime

from api.services.calendar.workdays import SHANGHAI
from storage.unit import Unit


def moment_of(at: datetime) -> str:
    """The moment in Asia/Shanghai, as ISO 8601."""
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds")


def office_of(unit: Unit, actor: str) -> str:
    """`resident`, `system`, or the role of a member of staff."""
    if actor in ("resident", "system"):
        return actor
    found = unit.staff.by_username(actor)
    return found.role if found is not None else "staff"
