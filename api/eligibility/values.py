"""Reading JSON strictly and totally: whatever comes in, a value or a fault with its key, never an exception."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from api.eligibility.phrases import Phrase, phrase

MOST_ITEMS = 60
MOST_FAULTS = 50
MOST_YUAN = Decimal(10) ** 12
_NUMBER = re.compile(r"-?\d{1,13}(\.\d{1,8})?\Z", re.ASCII)
_SHOWN_KEY = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what was sent: its key in the contract, and what would do."""

    key: str
    message: Phrase


class BadScreening(Exception):
    """What was sent cannot be judged; every fault at once, each with its key."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(fault.key for fault in faults))
        self.faults = faults


@dataclass(slots=True)
class Faults:
    """The faults found so far; beyond `MOST_FAULTS` further ones are not kept."""

    found: list[Fault] = field(default_factory=list)

    def add(self, key: str, message: Phrase) -> None:
        """Note a fault at `key`."""
        if len(self.found) < MOST_FAULTS:
            self.found.append(Fault(key, message))

    def raise_if_any(self) -> None:
        """End the reading with `BadScreening` when something was wrong."""
        if self.found:
            raise BadScreening(tuple(self.found))


class Node:
    """A JSON object being read. Keys that nobody asked for are faults once `done` is called.

    Every reader returns None for an absent or null value, and for a wrong one after noting the fault.
    """

    def __init__(self, raw: object, key: str, faults: Faults) -> None:
        self.key = key
        self.faults = faults
        self._read: set[str] = set()
        if isinstance(raw, dict):
            self._raw: dict[object, object] = raw
        else:
            self._raw = {}
            if raw is not None:
                faults.add(key, phrase("请在这里填一个对象，也就是花括号里的内容。"))

    def at(self, name: str) -> str:
        """The full key of `name` in this object."""
        return f"{self.key}.{name}" if self.key else name

    def has(self, name: str) -> bool:
        """Is the key there, be it null?"""
        return name in self._raw

    def take(self, name: str) -> object:
        """The raw value; the key counts as read."""
        self._read.add(name)
        return self._raw.get(name)

    def ignore(self, *names: str) -> None:
        """Keys of the form that the check does not need."""
        self._read.update(names)

    def done(self) -> None:
        """Every key that was not asked for is a fault."""
        for name in self._raw:
            if not isinstance(name, str) or name not in self._read:
                shown = str(name)[:_SHOWN_KEY].encode("utf-8", "replace").decode()
                self.faults.add(self.at(shown), phrase("请去掉这一项，核对时不认识它。"))

    def amount(self, name: str, *, negative: bool = False, most: Decimal = MOST_YUAN) -> Decimal | None:
        """An exact number: JSON integer, fraction, or a plain numeric string."""
        return read_amount(self.take(name), self.at(name), self.faults, negative=negative, most=most)

    def whole(self, name: str, low: int, high: int) -> int | None:
        """A whole number between `low` and `high`, both included."""
        raw = self.take(name)
        if raw is None:
            return None
        if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
            raw = int(raw)
        if isinstance(raw, bool) or not isinstance(raw, int) or not low <= raw <= high:
            self.faults.add(self.at(name), phrase("请填 {low} 到 {high} 之间的整数。", low=low, high=high))
            return None
        return raw

    def yes_no(self, name: str) -> bool | None:
        """true or false."""
        raw = self.take(name)
        if raw is None or isinstance(raw, bool):
            return raw
        self.faults.add(self.at(name), phrase("请填 true 或 false。"))
        return None

    def one_of(self, name: str, known: tuple[str, ...]) -> str | None:
        """One of the known words."""
        return read_word(self.take(name), self.at(name), known, self.faults)

    def several(self, name: str, known: tuple[str, ...]) -> tuple[str, ...] | None:
        """A list of known words, each kept once, in the order given."""
        items = self._list(name)
        if items is None:
            return None
        words = (read_word(raw, f"{self.at(name)}.{n}", known, self.faults, null=False) for n, raw in items)
        return tuple(dict.fromkeys(word for word in words if word is not None))

    def day(self, name: str) -> date | None:
        """A date as yyyy-mm-dd."""
        raw = self.take(name)
        if raw is None:
            return None
        if isinstance(raw, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw, re.ASCII):
            try:
                return date.fromisoformat(raw)
            except ValueError:
                pass  # A day that does not exist (2025-02-30) is answered like any other wrong date.
        self.faults.add(self.at(name), phrase("请按 2026-01-31 的样子填日期。"))
        return None

    def node(self, name: str) -> "Node":
        """An object within this one; an absent one reads as empty."""
        return Node(self.take(name), self.at(name), self.faults)

    def nodes(self, name: str) -> "tuple[Node, ...] | None":
        """A list of objects, or None where there is no list."""
        items = self._list(name)
        if items is None:
            return None
        return tuple(self._item(name, number, raw) for number, raw in items)

    def _item(self, name: str, number: int, raw: object) -> "Node":
        key = f"{self.at(name)}.{number}"
        if raw is None:
            self.faults.add(key, phrase("请在这里填一个对象，也就是花括号里的内容。"))
        return Node(raw, key, self.faults)

    def _list(self, name: str) -> tuple[tuple[int, object], ...] | None:
        raw = self.take(name)
        if raw is None:
            return None
        if not isinstance(raw, list) or len(raw) > MOST_ITEMS:
            self.faults.add(self.at(name), phrase("请填一个列表，最多 {most} 项；没有就填 []。", most=MOST_ITEMS))
            return None
        return tuple(enumerate(raw))

    def __iter__(self) -> Iterator[str]:
        """The keys there are, as far as they are text."""
        return (name for name in self._raw if isinstance(name, str))


def read_amount(
    raw: object, key: str, faults: Faults, *, negative: bool = False, most: Decimal = MOST_YUAN
) -> Decimal | None:
    """An exact number from a JSON number or numeric string; None for null, or after noting a fault at `key`."""
    if raw is None:
        return None
    number = _exact(raw)
    if number is None:
        faults.add(key, phrase("请填一个数字，例如 1200 或 1200.50。"))
    elif abs(number) > most:
        faults.add(key, phrase("请再看一下这个数，它不能超过 {most}。", most=most))
    elif number < 0 and not negative:
        faults.add(key, phrase("请填 0 或更大的数。"))
    else:
        return number
    return None


def read_word(raw: object, key: str, known: tuple[str, ...], faults: Faults, *, null: bool = True) -> str | None:
    """One of the `known` words; None for null (a fault where `null` is False), or after noting a fault."""
    if raw is None and null:
        return None
    if isinstance(raw, str) and raw in known:
        return raw
    faults.add(key, phrase("请从这些里选一个：{choices}。", choices=", ".join(known)))
    return None


def _exact(raw: object) -> Decimal | None:
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int):
        # Beyond this the text form alone would be a burden; the caller's limit is far lower.
        return Decimal(raw) if abs(raw) <= 10**15 else Decimal(10) ** 15 * (1 if raw > 0 else -1)
    if isinstance(raw, float):
        number = Decimal(str(raw))
        exponent = number.as_tuple().exponent
        # Not a number, infinite, or a fraction far below any coin.
        return number if isinstance(exponent, int) and exponent >= -20 else None
    if isinstance(raw, str) and _NUMBER.match(raw):
        return Decimal(raw)
    return None
