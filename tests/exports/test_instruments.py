"""Laws and orders leave with what they amend and with the cases; what a closed source says of a case stays."""

from sqlalchemy import select

from incidents.access.viewer import OPERATOR
from incidents.db.engine import open_databases
from incidents.ledger.trace import act
from incidents.records import IncidentInstrument, LegalInstrument
from incidents.records.picture import picture
from tests.exports.test_findings import colleague
from tests.imports.tables.conftest import bring_in, export_tables, give_a_team
from tests.support.factories import (
    make_citation,
    make_incident,
    make_incident_instrument,
    make_incident_team,
    make_instrument_amendment,
    make_legal_instrument,
    make_place,
    make_sheet,
    make_source,
    store,
)
from tests.support.world import small_world


def test_laws_leave_with_what_they_amend_and_the_words_of_a_closed_source_stay(kept, rows, session) -> None:
    viewer = colleague(session)
    ours, closed = make_incident("Ours"), make_source("Canary gazette", visibility="confidential")
    make_incident_team(ours, next(iter(viewer.teams)))
    citation = make_citation(ours, closed)
    law = make_legal_instrument({"en": "Zones", "ar": "مناطق"}, number="10/2018", deadline_days=30, visibility="public")
    longer = make_legal_instrument(
        "Longer", in_force="2018-11-11", place=make_place("Canary town"), visibility="public"
    )
    leaked, gone = (
        make_legal_instrument("Canary order", source=closed),
        make_legal_instrument("Canary", visibility="public"),
    )
    make_instrument_amendment(longer, law)
    make_instrument_amendment(leaked, law)
    kept(ours, closed, law, longer, leaked, gone)
    made = make_incident_instrument(ours, law, role="caused", citation_id=citation.id, note="Canary words")
    make_incident_instrument(ours, leaked)
    store(session, ours, gone)
    gone.withdrawn_at = ours.created_at
    store(session, gone)
    texts = {row["instrument_id"]: row for row in rows("instruments", viewer=viewer)}
    assert texts.keys() == {law.code, longer.code}
    assert (texts[law.code]["title_ar"], texts[law.code]["deadline_days"]) == ("مناطق", "30")
    assert (texts[longer.code]["in_force_edtf"], texts[longer.code]["place_id"]) == ("2018-11-11", "withheld")
    (amended,) = rows("instrument_amendments", viewer=viewer)
    assert (amended["instrument_id"], amended["earlier_id"], amended["how"]) == (longer.code, law.code, "amends")
    told = {row["case_instrument_id"]: row for row in rows("case_instruments", viewer=viewer)}
    assert (told[str(made.id)]["role"], told[str(made.id)]["note"]) == ("caused", "withheld")
    assert sorted(row["instrument_id"] for row in told.values()) == sorted([law.code, "withheld"])
    everything = "".join(str(rows(name, viewer=viewer)) for name in ("instruments", "case_instruments"))
    assert "Canary" not in everything


def test_laws_come_back_with_their_cases_and_a_changed_cell_alone_is_taken(
    own_databases, database_maker, tmp_path
) -> None:
    with own_databases.write_session() as session:
        case = next(iter(small_world(session).values()))
        law = make_legal_instrument("Zones", number="10/2018", issued="2018-04-02", deadline_days=30, kind="law")
        longer = make_legal_instrument({"ar": "مهل أطول"}, in_force="2018-11-11", proxy_degree=4)
        make_instrument_amendment(longer, law)
        store(session, law, longer)
        with act(session, OPERATOR, "revised"):
            make_incident_instrument(case, law, role="caused", note="So it says.")
            make_sheet(case, "property_act", act="expropriation_by_law", instrument_id=longer.id)
        session.commit()
        before, pictures = export_tables(session, tmp_path / "before"), _pictures(session)
    other = open_databases(database_maker.migrated())
    with other.write_session() as session:
        give_a_team(session)
        bring_in(session, before)
        session.commit()
        assert _pictures(session) == pictures
        linked = session.scalars(select(IncidentInstrument)).one()
        assert (linked.instrument.number, linked.role, linked.note) == ("10/2018", "caused", "So it says.")
        assert linked.incident.property_acts[0].instrument_id == linked.instrument_id + 1
        assert not bring_in(session, before).changes_something
        path = before / "instruments.csv"
        path.write_text(path.read_text(encoding="utf-8").replace(",30,", ",45,"), encoding="utf-8")
        (before / "instrument_amendments.csv").write_text(
            f"instrument_id,earlier_id,how\n{law.code},{longer.code},amends\n{law.code},LAW-222222,amends\n"
        )
        report = bring_in(session, before)
        assert report.outcomes["instruments"]["changed"] == 1
        assert report.outcomes["instrument_amendments"]["held"] == 2
        assert any("lead back" in remark.done for remark in report.remarks)
        found = session.scalars(select(LegalInstrument).where(LegalInstrument.number == "10/2018")).one()
        assert (found.deadline_days, found.amendments) == (45, [])
    other.close()


def _pictures(session):
    """The texts by code, without their row numbers."""
    found = {}
    for record in session.scalars(select(LegalInstrument)):
        drawing = picture(record)
        drawing["legal_instrument"].pop("id")
        earlier = [(row["how"], session.get(LegalInstrument, row["earlier_id"]).code)
                   for row in drawing.pop("instrument_amendment", [])]  # fmt: skip
        found[record.code] = drawing, earlier
    return found
