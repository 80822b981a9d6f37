"""A point and the areas around it: inside, on a border, outside; county, township, village."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.places import Found, Place, distance_km, locate

SQUARE = ((28.0, 116.0), (28.0, 116.2), (28.2, 116.2), (28.2, 116.0))
EAST = Place("993601001", (((28.0, 116.1), (28.0, 116.2), (28.2, 116.2), (28.2, 116.1)),))
WEST = Place("993601002", (((28.0, 116.0), (28.0, 116.1), (28.2, 116.1), (28.2, 116.0)),))
COUNTY = Place("993601", (((27.9, 115.9), (27.9, 116.4), (28.3, 116.4), (28.3, 115.9)),))
VILLAGE = Place("993601001003", (((28.05, 116.12), (28.05, 116.14), (28.07, 116.14), (28.07, 116.12)),))
SEAT = Place("993601002009", seat=(28.1, 116.21))
KNOWN = (COUNTY, EAST, WEST, VILLAGE, SEAT)


@pytest.mark.parametrize(
    ("point", "found"),
    [
        ((28.1, 116.15), Found("993601001", "inside")),
        ((28.1, 116.05), Found("993601002", "inside")),
        ((28.06, 116.13), Found("993601001003", "inside")),
        # On the border of two townships: one of them, and always the same.
        ((28.1, 116.1), Found("993601001", "inside")),
        ((28.2, 116.2), Found("993601001", "inside")),
        # Inside the county, in no township whose boundary is known: its nearest known place.
        ((28.1, 116.3), Found("993601002009", "near")),
        ((35.0, 100.0), None),
    ],
)
def test_a_point_belongs_to_the_smallest_area_around_it(point: tuple[float, float], found: Found | None) -> None:
    assert locate(point, KNOWN) == found


def test_a_county_alone_is_found_as_a_county() -> None:
    assert locate((28.1, 116.3), (COUNTY,)) == Found("993601", "inside")


def test_without_any_boundary_the_nearest_place_counts_only_when_it_is_near() -> None:
    assert locate((28.2, 116.3), (SEAT,)) == Found("993601002009", "near")
    assert locate((29.0, 116.3), (SEAT,)) is None


def test_distances_are_those_over_ground() -> None:
    assert distance_km((39.9042, 116.4074), (31.2304, 121.4737)) == pytest.approx(1067, abs=3)


@given(st.floats(28.0, 28.2), st.floats(116.0, 116.2))
def test_two_halves_leave_no_gap(lat: float, lon: float) -> None:
    found = locate((lat, lon), (EAST, WEST))
    assert found is not None and found.how == "inside"


@given(st.floats(-89, 27.999) | st.floats(28.201, 89), st.floats(-179, 179))
def test_outside_a_square_is_outside(lat: float, lon: float) -> None:
    assert locate((lat, lon), (Place("993601001", (SQUARE,)),)) is None
