"""The page of a case tells what each source says, and gives no closed source away by its words."""

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.case import case_page
from incidents.answers.listing import rows_of
from incidents.records import Incident
from tests.support.factories import (
    make_account,
    make_citation,
    make_figure,
    make_incident,
    make_incident_team,
    make_source,
    make_source_reader,
    make_team,
    store,
    viewer_of,
)


def told_by_a_closed_source(session: Session) -> tuple[Incident, tuple[Viewer, Viewer]]:
    """A case of a team with one number of a confidential source, a colleague and the source's named reader."""
    team, colleague, reader = make_team(), make_account("colleague"), make_account("reader")
    store(session, team, colleague, reader)
    incident, source = make_incident(), make_source("Qlosed witness", visibility="confidential")
    make_source_reader(source, reader)
    make_incident_team(incident, team)
    citation = make_citation(incident, source, credibility="2")
    words = {"as_stated": "Qtwelve in my street", "stated_by_text": "Qneighbour"}
    make_figure(incident, low=12, best=12, high=12, citation=citation, **words)
    store(session, source, incident)
    viewers = (viewer_of(colleague, team), viewer_of(reader, team))
    return incident, viewers


def test_the_number_of_a_closed_source_stands_without_its_speaker_and_words(session: Session) -> None:
    incident, (colleague, reader) = told_by_a_closed_source(session)
    (closed,) = case_page(session, colleague, incident.code).claims.rows
    (told,) = case_page(session, reader, incident.code).claims.rows
    assert [cell.count.low for cell in closed.cells.values()] == [12]
    assert (closed.speaker, closed.words) == ("a confidential source", [])
    assert (told.speaker, told.words) == ("Qneighbour", ["Qtwelve in my street"])


def test_the_result_table_names_no_speaker_of_a_closed_source(session: Session) -> None:
    incident, (colleague, reader) = told_by_a_closed_source(session)
    assert [claim.speaker for claim in rows_of(session, [incident.id], colleague)[0].claims] == [None]
    assert [claim.speaker for claim in rows_of(session, [incident.id], reader)[0].claims] == ["Qneighbour"]
