"""Asking officers in their own chats: whether a call would be heard, and whether they are still on duty."""

from datetime import datetime

from api.services.bell import BELL
from api.services.emergency.calling import DUTY_BELL
from api.services.emergency.reliance import LONG, may_ask
from storage.duty_rows import DutyRow
from storage.unit import Unit

TRIAL, STILL = "trial", "still"
"""The occasions of the two questions."""


def try_out(unit: Unit, one: DutyRow, now: datetime) -> None:
    """Ring their chat as an emergency would; it says that it is none."""
    _ask(unit, one, TRIAL, now)


def ask_who_forgot(unit: Unit, now: datetime) -> bool:
    """Ask one officer who has been on duty for long, by day; False when there is none."""
    one = unit.duty_chats.long_on_duty(now - LONG) if may_ask(now) else None
    if one is not None:
        _ask(unit, one, STILL, now)
    return one is not None


def _ask(unit: Unit, one: DutyRow, occasion: str, now: datetime) -> None:
    unit.duty_pushes.put(None, one.staff_id, f"{occasion}:{now.isoformat()}", now)
    if one.asked_at is None:
        # Asking once more gives no more time to answer.
        unit.duty_chats.asked(one.staff_id, now)
    unit.notify(BELL, DUTY_BELL)
