"""Outlines: what lies inside, how far off the rest is, and rings turned the way RFC 7946 wants them."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.base.shapes import Atlas, NoShape, metres_between, read_shape

SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
HOLE = [[1, 1], [1, 2], [2, 2], [2, 1], [1, 1]]
ISLAND = [[10, 10], [11, 10], [11, 11], [10, 11], [10, 10]]
WITH_HOLE = {"type": "Polygon", "coordinates": [SQUARE, HOLE]}
TWO = {"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE], [ISLAND]]}
degrees = st.floats(-5, 15, allow_nan=False)


def doubled_area(ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))


@pytest.mark.parametrize(
    ("lat", "lon", "inside"), [(3, 3, True), (1.5, 1.5, False), (10.5, 10.5, True), (5, 3, False), (-1, 1, False)]
)
def test_a_point_is_inside_or_not(lat, lon, inside):
    assert read_shape(TWO).contains(lat, lon) is inside


@given(degrees, degrees)
def test_inside_is_what_a_plain_reading_says(lat, lon):
    shape = read_shape(TWO)
    if any(abs(one - edge) < 1e-9 for one in (lat, lon) for edge in (0, 1, 2, 4, 10, 11)):
        return
    plainly = (0 < lat < 4 and 0 < lon < 4 and not (1 < lat < 2 and 1 < lon < 2)) or (10 < lat < 11 and 10 < lon < 11)
    assert shape.contains(lat, lon) == plainly
    assert (shape.degrees_from(lat, lon) == 0) == plainly


@given(st.permutations([(0, 0), (4, 1), (3, 5), (1, 4)]))
def test_rings_are_turned_and_stay_the_same_ring(corners):
    ring = [list(corner) for corner in (*corners, corners[0])]
    for given_ring in (ring, ring[::-1]):
        shape = read_shape({"type": "Polygon", "coordinates": [given_ring]})
        (outer,) = shape.geometry["coordinates"]
        assert doubled_area(outer) >= 0
        assert {tuple(point) for point in outer} == set(corners)
        assert read_shape(shape.geometry).turned is False


def test_holes_run_the_other_way():
    shape = read_shape({"type": "Polygon", "coordinates": [SQUARE[::-1], HOLE[::-1]]})
    outer, hole = shape.geometry["coordinates"]
    assert shape.turned
    assert doubled_area(outer) > 0 > doubled_area(hole)
    assert read_shape(WITH_HOLE).turned is False


def test_heights_are_left_out_and_numbers_may_be_text():
    shape = read_shape(
        {"type": "Polygon", "coordinates": [[["0", "0", 7], [4, 0, 7], [4, 4, 7], [0, 4, 7], [0, 0, 7]]]}
    )
    assert shape.geometry["coordinates"][0][0] == [0.0, 0.0]
    assert (shape.west, shape.south, shape.east, shape.north) == (0, 0, 4, 4)


@pytest.mark.parametrize("lon", [math.nan, math.inf, 181, "x", None, {}])
def test_what_is_no_degree_is_no_shape(lon):
    with pytest.raises(NoShape):
        read_shape({"type": "Polygon", "coordinates": [[[lon, 0], [4, 0], [4, 4], [lon, 0]]]})


def test_near_is_measured_along_the_ground():
    square = read_shape({"type": "Polygon", "coordinates": [[[0, 60], [1, 60], [1, 61], [0, 61], [0, 60]]]})
    assert square.near(60.5, 1.3, 0.16)  # at 60° a degree of longitude is half as long
    assert not square.near(60.5, 1.3, 0.14)
    assert not square.near(70, 0.5, 1)


def test_an_atlas_finds_what_contains_a_point_else_what_is_near():
    atlas = Atlas(
        [("square", read_shape(WITH_HOLE)), ("island", read_shape({"type": "Polygon", "coordinates": [ISLAND]}))]
    )
    assert atlas.size == 2
    assert atlas.around(3, 3) == "square"
    assert atlas.around(1.5, 1.5) is None
    assert atlas.around(4.01, 3) is None
    assert atlas.around(4.01, 3, 0.02) == "square"
    assert atlas.around(9.99, 10.5, 0.02) == "island"
    assert atlas.around(50, 50, 0.02) is None


def test_metres_between_two_towns():
    assert metres_between(35.44208, 36.65095, 35.93062, 36.63393) == pytest.approx(54_340, rel=0.01)
    assert metres_between(10, 20, 10, 20) == 0
