"""A filed version drawn as the form it was asked with: sections, lines, tables of people and things."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Literal

from api.services.review.following import as_asked, following
from api.services.review.masks import is_masked, masked
from conversations.agenda import Agenda, Slot, agenda_of
from conversations.answers import Answers, Given, Json, Said, Value
from conversations.derived import totals
from conversations.form.facts import Facts
from conversations.form.kinds import MoneyKind, NumberKind, SeveralKind
from conversations.form.model import Form, Group, Question, Section
from conversations.form.references import ItemKind, ReviewKind, SignatureKind
from conversations.form.things import FileKind
from conversations.form.ticks import TickKind
from conversations.messages import Message, say, verbatim
from conversations.naming import who
from conversations.world import Area, World

Doubt = Literal["", "skipped", "unsure", "approximate"]
_DOUBTS: dict[str, Literal["skip", "unsure"]] = {"skipped": "skip", "unsure": "unsure"}
# What an ID number tells, in a column of its own beside it.
_DERIVED = "sex_and_age"
_FOLLOWS = {"id_number": (_DERIVED,)}
_NEVER_ASKED_BACK = ("consent", "consent_sensitive")


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: its boundary key, label, the answer in words (None: not answered), what is doubtful about it.

    `hidden`: half masked. `askable`: staff may ask it again. `paper`: the id of a stored paper. `column`: its
    key within a repeated group. `said`: by whom, when and how it was answered.
    """

    key: str
    label: Message
    value: Message | None
    doubt: Doubt = ""
    hidden: bool = False
    askable: bool = False
    paper: str | None = None
    column: str = ""
    said: Said | None = None


# The relation of the applicant is never asked, and no answer to that question says it.
_APPLICANT = (Line("members.0.relation", say("与申报人关系"), say("申报人"), column="relation"),)
# Filed beside the township it was said for: whoever is asked where they live is asked for the township.
_RESIDENCE = ("area_code", "residence_area", say("居住地所在乡镇"))


@dataclass(frozen=True, slots=True)
class Item:
    """One of a repeated group: a person, a house; its lines in the order of the columns."""

    label: Message
    lines: tuple[Line, ...]

    def cell(self, column: str) -> Line | None:
        """The line of this column, None where it does not apply."""
        return next((line for line in self.lines if line.column == column), None)


