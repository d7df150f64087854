"""The filter on places: by any of their names, by code, in the source's words, and with all places inside."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import false, func, or_, select, union

from incidents.access.viewer import Viewer
from incidents.base.codes import read_code
from incidents.base.languages import _
from incidents.base.text import without_nul
from incidents.records import ExternalId, Incident, IncidentPlace, Place, PlaceName
from incidents.records.place import name_words
from incidents.search.criteria import ANY, NONE, Test, Value
from incidents.search.filters.base import Condition, Filter, inside, only_equal, say_either
from incidents.search.filters.codes import read_term
from incidents.search.filters.names import has_words, words_of
from incidents.search.fulltext import cut
from incidents.vocabularies import label

CODES = Place.pcode, Place.previous_pcode


@dataclass(frozen=True, kw_only=True)
class PlaceFilter(Filter):
    """Where it happened, or whence and whither people went; the role follows a dot."""

    def read_value(self, value: Value) -> Value:
        text = only_equal(value, self.key)
        words_of(text, self.key)
        return Value(read_code(text, "PLC") or " ".join(text.split()))

    def read_part(self, part: str) -> str:
        return read_term(part, "place_role", self.key) if part else ""

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        if value.operator == NONE:
            return ~self._in(test)
        if value.operator == ANY:
            return self._in(test)
        named = IncidentPlace.place_id.in_(select(places_in(value.text).c.id))
        return self._in(test, or_(named, has_words(IncidentPlace.folded, cut(value.text), apart=True)))

    @staticmethod
    def _in(test: Test, *found: Condition) -> Condition:
        conditions = [*found, IncidentPlace.role == test.part] if test.part else found
        return Incident.id.in_(select(IncidentPlace.incident_id).where(*conditions))

    def say(self, test: Test) -> str:
        named = [f"“{value.text}”" for value in test.values if value.operator == "="]
        clauses = [_("in %(places)s or below", places=say_either(named))] if named else []
        clauses += [_("without a place") for value in test.values if value.operator == NONE]
        clauses += [_("with a place") for value in test.values if value.operator == ANY]
        said = say_either(clauses)
        return (
            _("%(clause)s (%(role)s)", clause=said, role=inside(label("place_role", test.part))) if test.part else said
        )


def places_in(text: str) -> Any:
    """Return the places of a name or code with all places inside them, as a table of numbers."""
    code = without_nul(text).strip().upper()
    words = name_words(text)
    named = select(PlaceName.place_id).where(has_words(PlaceName.sought, words, apart=True) if words else false())
    coded = select(Place.id).where(or_(Place.code == code, *(func.upper(one) == code for one in CODES)))
    listed = select(ExternalId.place_id).where(ExternalId.record_type == "place", ExternalId.value == code)
    found = select(Place.id).where(Place.id.in_(union(named, coded, listed)), Place.withdrawn_at.is_(None))
    below = found.cte(recursive=True)
    return below.union(select(Place.id).where(Place.parent_id == below.c.id))
