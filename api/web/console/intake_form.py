"""The form as staff type it, drawn from the questions that apply: no second list of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.services.intake.desk import ASSUMED
from conversations.agenda import Agenda, Slot
from conversations.answers import Json
from conversations.form.facts import Facts
from conversations.form.kinds import MoneyKind
from conversations.form.model import Form, Group, Question, Section
from conversations.form.references import ReviewKind, SignatureKind
from conversations.form.ticks import TickKind
from conversations.intake import Typed
from conversations.messages import Message, say
from conversations.naming import label_of
from conversations.replies import Option

PEOPLE = "members"
_NOT_TYPED = ("consent", "consent_sensitive", "documents")


@dataclass(frozen=True, slots=True)
class Field:
    """A field. `kind`: `choice` (one of `options`), `several`, `money`, `number` or `text`; `value` as typed."""

    key: str
    label: Message
    kind: str
    value: str
    chosen: tuple[str, ...]
    options: tuple[Option, ...]
    hint: Message | None
    fault: Message | None
    required: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A person, a house: its fields. `key` is its boundary key; the applicant cannot be taken away."""

    key: str
    number: int
    fields: tuple[Field, ...]
    removable: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A section, or a group of it. `group`: what an "add" button adds to; `none`: whether "none" is ticked there;
    `tick`: the key of a tick list by which everything left empty is none.
    """

    title: Message
    fields: tuple[Field, ...] = ()
    items: tuple[Item, ...] = ()
    group: str = ""
    none: bool = False
    next: int = 0
    tick: str = ""
    ticked: bool = False

    @property
    def every(self) -> tuple[Field, ...]:
        """All fields of it, in order."""
        return (*self.fields, *(one for item in self.items for one in item.fields))


def parts_to_type(form: Form, typed: Typed, given: Mapping[str, Json], *, all_faults: bool) -> list[Part]:
    """What there is to type. Faults of what is still empty are told only when it is to be filed (`all_faults`)."""
    faults = {key: fault for key, fault in typed.faults.items() if all_faults or given.get(key) not in (None, "", [])}
    drawing = _Drawing(typed.agenda, given, faults)
    return [part for section in form.sections for part in drawing.parts(section)]


def leftover_faults(parts: Sequence[Part], typed: Typed) -> list[Message]:
    """Faults that have no field on the page."""
    drawn = {one.key for part in parts for one in part.every}
    return [fault for key, fault in typed.faults.items() if key not in drawn]


@dataclass(frozen=True, slots=True)
class _Drawing:
    agenda: Agenda
    given: Mapping[str, Json]
    faults: Mapping[str, Message]

    def parts(self, section: Section) -> Iterator[Part]:
        """A part of the section's own questions, then one for each group in it."""
        slots = [slot for slot in self.agenda.slots if slot.section.key == section.key and _is_typed(slot)]
        own = tuple(self._field(slot) for slot in slots if slot.group is None)
        tick = next((key for key in _ticks(section, self.agenda)), "")
        if own:
            yield Part(section.title, own, tick=tick, ticked=bool(self.given.get(tick)))
        facts = Facts(self.agenda.answers, self.agenda.world)
        for group in _groups_of(section):
            if group.key not in _NOT_TYPED and group.applies(facts):
                yield self._group(
                    group, [slot for slot in self.agenda.slots if slot.group is group and _is_typed(slot)]
                )

    def _group(self, group: Group, slots: list[Slot]) -> Part:
        ids = self.agenda.answers.items.get(group.key, ())
        items = tuple(
            Item(
                f"{group.key}.{place}", place + 1,
                tuple(self._field(slot) for slot in slots if slot.facts.item == item),
                removable=not (group.first and place == 0),
            )
            for place, item in enumerate(ids)
        )  # fmt: skip
        return Part(
            group.title, items=items, group=group.key if len(ids) < group.most else "",
            none=self.given.get(group.key) == [], next=len(ids),
        )  # fmt: skip

    def _field(self, slot: Slot) -> Field:
        question, value = slot.question, self.given.get(slot.key, ASSUMED.get(slot.key))
        chosen = tuple(str(one) for one in value) if isinstance(value, list) else ()
        typed = "" if value is None or isinstance(value, list) else str(value)
        kind = question.kind.name
        options = question.kind.options(slot.facts) if kind in ("choice", "several", "yes_no", "area") else ()
        shape = {"yes_no": "choice", "area": "choice", "choice": "choice", "several": "several", "money": "money",
                 "number": "number"}.get(kind, "text")  # fmt: skip
        return Field(
            slot.key, question.label if slot.group is not None else label_of(slot), shape,
            {"True": "true", "False": "false"}.get(typed, typed), chosen, options, _hint(question),
            self.faults.get(slot.key), slot.required is not None,
        )  # fmt: skip


def _hint(question: Question) -> Message | None:
    if isinstance(question.kind, MoneyKind):
        return say("元，一年") if question.kind.asks == "year" else say("元")
    return question.example


def _is_typed(slot: Slot) -> bool:
    kind = slot.question.kind
    if slot.role == "more" or isinstance(kind, TickKind | SignatureKind | ReviewKind) or kind.name == "file":
        return False
    return not slot.question.steers and slot.key.split(".")[0] not in _NOT_TYPED


def _groups_of(section: Section) -> Iterator[Group]:
    return (entry for entry in section.entries if isinstance(entry, Group))


def _ticks(section: Section, agenda: Agenda) -> Iterator[str]:
    """The tick lists of things that apply in a section; those about people are told by their own fields."""
    facts = Facts(agenda.answers, agenda.world)
    for entry in section.entries:
        if isinstance(entry, Question) and isinstance(entry.kind, TickKind) and entry.applies(facts):
            yield entry.key
