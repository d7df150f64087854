"""Drawing a small map: areas of uncertainty over outlines, as paths for a vector picture, with a scale.

The map is flat: degrees of longitude are shortened by the cosine of the middle latitude, which is true enough
for an area of some hundred kilometres. A place that is not exactly known is drawn as the area in which it lies.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from incidents.base.shapes import Shape

METRES_A_DEGREE = 111_195.0
WIDTH, HEIGHT = 480, 320
LEAST_ACROSS = 60_000.0
"""Metres that a map shows from edge to edge at least, so that there is something around a point to know it by."""
SMALLEST_SHOWN = 6.0
"""Units of the picture: an area that would be smaller gets a ring around it, or nobody would see it."""
STEPS = (1, 2, 5)
LINES_EVERY = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 45)
"""Degrees between two lines of the grid."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A point that may be off by a number of metres in any direction."""

    lat: float
    lon: float
    radius_m: float


Extent = Circle | Shape
"""Where something lies: somewhere in a circle, or somewhere in an outline."""


@dataclass(frozen=True, slots=True)
class DrawnArea:
    """An extent on the picture: a path, or a circle with a ring around it where it would be too small to see."""

    path: str | None
    x: float
    y: float
    radius: float
    ring: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of equal latitude or longitude: from edge to edge of the picture, with its degrees."""

    degrees: float
    x: float | None
    y: float | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of `WIDTH` by `HEIGHT` units; ``bar`` is the scale's length in units for ``bar_m`` metres.

    ``lines`` are drawn where there is no outline to know the ground by.
    """

    outlines: tuple[str, ...]
    lines: tuple[Line, ...]
    areas: tuple[DrawnArea, ...]
    bar: float
    bar_m: int
    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class _View:
    """How degrees become units: the middle of the map and the units a metre."""

    lat: float
    lon: float
    scale: float

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        across = (lon - self.lon) * METRES_A_DEGREE * math.cos(math.radians(self.lat))
        return WIDTH / 2 + across * self.scale, HEIGHT / 2 - (lat - self.lat) * METRES_A_DEGREE * self.scale


def draw(extents: Sequence[Extent], outlines: Iterable[Shape] = (), margin: float = 2.2) -> Drawing:
    """Draw extents in the middle of a map that shows ``margin`` times their size, and what outlines meet it."""
    west, south, east, north = _box(extents)
    view = _view(west, south, east, north, margin)
    half_lat = HEIGHT / 2 / view.scale / METRES_A_DEGREE
    half_lon = WIDTH / 2 / view.scale / METRES_A_DEGREE / math.cos(math.radians(view.lat))
    edges = view.lon - half_lon, view.lat - half_lat, view.lon + half_lon, view.lat + half_lat
    met = [shape for shape in outlines if _meets(shape, *edges)]
    bar_m = _round_length(WIDTH / view.scale / 4)
    return Drawing(
        tuple(_path(shape, view) for shape in met),
        () if met else tuple(_lines(view, *edges)),
        tuple(_area(extent, view) for extent in extents),
        round(bar_m * view.scale, 1),
        bar_m,
        *edges,
    )


def _box(extents: Sequence[Extent]) -> tuple[float, float, float, float]:
    boxes = []
    for one in extents:
        if isinstance(one, Shape):
            boxes.append((one.west, one.south, one.east, one.north))
        else:
            up = one.radius_m / METRES_A_DEGREE
            aside = up / math.cos(math.radians(one.lat))
            boxes.append((one.lon - aside, one.lat - up, one.lon + aside, one.lat + up))
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _view(west: float, south: float, east: float, north: float, margin: float) -> _View:
    lat, lon = (south + north) / 2, (west + east) / 2
    across = (east - west) * METRES_A_DEGREE * math.cos(math.radians(lat))
    up = (north - south) * METRES_A_DEGREE
    shown = max(LEAST_ACROSS, across * margin, up * margin * WIDTH / HEIGHT)
    return _View(lat, lon, WIDTH / shown)


def _meets(shape: Shape, west: float, south: float, east: float, north: float) -> bool:
    return shape.west <= east and shape.east >= west and shape.south <= north and shape.north >= south


def _lines(view: _View, west: float, south: float, east: float, north: float) -> Iterator[Line]:
    step = next((one for one in LINES_EVERY if (north - south) / one <= 4), LINES_EVERY[-1])
    for number in range(math.ceil(max(south, -90) / step), math.floor(min(north, 90) / step) + 1):
        yield Line(round(number * step, 2), None, round(view.at(number * step, view.lon)[1], 1))
    for number in range(math.ceil(max(west, -180) / step), math.floor(min(east, 180) / step) + 1):
        yield Line(round(number * step, 2), round(view.at(view.lat, number * step)[0], 1), None)


def _area(extent: Extent, view: _View) -> DrawnArea:
    if isinstance(extent, Shape):
        x, y = view.at((extent.south + extent.north) / 2, (extent.west + extent.east) / 2)
        return DrawnArea(_path(extent, view), round(x, 1), round(y, 1), 0.0, None)
    x, y = view.at(extent.lat, extent.lon)
    radius = extent.radius_m * view.scale
    ring = SMALLEST_SHOWN * 2 if radius < SMALLEST_SHOWN else None
    return DrawnArea(None, round(x, 1), round(y, 1), round(max(radius, 0.8), 1), ring)


def _path(shape: Shape, view: _View) -> str:
    """The rings of a shape as a path; points that fall on one another are left out."""
    pieces = []
    for polygon in shape.polygons:
        for ring in polygon:
            drawn: list[str] = []
            last = (math.inf, math.inf)
            for lon, lat in ring:
                x, y = view.at(lat, lon)
                if abs(x - last[0]) + abs(y - last[1]) >= 1:
                    drawn.append(f"{x:.1f} {y:.1f}")
                    last = x, y
            if len(drawn) > 2:
                pieces.append("M" + "L".join(drawn) + "Z")
    return "".join(pieces)


def _round_length(metres: float) -> int:
    """The greatest of 1, 2, 5, 10, 20 … metres that is no longer than this."""
    power = 10 ** math.floor(math.log10(metres))
    return int(max(step * power for step in STEPS if step * power <= metres))
