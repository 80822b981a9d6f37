"""Bars as plain numbers of an SVG drawing: how long, with which pattern, what stands beside them. Pure.

Told apart by pattern and label, never by colour alone: what is printed in grey must read the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, LABEL, VALUE = 640, 168, 76
"""Of a drawing, of the words at the left, of the number at the right; in its own units."""
ROW, BAR = 30, 16
PATTERNS = ("solid", "stripes", "dots", "empty")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar: where it begins, how wide it is, its pattern."""

    x: int
    width: int
    pattern: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its words, its pieces one after the other, what stands at its end."""

    y: int
    label: str
    pieces: tuple[Piece, ...]
    value: str
    end: int
    mark: int | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Rows under one another."""

    rows: tuple[Row, ...]
    width: int = WIDTH

    @property
    def height(self) -> int:
        """Of the whole drawing."""
        return len(self.rows) * ROW + 4


@dataclass(frozen=True, slots=True)
class Given:
    """A row to be drawn: its words, the length of each piece, what stands at its end, where a mark stands."""

    label: str
    lengths: tuple[int, ...]
    value: str
    mark: int | None = None


def drawn(given: Sequence[Given], value: int = VALUE) -> Drawing:
    """The rows to one scale, with room for `value` at their ends. A piece that is there at all is seen."""
    longest = max((max(sum(one.lengths), one.mark or 0) for one in given), default=0) or 1
    room = WIDTH - LABEL - value
    return Drawing(tuple(_row(place, one, room, longest) for place, one in enumerate(given)))


def _row(place: int, one: Given, room: int, longest: int) -> Row:
    x = LABEL
    pieces: list[Piece] = []
    for index, length in enumerate(one.lengths):
        if length > 0:
            width = max(3, round(length * room / longest))
            pieces.append(Piece(x, width, PATTERNS[index % len(PATTERNS)]))
            x += width
    mark = None if one.mark is None else LABEL + round(one.mark * room / longest)
    return Row(place * ROW + 2, one.label, tuple(pieces), one.value, max(x, mark or 0) + 6, mark)
