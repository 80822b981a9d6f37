"""One household as plain numbers, without names: all that figures are compared with, the rest already answered.

Who is counted, who has nobody obliged to support them, whose disability counts: what no local figure decides
is answered here by the rules themselves and kept as a truth. `LAYOUT` changes whenever these answers would.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from api.eligibility.counting import ADULT, Counted, Person, count
from api.eligibility.household import NOT_COUNTED_KINDS, SPENDING_KINDS, Household
from api.eligibility.rules.assets import owned_houses, vehicles_counted
from api.eligibility.rules.kin import aided_now, apart_from_the_members, inside, kin_inside
from api.eligibility.rules.tekun import by_age, by_disability
from api.eligibility.sums import Compared
from api.eligibility.truth import Truth, any_of

LAYOUT = 2
CODES: dict[Truth, int] = {Truth.NO: 0, Truth.UNKNOWN: 1, Truth.DISCRETION: 2, Truth.YES: 3}
"""In this order the least is what all conditions together amount to (reading 1)."""
UNASKED, GIVEN, OPEN = 0, 1, 2
NOT_KNOWN = -1
MOST_FEN = 10**11
INCOME = ("wages", "business_net", "property_net", "transfer_net", "other")
_FEN = 100
_POOR = (Truth.NO, Truth.UNKNOWN, Truth.YES)

AMOUNTS = len(INCOME) + len(NOT_COUNTED_KINDS) + len(SPENDING_KINDS) + 2
ANSWERS = (
    "apart_answered", "savings_open", "houses_answered", "houses", "houses_open", "vehicles_answered", "vehicles",
    "vehicles_open", "businesses_answered", "businesses", "businesses_open", "number", "refused", "left", "worker",
    "fell", "members", "pairs",
)  # fmt: skip
_HOUSEHOLD = struct.Struct(f"<{AMOUNTS}q{len(INCOME) + len(NOT_COUNTED_KINDS) + len(SPENDING_KINDS)}b{len(ANSWERS)}h")
_MEMBER = struct.Struct("<qhbbbb2x")
_PAIR = struct.Struct("<bbbbb3x")


@dataclass(frozen=True, slots=True)
class Facts:
    """A household in three runs of bytes, little-endian: its own numbers, sixteen bytes a member, eight for each
    pair of members of whom one may have to support the other.
    """

    household: bytes
    members: bytes
    pairs: bytes


@dataclass(frozen=True, slots=True)
class _Kin:
    """A member (`other`) obliged to another (`who`): able, where their income is not low, not known, low?"""

    who: int
    other: int
    able: tuple[Truth, ...]

    @property
    def varies(self) -> bool:
        """Do the figures decide?"""
        return len(set(self.able)) > 1


class NotPlain(ValueError):
    """An amount that is no whole number of fen, or one so large that sums of it are judged one by one."""


def facts_of(household: Household) -> Facts:
    """The numbers of a household. Raises `NotPlain`."""
    counted = count(household)
    kin = list(_kin_of(household, counted))
    members = b"".join(_member(household, person, kin) for person in counted.people)
    pairs = b"".join(_PAIR.pack(one.who, one.other, *(CODES[each] for each in one.able)) for one in kin if one.varies)
    amounts, states = zip(*_amounts(household), strict=True)
    answers = _answers(household, counted, len(pairs) // _PAIR.size)
    savings, capital = _savings(household), _capital(household)
    packed = _HOUSEHOLD.pack(*amounts, savings, capital, *states, *(answers[name] for name in ANSWERS))
    return Facts(packed, members, pairs)


def _fen(amount: Decimal | None) -> int:
    if amount is None:
        return 0
    fen = amount * _FEN
    if abs(fen) > MOST_FEN or fen != int(fen):
        raise NotPlain(str(amount))
    return int(fen)


def _amounts(household: Household) -> Iterator[tuple[int, int]]:
    """Each amount in fen, and whether it was given: income by kind, the kinds asked apart, spending by kind."""
    income = household.income
    for amount in (income.wages, income.business_net, income.property_net, income.transfer_net, income.other):
        yield _fen(amount), GIVEN if amount is not None else OPEN
    apart = dict(income.not_counted or ())
    for kind in NOT_COUNTED_KINDS:
        amount = apart.get(kind)
        yield _fen(amount), UNASKED if kind not in apart or amount == 0 else GIVEN if amount is not None else OPEN
    for kind in SPENDING_KINDS:
        amount = household.expenditure.kind(kind)
        yield _fen(amount), GIVEN if amount is not None else OPEN


def _saved(household: Household) -> tuple[Decimal | None, ...]:
    assets = household.assets
    return (assets.deposits, assets.securities, assets.funds, assets.insurance, assets.receivables)


def _savings(household: Household) -> int:
    return sum(map(_fen, _saved(household)))


def _capital(household: Household) -> int:
    return sum(map(_fen, household.assets.business_capitals or ()))


def _answers(household: Household, counted: Counted, pairs: int) -> dict[str, int]:
    houses, vehicles = owned_houses(household), vehicles_counted(household)
    businesses = household.assets.business_capitals
    return {
        "apart_answered": household.income.not_counted is not None,
        "savings_open": None in _saved(household),
        "houses_answered": houses.figure is not None,
        "houses": int(houses.figure or 0),
        "houses_open": len(houses.missing),
        "vehicles_answered": vehicles.figure is not None,
        "vehicles": int(vehicles.figure or 0),
        "vehicles_open": len(vehicles.missing),
        "businesses_answered": businesses is not None,
        "businesses": len(businesses or ()),
        "businesses_open": None in (businesses or ()),
        "number": counted.number or 0,
        "refused": _yes_no(household.refused_within_a_year),
        "left": _yes_no(household.left_aid_within_two_years),
        "worker": _yes_no(household.worker_in_hardship),
        "fell": _yes_no(household.income_fell_sharply),
        "members": len(counted.people),
        "pairs": pairs,
    }


def _yes_no(answer: bool | None) -> int:
    return NOT_KNOWN if answer is None else int(answer)


def _member(household: Household, person: Person, kin: list[_Kin]) -> bytes:
    """Own income, age, whether counted, whether a disability rules work out, and whom figures do not decide."""
    member = person.member
    settled = [each.able for each in apart_from_the_members(household, person)]
    settled += [each.able[0] for each in kin if each.who == person.index and not each.varies]
    return _MEMBER.pack(
        _fen(member.income),
        NOT_KNOWN if member.age is None else member.age,
        CODES[person.counted],
        CODES[by_disability(person)],
        CODES[any_of(settled)],
        member.income is not None,
    )


def _kin_of(household: Household, counted: Counted) -> Iterator[_Kin]:
    """Who is obliged to whom. Those who can work by the widest reading of any document need nobody."""
    aided = aided_now(household)
    for person in counted.within:
        if any_of((by_age(person.member.age, ADULT), by_disability(person))) is Truth.NO:
            continue
        for other, role in kin_inside(counted, person):
            able = tuple(inside(other, role, Compared(poor), aided).able for poor in _POOR)
            yield _Kin(person.index, other.index, able)
