"""Who sees what, case by case: the same row is asked in Python and in SQL."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.sight import can_see
from incidents.access.viewer import OPERATOR, Role, Viewer
from incidents.access.visible import visible, visible_incidents, visible_sources
from incidents.records import Actor, Citation, Incident, IncidentTeam, Place, Source
from tests.support.factories import (
    make_account,
    make_actor,
    make_attribution,
    make_citation,
    make_figure,
    make_incident,
    make_incident_place,
    make_incident_reader,
    make_incident_team,
    make_place,
    make_source,
    make_source_reader,
    make_team,
    store,
    viewer_of,
)

# visibility, given to, named readers, entered by -> who sees it
TABLE = [
    ("restricted", "", "", "author", "author operator"),
    ("restricted", "", "", "", "operator"),
    ("restricted", "north", "", "author", "northerner both operator"),
    ("restricted", "south", "", "author", "southerner both operator"),
    ("restricted", "north south", "", "author", "northerner southerner both operator"),
    ("restricted", "", "named", "author", "named author operator"),
    ("restricted", "north", "named", "author", "named northerner both operator"),
    ("confidential", "", "", "author", "operator"),
    ("confidential", "north", "", "author", "operator"),
    ("confidential", "north", "named", "author", "named operator"),
    ("confidential", "", "named author", "author", "named author operator"),
    ("public", "", "", "author", "author operator"),
    ("public", "north", "", "author", "northerner both operator"),
]


class People:
    """Accounts, their teams, and the viewers they are."""

    def __init__(self, session: Session) -> None:
        names = ("author", "northerner", "southerner", "both", "named", "stranger", "admin")
        roles = dict.fromkeys(names, "researcher") | {"admin": "administrator"}
        self.accounts = {name: store(session, make_account(name, role)) for name, role in roles.items()}
        self.teams = {name: store(session, make_team(name)) for name in ("north", "south")}
        member_of = {"northerner": ["north"], "southerner": ["south"], "both": ["north", "south"]}
        self.viewers = {
            name: viewer_of(account, *(self.teams[team] for team in member_of.get(name, [])))
            for name, account in self.accounts.items()
        }
        self.viewers["operator"] = OPERATOR
        self.viewers["nobody"] = Viewer(None, "nobody", Role.ADMINISTRATOR)


@pytest.fixture
def people(session: Session) -> People:
    return People(session)


@pytest.mark.parametrize(("visibility", "given", "named", "author", "seen_by"), TABLE)
def test_a_case_is_seen_by_those_in_the_table(
    session: Session, people: People, visibility: str, given: str, named: str, author: str, seen_by: str
) -> None:
    incident = make_incident(visibility=visibility)
    for team in given.split():
        make_incident_team(incident, people.teams[team])
    for account in named.split():
        make_incident_reader(incident, people.accounts[account])
    store(session, incident, viewer=people.viewers[author or "operator"])
    python = {name for name, viewer in people.viewers.items() if can_see(viewer, incident)}
    sql = {name for name, viewer in people.viewers.items() if session.scalars(visible(Incident, viewer)).all()}
    assert python == sql == set(seen_by.split())


def test_a_source_actor_or_place_is_seen_through_the_cases_that_use_it(session: Session, people: People) -> None:
    incident = make_incident()
    make_incident_team(incident, people.teams["north"])
    cited, speaking = make_source("Cited"), make_source("Speaking")
    named, speaker = make_actor("Named"), make_actor("Speaker")
    used, counted = make_place("Used"), make_place("Counted")
    citation = make_citation(incident, cited)
    make_attribution(incident, named)
    make_incident_place(incident, used)
    store(session, speaking, speaker, counted, incident)
    with_all = {"stated_by_source_id": speaking.id, "stated_by_actor_id": speaker.id, "place_id": counted.id}
    other = make_incident("Other")
    make_incident_team(other, people.teams["north"])
    make_figure(other, **with_all)
    store(session, other, make_source("Unused"), make_actor("Unused"), make_place("Unused"))
    expected = {Source: {cited.id, speaking.id}, Actor: {named.id, speaker.id}, Place: {used.id, counted.id}}
    for kind, numbers in expected.items():
        assert {record.id for record in session.scalars(visible(kind, people.viewers["northerner"]))} == numbers
        assert not session.scalars(visible(kind, people.viewers["southerner"])).all()
        assert len(session.scalars(visible(kind, OPERATOR)).all()) == len(numbers) + 1
    assert citation.source is cited


def test_a_confidential_source_is_read_by_named_readers_only(session: Session, people: People) -> None:
    source = make_source(visibility="confidential")
    make_source_reader(source, people.accounts["named"])
    incident = make_incident()
    make_incident_team(incident, people.teams["north"])
    make_citation(incident, source)
    store(session, incident, viewer=people.viewers["author"])
    seen = {name for name, viewer in people.viewers.items() if session.scalars(visible(Source, viewer)).all()}
    assert seen == {"named", "operator"}


def test_a_condition_means_the_same_in_a_query_that_joins_the_same_tables(session: Session, people: People) -> None:
    # Left to itself, SQLAlchemy ties the inner tables to the outer ones, and the condition asks about that row alone.
    northerner = people.viewers["northerner"]
    source, incident, other = make_source(), make_incident("Given"), make_incident("Not given")
    for team in ("north", "south"):
        make_incident_team(incident, people.teams[team])
    for case in (incident, other):
        make_citation(case, source)
    store(session, incident, other)
    given = select(IncidentTeam.team_id).join(Incident, IncidentTeam.incident_id == Incident.id)
    assert len(session.scalars(given.where(visible_incidents(northerner))).all()) == 2
    citing = select(Citation.incident_id).join(Source, Citation.source_id == Source.id)
    assert len(session.scalars(citing.where(visible_sources(northerner))).all()) == 2
    through = select(Source.id).join(Citation, Citation.source_id == Source.id).join(Incident, Citation.incident)
    assert len(session.scalars(through.where(visible_sources(northerner))).all()) == 2
    both = through.where(visible_sources(northerner), visible_incidents(northerner))
    assert len(session.scalars(both).all()) == 1


def test_an_administrator_sees_no_more_cases_than_anybody_else(session: Session, people: People) -> None:
    store(session, make_incident(), viewer=people.viewers["author"])
    admin = viewer_of(people.accounts["admin"])
    assert not session.scalars(visible(Incident, admin)).all()
