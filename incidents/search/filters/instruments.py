"""The filters on laws and orders: cases under a text or what followed from it, and cases under a procedure."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select

from incidents.access.viewer import Viewer
from incidents.access.visible import visible_instruments
from incidents.base.languages import N_, _
from incidents.base.text import fold
from incidents.records import Incident, IncidentInstrument, InstrumentAmendment, LegalInstrument
from incidents.records.property_act import PropertyAct
from incidents.search.criteria import ANY, NONE, Test, Value
from incidents.search.filters.base import Condition, Filter, NotUnderstood, inside, nearest, only_equal, say_either
from incidents.search.filters.codes import read_term
from incidents.search.filters.names import has_words
from incidents.search.filters.people import NamedFilter
from incidents.search.fulltext import cut
from incidents.vocabularies import label

STEPS: dict[str, tuple[str, Condition]] = {
    "in_person": (N_("registration in person"), LegalInstrument.in_person == "yes"),
    "security_clearance": (N_("a security clearance"), LegalInstrument.security_clearance == "yes"),
    "deadline": (N_("a deadline"), LegalInstrument.deadline_days.is_not(None)),
    "fee": (N_("a fee"), LegalInstrument.fee.is_not(None)),
}
SYNONYMS = {
    "person": "in_person", "in person": "in_person", "clearance": "security_clearance",
    "security clearance": "security_clearance", "days": "deadline",
    "حضور": "in_person", "موافقه امنيه": "security_clearance", "مهله": "deadline", "رسم": "fee",
}  # fmt: skip
APPLIED = "applied"


def _cases_under(laws: Any, role: str = "", *, relied_on: bool = False) -> Condition:
    """The cases linked to these laws, by themselves or in a property act; an act is done under a law, so applies it.

    With ``relied_on`` a law that is merely referred to does not count: nobody says that its procedure was used.
    """
    linked = select(IncidentInstrument.incident_id).where(IncidentInstrument.instrument_id.in_(laws))
    linked = linked.where(IncidentInstrument.role != "cited") if relied_on else linked
    found = Incident.id.in_(linked.where(IncidentInstrument.role == role) if role else linked)
    if role not in ("", APPLIED):
        return found
    acts = select(PropertyAct.incident_id).where(PropertyAct.instrument_id.in_(laws))
    return or_(found, Incident.id.in_(acts))


def _seen(viewer: Viewer) -> Condition:
    return and_(visible_instruments(viewer), LegalInstrument.withdrawn_at.is_(None))


def under_a_law(viewer: Viewer) -> Condition:
    """The cases under any law or order that the viewer may see."""
    return _cases_under(select(LegalInstrument.id).where(_seen(viewer)))


def instruments_called(text: str, viewer: Viewer) -> Any:
    """The laws of a name, number or code, with all that amend, implement or extend them, as a table of numbers.

    A law that only repeals another brings nothing about under it, so it does not follow.
    """
    named = or_(has_words(LegalInstrument.folded, cut(text), apart=True), LegalInstrument.code == text.upper())
    found = select(LegalInstrument.id).where(named, _seen(viewer)).cte(recursive=True)
    following = (
        select(InstrumentAmendment.legal_instrument_id)
        .join(LegalInstrument, LegalInstrument.id == InstrumentAmendment.legal_instrument_id)
        .where(InstrumentAmendment.earlier_id == found.c.id, InstrumentAmendment.how != "repeals", _seen(viewer))
    )
    return found.union(following)


@dataclass(frozen=True, kw_only=True)
class InstrumentFilter(NamedFilter):
    """Under which law or order a case stands, with what followed from it; the role may follow a dot."""

    def read_part(self, part: str) -> str:
        return read_term(part, "instrument_role", self.key) if part else ""

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        if value.operator in (NONE, ANY):
            found = _cases_under(select(LegalInstrument.id).where(_seen(viewer)), test.part)
            return ~found if value.operator == NONE else found
        return _cases_under(select(instruments_called(value.text, viewer).c.id), test.part)

    def say(self, test: Test) -> str:
        said = NamedFilter.say(self, test)
        role = inside(label("instrument_role", test.part)) if test.part else ""
        return _("%(clause)s (%(role)s)", clause=said, role=role) if role else said


@dataclass(frozen=True, kw_only=True)
class RequiresFilter(Filter):
    """What the procedure of a law asks of people, as that text itself says."""

    def read_value(self, value: Value) -> Value:
        typed = fold(only_equal(value, self.key)).strip()
        name = SYNONYMS.get(typed, typed)
        if name not in STEPS:
            raise NotUnderstood(
                _("“%(key)s” takes %(values)s.", key=self.key, values=say_either(STEPS)),
                suggestion=nearest(typed, STEPS),
            )
        return Value(name)

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        wanted = STEPS[value.text][1] if value.operator == "=" else or_(*(held for _label, held in STEPS.values()))
        found = _cases_under(select(LegalInstrument.id).where(_seen(viewer), wanted), relied_on=True)
        return ~found if value.operator == NONE else found

    def say(self, test: Test) -> str:
        steps = [_(STEPS[value.text][0]) for value in test.values if value.operator == "="]
        clauses = [_("under a law or order that requires %(steps)s", steps=say_either(steps))] if steps else []
        words = {
            NONE: N_("under no law or order with a recorded requirement"),
            ANY: N_("under a law or order with a recorded requirement"),
        }
        clauses += [_(words[value.operator]) for value in test.values if value.operator in words]
        return say_either(clauses)


LAWS: tuple[Filter, ...] = (
    InstrumentFilter(
        key="instrument",
        aliases=("decree", "مرسوم", "صك"),
        label=N_("Law or order"),
        help=N_(
            "Words of its title, its number or code; with the texts that amend, implement or extend it. "
            "A role may follow a dot."
        ),
        example="instrument:10/2018",
        prefix="LAW",
        says=N_("under %(names)s"),
        says_none=N_("under no law or order"),
        says_any=N_("under a law or order"),
    ),
    RequiresFilter(
        key="requires",
        aliases=("يشترط",),
        label=N_("What the law requires"),
        help=N_("Of the law or order of a case: in_person, security_clearance, deadline or fee."),
        example="requires:in_person",
    ),
)
