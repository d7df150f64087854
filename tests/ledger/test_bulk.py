"""What is stored in bulk is the same as what the session stores: the rows, the pictures and the ledger."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import OPERATOR
from incidents.base import clock
from incidents.db.base import Record
from incidents.db.engine import Databases
from incidents.ledger.bulk import insert_in_bulk
from incidents.ledger.chain import verify
from incidents.ledger.replay import history, picture_at, replayed
from incidents.ledger.trace import act
from incidents.records import Change, Figure, Incident, Source
from incidents.records.picture import picture
from incidents.records.root import Root
from tests.support.factories import (
    AT,
    make_account,
    make_actor,
    make_attribution,
    make_citation,
    make_external_id,
    make_field_note,
    make_figure,
    make_incident,
    make_incident_place,
    make_incident_violation,
    make_place,
    make_quality_issue,
    make_source,
    store,
    viewer_of,
)


def make_world(count: int = 3) -> list[Root]:
    """Cases that share a source, an actor and a place, each with parts of many kinds."""
    source, actor, place = (
        make_source("List", code="SRC-222222"),
        make_actor(code="ACT-222222"),
        make_place(code="PLC-222222"),
    )
    make_external_id(actor, "A1")
    world: list[Root] = [source, actor, place]
    for number in range(count):
        incident = make_incident(
            {"en": f"Event {number}", "ar": "حدث"},
            code=f"INC-22222{number + 2}",
            occurred="2017-04-04" if number else "2017",
            attack_methods=["air_strike", "shelling"] if number % 2 else None,
        )
        citation = make_citation(incident, source, stated_date="2017-04")
        make_figure(incident, low=number, best=number + 1, high=None, citation=citation, rule_params={"n": number})
        make_figure(incident, outcome="injured", as_of="2017-04-05")
        make_incident_place(incident, place, lat=35.44, lon=36.65)
        make_incident_violation(incident)
        make_attribution(incident, actor, contested=bool(number % 2))
        make_external_id(incident, str(number), release="25.1")
        make_quality_issue(incident)
        make_field_note(incident)
        world.append(incident)
    return world


def stored_rows(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of records, but for the ledger."""
    return {
        table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key.columns))]
        for table in Record.metadata.sorted_tables
        if table.name not in ("change", "ledger_head")
    }


def test_bulk_and_session_store_the_same(database_maker) -> None:
    from incidents.db.engine import open_databases

    found = []
    for in_bulk in (True, False):
        databases = open_databases(database_maker.migrated())
        with databases.write_session() as session, clock.fixed(AT):
            if in_bulk:
                insert_in_bulk(session, OPERATOR, make_world(), "imported", "Release 25.1")
            else:
                with act(session, OPERATOR, "imported", "Release 25.1"):
                    session.add_all(make_world())
            session.commit()
        with databases.read_session() as session:
            roots = [root for kind in Root.__subclasses__() for root in session.scalars(select(kind).order_by(kind.id))]
            told = {
                (row.record_type, row.record_id): sorted(row.differences) for row in session.scalars(select(Change))
            }
            verbs = {
                (row.verb, row.reason, row.account_name, row.record_version, row.at)
                for row in session.scalars(select(Change))
            }
            assert verify(session).rows == len(roots)
            pictures = {root.code: picture(root) for root in roots}
            for root in roots:
                past = history(session, root.__tablename__, root.id)
                assert replayed(root.__tablename__, root.id, past) == pictures[root.code]
            found.append((stored_rows(session), pictures, told.keys(), verbs))
        databases.close()
    assert found[0][1] == found[1][1]
    assert found[0] == found[1]
    assert len(found[0][1]) == 6


def test_numbers_given_in_bulk_are_not_given_again(session: Session) -> None:
    store(session, make_incident("Before"))
    for _round in range(2):
        world = [make_incident(f"Bulk {number}") for number in range(5)]
        for incident in world:
            make_figure(incident, low=1)
        insert_in_bulk(session, OPERATOR, world, "imported")
        incident = make_incident("Between")
        make_figure(incident, low=1)
        store(session, incident)
    numbers = list(session.scalars(select(Incident.id).order_by(Incident.id)))
    assert len(numbers) == len(set(numbers)) == 13
    assert session.query(Figure).count() == 12
    assert verify(session).rows == 13


def test_numbers_of_removed_rows_are_not_given_again(own_databases: Databases) -> None:
    with own_databases.write_session() as session:
        incident = make_incident()
        figure = make_figure(incident, low=1)
        store(session, incident)
        number = figure.id
        with act(session, OPERATOR, "incident.revised"):
            incident.figures.remove(figure)
        session.commit()
        other = make_incident()
        again = make_figure(other, low=2)
        insert_in_bulk(session, OPERATOR, [other], "imported")
        assert again.id > number
        session.commit()


def test_bulk_keeps_who_did_it_and_why(session: Session) -> None:
    account = store(session, make_account())
    [incident] = world = [make_incident()]
    with clock.fixed(AT):
        insert_in_bulk(session, viewer_of(account), world, "imported", "Release 25.1")
    [change] = history(session, "incident", incident.id)
    assert (change.verb, change.reason, change.at, change.account_name) == (
        "imported",
        "Release 25.1",
        AT,
        account.name,
    )
    row = session.get(Incident, incident.id)
    assert (row.created_by, row.created_at, row.row_version) == (account.id, AT, 1)


def test_a_record_stored_in_bulk_is_revised_like_any_other(session: Session) -> None:
    [incident] = world = [make_incident("First")]
    make_figure(incident, low=1)
    insert_in_bulk(session, OPERATOR, world, "imported")
    stored = session.get(Incident, incident.id)
    with act(session, OPERATOR, "incident.revised"):
        stored.title = {"en": "Second"}
        stored.figures[0].low = 2
    session.expire_all()
    assert picture_at(session, "incident", stored.id, version=1)["incident"]["title"] == {"en": "First"}
    assert picture_at(session, "incident", stored.id, version=2) == picture(stored)
    assert verify(session).whole


def test_what_is_neither_given_nor_stored_is_refused(session: Session) -> None:
    incident = make_incident()
    make_citation(incident, make_source("Forgotten"))
    with pytest.raises(LookupError, match="source of a citation"):
        insert_in_bulk(session, OPERATOR, [incident], "imported")


def test_a_stored_record_is_pointed_at_by_relation_or_number(session: Session) -> None:
    source = store(session, make_source())
    one, other = make_incident(), make_incident()
    make_citation(one, source)
    citation = make_citation(other, source)
    citation.source, citation.source_id = None, source.id
    session.expunge_all()
    insert_in_bulk(session, OPERATOR, [one, other], "imported")
    assert session.query(Source).count() == 1
    assert {part.source_id for incident in session.query(Incident) for part in incident.citations} == {source.id}
