"""Correcting by saying so: which answer is meant, its value before and after, and a yes before it is taken."""

from conversations.agenda import Agenda, Slot
from conversations.commanding import obey
from conversations.form.declaration.persons import MEMBERS
from conversations.form.declaration.spoken import QUESTIONS, SECTIONS
from conversations.form.facts import Facts
from conversations.form.references import ReviewKind, SignatureKind
from conversations.inputs import Command, Text
from conversations.messages import say
from conversations.state import Confirm, Reading, Reviewing
from conversations.stepping import Stepping
from conversations.taking import readings_of
from conversations.understanding.changes import Change, understand_change
from conversations.understanding.outcome import Unclear
from conversations.understanding.relations import RELATION_WORDS

MINE = ("我的", "我", "自己", "本人", "申报人")


def change_by_words(step: Stepping, text: str) -> bool:
    """Whether `text` wants an answer changed that exists; if so, it is being changed."""
    wanted = understand_change(text)
    if wanted is None or step.state.phase == "closed":
        return False
    meant = meant_by(wanted.target, step.agenda)
    if not meant:
        return False
    if len(meant) > 1:
        step.push(Reviewing(tuple(slot.path for slot in meant)))
        step.say(say("要改哪一条？请按那一条旁边的“改”。"))
        return True
    obey(step, Command("edit", meant[0].key))
    if wanted.value is not None:
        _offer(step, meant[0], wanted)
    return True


def _offer(step: Stepping, slot: Slot, wanted: Change) -> None:
    """Say what stood there and what will stand there, and ask."""
    kind = slot.question.kind
    understood = kind.understand(Text(wanted.value or ""), slot.facts)
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


def meant_by(target: str, agenda: Agenda) -> tuple[Slot, ...]:
    """The answered questions that `target` may mean: a person, a question, a person's question, a section."""
    people, rest = _people(target, agenda)
    answered = [
        slot
        for slot in agenda.slots
        if slot.path in agenda.answers.given
        and slot.role == "question"
        and not isinstance(slot.question.kind, ReviewKind | SignatureKind)
    ]
    if people:
        answered = [slot for slot in answered if slot.facts.prefix in people]
        if not rest:
            return tuple(answered)
    named = [slot for slot in answered if _named(slot, rest)]
    if named or people:
        return tuple(named)
    sections = {key for key, called in SECTIONS.items() if rest in called}
    return tuple(slot for slot in answered if slot.section.key in sections)


def _named(slot: Slot, rest: str) -> bool:
    called = (slot.question.label.text, *QUESTIONS.get(slot.question.key, ()))
    return rest in called


def _people(target: str, agenda: Agenda) -> tuple[set[str], str]:
    """The members whom the words begin with (their prefixes), and what is left of the words."""
    facts = Facts(agenda.answers, agenda.world)
    best: tuple[set[str], int] = (set(), 0)
    for one in facts.each(MEMBERS):
        for word in _called(one):
            if target.startswith(word) and len(word) >= best[1]:
                same = best[0] if len(word) == best[1] else set()
                best = ({*same, one.prefix}, len(word))
    rest = target[best[1] :].removeprefix("的")
    return best[0], rest


def _called(facts: Facts) -> tuple[str, ...]:
    name = facts.here("name")
    names = (name.lower(),) if isinstance(name, str) else ()
    if facts.is_first(MEMBERS):
        return (*names, *MINE)
    relation = facts.here("relation")
    return (*names, *RELATION_WORDS.get(relation, ())) if isinstance(relation, str) else names
