"""One amount of a household by its key in the form: read it, or put another in its place."""

from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from api.eligibility.household import Assets, Household, Member

T = TypeVar("T")

_SIGNED = frozenset({"income.business_net"})
_INCOME = frozenset({"wages", "business_net", "property_net", "transfer_net", "other"})
_SPENDING = frozenset(
    {"living", "social_insurance", "employment_cost", "medical", "disability", "education", "disaster"}
)
_SAVINGS = frozenset({"deposits", "securities", "funds", "insurance", "receivables"})


def amount_at(household: Household, key: str) -> Decimal | None:
    """The amount at `key` (`income.wages`, `members.1.income`, …) in yuan; None where it is not answered, or the
    key is not that of an amount the check looks at.
    """
    match key.split("."):
        case ["income", "not_counted", kind]:
            return dict(household.income.not_counted or ()).get(kind)
        case ["income", name] if name in _INCOME:
            return _decimal(getattr(household.income, name))
        case ["expenditure", name] if name in _SPENDING or name == "other":
            return household.expenditure.kind(name)
        case ["assets", name] if name in _SAVINGS:
            return _decimal(getattr(household.assets, name))
        case ["assets", "businesses", number, "registered_capital"]:
            return _item(household.assets.business_capitals or (), number)
        case ["members", number, "income"]:
            member = _item(household.members or (), number)
            return None if member is None else member.income
    return None


def with_amount(household: Household, key: str, amount: Decimal) -> Household:
    """The same household with `amount` yuan at `key`, one for which `amount_at` has an answer."""
    match key.split("."):
        case ["income", "not_counted", kind]:
            kinds = tuple((name, amount if name == kind else old) for name, old in household.income.not_counted or ())
            return replace(household, income=replace(household.income, not_counted=kinds))
        case ["assets", "businesses", number, _]:
            capitals = _put(household.assets.business_capitals or (), int(number), amount)
            return replace(household, assets=replace(household.assets, business_capitals=capitals))
        case ["members", number, _]:
            members: tuple[Member, ...] = household.members or ()
            changed = replace(members[int(number)], income=amount)
            return replace(household, members=_put(members, int(number), changed))
        case ["income", name]:
            kept = household.income.not_counted
            return replace(household, income=replace(household.income, **{name: amount}, not_counted=kept))
        case ["expenditure", name]:
            return replace(household, expenditure=replace(household.expenditure, **{name: amount}))
        case ["assets", name]:
            return replace(household, assets=_with_savings(household.assets, name, amount))
    raise KeyError(key)


def may_be_negative(key: str) -> bool:
    """Business may make a loss; a person's own income with it."""
    return key in _SIGNED or key.startswith("members.")


def _decimal(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _with_savings(assets: Assets, name: str, amount: Decimal) -> Assets:
    return replace(
        assets,
        **{name: amount},
        business_capitals=assets.business_capitals,
        houses=assets.houses,
        vehicle_kinds=assets.vehicle_kinds,
    )


def _item(items: tuple[T, ...], number: str) -> T | None:
    return items[int(number)] if number.isascii() and number.isdigit() and int(number) < len(items) else None


def _put(items: tuple[T, ...], number: int, value: T) -> tuple[T, ...]:
    return (*items[:number], value, *items[number + 1 :])
