"""Correcting by saying so: which answer is meant, its value before and after, and a yes before it is taken."""

from conversations.agenda import Slot
from conversations.commanding import obey
from conversations.form.declaration.persons import MEMBERS
from conversations.form.kinds import MoneyKind
from conversations.inputs import Command, Text
from conversations.meaning import Meant, meant_by, people_named
from conversations.messages import say
from conversations.naming import label_of
from conversations.state import Confirm, Reading, Reviewing
from conversations.stepping import Stepping
from conversations.taking import readings_of
from conversations.understanding.changes import Change, understand_change
from conversations.understanding.outcome import Unclear
from conversations.understanding.rearranging import Adding, Removing, understand_rearranging


def change_by_words(step: Stepping, text: str) -> bool:
    """Whether `text` wants an answer changed that exists, somebody added or taken away; if so, it is being done."""
    if step.state.phase == "closed":
        return False
    match understand_rearranging(text) or understand_change(text):
        case Adding():
            return _add(step)
        case Removing() as wanted:
            return _remove(step, wanted)
        case Change() as wanted:
            return _change(step, wanted)
        case None:
            return False


def _change(step: Stepping, wanted: Change) -> bool:
    meant = meant_by(wanted.target, step.agenda)
    if not meant.slots:
        return False
    if not meant.answered:
        step.say(say("“{label}”还没有填，后面会问到您。", label=label_of(meant.slots[0])))
        return True
    if len(meant.slots) > 1:
        step.push(Reviewing(tuple(slot.path for slot in meant.slots)))
        step.say(say("要改哪一条？请按那一条旁边的“改”。"))
        return True
    obey(step, Command("edit", meant.slots[0].key))
    if wanted.value is not None:
        _offer(step, meant.slots[0], _as_said(wanted.value, meant))
    return True


def _as_said(value: str, meant: Meant) -> str:
    """The new value with the period that was said with the name: 月收入改成2800 is 2800 a month."""
    money = isinstance(meant.slots[0].question.kind, MoneyKind)
    return f"{meant.period}{value}" if money and meant.period and meant.period not in value else value


def _add(step: Stepping) -> bool:
    items = step.answers.items.get(MEMBERS, ())
    obey(step, Command("edit", f"{MEMBERS}.{len(items)}.more"))
    return True


def _remove(step: Stepping, wanted: Removing) -> bool:
    people, rest = people_named(wanted.target, step.agenda)
    items = step.answers.items.get(MEMBERS, ())
    places = [place for place, item in enumerate(items) if f"{MEMBERS}.{item}." in people]
    if rest or len(places) != 1:
        return False
    obey(step, Command("remove", f"{MEMBERS}.{places[0]}"))
    return True


def _offer(step: Stepping, slot: Slot, value: str) -> None:
    """Say what stood there and what will stand there, and ask."""
    kind = slot.question.kind
    understood = kind.understand(Text(value), slot.facts)
    if isinstance(understood, Unclear):
        step.say(understood.message)
        return
    given = step.answers.given.get(slot.path)
    before = kind.show(given.value, slot.facts) if given is not None and given.op == "answer" else say("没有填")
    readings = tuple(
        Reading(
            one.value,
            say("原来是“{before}”，改成“{after}”", before=before, after=kind.show(one.value, slot.facts)),
            one.approximate,
        )
        for one in readings_of(understood)
    )
    step.push(Confirm(slot.path, readings))
