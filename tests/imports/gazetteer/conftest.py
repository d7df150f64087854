"""What the tests of gazetteer imports share: small files, an import in one line, and places by their codes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import OPERATOR, Viewer
from incidents.imports.formats.gazetteer.report import PlacesReport
from incidents.imports.formats.gazetteer.run import PlacesOptions, import_places
from incidents.records import ExternalId, Place

FIXTURES = Path(__file__).parent / "fixtures"
UNITS, CAPITALS, TOWNS = FIXTURES / "units.csv", FIXTURES / "capitals.csv", FIXTURES / "geonames.csv"
QUARTERS, QUARTERS_DRAWN = FIXTURES / "neighbourhoods.csv", FIXTURES / "neighbourhoods.geojson"
OUTLINES = [FIXTURES / f"adm{level}.geojson" for level in (1, 2, 3)]
EVERYTHING = [UNITS, *OUTLINES, QUARTERS, QUARTERS_DRAWN, CAPITALS, TOWNS]

Import = Callable[..., PlacesReport]


def place_of(session: Session, code: str) -> Place:
    """The place with a place code."""
    return session.scalars(select(Place).where(Place.pcode == code)).one()


def known_as(session: Session, system: str, value: str) -> Place:
    """The place with an identifier in another list."""
    known = ExternalId.system == system, ExternalId.value == value
    return session.scalars(select(Place).join(ExternalId).where(*known)).one()


def chain_of(place: Place | None) -> list[str]:
    """The codes of a place and of all that it lies in."""
    codes = []
    while place is not None:
        codes.append(place.pcode or place.names[0].text)
        place = place.parent
    return codes


def square(west: float, south: float, size: float = 1.0, *, clockwise: bool = False) -> dict[str, Any]:
    """A square as a GeoJSON polygon."""
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return {"type": "Polygon", "coordinates": [ring[::-1] if clockwise else ring]}


def write_features(path: Path, features: list[dict[str, Any]], **members: Any) -> Path:
    """A GeoJSON file; each feature is its properties with its geometry under that name."""
    listed = [
        {
            "type": "Feature",
            "properties": {k: v for k, v in one.items() if k != "geometry"},
            "geometry": one["geometry"],
        }
        for one in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", **members, "features": listed}), encoding="utf-8")
    return path


def write_table(path: Path, *lines: str) -> Path:
    """A CSV file of these lines."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def bring(session) -> Import:
    """Import files into the shared database as the operator."""

    def once(*paths: Path, viewer: Viewer = OPERATOR, **options: Any) -> PlacesReport:
        report = import_places(session, viewer, paths, PlacesOptions(**options))
        session.expire_all()
        return report

    return once
