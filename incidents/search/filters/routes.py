"""The filters on where people set out and where they arrived, with all places inside, and on both in one movement."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from incidents.access.viewer import Viewer
from incidents.base.languages import N_, _
from incidents.records import Incident, IncidentPlace
from incidents.records.displacement_leg import DisplacementLeg
from incidents.search.criteria import ANY, NONE, Test, Value
from incidents.search.filters.base import Condition, Filter, NotUnderstood, only_equal, say_either
from incidents.search.filters.names import has_words, words_of
from incidents.search.filters.places import PlaceFilter, places_in
from incidents.search.fulltext import cut

ARROWS = (">", "→", "←")


@dataclass(frozen=True, kw_only=True)
class EndFilter(PlaceFilter):
    """One end of a movement: the places of a case whose role is this one."""

    role: str
    says: str
    says_none: str
    says_any: str

    def read_part(self, part: str) -> str:
        return Filter.read_part(self, part)

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        return super().one(value, replace(test, part=self.role), viewer)

    def say(self, test: Test) -> str:
        named = [f"“{value.text}”" for value in test.values if value.operator == "="]
        clauses = [_(self.says, places=say_either(named))] if named else []
        clauses += [_(self.says_none) for value in test.values if value.operator == NONE]
        clauses += [_(self.says_any) for value in test.values if value.operator == ANY]
        return say_either(clauses)


@dataclass(frozen=True, kw_only=True)
class RouteFilter(Filter):
    """Whence and whither in one and the same movement, which a case with several movements needs."""

    def read(self, value: Value) -> Value:
        if value.operator in (NONE, ANY):
            raise NotUnderstood(_("Write two places with > between them, like route:Madaya>Idleb."))
        return super().read(value)

    def read_value(self, value: Value) -> Value:
        text = only_equal(value, self.key)
        for arrow in ARROWS[1:]:
            text = text.replace(arrow, ARROWS[0])
        ends = [" ".join(end.split()) for end in text.split(ARROWS[0])]
        if len(ends) != 2 or not all(ends):
            raise NotUnderstood(_("Write two places with > between them, like route:Madaya>Idleb."))
        for end in ends:
            words_of(end, self.key)
        return Value(ARROWS[0].join(ends))

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        origin, destination = value.text.split(ARROWS[0])
        there = select(DisplacementLeg.incident_id).where(
            DisplacementLeg.displacement_id.in_(_movements(origin, "origin")),
            DisplacementLeg.displacement_id.in_(_movements(destination, "destination")),
        )
        return Incident.id.in_(there)

    def say(self, test: Test) -> str:
        said = [
            _("from “%(origin)s” to “%(destination)s”", origin=ends[0], destination=ends[1])
            for ends in (value.text.split(ARROWS[0]) for value in test.values)
        ]
        return _("with a movement %(routes)s", routes=say_either(said))


def _movements(name: str, role: str) -> Any:
    """The movements with a place on their way that has this role and lies in the place named."""
    place, leg = aliased(IncidentPlace), aliased(DisplacementLeg)
    there = or_(place.place_id.in_(select(places_in(name).c.id)), has_words(place.folded, cut(name), apart=True))
    found = select(leg.displacement_id).join(place, place.id == leg.incident_place_id)
    return found.where(place.role == role, leg.displacement_id.is_not(None), there)


ROUTES: tuple[Filter, ...] = (
    EndFilter(
        key="from",
        aliases=("origin", "من"),
        label=N_("Where people set out"),
        help=N_("A place that people left, by name or code, with all places inside it."),
        example='from:"Rural Damascus"',
        role="origin",
        says=N_("from %(places)s or below"),
        says_none=N_("without a place of origin"),
        says_any=N_("with a place of origin"),
    ),
    EndFilter(
        key="to",
        aliases=("destination", "إلى"),
        label=N_("Where people arrived"),
        help=N_("A place that people were taken to or reached, by name or code, with all places inside it."),
        example="to:Idleb",
        role="destination",
        says=N_("to %(places)s or below"),
        says_none=N_("without a destination"),
        says_any=N_("with a destination"),
    ),
    RouteFilter(
        key="route",
        aliases=("مسار",),
        label=N_("From one place to another"),
        help=N_("Two places with > between them; both must belong to one movement of the case."),
        example='route:"Madaya>Idleb"',
    ),
)
