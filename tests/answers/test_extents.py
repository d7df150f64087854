"""Where a case lies: as wide as the doubt, the outline of its unit, or nothing; never a point that nobody gave."""

import json
from typing import Any

import pytest
from sqlalchemy.orm import Session

from incidents.access.viewer import OPERATOR, Role, Viewer
from incidents.answers.extents import drawing_of, extents_of
from incidents.answers.map_drawing import Circle
from incidents.base.shapes import Shape
from incidents.records import IncidentPlace, Place
from tests.support.factories import make_incident, make_incident_place, make_place, store

SQUARE = json.dumps({"type": "Polygon", "coordinates": [[[36, 35], [37, 35], [37, 36], [36, 36], [36, 35]]]})
BESIDE = json.dumps({"type": "Polygon", "coordinates": [[[37, 35], [38, 35], [38, 36], [37, 36], [37, 35]]]})


@pytest.fixture
def places(session: Session) -> dict[str, Place]:
    country = store(session, make_place("Arvand", level="adm0", visibility="public"))
    district = store(
        session, make_place("North", level="adm2", parent_id=country.id, geometry=SQUARE, visibility="public")
    )
    other = store(
        session, make_place("South", level="adm2", parent_id=country.id, geometry=BESIDE, visibility="public")
    )
    town = store(
        session, make_place("Quen", level="adm4", parent_id=district.id, lat=35.5, lon=36.5, visibility="public")
    )
    nowhere = store(session, make_place("Somewhere", parent_id=country.id, visibility="public"))
    hidden = store(session, make_place("Hidden", level="adm4", lat=35.5, lon=36.5, visibility="restricted"))
    return {
        "country": country,
        "district": district,
        "other": other,
        "town": town,
        "nowhere": nowhere,
        "hidden": hidden,
    }


def extent(session: Session, places: dict[str, Place], named: str | None, **values: Any) -> Any:
    incident = make_incident()
    place = make_incident_place(incident, places[named] if named else None, **values)
    store(session, incident)
    found, _around = extents_of(session, OPERATOR, [place])
    return found[0][1] if found else None


@pytest.mark.parametrize(
    ("precision", "radius_m", "metres"),
    [("exact", None, 10), ("within_100m", None, 100), ("settlement", None, 3000), ("near_place", None, 25000),
     ("settlement", 500, 500), (None, 750, 750)],
)  # fmt: skip
def test_a_point_reaches_as_far_as_its_precision(
    session: Session, places: dict[str, Place], precision: str | None, radius_m: int | None, metres: int
) -> None:
    found = extent(session, places, "town", lat=35.4, lon=36.6, precision=precision, radius_m=radius_m)
    assert found == Circle(35.4, 36.6, metres)


def test_a_point_without_a_precision_is_not_drawn(session: Session, places: dict[str, Place]) -> None:
    assert extent(session, places, "town", lat=35.4, lon=36.6) is None


def test_somewhere_in_a_district_is_the_district_and_not_its_middle(session: Session, places: dict[str, Place]) -> None:
    found = extent(session, places, "town", lat=35.5, lon=36.5, precision="adm2")
    assert isinstance(found, Shape)
    assert (found.west, found.north) == (36, 36)
    assert extent(session, places, "town", lat=35.5, lon=36.5, precision="adm1") is None, "no outline, so no drawing"


def test_a_place_of_the_gazetteer_stands_for_what_it_is(session: Session, places: dict[str, Place]) -> None:
    assert extent(session, places, "town") == Circle(35.5, 36.5, 3000)
    assert isinstance(extent(session, places, "district"), Shape)
    assert extent(session, places, "nowhere") is None
    assert extent(session, places, None) is None


def test_a_drawn_area_goes_before_everything(session: Session, places: dict[str, Place]) -> None:
    found = extent(session, places, "town", lat=35.4, lon=36.6, precision="exact", area=BESIDE)
    assert isinstance(found, Shape)
    assert found.east == 38


def test_the_units_around_are_given_and_what_cannot_be_read_is_left_out(
    session: Session, places: dict[str, Place]
) -> None:
    incident = make_incident()
    town = make_incident_place(incident, places["town"])
    broken = make_incident_place(incident, None, area='{"type": "Point", "coordinates": [1, 2]}')
    store(session, incident)
    found, around = extents_of(session, OPERATOR, [town, broken])
    assert [place for place, _extent in found] == [town]
    assert [(shape.west, shape.east) for shape in around] == [(36, 37)]


def test_a_place_that_the_viewer_may_not_see_gives_nothing_away(session: Session, places: dict[str, Place]) -> None:
    incident = make_incident()
    part: IncidentPlace = make_incident_place(incident, places["hidden"])
    store(session, incident)
    stranger = Viewer(None, "stranger", Role.READER)
    assert extents_of(session, stranger, [part]) == ([], [])
    assert len(extents_of(session, OPERATOR, [part])[0]) == 1


def test_a_place_is_drawn_among_its_neighbours(session: Session, places: dict[str, Place]) -> None:
    drawing = drawing_of(session, OPERATOR, places["district"])
    assert drawing is not None
    assert len(drawing.outlines) == 1, "the district beside it"
    assert drawing_of(session, OPERATOR, places["nowhere"]) is None
