"""Where a point lies: inside a boundary that is known, else near a known place, else nobody's yet."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Point: TypeAlias = tuple[float, float]
"""Degrees WGS 84: latitude, longitude."""
Ring: TypeAlias = tuple[Point, ...]
"""The corners of an outline in order; the last is joined to the first."""

EARTH_KM = 6371.0
NEAR_KM = 30.0
"""As far as a township seat may be to be the nearest known place; farther off it would be a guess."""
# Of a degree: a point this close to an edge lies on it (about ten metres, finer than any phone tells).
_ON_EDGE = 1e-4


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of where an area lies: its outlines, or only a point in it (its seat, a village).

    `code`: six digits for a county, nine for a township, twelve for a village; a longer code begins with that
    of the area it lies in.
    """

    code: str
    outlines: tuple[Ring, ...] = ()
    seat: Point | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The area a point belongs to, and how that is known."""

    code: str
    how: Literal["inside", "near"]


def locate(point: Point, places: Iterable[Place]) -> Found | None:
    """The smallest area around the point; on a border the one listed first. Inside a county of which no
    township is known there: its nearest place. None where nothing known is near.
    """
    known = tuple(places)
    around = [place for place in known if any(_inside(point, ring) for ring in place.outlines)]
    deepest = max(around, key=lambda place: len(place.code), default=None)
    if deepest is not None and len(deepest.code) > _COUNTY_DIGITS:
        return Found(deepest.code, "inside")
    within = deepest.code if deepest is not None else ""
    seats = [
        (distance_km(point, place.seat), place.code)
        for place in known
        if place.seat is not None and len(place.code) > _COUNTY_DIGITS and place.code.startswith(within)
    ]
    nearest = min(seats, default=None)
    if nearest is not None and (within or nearest[0] <= NEAR_KM):
        return Found(nearest[1], "near")
    return Found(within, "inside") if within else None


_COUNTY_DIGITS = 6


def distance_km(one: Point, other: Point) -> float:
    """Kilometres over ground between two points."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _inside(point: Point, ring: Ring) -> bool:
    """Whether the point is inside the outline or on its edge."""
    lat, lon = point
    lats, lons = [corner[0] for corner in ring], [corner[1] for corner in ring]
    if not (
        min(lats) - _ON_EDGE <= lat <= max(lats) + _ON_EDGE and min(lons) - _ON_EDGE <= lon <= max(lons) + _ON_EDGE
    ):
        return False
    crossings = 0
    for (lat1, lon1), (lat2, lon2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if _on_edge(point, (lat1, lon1), (lat2, lon2)):
            return True
        if (lat1 > lat) != (lat2 > lat) and lon < (lon2 - lon1) * (lat - lat1) / (lat2 - lat1) + lon1:
            crossings += 1
    return crossings % 2 == 1


def _on_edge(point: Point, start: Point, end: Point) -> bool:
    (lat, lon), (lat1, lon1), (lat2, lon2) = point, start, end
    length = math.hypot(lat2 - lat1, lon2 - lon1)
    if length == 0:
        return math.hypot(lat - lat1, lon - lon1) <= _ON_EDGE
    along = ((lat - lat1) * (lat2 - lat1) + (lon - lon1) * (lon2 - lon1)) / length**2
    along = min(1.0, max(0.0, along))
    return math.hypot(lat - lat1 - along * (lat2 - lat1), lon - lon1 - along * (lon2 - lon1)) <= _ON_EDGE
