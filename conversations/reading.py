"""What stands on a photo, instead of typing: which questions it can answer, and the reading offered for a yes."""

from decimal import Decimal, InvalidOperation
from typing import Literal, TypeAlias

from conversations.agenda import Slot
from conversations.form.kinds import MoneyKind
from conversations.inputs import PaperRead, Text
from conversations.messages import say
from conversations.state import Confirm, Reading
from conversations.stepping import Stepping
from conversations.taking import readings_of
from conversations.understanding.outcome import Unclear

Wants: TypeAlias = Literal["id_card", "medical_bill"]
FEATURE = "ocr"
PEOPLE = ("members", "supporters")
MEDICAL = "expenditure.medical"
_MOST = Decimal(10_000_000)  # yuan; more on one bill was misread


def wanted_at(step: Stepping, slot: Slot | None) -> Wants | None:
    """Which paper answers this question when it is read; None where none does, or nothing here can read."""
    if slot is None or slot.role != "question" or FEATURE not in step.world.features:
        return None
    return read_from(slot.key)


def read_from(key: str) -> Wants | None:
    """Which paper holds the answer to the question with this boundary key; None for any other question."""
    group, last = key.partition(".")[0], key.rpartition(".")[2]
    if group in PEOPLE and last in ("name", "id_number"):
        return "id_card"
    return "medical_bill" if key == MEDICAL else None


def offer(step: Stepping, read: PaperRead) -> None:
    """Say back what was read, for the resident to confirm; an answer given meanwhile stands."""
    slot = step.agenda.at(read.path)
    if slot is None or step.state.phase == "closed":
        return
    offered = False
    for key, text in reversed(read.found):
        target = step.agenda.at(read.path if key == "medical" else f"{read.path.rpartition('.')[0]}.{key}")
        if target is None or (step.agenda.settled(target) and not _open(step, target)):
            continue
        readings = _readings(target, text)
        if readings:
            step.push(Confirm(target.path, readings))
            offered = True
    if not offered and not step.agenda.settled(slot):
        step.say(say("照片存好了，可是上面的字我没看清。请打字回答，或者放平、光线亮一点，再拍一张。"))


def _open(step: Stepping, slot: Slot) -> bool:
    """Whether this answer is being changed right now."""
    return any(getattr(frame, "path", None) == slot.path for frame in step.state.frames)


def _readings(slot: Slot, text: str) -> tuple[Reading, ...]:
    if isinstance(slot.question.kind, MoneyKind):
        return _amount(text)
    understood = slot.question.kind.understand(Text(text), slot.facts)
    if isinstance(understood, Unclear):
        return ()
    value = readings_of(understood)[0].value
    shown = slot.question.kind.show(value, slot.facts)
    return (Reading(value, say("照片上是“{value}”", value=shown)),)


def _amount(text: str) -> tuple[Reading, ...]:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return ()
    if not 0 <= amount <= _MOST:
        return ()
    return (Reading(amount, say("单子上自己付的是 {amount} 元，这一年就这些", amount=amount)),)
