"""Which household something said belongs to, where one chat or one session holds several."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256

from conversations.codec import load_state
from conversations.comeback import holds_something
from conversations.households import FROM, PAGE, household_of, start_of
from conversations.inputs import Command, Input, Photos, Text
from conversations.listed import Household
from conversations.telling_for_others import called_in
from conversations.told import Told
from conversations.understanding.commands import understand_command
from storage.repositories.households import Door, Held
from storage.unit import Unit

KEY_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Place:
    """The conversation in which it is heard, and how."""

    conversation_id: str
    heard: Input


def key_of(conversation_id: str) -> str:
    """What buttons and pages call a conversation, 10 hex digits. It opens nothing."""
    return sha256(conversation_id.encode()).hexdigest()[:KEY_LENGTH]


def place_of(unit: Unit, door: Door, current: str, heard: Input, begin: Callable[[str], str]) -> Place:
    """Where it is heard. Going to another household and beginning with one happen here, before it is heard there.

    `current` is the conversation of the door when it was said; `begin` makes a new one, in a language. What was
    heard before, in whichever household, is heard there again: that changes nothing.
    """
    wish = _wish(heard)
    if wish is None and not unit.households.several(door):
        return Place(current, _meant_for(heard, current, several=False))
    # From here on nobody else moves the door.
    now = unit.households.hold(door) or current
    before = unit.households.claimed_by(door, heard.id)
    if before is not None:
        return Place(before, heard)
    if isinstance(heard.body, Photos):
        # Papers on their way belong to whom they were sent for, whoever is spoken of by now.
        return _owner_of(unit, door, now, heard)
    if wish is None and now != current:
        # The door was moved while this was on its way: it was said with the other one in view.
        return Place(now, replace(heard, astray=True))
    if wish is None:
        return Place(now, _in_the_current(unit, door, now, replace(heard, several=True)))
    if wish.name == "another" or wish.key:
        heard = replace(heard, called=_called_in(unit, now))
    heard = replace(heard, several=unit.households.several(door))
    if wish.name == "another":
        return _another(unit, door, now, heard, begin)
    return _switched(unit, door, now, heard, wish.key or "")


def _called_in(unit: Unit, current: str) -> tuple[tuple[Told, str], ...] | None:
    """What was told of an emergency in the household that is left, where it was still asked whether it is one."""
    row = unit.conversations.get(current)
    return called_in(load_state(row.state)) if row is not None else None


def _wish(heard: Input) -> Command | None:
    body = understand_command(heard.body.text) if isinstance(heard.body, Text) else heard.body
    return body if isinstance(body, Command) and body.name in ("another", "switch") else None


def _meant_for(heard: Input, current: str, *, several: bool) -> Input:
    """Marked as astray when it was meant for another one; what bears no key is of a time when there was one only."""
    if heard.meant is None or heard.meant == key_of(current) or (heard.meant == "" and not several):
        return heard
    return replace(heard, astray=True)


def _in_the_current(unit: Unit, door: Door, current: str, heard: Input) -> Input:
    if unit.households.unshown(door, current):
        # The door came here by itself, when the household before went away: first it is shown where one is.
        unit.households.move(door, current)
        return replace(heard, astray=True)
    return _meant_for(heard, current, several=True)


def _another(unit: Unit, door: Door, current: str, heard: Input, begin: Callable[[str], str]) -> Place:
    row = unit.conversations.get(current)
    if row is None or not holds_something(load_state(row.state)):
        # Nothing was said in this one yet: it is the other one.
        return Place(current, heard)
    made = begin(row.locale)
    unit.households.add(door, current)
    unit.households.add(door, made)
    unit.households.move(door, made)
    return Place(made, replace(heard, several=True))


def _owner_of(unit: Unit, door: Door, current: str, heard: Input) -> Place:
    held = [one.conversation_id for one in unit.households.of(door)]
    return Place(next((one for one in held if key_of(one) == heard.meant), current), heard)


def _switched(unit: Unit, door: Door, current: str, heard: Input, key: str) -> Place:
    held = unit.households.of(door)
    target = next((one for one in held if key_of(one.conversation_id) == key), None)
    if target is None:
        start = start_of(key) if key.startswith(FROM) else 0
        # One more than a page tells that there is another page.
        return Place(current, replace(heard, households=listed(unit, held[start : start + PAGE + 1], "")))
    unit.households.move(door, target.conversation_id)
    return Place(target.conversation_id, replace(heard, households=listed(unit, [target], target.conversation_id)))


def listed(unit: Unit, held: list[Held], here: str) -> tuple[Household, ...]:
    """Households as they are listed; `here` is the conversation in which that is said."""
    found = []
    for one in held:
        row = unit.conversations.get(one.conversation_id)
        if row is not None:
            key, at = key_of(row.id), row.id == here
            found.append(household_of(key, one.number, load_state(row.state), here=at))
    return tuple(found)


def aside_of(unit: Unit, conversation_id: str, channel: str) -> Household | None:
    """A conversation as it is named in a chat that is at another one now."""
    for door in unit.addresses.doors_of(conversation_id, channel):
        found = [one for one in unit.households.of(door) if one.conversation_id == conversation_id]
        if found:
            return listed(unit, found, "")[0]
    return None
