"""Outlines on the map: GeoJSON polygons read, turned the way RFC 7946 wants them, and asked what lies inside."""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Generic, TypeVar

import orjson

Ring = tuple[tuple[float, float], ...]
Polygon = tuple[Ring, ...]
Key = TypeVar("Key", bound=Hashable)
CELL = 0.25  # degrees; about the size of a district, so that a cell holds few outlines


class NoShape(ValueError):
    """The geometry is no polygon that could be drawn."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One or several polygons in degrees, each an outer ring and holes, with the box around all of them."""

    polygons: tuple[Polygon, ...]
    west: float
    south: float
    east: float
    north: float
    turned: bool = False

    def contains(self, lat: float, lon: float) -> bool:
        """Whether the point lies inside; one on the very border may be said to lie on either side."""
        if not (self.south <= lat <= self.north and self.west <= lon <= self.east):
            return False
        return any(_is_inside(polygon, lat, lon) for polygon in self.polygons)

    def degrees_from(self, lat: float, lon: float) -> float:
        """How far the point is from the outline, in degrees of latitude; 0 inside."""
        if self.contains(lat, lon):
            return 0.0
        narrow = math.cos(math.radians(lat))
        edges = (edge for polygon in self.polygons for ring in polygon for edge in pairwise(ring))
        return min(_distance(lat, lon, narrow, *edge) for edge in edges)

    def near(self, lat: float, lon: float, degrees: float) -> bool:
        """Whether the point lies inside or no farther from the outline than that."""
        sideways = degrees / max(math.cos(math.radians(lat)), 0.01)
        if not (self.south - degrees <= lat <= self.north + degrees):
            return False
        if not (self.west - sideways <= lon <= self.east + sideways):
            return False
        return self.degrees_from(lat, lon) <= degrees

    @property
    def geometry(self) -> dict[str, Any]:
        """The shape as a GeoJSON geometry: outer rings counter-clockwise, holes clockwise."""
        coordinates = [[[list(point) for point in ring] for ring in polygon] for polygon in self.polygons]
        if len(coordinates) == 1:
            return {"type": "Polygon", "coordinates": coordinates[0]}
        return {"type": "MultiPolygon", "coordinates": coordinates}


def read_shape(geometry: Any) -> Shape:
    """Read a GeoJSON Polygon or MultiPolygon; heights are left out, and anything else raises `NoShape`."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise NoShape(f"a {kind or 'geometry without a type'} is no outline")
    listed = geometry.get("coordinates")
    found = [listed] if kind == "Polygon" else listed
    if not isinstance(found, list) or not found:
        raise NoShape("there are no coordinates")
    polygons, turned = [], False
    for rings in found:
        if not isinstance(rings, list) or not rings:
            raise NoShape("there are no coordinates")
        read = [_ring(ring) for ring in rings]
        right = tuple(_turned(ring, outer=place == 0) for place, ring in enumerate(read))
        turned = turned or right != tuple(read)
        polygons.append(right)
    points = [point for polygon in polygons for point in polygon[0]]
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return Shape(tuple(polygons), min(lons), min(lats), max(lons), max(lats), turned)


def _ring(listed: Any) -> Ring:
    if not isinstance(listed, list):
        raise NoShape("a ring is no list of points")
    ring = tuple(_point(point) for point in listed)
    if len(ring) < 4 or len(set(ring)) < 3:
        raise NoShape("a ring has fewer than three corners")
    if ring[0] != ring[-1]:
        raise NoShape("a ring does not end where it begins")
    return ring


def _point(listed: Any) -> tuple[float, float]:
    if not isinstance(listed, list) or len(listed) < 2:
        raise NoShape("a point is no pair of numbers")
    try:
        lon, lat = float(listed[0]), float(listed[1])  # some programs write numbers as text
    except (TypeError, ValueError):
        raise NoShape("a point is no pair of numbers") from None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):  # NaN is not, either
        raise NoShape(f"{listed[0]}, {listed[1]} is no longitude and latitude in degrees")
    return lon, lat


def _turned(ring: Ring, *, outer: bool) -> Ring:
    doubled = sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring))
    clockwise = doubled > 0
    return tuple(reversed(ring)) if clockwise == outer and doubled else ring


def _is_inside(polygon: Polygon, lat: float, lon: float) -> bool:
    inside = False
    for ring in polygon:
        x1, y1 = ring[-1]
        for x2, y2 in ring:
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                inside = not inside
            x1, y1 = x2, y2
    return inside


def _distance(lat: float, lon: float, narrow: float, start: tuple[float, float], end: tuple[float, float]) -> float:
    x1, y1, x2, y2 = (start[0] - lon) * narrow, start[1] - lat, (end[0] - lon) * narrow, end[1] - lat
    along_x, along_y = x2 - x1, y2 - y1
    length = along_x * along_x + along_y * along_y
    part = 0.0 if not length else min(1.0, max(0.0, -(x1 * along_x + y1 * along_y) / length))
    return math.hypot(x1 + part * along_x, y1 + part * along_y)


class Atlas(Generic[Key]):
    """Many outlines, sorted into cells so that a point is held against the few that are near it."""

    def __init__(self, shapes: Iterable[tuple[Key, Shape]] = ()) -> None:
        self.size = 0
        self._cells: defaultdict[tuple[int, int], list[tuple[Key, Shape]]] = defaultdict(list)
        for key, shape in shapes:
            self.size += 1
            for cell in _cells(shape):
                self._cells[cell].append((key, shape))

    def around(self, lat: float, lon: float, degrees: float = 0.0) -> Key | None:
        """The key of the outline that contains the point, else of the nearest one within so many degrees."""
        near = self._cells.get((math.floor(lat / CELL), math.floor(lon / CELL)), [])
        for key, shape in near:
            if shape.contains(lat, lon):
                return key
        found = [(shape.degrees_from(lat, lon), place) for place, (_key, shape) in enumerate(near)] if degrees else []
        if not found or min(found)[0] > degrees:
            return None
        return near[min(found)[1]][0]


def _cells(shape: Shape) -> Iterator[tuple[int, int]]:
    margin = 0.05  # a point just outside the box must still find the outline
    for row in range(math.floor((shape.south - margin) / CELL), math.floor((shape.north + margin) / CELL) + 1):
        for column in range(math.floor((shape.west - margin) / CELL), math.floor((shape.east + margin) / CELL) + 1):
            yield row, column


def metres_between(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The distance of two points along the ground."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6_371_008.8 * math.asin(min(1.0, math.sqrt(half)))


@lru_cache(maxsize=256)
def shape_in(geometry: str) -> Shape | None:
    """The shape that a GeoJSON text holds, or None where it holds none that could be drawn."""
    try:
        return read_shape(orjson.loads(geometry))
    except (NoShape, orjson.JSONDecodeError):
        return None
