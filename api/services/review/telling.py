"""What an action sends to the resident: the words of its row in the table, with what they may name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from api.services.calendar.workdays import china_day
from api.services.review.actions import Action
from api.services.review.lifecycle import Transition
from api.services.review.words import Told
from conversations.inputs import AskedBack, StatusPushed
from conversations.messages import Message, say
from conversations.world import Area


def told_of(receipt: str, area: Area | None, action: Action, due: datetime | None) -> Told:
    """What the messages of this action may name."""
    return Told(
        receipt=receipt,
        place=area.name if area is not None else say("镇里"),
        phone=area.phone if area is not None else "",
        note=action.note,
        due=china_day(due) if due is not None else None,
        count=len(action.keys) or len(action.found),
        category=action.category or "none",
        result=action.result,
        day=date.fromisoformat(action.on) if action.on else None,
        departments=action.departments,
        monitored=action.monitored == "yes",
    )


def told_at(receipt: str, area: Area | None, due: datetime | None) -> Told:
    """What the messages of time alone may name."""
    return told_of(receipt, area, Action("", ""), due)


def preview(step: Transition, receipt: str, area: Area | None, action: Action, due: datetime | None) -> Message:
    """What the resident would be told, before the number of answers asked again is known."""
    if step.told is None:
        return Message("")
    return step.told(replace(told_of(receipt, area, action, due), count=say("几")))


def body_for(
    step: Transition,
    target: str,
    receipt: str,
    area: Area | None,
    action: Action,
    due: datetime | None,
    render: Callable[[Message], str],
) -> StatusPushed | AskedBack | None:
    """What the conversation hears, None where the resident is told nothing; `target` is the status afterwards."""
    if step.told is None:
        return None
    message = step.told(told_of(receipt, area, action, due))
    if target == "asked_back":
        return AskedBack(receipt, reopened_by(action, render), message, explain=bool(action.found))
    return StatusPushed(receipt, target, message, final=step.final)


def reopened_by(action: Action, render: Callable[[Message], str]) -> tuple[tuple[str, str], ...]:
    """Which answers the chat opens again, in order, each with the words that stand above it."""
    if not action.found:
        return tuple((key, action.notes.get(key, "")) for key in action.keys)
    source = action.source or say("有关部门")
    return tuple(
        (key, render(say("核对到的是“{found}”（{source}）。", found=found, source=source)))
        for key, found in action.found.items()
    )
