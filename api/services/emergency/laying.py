"""Laying an emergency down at the desk: on a line of its own, or under one that is there; lifted when more is told."""

from dataclasses import replace
from datetime import timedelta

from api.services.emergency.folding import (
    ADDRESS_WITHIN,
    PHONE_WITHIN,
    SAME_ADDRESS,
    STANDS_OUT,
    Placed,
    placed,
    told_of,
)
from api.services.flags import flags_in, with_flags, without_flags
from storage.emergency_rows import EmergencyRow
from storage.unit import Unit

A_DAY = timedelta(days=1)


def lay_down(unit: Unit, row: EmergencyRow) -> EmergencyRow:
    """A new one: marked, and under the line of another one where it says nothing of its own; the row as it is then."""
    found = _placed(unit, row)
    unit.emergencies.set(row, together=found.together)
    return marked(unit, replace(row, together=found.together), *found.flags)


def lay_again(unit: Unit, row: EmergencyRow) -> EmergencyRow:
    """More was told of one that is there. What says something of its own by now gets its own line, and rings.

    The other way round only what nobody has opened yet, and nothing lies under, is folded: under one of its phone.
    """
    now = unit.emergencies.by_receipt(row.receipt) or row
    if now.together is not None and now.sender is None and SAME_ADDRESS in flags_in(now.flags):
        # A day later nobody knows any more what it was sent with.
        return now
    found = _placed(unit, now)
    fresh = now.status == "received" and not unit.emergencies.heads(now)
    if now.together is not None or (found.together is not None and fresh):
        unit.emergencies.set(now, together=found.together)
        now = replace(now, together=found.together)
    return marked(unit, now, *found.flags)


def marked(unit: Unit, row: EmergencyRow, *flags: str) -> EmergencyRow:
    """The row with these marks too."""
    every = with_flags(row.flags, *flags)
    if row.together is None:
        every = without_flags(every, (STANDS_OUT,))
    if every != row.flags:
        unit.emergencies.set(row, flags=every)
    return replace(row, flags=every)


def _placed(unit: Unit, row: EmergencyRow) -> Placed:
    at = row.submitted_at
    sent = unit.emergencies.sent_from(row.sender, at - ADDRESS_WITHIN) if row.sender is not None else []
    phoned = unit.emergencies.with_phone(row, at - PHONE_WITHIN)
    told = unit.emergencies.of_conversation(row.conversation_id) if row.conversation_id is not None else []
    own = [one for one in told if at - one.submitted_at <= A_DAY]
    return placed(
        told_of(row),
        [told_of(one) for one in sent if one.id < row.id],
        [told_of(one) for one in phoned],
        [told_of(one) for one in own if one.id < row.id],
    )
