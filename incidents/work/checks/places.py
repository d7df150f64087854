"""What a place of a case must hold: something to go by, whole coordinates, and how exact a point is."""

import json
from collections.abc import Iterator
from typing import Any

from incidents.base.errors import Problem
from incidents.base.languages import _

# How deep the positions of each shape are nested.
DEPTHS = {"Point": 0, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


def check_place(values: dict[str, Any], path: str) -> Iterator[Problem]:
    """The problems of one place of a picture."""
    lat, lon = values.get("lat"), values.get("lon")
    if (lat is None) != (lon is None):
        missing = "lat" if lat is None else "lon"
        yield Problem(path + missing, _("A point needs both latitude and longitude."), "needed")
    if lat is not None and not values.get("precision"):
        yield Problem(path + "precision", _("Say how exactly the point is known."), "point_without_precision")
    if values.get("area") and (fault := area_fault(str(values["area"]))):
        yield Problem(path + "area", fault, "value")
    if not (values.get("verbatim") or values.get("place_id") or lat is not None or values.get("area")):
        yield Problem(path + "verbatim", _("Name the place, choose it from the gazetteer or give a point."), "needed")


def area_fault(text: str) -> str | None:
    """Why a text is no GeoJSON geometry, or None."""
    try:
        shape = json.loads(text)
    except (ValueError, RecursionError):
        return _("The area is not valid GeoJSON.")
    kind = shape.get("type") if isinstance(shape, dict) else None
    if not isinstance(kind, str) or kind not in DEPTHS:
        return _("The area must be a GeoJSON geometry such as a Polygon.")
    if not _are_positions(shape.get("coordinates"), DEPTHS[kind]):
        return _("The coordinates of the area must be pairs of longitude and latitude, in degrees.")
    return None


def _are_positions(value: Any, depth: int) -> bool:
    """Whether a list nested so deep holds positions and nothing else."""
    if not isinstance(value, list) or not value:
        return False
    if depth:
        return all(_are_positions(inner, depth - 1) for inner in value)
    numbers = [n for n in value if isinstance(n, int | float) and not isinstance(n, bool)]
    return 2 <= len(numbers) == len(value) <= 3 and abs(numbers[0]) <= 180 and abs(numbers[1]) <= 90
