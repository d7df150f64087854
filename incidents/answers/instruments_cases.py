"""The cases under a law, and the laws of a case: linked by the case itself, or named in one of its property acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session

from incidents.access.closed import without_telling
from incidents.access.viewer import Viewer
from incidents.access.visible import visible, visible_incidents
from incidents.answers.saying import unnamed
from incidents.answers.suggestions import in_language, labels
from incidents.base.dates import UncertainDate, say_date
from incidents.base.languages import N_, _
from incidents.records import Incident, IncidentInstrument, LegalInstrument
from incidents.records.picture import drawn
from incidents.records.property_act import PropertyAct
from incidents.vocabularies import label

IN_AN_ACT = N_("Named in a property act")


@dataclass(slots=True)
class LinkedCase:
    """A case under a law: every way in which it is linked, in words."""

    code: str
    title: str
    occurred: UncertainDate
    ways: list[str] = field(default_factory=list)

    @property
    def when(self) -> str | None:
        """The date in words; None where there is none."""
        return None if self.occurred.is_empty else say_date(self.occurred)

    @property
    def roles(self) -> str:
        """The ways in one line."""
        return _("; ").join(self.ways)


@dataclass(frozen=True, slots=True)
class LawOfCase:
    """A law or order on the page of a case; without a code it is not for this viewer."""

    words: str
    code: str | None
    role: str
    source: str | None
    note: str | None


def cases_under(session: Session, viewer: Viewer, record: LegalInstrument) -> list[LinkedCase]:
    """The cases under a law that the viewer may see, the earliest first; withdrawn ones are left out."""
    links = session.execute(
        select(IncidentInstrument.incident_id, IncidentInstrument.role)
        .where(IncidentInstrument.instrument_id == record.id)
        .order_by(IncidentInstrument.id)
    ).all()
    ways: dict[int, list[str]] = {}
    for number, role in links:
        ways.setdefault(number, []).append(label("instrument_role", role))
    acts = select(PropertyAct.incident_id).where(PropertyAct.instrument_id == record.id).distinct()
    for number in session.scalars(acts):
        ways.setdefault(number, []).append(_(IN_AN_ACT))
    statement = visible(Incident, viewer).where(Incident.id.in_(ways), Incident.withdrawn_at.is_(None))
    found = {case.id: case for case in session.scalars(statement)} if ways else {}
    ordered = sorted(found, key=lambda one: (str(found[one].occurred.earliest or "9999"), one))
    return [
        LinkedCase(found[one].code, in_language(found[one].title), found[one].occurred, list(dict.fromkeys(ways[one])))
        for one in ordered
    ]


def count_cases(session: Session, viewer: Viewer, numbers: list[int]) -> Mapping[int, int]:
    """How many cases that the viewer may see stand under each of these laws."""
    linked = union(
        select(IncidentInstrument.instrument_id.label("law"), IncidentInstrument.incident_id.label("incident_id")),
        select(PropertyAct.instrument_id, PropertyAct.incident_id).where(PropertyAct.instrument_id.is_not(None)),
    ).subquery()
    counted = (
        select(linked.c.law, func.count(func.distinct(linked.c.incident_id)))
        .join(Incident, Incident.id == linked.c.incident_id)
        .where(linked.c.law.in_(numbers), visible_incidents(viewer), Incident.withdrawn_at.is_(None))
        .group_by(linked.c.law)
    )
    return {row[0]: row[1] for row in session.execute(counted)} if numbers else {}


def laws_of(session: Session, viewer: Viewer, incident: Incident, cited: Mapping[int, str]) -> list[LawOfCase]:
    """The laws and orders of a case, each with what it is to the case; ``cited`` names the citations that are seen."""
    numbers = {one.instrument_id for one in incident.instruments}
    known = labels(session, viewer, LegalInstrument, numbers)
    unseen = {citation.id for citation in incident.citations} - cited.keys()
    found = []
    for one in incident.instruments:
        told = without_telling(IncidentInstrument.__tablename__, drawn(one), unseen)
        law = known.get(one.instrument_id)
        source = None if one.citation_id is None else cited.get(one.citation_id) or unnamed("citation")
        words = law.label if law else unnamed("legal_instrument")
        role = label("instrument_role", one.role)
        found.append(LawOfCase(words, law.code if law else None, role, source, told.get("note")))
    return found
