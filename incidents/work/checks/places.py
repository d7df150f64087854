"""What a place of a case must hold: something to go by, whole coordinates, and how exact a point is."""

import json
from collections.abc import Iterator
from typing import Any

from incidents.base.errors import Problem
from incidents.base.languages import _

SHAPES = ("Polygon", "MultiPolygon", "LineString", "MultiLineString", "Point")


def check_place(values: dict[str, Any], path: str) -> Iterator[Problem]:
    """The problems of one place of a picture."""
    lat, lon = values.get("lat"), values.get("lon")
    if (lat is None) != (lon is None):
        missing = "lat" if lat is None else "lon"
        yield Problem(path + missing, _("A point needs both latitude and longitude."), "needed")
    if lat is not None and not values.get("precision"):
        yield Problem(path + "precision", _("Say how exactly the point is known."), "point_without_precision")
    if values.get("area"):
        yield from _area(str(values["area"]), path)
    if not (values.get("verbatim") or values.get("place_id") or lat is not None or values.get("area")):
        yield Problem(path + "verbatim", _("Name the place, choose it from the gazetteer or give a point."), "needed")


def _area(text: str, path: str) -> Iterator[Problem]:
    try:
        shape = json.loads(text)
    except (ValueError, RecursionError):
        yield Problem(path + "area", _("The area is not valid GeoJSON."))
        return
    if not isinstance(shape, dict) or shape.get("type") not in SHAPES or not shape.get("coordinates"):
        yield Problem(path + "area", _("The area must be a GeoJSON geometry such as a Polygon."))
