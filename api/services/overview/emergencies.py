"""Emergencies in the overview: how many, how soon first help came, what was paid, which papers are late.

Counted over those with a line of their own; one and two families are not told as a number where it would say how
somebody lives, and neither is what so few were paid.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from api.services.calendar.workdays import SHANGHAI
from api.services.emergency.lifecycle import UNDECIDED, undecided_by
from api.services.emergency.words import WHATS
from api.services.overview.numbers import FEWEST, Bar, bars
from storage.repositories.scope import Scope
from storage.unit import Unit

SOON = ("2h", "6h", "12h", "24h", "later", "late", "none")
"""How soon first help was paid: within so many hours, later but within the area's hours, after them, not yet."""
_WITHIN = tuple((name, timedelta(hours=int(name[:-1]))) for name in SOON[:4])
HoursOf = Callable[[Unit, str], int]
"""Hours for first help in an area."""


@dataclass(frozen=True, slots=True)
class EmergencyNumbers:
    """Of the months: `told`, `kinds`, how `soon` first help came, of those told how many got it `in_time`, to how many
    something was `helped` and how much (fen, None: too few to be told). Now: `waiting`, `over` and late `papers`.
    """

    told: int
    kinds: tuple[Bar, ...]
    soon: tuple[Bar, ...]
    in_time: int
    helped: int
    paid: int | None
    waiting: int
    over: int
    papers: int


def emergencies_of(
    unit: Unit, scope: Scope, months: tuple[str, str], now: datetime, hours_of: HoursOf, role: str
) -> EmergencyNumbers:
    """The numbers of a scope from one month (yyyy-mm, in China) to another. What waits is what waits for this role, as
    on the strip over every page.
    """
    start, end = _span(months)
    told = unit.emergency_numbers.told(scope, start, end)
    limits = {area: timedelta(hours=hours_of(unit, area)) for area in {one[2] for one in told}}
    soon = Counter(_soon(at - since if at is not None else None, now - since, limits[area])
                   for _, status, area, since, at in told if at is not None or status != "declined")  # fmt: skip
    helped, paid = unit.emergency_numbers.paid(scope, start, end)
    return EmergencyNumbers(
        told=len(told),
        kinds=bars(_kinds(Counter(one[0] for one in told)), hide=True, order=tuple(WHATS)),
        soon=bars(soon, hide=False, order=SOON),
        in_time=_in_time(soon),
        helped=helped,
        paid=paid if helped == 0 or helped >= FEWEST else None,
        waiting=unit.emergencies.count(scope, undecided_by(role)),
        over=unit.emergency_numbers.over(scope, UNDECIDED, now),
        papers=unit.emergency_numbers.over(scope, ("paid",), now),
    )


def _kinds(counted: Mapping[str, int]) -> Counter[str]:
    """Kinds of few families stand with the others, or the total less the rest would tell them. Violence at home is
    never told by itself.
    """
    kinds: Counter[str] = Counter()
    for what, n in counted.items():
        kinds[what if n >= FEWEST and what not in ("", "violence") else "other"] += n
    return kinds


def _soon(took: timedelta | None, passed: timedelta, limit: timedelta) -> str:
    if took is None:
        return "late" if passed > limit else "none"
    if took > limit:
        return "late"
    return next((name for name, within in _WITHIN if took <= within), "later")


def _in_time(soon: Mapping[str, int]) -> int:
    return sum(n for name, n in soon.items() if name not in ("late", "none"))


def _span(months: tuple[str, str]) -> tuple[datetime, datetime]:
    """From the first moment of the first month until the first after the last, in China."""
    first, last = (date.fromisoformat(f"{one}-01") for one in months)
    after = (last + timedelta(days=32)).replace(day=1)
    return datetime.combine(first, time(), SHANGHAI), datetime.combine(after, time(), SHANGHAI)
