"""Answers as they stand in the cells of a form: the form's own words, amounts with separators, what is open said so."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from api.services.calendar.workdays import SHANGHAI, china_day
from api.services.printing.filed import Filed
from api.services.printing.terms import DOUBT, YES_NO, Terms
from api.services.review.sheet import Line, parts_of
from conversations.answers import Json
from conversations.messages import Message

NOTHING = "—"
_FEN = Decimal("0.01")


class Cells:
    """Gives the cells of one declaration and remembers which answers have their place."""

    def __init__(self, filed: Filed) -> None:
        self._filed = filed
        self._placed: set[str] = set()

    def words(self, key: str, terms: Terms | None = None) -> str:
        """The answer in the form's words; a dash where the question does not apply."""
        return self._cell(key, lambda value: _worded(value, terms or {}))

    def money(self, key: str) -> str:
        """An amount in yuan with separators, without the unit."""
        return self._cell(key, amount)

    def several(self, key: str, terms: Terms) -> str:
        """All that was chosen, in the order chosen."""
        return self._cell(key, lambda value: "、".join(terms.get(str(one), str(one)) for one in _listed(value)))

    def count(self, group: str) -> int:
        """How many items a repeated group has."""
        return len(self._filed.agenda.answers.items.get(group, ()))

    def has(self, key: str) -> bool:
        """Whether it was answered, or passed over."""
        return key in self._filed.answers or key in self._filed.doubts

    def place(self, *keys: str) -> None:
        """These have their place elsewhere on the sheet."""
        self._placed.update(keys)

    def left(self) -> Iterator[tuple[Message, Message | None]]:
        """Label and answer of everything filed that has no cell: nothing may be lost on the way to paper."""
        for line in self._lines():
            derived = line.column == "sex_and_age"
            if line.key not in self._placed and not derived and line.paper is None:
                yield line.label, line.value

    def _lines(self) -> Iterator[Line]:
        for part in parts_of(self._filed.agenda, shown=True):
            yield from part.lines
            for table in part.tables:
                for item in table.items:
                    yield from item.lines

    def _cell(self, key: str, written: Callable[[Json], str]) -> str:
        self._placed.add(key)
        doubt = self._filed.doubts.get(key, "")
        if key in self._filed.answers:
            value = written(self._filed.answers[key])
            return f"{DOUBT[doubt]}{value}" if doubt == "approximate" else value
        return DOUBT.get(doubt, NOTHING)


def amount(value: Json) -> str:
    """Yuan with separators: 7,200, or 7,200.50; what is no number stays as it is."""
    try:
        figure = Decimal(str(value)).quantize(_FEN)
    except InvalidOperation:
        return str(value)
    whole = figure == figure.to_integral_value()
    return f"{figure:,.0f}" if whole else f"{figure:,.2f}"


def day(at: datetime | date) -> str:
    """A day in China as documents write it: 2026年11月22日."""
    local = china_day(at) if isinstance(at, datetime) else at
    return f"{local.year}年{local.month}月{local.day}日"


def moment(at: datetime) -> str:
    """The same with the time, to the minute."""
    return f"{day(at)} {at.astimezone(SHANGHAI):%H:%M}"


def _worded(value: Json, terms: Terms) -> str:
    if isinstance(value, bool):
        return YES_NO[value]
    return terms.get(str(value), str(value))


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]
