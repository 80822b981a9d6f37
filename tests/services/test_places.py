"""The file that says where the areas lie: the samples, and what is said of one that cannot be read."""

import json
from pathlib import Path

import pytest

from api.services.territory.places import PlacesError, places_of, read_places
from conversations.places import Found, locate


def test_the_samples_are_places_of_the_sample_areas(tmp_path: Path) -> None:
    places = places_of(tmp_path, demo=True)
    assert locate((28.1, 116.15), places) == Found("993601001", "inside")
    assert places_of(tmp_path, demo=False) == ()


@pytest.mark.parametrize(
    "feature",
    [
        {"properties": {"code": "12"}, "geometry": {"type": "Point", "coordinates": [1, 2]}},
        {"properties": {"code": "993601"}, "geometry": {"type": "Point", "coordinates": [200, 2]}},
        {"properties": {"code": "993601"}, "geometry": {"type": "LineString", "coordinates": [[1, 2], [2, 3]]}},
        {"properties": {"code": "993601"}, "geometry": {"type": "Polygon", "coordinates": [[[1, 2], [2, 3]]]}},
        {"properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}},
    ],
)
def test_a_file_that_cannot_be_read_says_where(tmp_path: Path, feature: object) -> None:
    path = tmp_path / "places.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    with pytest.raises(PlacesError):
        read_places(path)
