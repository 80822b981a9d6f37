"""What is filed: the applying answers by boundary key, the derived ones beside them, flags and signatures."""

from decimal import Decimal

from conversations.agenda import Agenda, Slot
from conversations.answers import Json, Said, SignedAnswer, Value
from conversations.derived import SUMS, of_item, total_of
from conversations.effects import FileCorrection, FileDeclaration
from conversations.form.references import ItemKind, ReviewKind, SignatureKind
from conversations.form.ticks import NONE, TickKind
from conversations.stepping import Stepping


def file_now(step: Stepping) -> None:
    """Want the declaration, or the correction in progress, filed. What follows is heard in the same turn."""
    agenda = step.agenda
    answers, flags, signatures, said = snapshot(agenda), flags_of(agenda), signatures_of(agenda), said_in(agenda)
    correction = step.state.correction
    if correction is not None:
        step.effects.append(FileCorrection(correction.receipt, agenda.form.version, answers, flags, signatures, said))
    else:
        step.effects.append(FileDeclaration(step.state.draft, agenda.form.version, answers, flags, signatures, said))


def snapshot(agenda: Agenda) -> dict[str, Json]:
    """Every applying answer by boundary key, in the order of the form, with what is derived.

    Amounts are decimal text with two places (yuan); a hidden, skipped or unknown answer is left out; an item
    of a group is named by its index.
    """
    filed: dict[str, Json] = {}
    seen: set[str] = set()
    for slot in agenda.slots:
        if slot.group is not None and slot.role == "question" and slot.facts.prefix not in seen:
            seen.add(slot.facts.prefix)
            base = slot.key.removesuffix(slot.question.key)
            for name, derived in of_item(slot.group.key, slot.facts):
                filed[base + name] = derived
        given = agenda.answers.given.get(slot.path)
        if given is None or given.op != "answer" or not agenda.settled(slot) or _unfiled(slot):
            continue
        # What follows from other answers stands: a child named before it was known to be a daughter.
        filed.setdefault(slot.key, plain(given.value, slot))
    area = agenda.answers.value("area_code")
    if isinstance(area, str):
        filed["residence_area"] = area
    for section in SUMS:
        total = total_of(section, agenda)
        if total is not None:
            filed[f"{section}.total"] = amount(total)
    return filed


_NONE_IS_NO_VALUE = ("student_stage", "disability.kind", "illness.name")


def _unfiled(slot: Slot) -> bool:
    """What only leads through the form: one more, tick lists, signatures, "none" where the form has no such value."""
    if (
        slot.role == "more"
        or slot.question.steers
        or isinstance(slot.question.kind, SignatureKind | ReviewKind | TickKind)
    ):
        return True
    return slot.question.key in _NONE_IS_NO_VALUE and slot.facts.here(slot.question.key) == NONE


def amount(value: Decimal) -> str:
    """Yuan as text with two places."""
    return str(value.quantize(Decimal("0.01")))


def plain(value: Value, slot: Slot) -> Json:
    """A value as JSON at the boundary."""
    if isinstance(slot.question.kind, ItemKind):
        items = slot.facts.answers.items.get(slot.question.kind.group, ())
        return items.index(value) if isinstance(value, str) and value in items else None
    if isinstance(value, Decimal):
        return amount(value)
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, SignedAnswer):
        return value.name
    return value


def flags_of(agenda: Agenda) -> tuple[tuple[str, str], ...]:
    """Boundary key → `skipped`, `unsure`, `approximate` or `unsigned`, for what staff should look at."""
    flags: list[tuple[str, str]] = []
    for slot in agenda.slots:
        given = agenda.answers.given.get(slot.path)
        if given is None or slot.question.steers or isinstance(slot.question.kind, TickKind):
            continue
        if given.op != "answer":
            flags.append((slot.key, "skipped" if given.op == "skip" else "unsure"))
        elif isinstance(given.value, SignedAnswer):
            if given.value.put_off:
                flags.append((slot.key, "unsigned"))
        elif given.approximate:
            flags.append((slot.key, "approximate"))
    return tuple(flags)


def said_in(agenda: Agenda) -> dict[str, Said]:
    """Boundary key → who answered (or passed over) it, when and through which channel, in the order of the form."""
    said: dict[str, Said] = {}
    for slot in agenda.slots:
        given = agenda.answers.given.get(slot.path)
        if given is not None and given.said is not None and not _unfiled(slot):
            said[slot.key] = given.said
    return said


def signatures_of(agenda: Agenda) -> tuple[SignedAnswer, ...]:
    """The signatures that stand."""
    standing = (agenda.answers.value(slot.path) for slot in agenda.slots if agenda.settled(slot))
    return tuple(value for value in standing if isinstance(value, SignedAnswer))
