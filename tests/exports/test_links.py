"""The table of links: both codes, and nothing of a case or a source that the viewer may not see."""

from sqlalchemy import select

from incidents.access.viewer import OPERATOR
from incidents.db.engine import open_databases
from incidents.exports.reading import read
from incidents.exports.tables import TABLES
from incidents.ledger.trace import act
from incidents.records import IncidentLink
from incidents.search.language import parse
from incidents.search.query import matching
from incidents.settings import Settings
from tests.imports.tables.conftest import bring_in, differences, export_tables, give_a_team
from tests.support.desk import make_desk
from tests.support.factories import (
    make_citation,
    make_incident,
    make_incident_link,
    make_incident_team,
    make_source,
    store,
)
from tests.support.world import small_world


def test_a_link_leaves_only_where_both_cases_are_seen(session, tmp_path) -> None:
    desk = make_desk(session)
    here, there, hidden = make_incident("Here"), make_incident("There"), make_incident("Hidden")
    for one, team in ((here, desk.team), (there, desk.team), (hidden, desk.other_team)):
        make_incident_team(one, team)
    store(session, here, there, hidden)
    citation = make_citation(here, make_source("File", visibility="confidential"))
    store(session, here)
    with act(session, OPERATOR, "revised"):
        make_incident_link(here, there, "causes", note="As the file says", citation_id=citation.id)
        make_incident_link(here, hidden, "part_of", note="Theirs")

    def rows(viewer) -> list[tuple[object, ...]]:
        settings = Settings(home=tmp_path, database_url="sqlite:///unused")
        reading = read(session, viewer, settings, matching(parse("").criteria, viewer))
        lines = TABLES["links"].lines(reading)
        return [(line.code, line.row.kind, line.other_code, line.row.note) for line in lines]

    assert rows(OPERATOR) == [
        (here.code, "causes", there.code, "As the file says"), (here.code, "part_of", hidden.code, "Theirs"),
    ]  # fmt: skip
    ((code, kind, other, note),) = rows(desk.viewer("reader"))
    assert (code, kind, other) == (here.code, "causes", there.code)
    assert "file" not in str(note)


def test_links_come_back_whatever_the_order_of_their_cases(own_databases, database_maker, tmp_path) -> None:
    with own_databases.write_session() as session:
        cases = list(small_world(session, ("SW-007", "SW-016", "SW-021")).values())
        with act(session, OPERATOR, "revised"):
            make_incident_link(cases[0], cases[2], "precedes", citation_id=cases[0].citations[0].id, note="Read there")
            make_incident_link(cases[1], cases[0], "part_of")
            make_incident_link(cases[2], cases[1], "not_duplicate")
        session.commit()
        before = export_tables(session, tmp_path / "before")
    other = open_databases(database_maker.migrated())
    with other.write_session() as session:
        give_a_team(session)
        bring_in(session, before)
        session.commit()
        found = differences(before, export_tables(session, tmp_path / "after"))
        assert not found, "\n".join(map(str, found))
        assert len(session.scalars(select(IncidentLink)).all()) == 3
        assert not bring_in(session, before).changes_something
    other.close()
