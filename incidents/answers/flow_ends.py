"""The ends of movements in words: the place as it is recorded, or the unit around it, never finer than the source."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.extents import chains, extent_of
from incidents.answers.map_drawing import Extent
from incidents.answers.places import Step
from incidents.answers.places import chains as steps_above
from incidents.base.languages import N_, _
from incidents.base.text import fold
from incidents.records import IncidentPlace, Place
from incidents.vocabularies import label

LEVELS = {
    "recorded": N_("Place as recorded"),
    "adm3": N_("Sub-district"),
    "adm2": N_("District"),
    "adm1": N_("Governorate"),
}
UNITS = ("adm3", "adm2", "adm1", "adm0")
SEVERAL, NOT_SAID = "several", "not_said"


@dataclass(frozen=True, slots=True)
class End:
    """One end of a row. ``code`` is that of its place; ``beneath`` says what is doubtful; ``extents`` where it lies."""

    key: str
    words: str
    code: str | None = None
    beneath: str = ""
    extents: tuple[Extent, ...] = ()


@dataclass(frozen=True, slots=True)
class Ends:
    """The ends of all movements of an answer, by the places of the cases."""

    ends: dict[int, End]

    @classmethod
    def read(cls, session: Session, viewer: Viewer, numbers: Collection[int], level: str) -> "Ends":
        """Read the places of cases, in words and with where they lie."""
        placed = list(session.scalars(select(IncidentPlace).where(IncidentPlace.id.in_(sorted(numbers)))))
        known = {place.place_id for place in placed if place.place_id is not None}
        steps, above = steps_above(session, viewer, known), chains(session, viewer, known)
        return cls(
            {
                place.id: _end(place, steps.get(place.place_id or 0, []), above.get(place.place_id or 0, []), level)
                for place in placed
            }
        )

    def of(self, numbers: Iterable[int]) -> End:
        """The end that these places make: the one that all of them are, or several, or none said."""
        found = {end.key: end for end in (self.ends[number] for number in numbers if number in self.ends)}
        if not found:
            return End(NOT_SAID, _("not said"))
        if len(found) == 1:
            return next(iter(found.values()))
        names = sorted(end.words for end in found.values())
        key = SEVERAL + "|" + "|".join(sorted(found))
        # Where one of them has no known area, the others alone would be a false picture of where people were.
        located = all(end.extents for end in found.values())
        extents = tuple(extent for _key, end in sorted(found.items()) for extent in end.extents) if located else ()
        return End(key, _(", ").join(names), None, _("several: how many of each is not known"), extents)


def _end(place: IncidentPlace, steps: list[Step], chain: list[Place], level: str) -> End:
    extent = extent_of(place, chain)
    if not steps:
        words = place.verbatim or _("a place without a name")
        return End(f"words|{fold(words)}", words, None, _("not in the gazetteer"), _all(extent))
    at = _step(steps, _coarser(level, place.precision))
    beneath = label("place_level", at.level) if at.level in UNITS else ""
    if level != "recorded" and at.level != level:
        beneath = _("known no more exactly: %(level)s", level=beneath) if at.level in UNITS else _("no unit known")
    if at is not steps[0]:
        unit = next((index for index, one in enumerate(chain) if one.id == at.id), None)
        extent = None if unit is None else extent_of(IncidentPlace(precision=at.level), chain[unit:])
    return End(f"place|{at.id}", at.name, at.code, beneath, _all(extent))


def _all(extent: Extent | None) -> tuple[Extent, ...]:
    return () if extent is None else (extent,)


def _coarser(level: str, precision: str | None) -> str:
    """The wider of the unit that is asked for and the one within which the place is known."""
    if level == "recorded" or precision not in UNITS:
        return level
    return UNITS[max(UNITS.index(level), UNITS.index(precision))]


def _step(steps: list[Step], level: str) -> Step:
    """The step of a chain at a level; where the place itself is wider, or its units are not known, the place itself."""
    return next((step for step in steps if step.level == level), steps[0])
