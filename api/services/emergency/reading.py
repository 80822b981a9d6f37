"""Reading emergencies within an area: the queue, one of them, what was given before."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from api.errors import NotFound
from api.services.emergency.answers import answers_of
from api.services.emergency.areas import EmergencyAreas
from api.services.emergency.households import household_in
from api.services.emergency.kin import is_related, kin_of, related
from api.services.emergency.lifecycle import RECUSE, possible
from api.services.emergency.meanwhile import as_of, names_of
from api.services.emergency.neighbours import WITHIN, others_like
from api.services.emergency.views import Before, EmergencyEventView, EmergencyItem, EmergencyView, Nearby
from api.services.flags import flags_in
from api.services.review.lifecycle import closed
from api.services.staffing.permissions import may
from api.services.staffing.staff import StaffMember
from conversations.answers import Json
from conversations.form.emergency import ASSUMED, NEED, SAFE, WHAT, WHEN, WHOSE
from conversations.form.emergency.papers import PAPER_KEYS
from conversations.form.emergency.words import WHEN as TIMES
from conversations.messages import say
from storage.emergency_rows import EmergencyEvent, EmergencyRow
from storage.rows import DeclarationRow
from storage.unit import Unit

PAPERS_IN = "papers_in"
"""The mark of one whose papers, or some of them, came."""
# What is tapped tells nobody who or where somebody is; all else is for those only who may read names.
_TAPPED = (WHAT, NEED, SAFE, ASSUMED, WHOSE)
_TIMES = frozenset(one.value for one in TIMES)
_WORDS = ("person", "reason", "note", "reference")


def within(unit: Unit, staff: StaffMember, receipt: str, *, for_update: bool = False) -> EmergencyRow | None:
    """The emergency, if it lies within the area of who asks. Raises `Related` for one of their own family.

    Violence at home stays with those who handle it: village assistants are neighbours.
    """
    if not receipt.isprintable():
        return None
    row = held(unit, receipt) if for_update else unit.emergencies.by_receipt(receipt)
    if row is None or not staff.scope.covers(row.area_code) or not visible(staff, row):
        return None
    if is_related(unit, staff, row):
        raise related(row)
    return row


def held(unit: Unit, receipt: str) -> EmergencyRow | None:
    """The emergency, which nobody else changes until this transaction ends. Its conversation is held first, as a turn
    does that adds to it: so of a family that writes and an officer who acts one waits for the other.
    """
    row = unit.emergencies.by_receipt(receipt)
    if row is None:
        return None
    if row.conversation_id is not None:
        unit.conversations.lock(row.conversation_id)
    return unit.emergencies.by_receipt(receipt, for_update=True)


def visible(staff: StaffMember, row: EmergencyRow) -> bool:
    """Whether this role may know of it at all."""
    return not row.silent or may(staff, "act")


def not_found() -> NotFound:
    """Told alike, whether it is elsewhere or nowhere."""
    return NotFound("receipt", say("请再看一下编号：您负责的范围里没有这一件。"))


def item_of(row: EmergencyRow, areas: EmergencyAreas, now: datetime, holder: str = "") -> EmergencyItem:
    """A line of the queue. `holder`: the name of who did something about it last."""
    left = None if row.due_at is None else int((row.due_at - now).total_seconds() // 60)
    return EmergencyItem(
        row.receipt, row.status, row.what, row.area_code, areas.desk(row.area_code).name, row.submitted_at,
        row.due_at, left, row.granted, row.paid, (*flags_in(row.flags), *_papers_in(row)), row.silent,
        row.together, _needs(row), holder,
    )  # fmt: skip


def _papers_in(row: EmergencyRow) -> tuple[str, ...]:
    """That some of the papers that are waited for came: they are to be looked at."""
    came = row.status == "paid" and any(answers_of(row).get(key) for key in PAPER_KEYS)
    return (PAPERS_IN,) if came else ()


def view_of(unit: Unit, staff: StaffMember, row: EmergencyRow, areas: EmergencyAreas, now: datetime) -> EmergencyView:
    """The page of an emergency."""
    limit = areas.limits(unit, row.area_code).grant
    declared = unit.declarations.by_conversation(row.conversation_id) if row.conversation_id is not None else []
    events = unit.emergencies.events(row)
    names = names_of(unit, (one.actor for one in events))
    gone = {one.actor for one in events if one.action == RECUSE}
    held_by = next((names[one.actor] for one in reversed(events) if one.actor in names and one.actor not in gone), "")
    return EmergencyView(
        item=item_of(row, areas, now, held_by),
        answers=_answers(staff, row),
        tier=row.tier,
        origin=row.origin,
        papers_due=row.due_at if row.status == "paid" else None,
        before=tuple(_placed(one, staff, areas) for one in given_before(unit, staff, row, declared)),
        fund=unit.funds.get(row.area_code),
        advance=areas.gives_advances(row.area_code) and _under_review(declared),
        limit=None if limit is None else int(limit * 100),
        timeline=tuple(
            EmergencyEventView(
                one.at, one.actor, one.action, one.status, _said(staff, content(one.note)), names.get(one.actor, "")
            )
            for one in events
        ),
        actions=possible(row.status, staff.role),
        tiers=areas.has_tiers(row.area_code),
        asked=_asked(events),
        nearby=_nearby(unit, staff, row, areas),
        granted_by=next((one.actor for one in reversed(events) if one.action == "grant"), ""),
        as_of=as_of(events),
    )


def _needs(row: EmergencyRow) -> tuple[str, ...]:
    needs = answers_of(row).get(NEED)
    return tuple(str(one) for one in needs if one != "other") if isinstance(needs, list) else ()


def _placed(one: Before, staff: StaffMember, areas: EmergencyAreas) -> Before:
    household = one.household if may(staff, "names") else ""
    here = staff.scope.covers(one.area_code)
    return replace(one, place=areas.desk(one.area_code).name, here=here, household=household)


def _nearby(unit: Unit, staff: StaffMember, row: EmergencyRow, areas: EmergencyAreas) -> tuple[Nearby, ...]:
    """What neighbours told that may be the same event; nothing of what is kept from who asks."""
    others = _shown(unit, staff, unit.emergency_neighbours.about_then(row, WITHIN))
    named = may(staff, "names")
    return tuple(
        Nearby(_placed(_told(one), staff, areas), how.metres, how.name if named else "")
        for one, how in others_like(row, others)
    )


def _shown(unit: Unit, staff: StaffMember, rows: Sequence[EmergencyRow]) -> list[EmergencyRow]:
    """Those that are not kept from who asks."""
    kin = kin_of(unit, staff.id)
    return [one for one in rows if visible(staff, one) and not kin.has(one)]


def _asked(events: list[EmergencyEvent]) -> int:
    """What the township asked the county for, fen."""
    asked = next((content(one.note).get("amount") for one in reversed(events) if one.action == "escalate"), 0)
    return asked if isinstance(asked, int) else 0


def _said(staff: StaffMember, said: Mapping[str, object]) -> Mapping[str, object]:
    """What was written with a step; words about people only for those who may read names."""
    return said if may(staff, "names") else {key: value for key, value in said.items() if key not in _WORDS}


def _under_review(declared: Sequence[DeclarationRow]) -> bool:
    """Whether the family has applied for aid and nothing is decided yet."""
    return any(one.applies_for_aid and not closed(one.status) for one in declared)


def given_before(
    unit: Unit, staff: StaffMember, row: EmergencyRow, declared: Sequence[DeclarationRow]
) -> tuple[Before, ...]:
    """Other emergencies told by the same conversation or phone, but for what is kept from who asks, and what the
    conversation `declared`, newest first.
    """
    told = [_told(one) for one in _shown(unit, staff, unit.emergencies.like(row))]
    filed = [
        Before("declaration", one.receipt, one.category, one.status, one.area_code, one.submitted_at)
        for one in declared
        if one.status != "erased"
    ]
    return tuple(sorted((*told, *filed), key=lambda one: one.at, reverse=True))


def _told(one: EmergencyRow) -> Before:
    return Before(
        "emergency", one.receipt, one.what, one.status, one.area_code, one.submitted_at, one.granted, one.paid,
        household=household_in(answers_of(one)) or "",
    )  # fmt: skip


def content(note: str | None) -> Mapping[str, object]:
    """What was said with an action."""
    kept = json.loads(note) if note is not None else {}
    return kept if isinstance(kept, dict) else {}


def _answers(staff: StaffMember, row: EmergencyRow) -> Mapping[str, Json]:
    answers = answers_of(row)
    if may(staff, "names"):
        return answers
    tapped = {key: value for key, value in answers.items() if key in _TAPPED}
    when = answers.get(WHEN)
    return {**tapped, WHEN: when} if isinstance(when, str) and when in _TIMES else tapped
