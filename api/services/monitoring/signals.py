"""What changed between two filed versions of a family, by the four kinds of signals of Shandong 四(三). Pure.

Only what was answered both times is compared: an answer that is missing says nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal, TypeAlias

from api.services.monitoring.thresholds import Lines
from conversations.answers import Json

Direction = Literal["worse", "better"]
Kind = Literal["spending_jump", "income_fall", "income_unstable", "property_loss", "income_rise", "changed"]
Filed: TypeAlias = Mapping[str, Json]

INCOME = ("wages", "business_net", "property_net", "transfer_net", "other")
SPENDING = ("medical", "education", "disability", "disaster")
SAVINGS = ("deposits", "securities", "funds", "insurance", "receivables")
AT_WORK = frozenset({"employed", "flexible_work", "self_employed"})
WITHOUT = frozenset({"unemployed", "registered_unemployed"})
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Signal:
    """One finding: which rule, what it was before and is now (yuan a year), the lines it reached.

    `member`: the person it is about, by index in the version now; for somebody who left, in the one before.
    """

    kind: Kind
    rule: str
    direction: Direction
    before: Decimal | None = None
    now: Decimal | None = None
    lines: tuple[str, ...] = ()
    member: int | None = None


def compared(before: Filed, now: Filed, lines: Lines) -> tuple[Signal, ...]:
    """What reaches a line, in the order of the document."""
    return (
        *_spending(before, now, lines),
        *_income(before, now, lines),
        *_work(before, now),
        *_property(before, now, lines),
    )


def _spending(before: Filed, now: Filed, lines: Lines) -> Iterator[Signal]:
    was, is_ = _amount(before, "expenditure.medical"), _amount(now, "expenditure.medical")
    line = lines.value("medical_own_paid")
    if was is not None and is_ is not None and was < line <= is_:
        yield Signal("spending_jump", "medical_own_paid", "worse", was, is_, ("medical_own_paid",))
    spent = _both(before, now, "expenditure", SPENDING)
    if spent is not None and _rose(*spent, lines, "spending_rise"):
        names = ("spending_rise_share", "spending_rise_amount")
        yield Signal("spending_jump", "spending_rise", "worse", *spent, names)


def _income(before: Filed, now: Filed, lines: Lines) -> Iterator[Signal]:
    earned = _both(before, now, "income", INCOME)
    if earned is not None:
        was, is_ = earned
        if _rose(is_, was, lines, "income_fall", of=was):
            names = ("income_fall_share", "income_fall_amount")
            yield Signal("income_fall", "income_fall", "worse", was, is_, names)
        elif _rose(was, is_, lines, "income_rise"):
            names = ("income_rise_share", "income_rise_amount")
            yield Signal("income_rise", "income_rise", "better", was, is_, names)
    still = {_who(now, one) for one in members(now)}
    for one in members(before):
        own = _amount(before, f"members.{one}.income")
        if _who(before, one) not in still and own is not None and own > 0:
            yield Signal("income_fall", "earner_gone", "worse", own, None, (), one)


def _work(before: Filed, now: Filed) -> Iterator[Signal]:
    was = {_who(before, one): before.get(f"members.{one}.occupation") for one in members(before)}
    for one in members(now):
        if was.get(_who(now, one)) in AT_WORK and now.get(f"members.{one}.occupation") in WITHOUT:
            yield Signal("income_unstable", "work_lost", "worse", member=one)


def _property(before: Filed, now: Filed, lines: Lines) -> Iterator[Signal]:
    was, is_ = _amount(before, "expenditure.disaster") or _NOTHING, _amount(now, "expenditure.disaster")
    line = lines.value("disaster_loss")
    if is_ is not None and was < line <= is_:
        yield Signal("property_loss", "disaster_loss", "worse", was, is_, ("disaster_loss",))
    saved = _both(before, now, "assets", SAVINGS)
    if saved is not None and _rose(saved[1], saved[0], lines, "savings_fall", of=saved[0]):
        names = ("savings_fall_share", "savings_fall_amount")
        yield Signal("property_loss", "savings_fall", "worse", *saved, names)


def _rose(low: Decimal, high: Decimal, lines: Lines, rule: str, *, of: Decimal | None = None) -> bool:
    """Whether the way from `low` to `high` reaches both lines of a rule: the share of `of` (default `low`), and yuan."""
    more, base = high - low, low if of is None else of
    if more < lines.value(f"{rule}_amount"):
        return False
    # From nothing, or from a loss, any rise of that many yuan is one.
    return base <= 0 or more >= lines.value(f"{rule}_share") * base


def members(answers: Filed) -> list[int]:
    """The indices of the members, in order."""
    parts = (key.split(".") for key in answers if key.startswith("members."))
    return sorted({int(part[1]) for part in parts if len(part) > 2 and part[1].isdecimal()})


def _who(answers: Filed, member: int) -> str:
    """What tells a person apart from the others, in both versions: the ID number, else name and relation."""
    number = answers.get(f"members.{member}.id_number")
    if isinstance(number, str):
        return number
    return f"{answers.get(f'members.{member}.name')}/{answers.get(f'members.{member}.relation')}"


def _both(before: Filed, now: Filed, section: str, kinds: tuple[str, ...]) -> tuple[Decimal, Decimal] | None:
    """The sums of the kinds that were answered both times; None when none was."""
    pairs = [(_amount(before, f"{section}.{kind}"), _amount(now, f"{section}.{kind}")) for kind in kinds]
    known = [(was, is_) for was, is_ in pairs if was is not None and is_ is not None]
    if not known:
        return None
    return sum((was for was, _ in known), _NOTHING), sum((is_ for _, is_ in known), _NOTHING)


def _amount(answers: Filed, key: str) -> Decimal | None:
    value = answers.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
