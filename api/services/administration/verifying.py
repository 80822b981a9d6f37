"""Goes through the audit from its beginning: has a row been edited, taken out, put in, cut off at the end?"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from api.services.administration.anchor import Anchored
from api.services.review.lifecycle import ERASED
from storage.audit_rows import BEGINNING, AuditRow, Head, chained
from storage.repositories.timeline import NOT_STAFF
from storage.rows import TimelineRow
from storage.unit import Unit

MOST_FAULTS = 200
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many rows there are, how far the chain goes, how many anchors were held against it, and what is wrong."""

    rows: int
    head: Head
    anchors: int
    faults: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


@dataclass(slots=True)
class _Walk:
    """What is known on the way."""

    wanted: frozenset[int]
    seq: int = 0
    before: bytes = BEGINNING
    seen: dict[int, bytes] = field(default_factory=dict)
    steps: dict[int, AuditRow] = field(default_factory=dict)


def verify(unit: Unit, anchors: Iterable[Anchored] = ()) -> Verdict:
    """Walk the chain within one snapshot, hold it against the anchors, and the timelines against it."""
    known = tuple(anchors)
    walk = _Walk(frozenset(one.head.seq for one in known))
    faults: list[str] = []
    for fault in _all_faults(unit, walk, known):
        faults.append(fault)
        if len(faults) == MOST_FAULTS:
            faults.append("and more")
            break
    return Verdict(walk.seq, Head(walk.seq, walk.before), len(known), tuple(faults))


def _all_faults(unit: Unit, walk: _Walk, anchors: tuple[Anchored, ...]) -> Iterator[str]:
    for row in unit.audit.all():
        yield from _link(unit, walk, row)
    yield from _ending(unit, walk)
    yield from _anchored(walk, anchors)
    yield from _timelines(unit, walk)


def _link(unit: Unit, walk: _Walk, row: AuditRow) -> Iterator[str]:
    if row.seq != walk.seq + 1:
        yield f"row {walk.seq + 1} is missing" + (f", and all up to {row.seq - 1}" if row.seq > walk.seq + 2 else "")
    elif row.hash != chained(unit.keyring, walk.before, row.seq, row.noted):
        yield f"row {row.seq} was changed: it says {row.actor} {row.action} {row.subject}"
    if row.seq in walk.wanted:
        walk.seen[row.seq] = row.hash
    number = json.loads(row.detail).get("timeline")
    if isinstance(number, int):
        walk.steps[number] = row
    # From here on by what is written, so that one fault is told once.
    walk.seq, walk.before = row.seq, row.hash


def _ending(unit: Unit, walk: _Walk) -> Iterator[str]:
    head = unit.audit.head()
    if head.seq > walk.seq:
        yield f"the end is cut off: there were {head.seq} rows, {walk.seq} are left"
    elif head != Head(walk.seq, walk.before):
        yield f"the head names row {head.seq}, the last one is {walk.seq}: one of them was changed"


def _anchored(walk: _Walk, anchors: tuple[Anchored, ...]) -> Iterator[str]:
    for one in anchors:
        when = one.at.isoformat(timespec="seconds")
        if one.head.seq > walk.seq:
            yield f"the end is cut off: on {when} there were {one.head.seq} rows, {walk.seq} are left"
        elif one.head.seq and not walk.seen.get(one.head.seq, b"").startswith(one.head.hash):
            yield f"row {one.head.seq} is not the one that was there on {when}: what came before it was written anew"


def _timelines(unit: Unit, walk: _Walk) -> Iterator[str]:
    numbers = sorted(walk.steps)
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        found = unit.timeline.some(some)
        for number in some:
            fault = _differs(unit, walk.steps[number], found.get(number))
            if fault:
                yield f"{walk.steps[number].subject}: {fault} (row {walk.steps[number].seq})"
    if numbers:
        for row in unit.timeline.by_others(NOT_STAFF, numbers[0]):
            if row.id not in walk.steps:
                yield f"declaration {row.declaration_id}: an entry by {row.actor} was put into the timeline from elsewhere"


def _differs(unit: Unit, step: AuditRow, row: TimelineRow | None) -> str:
    """What is different between a step as chained and the timeline as it stands; "" for nothing."""
    if row is None:
        return f"the entry {step.action} by {step.actor} was taken out of the timeline"
    kept = json.loads(step.detail)
    if (row.actor, row.action, row.status, row.at) != (step.actor, step.action, kept["status"], step.at):
        return f"the entry {step.action} by {step.actor} was changed in the timeline"
    if unit.audit.digest(row.note) == kept["note"]:
        return ""
    # An erasure takes the words and leaves that there were some.
    declaration = unit.declarations.by_id(row.declaration_id)
    if row.note is None and declaration is not None and declaration.status == ERASED:
        return ""
    return f"the words of {step.action} by {step.actor} were changed in the timeline"
