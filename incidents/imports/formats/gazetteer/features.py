"""Features of a GeoJSON file: units with their outlines, turned the way that RFC 7946 wants them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from incidents.base.errors import Refused
from incidents.base.languages import _
from incidents.base.shapes import NoShape, read_shape
from incidents.imports.formats.gazetteer.entry import Entry
from incidents.imports.formats.gazetteer.ocha import units_in_row
from incidents.imports.report import Doubt

# Names of the one system that RFC 7946 allows: longitude and latitude on WGS 84.
_DEGREES = ("CRS84", "4326", "WGS84", "WGS 84")


@dataclass(frozen=True, slots=True)
class Collection:
    """The features of a file, and what is to be said about the file as a whole."""

    features: list[Any]
    notes: tuple[str, ...]


def read_collection(name: str, content: bytes) -> Collection:
    """Read a feature collection; refuses one whose coordinates are no longitudes and latitudes."""
    try:
        read = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise Refused(_("%(file)s is no proper JSON: %(error)s", file=name, error=error)) from None
    if not isinstance(read, dict) or not isinstance(read.get("features"), list):
        raise Refused(_("%(file)s is no GeoJSON feature collection.", file=name))
    notes = []
    if read.get("crs") is not None:
        crs = read["crs"]
        properties = crs.get("properties") if isinstance(crs, dict) else None
        said = str(properties.get("name")) if isinstance(properties, dict) else "?"
        if not any(known in said for known in _DEGREES):
            raise Refused(
                _(
                    "The coordinates of %(file)s are in %(crs)s. Export it as longitude and latitude (WGS 84).",
                    file=name,
                    crs=said[:80],
                )
            )
        notes.append(
            _("%(file)s names a coordinate system (%(crs)s), as old GeoJSON did; it is the usual one.",
              file=name, crs=said[:80])
        )  # fmt: skip
    return Collection(read["features"], tuple(notes))


def entries_of(feature: Any, name: str, number: int, edition: date | None) -> tuple[list[Entry], str]:
    """The units that a feature gives, or why it cannot be read."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return [], _("has no properties, and so no code")
    cells = dict(_cells(properties))
    geometry, doubt = _outline(feature.get("geometry"))
    found = list(units_in_row(cells, name, number, edition, geometry))
    if not found:
        return [], _("has no place code")
    if doubt is not None:
        found[-1].doubts.append(doubt)
    return found, ""


def _cells(properties: dict[Any, Any]) -> Iterator[tuple[str, str]]:
    for key, value in properties.items():
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            yield str(key).strip().lower(), str(value)


def _outline(geometry: Any) -> tuple[str | None, Doubt | None]:
    if geometry is None or (isinstance(geometry, dict) and geometry.get("type") == "Point"):
        return None, None
    try:
        shape = read_shape(geometry)
    except NoShape as fault:
        message = _("%(fault)s; the outline was left out", fault=fault)
        return None, Doubt("bad_outline", "geometry", orjson.dumps(geometry).decode()[:2000], message)
    text = orjson.dumps(shape.geometry).decode()
    if shape.turned:
        message = _("a ring ran the wrong way round and was turned (RFC 7946)")
        return text, Doubt("ring_orientation", "geometry", "", message)
    return text, None
