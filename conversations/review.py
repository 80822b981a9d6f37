"""The review: every answer by section, with the key that changes it."""

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from conversations.agenda import Agenda, Slot
from conversations.derived import totals
from conversations.form.references import ReviewKind
from conversations.form.ticks import TickKind
from conversations.messages import Message, say, verbatim
from conversations.naming import item_of
from conversations.replies import ReviewLine, ReviewSection
from conversations.ticking import standing, told_by_lists
from conversations.understanding.identity import mask_id_number

Flag = Literal["", "skipped", "unsure", "approximate"]


# A certificate's number begins with its holder's ID number.
_NUMBERS = ("id_number", "disability.certificate_number")

# Said at the door, and nothing to check: who does not agree any more withdraws.
_NOTHING_TO_CHECK = {"consent": (True,), "consent_sensitive": (True,), "applicant_role": ("self",)}


def review_of(agenda: Agenda, only: tuple[str, ...] = ()) -> tuple[ReviewSection, ...]:
    """The sections with what was answered, or only these paths; a section with nothing in it is left out."""
    sections: list[ReviewSection] = []
    # What a tick list says in one line is not said again line by line: the page is read on a small phone.
    said = told_by_lists(agenda) if not only else frozenset()
    shown = [
        slot
        for slot in agenda.slots
        if (slot.path in only if only else slot.path not in said and not _goes_without_saying(slot))
    ]
    for section in agenda.form.sections:
        slots = _together([slot for slot in shown if slot.section.key == section.key])
        lines: list[ReviewLine] = []
        for before, slot in zip((None, *slots), slots, strict=False):
            if not only and (before is None or before.facts.prefix != slot.facts.prefix):
                lines += _removal(slot)
            lines += [replace(line, item=_item(slot)) for line in _lines(slot, agenda)]
        if not only:
            lines += [ReviewLine(None, label, value) for label, value in totals(section.key, agenda)]
        if lines:
            sections.append(ReviewSection(section.title, tuple(lines)))
    return tuple(sections)


def _together(slots: list[Slot]) -> list[Slot]:
    """Everything about one person or home beside each other, though it was asked in two rounds."""
    first: dict[str, int] = {}
    for place, slot in enumerate(slots):
        if slot.facts.prefix:
            first.setdefault(slot.facts.prefix, place)
    placed = sorted(enumerate(slots), key=lambda one: (first.get(one[1].facts.prefix, one[0]), one[0]))
    return [slot for _, slot in placed]


def _lines(slot: Slot, agenda: Agenda) -> list[ReviewLine]:
    given = agenda.answers.given.get(slot.path)
    if given is None or isinstance(slot.question.kind, ReviewKind) or (slot.question.steers and given.value is True):
        return []
    if slot.role == "more":
        count = len(agenda.answers.items.get(slot.group.key, ())) if slot.group is not None else 0
        label = slot.group.title if slot.group is not None else slot.question.label
        return [ReviewLine(slot.key, label, say("共 {count} 项", count=count) if count else say("没有"))]
    if isinstance(slot.question.kind, TickKind):
        return [ReviewLine(slot.key, slot.question.label, slot.question.kind.named(standing(slot, agenda), slot.facts))]
    if given.op != "answer":
        words = say("跳过了，以后再补") if given.op == "skip" else say("不清楚")
        flag: Flag = "skipped" if given.op == "skip" else "unsure"
        return [ReviewLine(slot.key, slot.question.label, words, flag)]
    value = slot.question.kind.show(given.value, slot.facts)
    if slot.question.key in _NUMBERS and isinstance(given.value, str):
        # A phone is shared, a chat stays: what was checked once is not shown whole again.
        value = verbatim(mask_id_number(given.value))
    flag = "approximate" if given.approximate else ""
    lines = [ReviewLine(slot.key, slot.question.label, value, flag)]
    if slot.question.key == "id_number":
        lines += [ReviewLine(None, label, shown) for label, shown in _from_id_number(slot)]
    return lines


def _removal(slot: Slot) -> list[ReviewLine]:
    """The way to take an item away, beside its name; the applicant stays."""
    group = slot.group
    if group is None or slot.role == "more" or (group.first and slot.facts.is_first(group.key)):
        return []
    key = slot.key.removesuffix(f".{slot.question.key}")
    return [ReviewLine(None, item_of(slot), say("填多了，可以去掉"), removes=key, item=item_of(slot))]


def _item(slot: Slot) -> Message | None:
    return None if slot.group is None or slot.role == "more" else item_of(slot)


def _goes_without_saying(slot: Slot) -> bool:
    return slot.facts.value(slot.path) in _NOTHING_TO_CHECK.get(slot.path, ())


def _from_id_number(slot: Slot) -> list[tuple[Message, Message]]:
    known = slot.facts.identity()
    if known is None:
        return []
    sex = say("男") if known.sex == "male" else say("女")
    return [(say("性别、年龄"), say("{sex}，{age} 岁", sex=sex, age=Decimal(known.age)))]
