"""Which emergencies lie under another one's line at the desk, and for which of them the alarm rings. Pure.

Everything told is filed, has its receipt and its clock. What comes again and again from one address, one chat or one
phone lies under one line, so that it neither hides a true one nor rings a hundred times. Why, and what lifts one out:
docs/decisions/0044.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from api.services.emergency.answers import answers_of
from api.services.emergency.lifecycle import UNDECIDED
from api.services.flags import flags_in
from storage.emergency_rows import EmergencyRow

CALL_NOW = "call_now"
"""Whoever tells it spoke of dying."""
SAME_ADDRESS, SAME_PHONE, STANDS_OUT = "same_address", "same_phone", "stands_out"
ADDRESS_WITHIN, PHONE_WITHIN = timedelta(hours=1), timedelta(hours=2)
"""How far back emergencies of one address, and of one phone, are looked at together."""
MANY_A_DAY = 3
"""As many of one conversation have lines of their own in a day: a child that plays tells of everything there is."""
FREE = 3
"""As many of one address within its time are never folded, however alike."""
OWN_LINES = 20
"""As many of one address within its time have lines of their own, and ring, however different they are."""


@dataclass(frozen=True, slots=True)
class Told:
    """What tells one emergency from another. `said`: what was said in own words, shared or photographed; `alone`: it is
    never folded for being told like others of its address. `household`: whose it is, told by somebody else; "" else.
    """

    receipt: str
    what: str
    area_code: str
    said: frozenset[str]
    phone: bytes | None
    together: str | None
    waiting: bool
    alone: bool = False
    household: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where it lies: under the line of `together` (a receipt), None for a line of its own; and its marks."""

    together: str | None
    flags: tuple[str, ...]


def rings(row: EmergencyRow) -> bool:
    """Whether sound, title and push are due for it: it has a line of its own."""
    return row.together is None


def told_of(row: EmergencyRow) -> Told:
    """What of a stored emergency is compared."""
    answers: Mapping[str, object] = answers_of(row)
    said = _place_in(answers.get("emergency.place"), row.area_code)
    for key, value in answers.items():
        if key not in _TAPPED:
            # The number of people is tapped, too; words and photos are anybody's own.
            every = value if isinstance(value, list) else [value]
            said |= {one for one in every if isinstance(one, str) and not one.isdigit()}
    waiting = row.status in UNDECIDED
    # Whoever is in danger at home can often neither speak nor be called; nor does one despair stand for another.
    alone = row.what == "violence" or CALL_NOW in flags_in(row.flags)
    household = answers.get("emergency.household")
    return Told(
        row.receipt, row.what, row.area_code, frozenset(said), row.phone_index, row.together, waiting, alone,
        household if isinstance(household, str) else "",
    )  # fmt: skip


_TAPPED = tuple(f"emergency.{key}" for key in ("what", "when", "need", "phone", "place", "assumed", "whose", "told_by"))
"""What may be alike by chance, or is compared by itself."""


def _place_in(place: object, area_code: str) -> set[str]:
    """A township that was only tapped says nothing of its own; a point is taken to about a hundred metres."""
    if isinstance(place, Mapping):
        return {f"{float(place['lat']):.3f},{float(place['lon']):.3f}"}
    return {place} if isinstance(place, str) and place != area_code else set()


def placed(new: Told, sent: Sequence[Told], phoned: Sequence[Told], own: Sequence[Told] = ()) -> Placed:
    """Where a new one lies among those of its address (`sent`), of its phone told elsewhere (`phoned`) and of its own
    conversation that day (`own`), each oldest first.

    It is folded only under one that still waits for a decision: where everything before was dealt with, it rings.
    """
    many = len(sent) >= FREE
    flags = (*((SAME_ADDRESS,) if many else ()), *((SAME_PHONE,) if phoned else ()))
    looked_at = (*phoned, *(sent if many and not new.alone else ()))
    alike = next((one for one in looked_at if one.waiting and says_no_more(new, one)), None)
    if alike is not None:
        return Placed(alike.together or alike.receipt, flags)
    # A village assistant on the night of a flood tells of one family after the other.
    another = new.household != "" and all(new.household != one.household for one in own)
    for group, most in ((own, OWN_LINES if another else MANY_A_DAY), (sent, OWN_LINES), (phoned, OWN_LINES)):
        heads = [one for one in group if one.together is None]
        waiting = next((one for one in heads if one.waiting), None)
        if len(heads) >= most and waiting is not None:
            return Placed(waiting.receipt, (*flags, STANDS_OUT))
    return Placed(None, flags)


def says_no_more(new: Told, other: Told) -> bool:
    """Whether nothing in the new one is different from the other: kind, township, words, place, photos, phone."""
    phone = new.phone is None or new.phone == other.phone
    return phone and (new.what, new.area_code) == (other.what, other.area_code) and new.said <= other.said
