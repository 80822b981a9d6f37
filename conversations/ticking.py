"""Tick lists answered: tick by tick on a phone, and what each list decides for the questions it stands for."""

from collections.abc import Iterator

from conversations.agenda import Agenda, Slot
from conversations.answers import Value
from conversations.form.model import Group
from conversations.form.ticks import NONE, Consequence, TickKind
from conversations.state import Ticking
from conversations.stepping import Stepping


def values_of(slot: Slot) -> tuple[str, ...]:
    """The values of a `several` question in the order of its buttons."""
    return tuple(str(option.value) for option in slot.question.kind.options(slot.facts))


def standing(slot: Slot, agenda: Agenda) -> tuple[str, ...]:
    """What is ticked before anything is tapped: the answer that stands, the one just taken back, or what is likely.

    In a tick list also what has been answered since, by itself: "done" must not take it away again.
    """
    value = agenda.answers.value(slot.path)
    stands = value is not None
    if value is None:
        value = agenda.answers.withdrawn.get(slot.path)
    said = value if isinstance(value, tuple) else likely(slot, agenda)
    kind = slot.question.kind
    if not isinstance(kind, TickKind):
        return said
    lines = (line for one in kind.consequences(slot.facts) for line in _held(one, said, agenda, stands=stands))
    return kind.ticked(tuple(lines), slot.facts)


def likely(slot: Slot, agenda: Agenda) -> tuple[str, ...]:
    """What is ticked from the beginning because it was told before, until the question was answered once."""
    if slot.path in agenda.answers.given or slot.path in agenda.answers.withdrawn:
        return ()
    return tuple(str(one.value) for one in slot.question.offers(slot.facts))


def _held(one: Consequence, said: tuple[str, ...], agenda: Agenda, *, stands: bool) -> Iterator[str]:
    """The lines of this consequence that hold now."""
    if one.group is None:
        if one.line in said or agenda.answers.value(one.path) not in (None, one.otherwise):
            yield one.line
        return
    count = len(agenda.answers.items.get(one.group.key, ()))
    if count > 1 and one.several:
        yield one.several
    elif count or not stands:
        said_here = [line for line in (one.line, one.several) if line and line in said]
        yield from said_here or ([one.line] if count else [])


def told_by_lists(agenda: Agenda) -> frozenset[str]:
    """The paths whose "none" is said by the line of a tick list, so that no line of their own has to say it."""
    told: set[str] = set()
    for slot in agenda.slots:
        kind = slot.question.kind
        if not isinstance(kind, TickKind) or agenda.answers.value(slot.path) is None:
            continue
        held = standing(slot, agenda)
        for one in kind.consequences(slot.facts):
            path = one.path if one.group is None else f"{one.path}.more"
            none_there = one.group is None or not agenda.answers.items.get(one.group.key)
            if none_there and agenda.answers.value(path) == one.otherwise and not kind.on(one.line, held, slot.facts):
                told.add(path)
    return frozenset(told)


def tick(step: Stepping, slot: Slot, ticked: tuple[str, ...] | None, index: int) -> tuple[str, ...] | None:
    """One tap: tick or untick. What is chosen is returned once the resident is done, None before.

    The tap just past the last line says "done"; "none of these" says so at once.
    """
    values = values_of(slot)
    now = standing(slot, step.agenda) if ticked is None else ticked
    if index >= len(values):
        return now
    value = values[index]
    if value == NONE:
        return (NONE,)
    # "None" and something do not go together: the later tap counts.
    now = tuple(one for one in now if one != value) if value in now else (*now, value)
    now = tuple(one for one in now if one != NONE)
    if isinstance(step.state.top, Ticking):
        step.pop()
    step.push(Ticking(slot.path, now))
    return None


def settle_list(step: Stepping, slot: Slot, kind: TickKind, ticked: tuple[str, ...]) -> None:
    """Write down the list and every answer that follows from it, as one act."""
    consequences = kind.consequences(slot.facts)
    step.record("answer", slot.path, ticked)
    for one in consequences:
        if one.group is not None:
            _settle_group(step, one, one.group, ticked)
        elif one.line in ticked:
            _ask(step, one)
        elif not one.leaves:
            _write(step, one.path, one.otherwise)


def _ask(step: Stepping, one: Consequence) -> None:
    if one.yes is not None:
        _write(step, one.path, one.yes)
    elif one.path in step.answers.given and step.answers.value(one.path) in (None, one.otherwise):
        step.record("open", one.path)


def _write(step: Stepping, path: str, value: Value) -> None:
    given = step.answers.given.get(path)
    if given is None or given.op != "answer" or given.value != value:
        step.record("answer", path, value)


def _settle_group(step: Stepping, one: Consequence, group: Group, ticked: tuple[str, ...]) -> None:
    items = step.answers.items.get(group.key, ())
    more = f"{group.key}.more"
    if one.line in ticked or one.several in ticked:
        if not items:
            step.add_item(group.key, group.prefix)
        if one.several in ticked and len(items) < 2 and step.answers.value(more) is False:
            step.record("open", more)
        elif one.several and one.several not in ticked:
            _write(step, more, False)
    else:
        for item in items:
            step.record("remove", f"{group.key}.{item}")
        _write(step, more, False)
