"""Where the areas lie: boundaries and known places from a GeoJSON file, as the conversation wants them.

A feature has the property `code` (six digits a county, nine a township, twelve a village) and a Polygon, a MultiPolygon
or a Point; several features may share a code. Coordinates are WGS 84 degrees, longitude first, as the format says.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypedDict

from conversations.places import Place, Point, Ring

SAMPLES = Path(__file__).parent / "samples" / "places.geojson"
FILE = "places.geojson"
"""In the data folder; the demo has made-up places without it."""
_CODE_DIGITS = (6, 9, 12)
_LEAST_CORNERS = 3


class _Properties(TypedDict):
    code: str


class _Geometry(TypedDict):
    type: str
    coordinates: Sequence[object]


class _Feature(TypedDict):
    properties: _Properties
    geometry: _Geometry


class PlacesError(ValueError):
    """The file is not what it should be; the text names the feature."""


def places_of(folder: Path, *, demo: bool) -> tuple[Place, ...]:
    """The places this deployment knows; none where there is no file. Raises `PlacesError`."""
    own = folder / FILE
    if own.exists():
        return read_places(own)
    return read_places(SAMPLES) if demo else ()


def read_places(path: Path) -> tuple[Place, ...]:
    """The places of a file. Raises `PlacesError`."""
    try:
        features: list[_Feature] = json.loads(path.read_text(encoding="utf-8"))["features"]
        return tuple(_place(number, one) for number, one in enumerate(features, start=1))
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise PlacesError(f"{path.name} is no GeoJSON with coded features: {error}") from error


def _place(number: int, feature: _Feature) -> Place:
    code, geometry = str(feature["properties"]["code"]), feature["geometry"]
    if not (code.isdecimal() and len(code) in _CODE_DIGITS):
        raise PlacesError(f"feature {number}: a code has six, nine or twelve digits")
    match geometry["type"]:
        case "Point":
            return Place(code, seat=_point(number, geometry["coordinates"]))
        case "Polygon":
            return Place(code, outlines=tuple(_outlines(number, [geometry["coordinates"]])))
        case "MultiPolygon":
            return Place(code, outlines=tuple(_outlines(number, geometry["coordinates"])))
        case other:
            raise PlacesError(f"feature {number}: a {other} is neither Point, Polygon nor MultiPolygon")


def _outlines(number: int, polygons: Sequence[object]) -> Iterator[Ring]:
    """The outer ring of each polygon; what is cut out of it (a lake, another town) lies in its own area anyway."""
    for polygon in polygons:
        if not isinstance(polygon, list) or not polygon or not isinstance(polygon[0], list):
            raise PlacesError(f"feature {number}: a polygon is a list of rings")
        ring = tuple(_point(number, corner) for corner in polygon[0])
        ring = ring[:-1] if ring[0] == ring[-1] else ring
        if len(ring) < _LEAST_CORNERS:
            raise PlacesError(f"feature {number}: a ring has at least three corners")
        yield ring


def _point(number: int, pair: object) -> Point:
    if isinstance(pair, list) and len(pair) >= 2 and all(isinstance(one, int | float) for one in pair[:2]):
        lon, lat = float(pair[0]), float(pair[1])
        if -180 <= lon <= 180 and -90 <= lat <= 90:
            return lat, lon
    raise PlacesError(f"feature {number}: a point is a longitude and a latitude in degrees")
