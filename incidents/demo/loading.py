"""Loading the demonstration world through the verbs, so that the ledger tells of every part of it."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from incidents.access.permissions import require
from incidents.access.viewer import Viewer
from incidents.base.errors import Refused
from incidents.base.languages import _
from incidents.demo.adopting import adopt_own, set_apart
from incidents.demo.aggregates import aggregate_rows, record_aggregates
from incidents.demo.files import documented_cases
from incidents.demo.instruments import instrument_rows, record_instruments
from incidents.demo.later import CHANGES, change_afterwards
from incidents.demo.links import link_rows, record_links
from incidents.demo.people import People, settle_people
from incidents.demo.references import References, record_references, reference_rows
from incidents.demo.synthetic import HOW_MANY, invented_cases
from incidents.records import Incident
from incidents.records.picture import Picture
from incidents.work.entry import (
    LINKS_TO_ACTORS,
    LINKS_TO_INSTRUMENTS,
    LINKS_TO_PLACES,
    LINKS_TO_SOURCES,
    CaseEntry,
    replace_keys,
)
from incidents.work.incidents import record_incident


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came to be: documented and invented cases, and the sources, actors and places they use."""

    documented: int
    invented: int
    references: int


def steps() -> int:
    """How many steps loading takes, for whoever shows its progress."""
    cases = len(documented_cases()) + HOW_MANY + len(CHANGES) + len(link_rows())
    return sum(1 for _row in reference_rows()) + cases + len(aggregate_rows()) + len(instrument_rows())


def load_demonstration(
    session: Session, operator: Viewer, advance: Callable[[int], object] = lambda _steps: None, *, prefix: str = "INC"
) -> Loaded:
    """Fill a database without cases with the demonstration; the caller commits."""
    require(operator, "team.manage")
    if session.scalar(select(exists().where(Incident.id.is_not(None)))):
        raise Refused(
            _(
                "There are cases in this database already, and invented ones must not mix with them. "
                "Load the demonstration into a folder of its own: INCIDENTS_HOME=~/demo incidents demo"
            )
        )
    people = settle_people(session, operator)
    known = record_references(session, people.reviewer, reference_rows(), advance)
    known.instruments |= record_instruments(session, people.reviewer, known, instrument_rows(), advance)
    documented = documented_cases()
    recorded: dict[str, Incident] = {}
    for drawing in documented:
        recorded[key_of(drawing)] = record_case(session, people, known, drawing | {"desk": "syria"}, prefix)
        advance(1)
    for drawing in invented_cases():
        recorded[key_of(drawing)] = record_case(session, people, known, drawing, prefix)
        advance(1)
    record_links(session, people.reviewer, known, recorded, advance)
    change_afterwards(session, people, recorded, advance)
    record_aggregates(session, people.reviewer, known, recorded, advance)
    references = len(known.places) + len(known.actors) + len(known.sources)
    return Loaded(len(documented), HOW_MANY, references)


def record_case(session: Session, people: People, known: References, drawing: Picture, prefix: str = "INC") -> Incident:
    """Record one case of the data files, given to the desk that it names, and adopt what the team holds in it.

    The reviewer enters what is further on than a draft of the researcher, who is not on the closed desk.
    """
    desk, named = drawing.pop("desk"), drawing.pop("named_reader", None)
    own, about = set_apart(drawing)
    entry = CaseEntry(drawing)
    replace_keys(entry, LINKS_TO_PLACES, known.places)
    replace_keys(entry, LINKS_TO_ACTORS, known.actors)
    replace_keys(entry, LINKS_TO_SOURCES, known.sources)
    replace_keys(entry, LINKS_TO_INSTRUMENTS, known.instruments)
    drawing["incident_team"] = [{"id": "t1", "team_id": people.teams[desk]}]
    if named:
        drawing["incident_reader"] = [{"id": "r1", "account_id": people.accounts[named]}]
    status = drawing["incident"].get("workflow_status")
    viewer = people.reviewer if desk == "closed" or status in ("approved", "returned") else people.researcher
    incident = record_incident(session, viewer, entry, prefix=prefix)
    adopt_own(session, viewer, incident, own, about)
    return incident


def key_of(drawing: Picture) -> str:
    """The key of a case in the demonstration: SW-007, NM-012."""
    key: str = next(one["value"] for one in drawing["external_id"] if one["system"] == "demonstration")
    return key
