"""Where a case lies on the map: a circle as wide as the doubt, or the outline of the unit in which it lies.

A place known only by its district is that district. It is never drawn as a point in its middle, which
would look exact and be nowhere; where no outline is known either, nothing is drawn, and words say it.
"""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible
from incidents.answers.map_drawing import Circle, Drawing, Extent, draw
from incidents.answers.places import chains as steps_above
from incidents.base.shapes import Shape, shape_in
from incidents.records import IncidentPlace, Place
from incidents.vocabularies import vocabulary

UNITS = ("adm3", "adm2", "adm1", "adm0")
# How far a place of the gazetteer may reach around its own point, where it has no outline.
REACH_OF_LEVEL = {"adm4": 3_000, "neighbourhood": 1_000, "poi": 100}


def extents_of(
    session: Session, viewer: Viewer, places: Iterable[IncidentPlace]
) -> tuple[list[tuple[IncidentPlace, Extent]], list[Shape]]:
    """Return the places that can be drawn with their extents, and the outlines of the units around them."""
    placed = list(places)
    above = chains(session, viewer, {place.place_id for place in placed if place.place_id is not None})
    found = [(place, extent) for place in placed if (extent := extent_of(place, above.get(place.place_id or 0, [])))]
    drawn = {id(extent) for _place, extent in found}
    units = (unit for chain in above.values() for unit in chain)
    around = [shape for unit in units if (shape := outline(unit)) is not None and id(shape) not in drawn]
    # The same unit is often above several places; wider units come first, so that narrower ones are drawn over them.
    unique = {id(shape): shape for shape in around}
    return found, sorted(unique.values(), key=_size, reverse=True)


def extent_of(place: IncidentPlace, chain: list[Place]) -> Extent | None:
    """Return where a place of a case lies; ``chain`` is its gazetteer place with all above it, the narrowest first."""
    if place.area and (shape := shape_in(place.area)):
        return shape
    precision = place.precision
    if place.lat is not None and place.lon is not None and precision not in UNITS:
        usual = vocabulary("place_precision").term(precision).extra.get("radius_m") if precision else None
        radius = place.radius_m or (usual if isinstance(usual, int) else None)
        return Circle(place.lat, place.lon, radius) if radius else None
    if precision in UNITS:
        named = (unit for unit in chain if unit.level == precision)
        return next((shape for unit in named if (shape := outline(unit))), None)
    return _of_gazetteer(chain) if place.lat is None else None


def _of_gazetteer(chain: list[Place]) -> Extent | None:
    for unit in chain:
        if shape := outline(unit):
            return shape
        reach = REACH_OF_LEVEL.get(unit.level or "")
        if reach and unit.lat is not None and unit.lon is not None:
            return Circle(unit.lat, unit.lon, float(reach))
    return None


def chains(session: Session, viewer: Viewer, numbers: set[int]) -> dict[int, list[Place]]:
    """Return each of these places that the viewer may see with the places it lies in, the narrowest first."""
    steps = steps_above(session, viewer, numbers)
    wanted = {step.id for chain in steps.values() for step in chain}
    read = {place.id: place for place in session.scalars(visible(Place, viewer).where(Place.id.in_(wanted)))}
    return {number: [read[step.id] for step in chain] for number, chain in steps.items() if chain}


def siblings(session: Session, viewer: Viewer, place: Place, most: int = 40) -> list[Shape]:
    """Return the outlines of the units beside a place, to know it by."""
    if place.parent_id is None:
        return []
    beside = visible(Place, viewer).where(Place.parent_id == place.parent_id, Place.geometry.is_not(None))
    read = session.scalars(beside.where(Place.id != place.id).order_by(Place.id).limit(most))
    return [shape for unit in read if (shape := outline(unit))]


def drawing_of(session: Session, viewer: Viewer, place: Place) -> Drawing | None:
    """Return the map of a gazetteer place among the units beside and around it, or None when nothing is known."""
    chain = chains(session, viewer, {place.id}).get(place.id, [])
    extent = _of_gazetteer(chain[:1])
    if extent is None:
        return None
    above = [shape for unit in reversed(chain[1:]) if (shape := outline(unit))]
    return draw([extent], [*above, *siblings(session, viewer, place)])


def outline(place: Place) -> Shape | None:
    """Return the outline of a place, or None when it has none that can be drawn."""
    return shape_in(place.geometry) if place.geometry else None


def _size(shape: Shape) -> float:
    return (shape.east - shape.west) * (shape.north - shape.south)
