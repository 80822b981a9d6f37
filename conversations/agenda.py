"""Which questions apply, in which order, and which of them are settled: derived from the answers, never stored."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from conversations.answers import Answers, SignedAnswer
from conversations.form.facts import Facts
from conversations.form.model import Details, Form, Group, Question, Section
from conversations.form.references import ReviewKind, SignatureKind
from conversations.form.ticks import TickKind
from conversations.messages import Message
from conversations.signing import digest_of
from conversations.world import World


@dataclass(frozen=True, slots=True)
class Slot:
    """A question in its place. `path` is inside (stable ids), `key` at the boundary (indices)."""

    path: str
    key: str
    question: Question
    facts: Facts
    section: Section
    role: Literal["question", "more"] = "question"
    group: Group | None = None

    @property
    def number(self) -> int:
        """The place of the item among its group, from 1; 1 for a question outside a group."""
        items = self.facts.answers.items.get(self.group.key, ()) if self.group is not None else ()
        return items.index(self.facts.item) + 1 if self.facts.item in items else 1

    @property
    def required(self) -> Message | None:
        """Why this cannot be skipped, None when it can."""
        question = self.question
        return question.required if question.required_where(self.facts) else None


@dataclass(frozen=True, slots=True)
class Agenda:
    """The slots that apply now, in order."""

    form: Form
    answers: Answers
    world: World
    slots: tuple[Slot, ...]
    # Asked for several times a step, and always the same for the same answers.
    _known: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def at(self, path: str) -> Slot | None:
        """The slot at an inside path, None when it does not apply."""
        return next((slot for slot in self.slots if slot.path == path), None)

    def by_key(self, key: str) -> Slot | None:
        """The slot with a boundary key, None when it does not apply."""
        return next((slot for slot in self.slots if slot.key == key), None)

    def settled(self, slot: Slot) -> bool:
        """Whether this slot needs no asking: answered with something that still stands, or passed over."""
        known = self._known.get(slot.path)
        if known is None:
            known = self._known[slot.path] = self._settles(slot)
        return known

    def _settles(self, slot: Slot) -> bool:
        given = self.answers.given.get(slot.path)
        if given is None:
            return False
        if given.op != "answer":
            return slot.required is None
        if isinstance(slot.question.kind, SignatureKind):
            return self._still_signed(slot, given.value)
        return slot.question.kind.stands(given.value, slot.facts)

    def asked_for(self, slot: Slot) -> bool:
        """Whether this is a tick list that still has something to decide, or was answered before."""
        kind = slot.question.kind
        if not isinstance(kind, TickKind) or slot.path in self.answers.given:
            return True
        return any(path not in self.answers.given for path in self.decided_by(slot))

    def decided_by(self, slot: Slot) -> Iterator[str]:
        """The paths that a tick list decides; nothing for any other question."""
        if isinstance(slot.question.kind, TickKind):
            for one in slot.question.kind.consequences(slot.facts):
                yield f"{one.path}.more" if one.group is not None else one.path

    def waiting(self) -> frozenset[str]:
        """The paths that an open tick list may still spare the resident."""
        lists = (slot for slot in self.slots if isinstance(slot.question.kind, TickKind) and not self.settled(slot))
        return frozenset(path for slot in lists for path in self.decided_by(slot) if path not in self.answers.given)

    def first_open(self) -> Slot | None:
        """The first slot that is not settled."""
        return next((slot for slot in self.slots if not self.settled(slot)), None)

    def _still_signed(self, slot: Slot, value: object) -> bool:
        if not isinstance(value, SignedAnswer) or not isinstance(slot.question.kind, SignatureKind):
            return False
        if value.put_off:
            return slot.question.kind.by_hand
        text = self.world.texts.get(slot.question.kind.text)
        return text is not None and value.digest == digest_of(text, self.bound_values())

    def bound_values(self) -> dict[str, object]:
        """What a signature binds: every applying answer by boundary key, without the signatures themselves."""
        bound: dict[str, object] = {}
        for slot in self.slots:
            given = self.answers.given.get(slot.path)
            if given is not None and not isinstance(slot.question.kind, SignatureKind | ReviewKind | TickKind):
                bound[slot.key] = [given.op, given.value]
        return bound


def agenda_of(form: Form, answers: Answers, world: World) -> Agenda:
    """Walk the form and keep what applies."""
    facts = Facts(answers, world)
    slots: list[Slot] = []
    for section in form.sections:
        for entry in section.entries:
            if isinstance(entry, Question):
                if entry.applies(facts):
                    slots.append(Slot(entry.key, entry.key, entry, facts, section))
            elif isinstance(entry, Details):
                if entry.group.applies(facts):
                    slots.extend(_of_items(entry.group, entry.group.details, section, facts))
            elif entry.applies(facts):
                slots.extend(_of_group(entry, section, facts))
    agenda = Agenda(form, answers, world, tuple(slots))
    return replace(agenda, slots=tuple(filter(agenda.asked_for, slots)))


def _of_items(group: Group, questions: tuple[Question, ...], section: Section, facts: Facts) -> Iterator[Slot]:
    for place, item in enumerate(facts.answers.items.get(group.key, ())):
        here = facts.at(group.key, item)
        for question in questions:
            if question.applies(here):
                yield Slot(
                    f"{group.key}.{item}.{question.key}",
                    f"{group.key}.{place}.{question.key}",
                    question, here, section, "question", group,
                )  # fmt: skip


def _of_group(group: Group, section: Section, facts: Facts) -> Iterator[Slot]:
    items = facts.answers.items.get(group.key, ())
    yield from _of_items(group, group.questions, section, facts)
    if len(items) < group.most:
        yield Slot(f"{group.key}.more", f"{group.key}.{len(items)}.more", group.more, facts, section, "more", group)
