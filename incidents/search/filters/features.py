"""The filters on what a case has and what it lacks: a place, a point, a source, a known number, a judgment."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from incidents.access.viewer import Viewer
from incidents.base.languages import N_, _
from incidents.base.text import fold
from incidents.records import (
    Assessment,
    Attribution,
    Citation,
    EffectiveFigure,
    ExternalId,
    FieldNote,
    Figure,
    Finding,
    Incident,
    IncidentPlace,
    IncidentTeam,
    IncidentViolation,
)
from incidents.records.sheet import sheets
from incidents.search.criteria import ANY, NONE, Test, Value
from incidents.search.filters.base import Condition, Filter, NotUnderstood, inside, nearest, only_equal, say_either
from incidents.search.filters.dates import DATED
from incidents.search.filters.instruments import under_a_law
from incidents.search.linked import is_linked

_IS_POINT = (IncidentPlace.lat.is_not(None), IncidentPlace.lon.is_not(None))
_JUDGED = (Assessment.state == "current", Assessment.mapped_value != "not_assessed")

FEATURES: dict[str, tuple[str, Condition | Callable[[Viewer], Condition]]] = {
    "date": (N_("a date"), DATED),
    "time": (N_("a time of day"), Incident.time_text.is_not(None) | Incident.time_from.is_not(None)),
    "place": (N_("a place"), Incident.id.in_(select(IncidentPlace.incident_id))),
    "point": (N_("a point on the map"), Incident.id.in_(select(IncidentPlace.incident_id).where(*_IS_POINT))),
    "source": (N_("a source"), Incident.id.in_(select(Citation.incident_id))),
    "claim": (N_("a reported number"), Incident.id.in_(select(Figure.incident_id).where(Figure.role == "reported"))),
    "figure": (
        N_("a known number"),
        Incident.id.in_(select(EffectiveFigure.incident_id).where(EffectiveFigure.high.is_not(None))),
    ),
    "actor": (N_("an actor"), Incident.id.in_(select(Attribution.incident_id))),
    "finding": (N_("a finding of a body"), Incident.id.in_(select(Finding.incident_id))),
    "instrument": (N_("a law or order"), under_a_law),
    "violation": (N_("a violation"), Incident.id.in_(select(IncidentViolation.incident_id))),
    "assessment": (N_("an assessment"), Incident.id.in_(select(Assessment.incident_id).where(*_JUDGED))),
    "issue": (N_("an open question"), Incident.n_open_issues > 0),
    "narrative": (N_("a narrative"), Incident.summary.is_not(None)),
    "summary": (N_("a public summary"), Incident.public_summary.is_not(None)),
    # Only a link to a case that the viewer may see is one.
    "link": (N_("a link to another case"), is_linked),
    "team": (N_("a team"), Incident.id.in_(select(IncidentTeam.incident_id))),
    "external": (
        N_("an identifier in another list"),
        Incident.id.in_(select(ExternalId.incident_id).where(ExternalId.incident_id.is_not(None))),
    ),
    "note": (
        N_("a remark on a field"),
        Incident.id.in_(select(FieldNote.incident_id).where(FieldNote.incident_id.is_not(None))),
    ),
}
for _kind in sheets():
    if _kind.declared.feature:
        FEATURES[_kind.declared.feature] = _kind.declared.title, Incident.id.in_(select(_kind.incident_id))
SYNONYMS = {
    "places": "place", "points": "point", "sources": "source", "claims": "claim", "figures": "figure",
    "number": "figure", "numbers": "figure", "actors": "actor", "findings": "finding", "violations": "violation",
    "assessments": "assessment", "issues": "issue", "teams": "team", "notes": "note",
    "instruments": "instrument", "law": "instrument", "قانون": "instrument",
    "links": "link",
    "مكان": "place", "نقطه": "point", "مصدر": "source", "رقم": "figure", "جهه": "actor", "انتهاك": "violation",
    "نتيجه": "finding", "تقييم": "assessment", "تاريخ": "date", "فريق": "team", "صله": "link",
}  # fmt: skip
SYNONYMS |= {fold(word): kind.declared.feature for kind in sheets() for word in kind.declared.synonyms}


@dataclass(frozen=True, kw_only=True)
class FeatureFilter(Filter):
    """What a case has, or with ``lacking`` what it lacks; of several values one has to fit, as in every filter."""

    lacking: bool = False
    says: str

    def read(self, value: Value) -> Value:
        if value.operator in (NONE, ANY):
            raise NotUnderstood(_("Name what is meant, such as %(key)s:place.", key=self.key), suggestion="place")
        return super().read(value)

    def read_value(self, value: Value) -> Value:
        typed = fold(only_equal(value, self.key)).strip()
        name = SYNONYMS.get(typed, typed)
        if name not in FEATURES:
            raise NotUnderstood(
                _("“%(key)s” takes %(values)s.", key=self.key, values=say_either(FEATURES)),
                suggestion=nearest(typed, FEATURES),
            )
        return Value(name)

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        held = FEATURES[value.text][1]
        has = held(viewer) if callable(held) else held
        return ~has if self.lacking else has

    def say(self, test: Test) -> str:
        return _(self.says, features=say_either(inside(_(FEATURES[value.text][0])) for value in test.values))
