"""The small map of a case, in words and lines: the areas in which its places lie."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.extents import extents_of
from incidents.answers.map_drawing import Drawing, draw
from incidents.base.languages import _
from incidents.records import Incident


@dataclass(frozen=True, slots=True)
class CaseMap:
    """The drawing, what it shows in words, and the numbers that tie its areas to the list of places."""

    drawing: Drawing
    words: str
    numbers: dict[int, int]


def map_of(session: Session, viewer: Viewer, incident: Incident) -> CaseMap | None:
    """The map of a case, or None where nothing is known that could be drawn without inventing a point."""
    ordered = sorted(incident.places, key=lambda place: (not place.is_primary, place.id))
    found, around = extents_of(session, viewer, ordered)
    if not found:
        return None
    words = _("Map of where it happened: each area is as wide as the doubt about the place.")
    drawing = draw([extent for _place, extent in found], around)
    drawn = {place.id for place, _extent in found}
    # Numbers tie the areas to the list, where there is more than one place to tell apart.
    numbers = {place.id: number for number, place in enumerate(ordered, 1) if place.id in drawn}
    return CaseMap(drawing, words, numbers if len(ordered) > 1 else {})
