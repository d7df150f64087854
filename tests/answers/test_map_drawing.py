"""The small map: areas in the middle, true to scale, and nothing drawn finer than it is known."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.answers.map_drawing import HEIGHT, LEAST_ACROSS, WIDTH, Circle, draw
from incidents.base.shapes import read_shape

SQUARE = read_shape(
    {"type": "Polygon", "coordinates": [[[36.0, 35.0], [37.0, 35.0], [37.0, 36.0], [36.0, 36.0], [36.0, 35.0]]]}
)
FAR_AWAY = read_shape({"type": "Polygon", "coordinates": [[[10.0, 5.0], [11.0, 5.0], [11.0, 6.0], [10.0, 5.0]]]})
lats, lons = st.floats(-70, 70), st.floats(-175, 175)


def corners(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]


def test_one_circle_stands_in_the_middle_and_is_as_wide_as_the_doubt() -> None:
    drawing = draw([Circle(35.44, 36.65, 25_000)])
    (area,) = drawing.areas
    assert (area.x, area.y, area.path, area.ring) == (WIDTH / 2, HEIGHT / 2, None, None)
    metres_a_unit = drawing.bar_m / drawing.bar
    assert area.radius * metres_a_unit == pytest.approx(25_000, rel=0.01)


def test_a_spot_too_small_to_see_gets_a_ring_and_is_not_drawn_larger() -> None:
    drawing = draw([Circle(35.44, 36.65, 10)])
    (area,) = drawing.areas
    assert area.radius < 1
    assert area.ring is not None
    assert WIDTH * drawing.bar_m / drawing.bar == pytest.approx(LEAST_ACROSS, rel=0.01)


def test_an_outline_is_drawn_whole_and_those_out_of_sight_are_not() -> None:
    drawing = draw([SQUARE], [SQUARE, FAR_AWAY])
    assert len(drawing.outlines) == 1
    assert drawing.areas[0].path == drawing.outlines[0]
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in corners(drawing.outlines[0]))
    assert drawing.outlines[0].startswith("M")
    assert drawing.outlines[0].endswith("Z")


def test_without_an_outline_lines_of_the_grid_tell_where_it_is() -> None:
    drawing = draw([Circle(35.44, 36.65, 3000)])
    assert {line.degrees for line in drawing.lines if line.x is None} <= {35.2, 35.3, 35.4, 35.5, 35.6, 35.7}
    assert all(0 <= (line.x if line.x is not None else line.y or 0) <= WIDTH for line in drawing.lines)
    assert 2 <= sum(line.x is None for line in drawing.lines) <= 5
    assert draw([SQUARE], [SQUARE]).lines == ()


def test_north_is_up_and_east_is_right() -> None:
    south_west, north_east = draw([Circle(35.0, 36.0, 1000), Circle(36.0, 37.0, 1000)]).areas
    assert south_west.x < north_east.x
    assert south_west.y > north_east.y


@given(st.lists(st.builds(Circle, lats, lons, st.integers(1, 200_000)), min_size=1, max_size=5))
def test_every_area_lies_in_the_picture_and_the_scale_is_a_round_length(circles: list[Circle]) -> None:
    drawing = draw(circles)
    for area in drawing.areas:
        assert -1 <= area.x - area.radius <= area.x + area.radius <= WIDTH + 1
        assert -1 <= area.y - area.radius <= area.y + area.radius <= HEIGHT + 1
    assert str(drawing.bar_m).strip("0") in ("1", "2", "5")
    assert 0 < drawing.bar <= WIDTH / 4 + 0.1
