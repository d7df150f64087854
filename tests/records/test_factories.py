"""The factories of the tests themselves: every record has one, and both engines take what it makes."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from incidents.db.base import Record
from incidents.records.sheet import sheets
from tests.support import factories
from tests.support.factories import number_of, store

WRITTEN_BY_THE_LEDGER_ALONE = {"change", "ledger_head"}


def test_every_record_has_a_factory() -> None:
    of_sheets = {kind.__tablename__ for kind in sheets()}  # `make_sheet` makes any of them
    tables = set(Record.metadata.tables) - WRITTEN_BY_THE_LEDGER_ALONE - of_sheets | {"sheet"}
    assert tables == {name.removeprefix("make_") for name in dir(factories) if name.startswith("make_")}


def test_codes_are_never_given_twice() -> None:
    codes = [factories.next_code("INC") for _ in range(1000)]
    assert len(set(codes)) == 1000
    assert {len(code) for code in codes} == {len("INC-K4SH7Q")}


def test_whatever_points_by_number_asks_for_a_stored_record() -> None:
    with pytest.raises(AssertionError, match="store this team"):
        factories.make_incident_team(factories.make_incident(), factories.make_team())


def test_every_factory_makes_what_the_database_takes(session: Session) -> None:
    account = store(session, factories.make_account())
    team = store(session, factories.make_team("Northern desk", account))
    source, wire = factories.make_source(), factories.make_source("Wire story")
    factories.make_source_derivation(source, wire)
    factories.make_source_reader(source, account)
    factories.make_source_capture(source, captured="2017-05-01")
    incident = factories.make_incident(occurred="2017-04-04")
    citation = factories.make_citation(incident, source, stated_date="2017-04")
    factories.make_figure(incident, low=83, citation=citation)
    factories.make_incident_place(incident, factories.make_place())
    factories.make_incident_violation(incident)
    factories.make_attribution(incident, factories.make_actor())
    factories.make_assessment(incident)
    factories.make_finding(incident, dated="2017-09-06")
    factories.make_incident_team(incident, team)
    factories.make_incident_reader(incident, account)
    for owner in (incident, source):
        factories.make_external_id(owner)
        factories.make_quality_issue(owner)
        factories.make_field_note(owner)
    store(session, incident)
    instrument, earlier = factories.make_legal_instrument(issued="2018-04-02"), factories.make_legal_instrument()
    factories.make_instrument_amendment(instrument, earlier)
    store(session, instrument, factories.make_term())
    whole = factories.make_incident("The attacks of that month")
    factories.make_incident_instrument(whole, instrument)
    factories.make_incident_link(whole, incident, "encompasses")
    for kind in sheets():
        factories.make_sheet(whole, kind.__tablename__)
    store(session, whole)
    statement = factories.make_aggregate_statement(as_of="2017-09-06")
    factories.make_aggregate_count(statement, best=33)
    factories.make_aggregate_case(statement, incident)
    store(session, statement)
    run = factories.make_import_run()
    session.add_all([run, factories.make_throttle()])
    session.flush()
    session.add(factories.make_effective_figure(incident, low=83))
    session.add(factories.make_occurred_member(incident, date(2017, 4, 4)))
    session.add_all([factories.make_login(account), factories.make_sign_in_link(account)])
    session.add(factories.make_import_row(number_of(run), incident))
    session.flush()
    for record in Record.__subclasses__():
        if record.__tablename__ not in WRITTEN_BY_THE_LEDGER_ALONE:
            assert session.query(record).count() > 0, record
