"""Two filed versions side by side: what each answer was before, and who changed it, when and how."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from api.errors import NotFound
from api.services.review.assembling import Assembling, Kept
from api.services.review.discretion import discreet
from api.services.review.sheet import Line
from api.services.review.views import DeclarationView, Version
from api.services.staffing.staff import StaffMember
from conversations.answers import Json
from conversations.messages import Message, say

# What tells an item of a group from the others; one that moved up because another went is still the same.
_KNOWN_BY: Mapping[str, tuple[str, ...]] = {
    "members": ("id_number", "name"),
    "supporters": ("id_number", "name"),
    "assets.businesses": ("name",),
    "assets.houses": ("address",),
    "assets.vehicles": ("plate",),
    "documents": ("file",),
}


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that is not as it was. `key` is that of the newer version ("": it is gone); `whose`: of which item."""

    key: str
    label: Message
    whose: Message | None
    before: Line | None
    after: Line | None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions. `view` is the newer one as it is drawn, names and numbers masked, with nothing to be done on it."""

    older: Version
    newer: Version
    versions: tuple[Version, ...]
    view: DeclarationView
    changes: tuple[Change, ...]

    @property
    def before(self) -> dict[str, Line | None]:
        """Boundary key of the newer version → what stood there before (None: nothing), where that differs."""
        return {one.key: one.before for one in self.changes if one.key}


def compared(assembling: Assembling, kept: Kept, staff: StaffMember, older: int, newer: int) -> Compared | NotFound:
    """The versions with these numbers, as this person may have them; NotFound where one of them is not there."""
    numbers = [one.version for one in kept.versions]
    if older not in numbers or newer not in numbers:
        return NotFound("version", say("请再选一次：没有这一版。"))
    old, new = _as_of(assembling, kept, staff, older), _as_of(assembling, kept, staff, newer)
    every = assembling.view(kept, staff.role, shown=False).versions
    return Compared(
        every[numbers.index(older)], every[numbers.index(newer)], every, new, tuple(_changes(old, new))
    )  # fmt: skip


def _as_of(assembling: Assembling, kept: Kept, staff: StaffMember, version: int) -> DeclarationView:
    upto = tuple(one for one in kept.versions if one.version <= version)
    view = assembling.view(replace(kept, versions=upto), staff.role, shown=False)
    return replace(discreet(view, staff), actions=())


def _changes(old: DeclarationView, new: DeclarationView) -> Iterator[Change]:
    now_at = moved(old.answers, new.answers)
    before = {_key_now(line.key, now_at): line for line in old.lines()}
    whose = {**_called(new), **{_key_now(key, now_at): one for key, one in _called(old).items()}}
    for line in new.lines():
        was = before.pop(line.key, None)
        new_here = was is None and (line.value is not None or line.doubt)
        if new_here or (was is not None and _differs(was, line, old.answers, new.answers)):
            yield Change(line.key, line.label, whose.get(_item_of(line.key)), was, line)
    for line in before.values():
        if line.value is not None:
            yield Change("", line.label, whose.get(_item_of(_key_now(line.key, now_at))), line, None)


def _differs(was: Line, line: Line, old: Mapping[str, Json], new: Mapping[str, Json]) -> bool:
    if was.doubt != line.doubt or (was.value is None) != (line.value is None):
        return True
    if was.key in old or line.key in new:
        # Not by what is shown: masked numbers look alike. A place in the order of people is no change of the answer.
        return old.get(was.key) != new.get(line.key) and not line.key.endswith((".owner", ".member"))
    return was.value != line.value


def _called(view: DeclarationView) -> dict[str, Message]:
    """Item ("members.1") → its name as it is shown."""
    return {
        _item_of(line.key): line.value for line in view.lines() if line.key.endswith(".name") and line.value is not None
    }


def _item_of(key: str) -> str:
    group = next((one for one in _KNOWN_BY if key.startswith(f"{one}.")), None)
    return f"{group}.{key[len(group) + 1 :].partition('.')[0]}" if group is not None else ""


def _key_now(key: str, moved: Mapping[str, str]) -> str:
    item = _item_of(key)
    return moved.get(item, f"gone.{item}") + key[len(item) :] if item else key


def moved(old: Mapping[str, Json], new: Mapping[str, Json]) -> dict[str, str]:
    """Item of the older version ("members.1") → the same one in the newer; one that is gone is left out."""
    found: dict[str, str] = {}
    for group, known_by in _KNOWN_BY.items():
        left, right = _items(group, old), _items(group, new)
        for field in known_by:
            for item in [one for one in left if one not in found]:
                value = old.get(f"{item}.{field}")
                same = (one for one in right if one not in found.values() and new.get(f"{one}.{field}") == value)
                match = next(same, None) if value is not None else None
                if match is not None:
                    found[item] = match
        # What it is known by may itself have been corrected: then its place tells.
        rest = [one for one in left if one not in found]
        found |= {one: one for one in rest if one in right and one not in found.values()}
    return found


def _items(group: str, answers: Mapping[str, Json]) -> list[str]:
    start = f"{group}."
    items = (key[len(start) :].partition(".")[0] for key in answers if key.startswith(start))
    return [f"{group}.{one}" for one in sorted({one for one in items if one.isdecimal()}, key=int)]
