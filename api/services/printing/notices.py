"""Sheets that leave the township: the receipt a resident takes home, and the public notice on the board."""

from datetime import date, timedelta

from api.services.calendar.workdays import china_day
from api.services.printing.cells import day
from api.services.printing.filed import Filed
from api.services.printing.paper import Paper, head_of
from api.services.printing.press import Sheet
from api.services.printing.terms import CATEGORY, ORIGIN

NOTICE_DAYS = 7
"""Days a notice hangs (民发〔2021〕57号; a local setting where `ends_on` was worked out with the step)."""


def receipt_sheet(filed: Filed, _paper: Paper) -> Sheet:
    """申报回执: that it was received, by whom, what comes next. No amounts and no illness: it lies on a table."""
    pledge = filed.signature("pledge")
    unsigned = pledge is not None and pledge.by_hand and filed.confirmed is None
    data = {
        "head": head_of(filed),
        "people": len(filed.agenda.answers.items.get("members", ())),
        "origin": ORIGIN.get(filed.origin, filed.origin),
        "applies": filed.applies_for_aid,
        "unsigned": unsigned and filed.last("record_signature") is None,
        "accepted": day(step.at) if (step := filed.last("accept")) is not None else "",
        "due": day(filed.due) if filed.due is not None else "",
    }
    return Sheet("receipt", data, filed.filed_at)


def notice_sheet(filed: Filed, _paper: Paper) -> Sheet:
    """公示: whom it is about, what is intended, from when to when, whom to tell. No ID numbers, no illness, no amounts.

    Before the notice was started its days are left for the hand.
    """
    step = filed.last("publish")
    opinion = filed.last("decide", "opinion")
    category = opinion.record.category if opinion is not None else ""
    start = _day(step.record.text("on")) or china_day(step.at) if step is not None else None
    end = _day(step.record.text("ends_on")) if step is not None else None
    if start is not None and end is None:
        # The first day counts.
        end = start + timedelta(days=NOTICE_DAYS - 1)
    data = {
        "head": head_of(filed),
        "people": len(filed.agenda.answers.items.get("members", ())),
        "category": CATEGORY.get(category, "") if category != "none" else "",
        "from": day(start) if start is not None else "",
        "to": day(end) if end is not None else "",
        "days": NOTICE_DAYS,
        "place": step.record.place if step is not None else "",
    }
    return Sheet("notice", data, filed.filed_at)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
