"""Lines of text recognised on a photo, laid level: what stands beside and below what. Pure."""

import math
import re
import statistics
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

# Corners in pixels, clockwise from the upper left.
Quad: TypeAlias = tuple[tuple[float, float], ...]
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Seen:
    """One line as the recogniser gives it. `sure`: its own confidence, 0 to 1."""

    text: str
    sure: float
    quad: Quad


@dataclass(frozen=True, slots=True)
class Line:
    """One line laid level: `x`, `y` its middle, in pixels. The text is without spaces and without full-width forms."""

    text: str
    sure: float
    x: float
    y: float
    width: float
    height: float


def is_lying(seen: Sequence[Seen]) -> bool:
    """Whether the photo lies on its side: most of the longer lines run from top to bottom."""
    longer = [one for one in seen if len(one.text) >= 3]
    return sum(_side(one.quad, 0, 1) < _side(one.quad, 1, 2) for one in longer) * 2 > len(longer)


def level(seen: Sequence[Seen]) -> tuple[Line, ...]:
    """The lines turned so that they run level, from top to bottom."""
    slopes = [_slope(one.quad) for one in seen if _side(one.quad, 0, 1) > 2 * _side(one.quad, 1, 2)]
    slope = statistics.median(slopes) if slopes else 0.0
    return tuple(sorted((_line(one, slope) for one in seen), key=lambda line: line.y))


def right_of(line: Line, lines: Sequence[Line]) -> Line | None:
    """What stands next in the same row; None at its end."""
    row = [
        other for other in lines
        if other.x > line.x and abs(other.y - line.y) < 0.6 * max(line.height, other.height) and other is not line
    ]  # fmt: skip
    return min(row, key=lambda other: other.x, default=None)


def below(line: Line, lines: Sequence[Line]) -> Line | None:
    """What stands under it in the same column, at most three lines' height away; None if nothing does."""
    column = [
        other for other in lines
        if 0.5 * line.height < other.y - line.y < 3 * line.height
        and abs(other.x - line.x) < 0.5 * max(line.width, other.width)
    ]  # fmt: skip
    return min(column, key=lambda other: other.y, default=None)


def _line(seen: Seen, slope: float) -> Line:
    x = sum(corner[0] for corner in seen.quad) / len(seen.quad)
    y = sum(corner[1] for corner in seen.quad) / len(seen.quad)
    sin, cos = math.sin(-slope), math.cos(-slope)
    text = _SPACES.sub("", unicodedata.normalize("NFKC", seen.text))
    return Line(text, seen.sure, x * cos - y * sin, x * sin + y * cos, _side(seen.quad, 0, 1), _side(seen.quad, 1, 2))


def _slope(quad: Quad) -> float:
    return math.atan2(quad[1][1] - quad[0][1], quad[1][0] - quad[0][0])


def _side(quad: Quad, start: int, end: int) -> float:
    return math.dist(quad[start], quad[end])
