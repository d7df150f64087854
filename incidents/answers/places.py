"""A place on the map and in words: its name for the reader, its outline, and how far from a point something may be.

A coarse place is an area. Its middle is never given as if it were the place: whoever draws takes `uncertainty_of`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from incidents.base.languages import current_language
from incidents.base.shapes import NoShape, read_shape
from incidents.records import IncidentPlace, Place
from incidents.vocabularies import vocabulary

# How exactly something is known of which one knows only the place of the gazetteer.
PRECISION_OF_LEVEL = {"adm4": "settlement", "neighbourhood": "neighbourhood", "poi": "within_100m"}
AREAS = ("adm0", "adm1", "adm2", "adm3")
DEEPEST = 20
_KINDS = ("official", "romanised", "alias", "former")


@dataclass(frozen=True, slots=True)
class Circle:
    """Somewhere within so many metres of a point."""

    lat: float
    lon: float
    radius_m: int


@dataclass(frozen=True, slots=True)
class Area:
    """Somewhere within an outline, which is a GeoJSON geometry."""

    geometry: dict[str, Any]


def best_name(names: Iterable[tuple[str, str | None, str]]) -> str:
    """The name to show among (text, language, kind): the reader's language first, then English, then any."""
    language = current_language().code
    ranked = sorted(
        names,
        key=lambda name: (
            0 if name[1] == language and name[2] != "former" else 1 if name[1] == "en" and name[2] != "former" else 2,
            _KINDS.index(name[2]) if name[2] in _KINDS else len(_KINDS),
        ),
    )
    return ranked[0][0] if ranked else ""


def name_of(place: Place) -> str:
    """The name by which a list shows a place."""
    return best_name((name.text, name.lang, name.kind) for name in place.names)


def outline(place: Place | None) -> dict[str, Any] | None:
    """The outline of a place as a GeoJSON geometry, or None where none is recorded that can be drawn."""
    return _geometry(place.geometry) if place is not None and place.geometry else None


def uncertainty_of(part: IncidentPlace, chain: Sequence[Place] | None = None) -> Circle | Area | None:
    """Where the place of a case may be: an area, a circle, or None where that is not known well enough to draw.

    ``chain`` is the place of the gazetteer and what it lies in, the nearest first; without it the places are read
    from the record one by one.
    """
    places = list(chain) if chain is not None else _chain(part.place)
    if part.area and (drawn := _geometry(part.area)) is not None:
        return Area(drawn)
    own = part.lat is not None and part.lon is not None
    precision = part.precision or (None if own else _precision_of(places))
    if precision in AREAS:
        found = next((place for place in places if place.level == precision), None)
        drawn = outline(found)
        return Area(drawn) if drawn is not None else None
    if precision == "neighbourhood" and not own and places and (drawn := outline(places[0])) is not None:
        return Area(drawn)
    radius = _radius(part, precision)
    if radius is None:
        return None
    if own:
        assert part.lat is not None
        assert part.lon is not None
        return Circle(part.lat, part.lon, radius)
    place = places[0] if places else None
    # The point of a district is its middle; only smaller places have a point that stands for them.
    if place is not None and place.level in PRECISION_OF_LEVEL and place.lat is not None and place.lon is not None:
        usual = _usual_radius(PRECISION_OF_LEVEL[place.level]) or 0
        return Circle(place.lat, place.lon, max(radius, usual))
    return None


def _chain(place: Place | None) -> list[Place]:
    found: list[Place] = []
    while place is not None and place not in found and len(found) < DEEPEST:
        found.append(place)
        place = place.parent
    return found


def _precision_of(places: Sequence[Place]) -> str | None:
    level = places[0].level if places else None
    return level if level in AREAS else PRECISION_OF_LEVEL.get(level or "")


def _radius(part: IncidentPlace, precision: str | None) -> int | None:
    if precision in (None, "unknown"):
        return None
    return part.radius_m or _usual_radius(precision or "")


def _usual_radius(precision: str) -> int | None:
    terms = vocabulary("place_precision")
    radius = terms.term(precision).extra.get("radius_m") if precision in terms.codes else None
    return radius if isinstance(radius, int) else None


def _geometry(text: str) -> dict[str, Any] | None:
    try:
        return read_shape(orjson.loads(text)).geometry
    except (NoShape, orjson.JSONDecodeError):
        return None