@dataclass(frozen=True, slots=True)
class Table:
    """A repeated group. `columns` are the labels in use; an item lacks the lines that do not apply to it."""

    key: str
    title: Message
    columns: tuple[tuple[str, Message], ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the form. `total` is its sum where it has one."""

    key: str
    title: Message
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    total: tuple[tuple[Message, Message], ...] = ()

    @property
    def doubts(self) -> int:
        """How many answers of this part want a look."""
        items = (line for table in self.tables for item in table.items for line in item.lines)
        return sum(1 for line in (*self.lines, *items) if line.doubt)


def agenda_as_filed(
    form: Form,
    answers: Mapping[str, Json],
    flags: Iterable[tuple[str, str]],
    filed_at: datetime,
    areas: Iterable[Area] = (),
    said: Mapping[str, Said] | None = None,
) -> Agenda:
    """The form as it stood when it was filed; items have their index as id, so paths are boundary keys.

    `areas`: those served, to name the ones that were answered.
    """
    doubts, spoken = dict(flags), said or {}
    items = {group.key: _items_of(group, (*answers, *doubts)) for group in form.groups()}
    world = World(filed_at, tuple(areas), {})
    given: dict[str, Given] = {}
    for key in dict.fromkeys((*answers, *doubts)):
        question = _question_of(form, key)
        if question is None:
            continue
        if key in answers:
            value = _value(question, answers[key])
            given[key] = Given("answer", value, 0, approximate=doubts.get(key) == "approximate", said=spoken.get(key))
        elif doubts[key] in _DOUBTS:
            given[key] = Given(_DOUBTS[doubts[key]], None, 0, said=spoken.get(key))
    return agenda_of(form, as_asked(form, Answers(given, items), world), world)


def askable_keys(agenda: Agenda) -> frozenset[str]:
    """What can be asked back: every question that applies, but consents, signatures and the review."""
    return frozenset(slot.key for slot in agenda.slots if _askable(slot))


def parts_of(agenda: Agenda, *, shown: bool) -> tuple[Part, ...]:
    """The form in parts, as the official one has them; names and numbers masked unless `shown`."""
    answers = agenda.answers if shown else _masked(agenda.answers)
    parts = (_part(section, agenda, answers, shown=shown) for section in agenda.form.sections)
    return tuple(part for part in parts if part.lines or part.tables)


def papers_in(agenda: Agenda) -> tuple[tuple[Slot, str], ...]:
    """Every stored paper among the answers, with its slot."""
    files = (
        (slot, agenda.answers.value(slot.path)) for slot in agenda.slots if isinstance(slot.question.kind, FileKind)
    )
    return tuple((slot, value) for slot, value in files if isinstance(value, str))


def _part(section: Section, agenda: Agenda, answers: Answers, *, shown: bool) -> Part:
    slots = [slot for slot in agenda.slots if slot.section.key == section.key and _drawn(slot)]
    lines = tuple(line for slot in slots if slot.group is None for line in _answered(slot, answers, shown=shown))
    groups = [entry for entry in section.entries if isinstance(entry, Group)]
    tables = (_table(group, [slot for slot in slots if slot.group is group], answers, shown=shown) for group in groups)
    return Part(
        section.key, section.title, lines, tuple(table for table in tables if table.items),
        tuple(totals(section.key, agenda)),
    )  # fmt: skip


def _table(group: Group, slots: list[Slot], answers: Answers, *, shown: bool) -> Table:
    items: list[Item] = []
    for number, item in enumerate(answers.items.get(group.key, ()), start=1):
        own = [slot for slot in slots if slot.facts.item == item]
        if own:
            named = replace(own[0], facts=_seen(own[0].facts, answers))
            # People have their name in a column of its own, so their row needs only its number.
            label = verbatim(str(number)) if group.first else who(named)
            self_line = _APPLICANT if group.first and number == 1 else ()
            items.append(
                Item(label, (*self_line, *_lines_of(own, answers, shown=shown), *_followed(group, named, own[0])))
            )
    titles = {line.column: line.label for item in items for line in item.lines}
    order = [column for one in group.every for column in (one.key, *_FOLLOWS.get(one.key, ()))]
    columns = tuple((column, titles[column]) for column in dict.fromkeys(order) if column in titles)
    return Table(group.key, group.title, columns, tuple(items))


def _lines_of(slots: list[Slot], answers: Answers, *, shown: bool) -> Iterator[Line]:
    for slot in slots:
        yield _line(slot, answers, shown=shown)
        known = slot.facts.identity() if slot.question.key == "id_number" else None
        if known is not None:
            sex = say("男") if known.sex == "male" else say("女")
            told = say("{sex}，{age} 岁", sex=sex, age=known.age)
            yield Line(f"{slot.key}.{_DERIVED}", say("性别、年龄"), told, column=_DERIVED)


def _followed(group: Group, slot: Slot, filed: Slot) -> Iterator[Line]:
    """What was filed of this item because it follows; the applicant's relation has its own line."""
    base = slot.key.removesuffix(slot.question.key)
    for question, words in following(group, filed.facts, slot.facts):
        if (base + question.key) != _APPLICANT[0].key:
            yield Line(base + question.key, question.label, words, column=question.key)


def _answered(slot: Slot, answers: Answers, *, shown: bool) -> Iterator[Line]:
    line = _line(slot, answers, shown=shown)
    yield line
    asked, key, label = _RESIDENCE
    if slot.key == asked and line.value is not None:
        yield Line(key, label, line.value)


def _line(slot: Slot, answers: Answers, *, shown: bool) -> Line:
    given = answers.given.get(slot.path)
    hidden = not shown and is_masked(slot.key)
    value, paper = None, None
    doubt: Doubt = ""
    if given is not None and given.op == "answer":
        value = slot.question.kind.show(given.value, _seen(slot.facts, answers))
        doubt = "approximate" if given.approximate else ""
        paper = str(given.value) if isinstance(slot.question.kind, FileKind) else None
    elif given is not None:
        doubt = "skipped" if given.op == "skip" else "unsure"
    return Line(
        slot.key, slot.question.label, value, doubt, hidden, _askable(slot), paper, slot.question.key,
        given.said if given is not None else None,
    )  # fmt: skip


def _drawn(slot: Slot) -> bool:
    drawn = slot.role == "question" and not slot.question.steers
    return drawn and not isinstance(slot.question.kind, SignatureKind | ReviewKind | TickKind)


def _askable(slot: Slot) -> bool:
    """Tick lists stand for the questions in them, each of which can be asked by itself."""
    kind = slot.question.kind
    return not isinstance(kind, SignatureKind | ReviewKind | TickKind) and slot.key not in _NEVER_ASKED_BACK


def _seen(facts: Facts, answers: Answers) -> Facts:
    return Facts(answers, facts.world, facts.prefix)


def _masked(answers: Answers) -> Answers:
    given = {
        key: replace(one, value=masked(key, one.value)) if isinstance(one.value, str) else one
        for key, one in answers.given.items()
    }
    return Answers(given, answers.items)


def _items_of(group: Group, keys: Iterable[str]) -> tuple[str, ...]:
    """The indices in use: "0", "1" … up to the highest."""
    start = f"{group.key}."
    found = (key[len(start) :].partition(".")[0] for key in keys if key.startswith(start))
    numbers = [int(one) for one in found if one.isdecimal()]
    return tuple(str(number) for number in range(max(numbers) + 1)) if numbers else ()


def _question_of(form: Form, key: str) -> Question | None:
    for section in form.sections:
        for entry in section.entries:
            if isinstance(entry, Question):
                if entry.key == key:
                    return entry
            elif isinstance(entry, Group) and key.startswith(f"{entry.key}."):
                index, _, rest = key[len(entry.key) + 1 :].partition(".")
                found = next((one for one in entry.every if one.key == rest), None)
                if index.isdecimal() and found is not None:
                    return found
    return None


def _value(question: Question, kept: Json) -> Value:
    """What was filed as JSON, as the value the form works with."""
    kind = question.kind
    if isinstance(kind, ItemKind):
        return str(kept)
    if isinstance(kind, SeveralKind) and isinstance(kept, list):
        return tuple(str(one) for one in kept)
    if isinstance(kind, MoneyKind) or (isinstance(kind, NumberKind) and isinstance(kept, str)):
        try:
            return Decimal(str(kept))
        except InvalidOperation:
            return None
    return kept if isinstance(kept, bool | int | str) else None
