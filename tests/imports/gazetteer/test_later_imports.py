"""What a later file may change: what is empty or came with an import. What people recorded stays, and is told."""

from datetime import date

import pytest
from sqlalchemy import select

from incidents.access.viewer import OPERATOR
from incidents.base.errors import Forbidden
from incidents.ledger.replay import history
from incidents.records import ExternalId, Place
from incidents.search.criteria import Criteria
from incidents.search.derived import refresh
from incidents.search.language import parse
from incidents.search.query import matching
from incidents.work.references import revise_reference
from tests.imports.gazetteer.conftest import OUTLINES, TOWNS, UNITS, place_of, write_table
from tests.support.desk import make_desk
from tests.support.factories import make_external_id, make_incident, make_incident_place, make_place, store

HEAD = "code,name_en,name_ar,level,parent,lat,lon,previous_code"


def asked(session, question: str) -> list[int]:
    criteria: Criteria = parse(question).criteria
    return list(session.scalars(matching(criteria, OPERATOR)))


def test_a_recorded_place_is_found_by_its_code_and_keeps_what_people_said(session, bring):
    mine = make_place("Khan al-Shaykhun", level="adm3", pcode="sy070201", lat=35.5, lon=36.6, visibility="public")
    incident = make_incident()
    make_incident_place(incident, mine)
    store(session, mine, incident)
    refresh(session, [incident])
    assert asked(session, '"Khan Sheikhoun"') == []
    report = bring(UNITS, *OUTLINES)
    place = session.get(Place, mine.id)
    assert (place.lat, place.lon, place.names[0].text) == (35.5, 36.6, "Khan al-Shaykhun")
    assert (place.pcode, place.pcode_edition) == ("sy070201", date(2020, 12, 17))
    assert place.geometry is not None
    assert {name.text: name.kind for name in place.names}["Khan Shaykun"] == "alias"  # people chose the official one
    assert report.kept_against_the_file == 1
    last = history(session, "place", place.id)[-1]
    assert (last.verb, last.reason) == ("updated by import", "OCHA COD-AB, 2020-12-17")
    for question in (
        '"Khan Sheikhoun"',
        'place:"Khan Sheikhoun"',
        'place:"خان شيخون"',
        "place:Idleb",
        "place:SY07",
        "place:SY-ID",
    ):
        assert asked(session, question) == [incident.id], question


def test_what_an_import_said_a_later_one_may_change(session, bring, tmp_path):
    first = write_table(tmp_path / "a.csv", HEAD, "XA01,Old town,,adm1,,10.5,20.5,", "XA0101,Inner,,adm2,XA01,10,20,")
    bring(first, edition=date(2020, 1, 1))
    later = write_table(tmp_path / "b.csv", HEAD, "XA01,New town,,adm1,,11.5,21.5,")
    report = bring(later, edition=date(2022, 1, 1))
    assert report.outcomes["changed"] == 1
    place = place_of(session, "XA01")
    assert (place.lat, place.lon, place.pcode_edition) == (11.5, 21.5, date(2022, 1, 1))
    assert {name.text: name.kind for name in place.names} == {"Old town": "former", "New town": "official"}
    assert dict(bring(later, edition=date(2022, 1, 1)).outcomes) == {"unchanged": 1}


def test_an_earlier_edition_undoes_nothing(session, bring, tmp_path):
    later = write_table(tmp_path / "b.csv", HEAD, "XA01,New town,,adm1,,11.5,21.5,")
    bring(later, edition=date(2022, 1, 1))
    earlier = write_table(tmp_path / "a.csv", HEAD, "XA01,New town,,adm2,,10.5,20.5,")
    assert dict(bring(earlier, edition=date(2020, 1, 1)).outcomes) == {"unchanged": 1}
    assert place_of(session, "XA01").level == "adm1"


def test_a_point_goes_as_a_whole(session, bring, tmp_path):
    bring(write_table(tmp_path / "a.csv", HEAD, "XA01,Town,,adm4,,10.5,20.5,"), edition=date(2022, 1, 1))
    place = place_of(session, "XA01")
    revise_reference(session, OPERATOR, Place, place.code, place.row_version, {"place": {"lat": 10.25}})
    report = bring(write_table(tmp_path / "b.csv", HEAD, "XA01,Town,,adm4,,12.5,22.5,"), edition=date(2022, 1, 1))
    assert (place_of(session, "XA01").lat, place_of(session, "XA01").lon) == (10.25, 20.5)
    assert report.kept_against_the_file == 1


def test_a_new_code_is_the_same_place_where_the_file_says_so(session, bring, tmp_path):
    bring(write_table(tmp_path / "a.csv", HEAD, "XA01,Town,,adm4,,,,"), edition=date(2020, 1, 1))
    number = place_of(session, "XA01").id
    bring(write_table(tmp_path / "b.csv", HEAD, "XA09,Town,,adm4,,,,XA01"), edition=date(2022, 1, 1))
    place = place_of(session, "XA09")
    assert (place.id, place.previous_pcode, place.pcode_edition) == (number, "XA01", date(2022, 1, 1))
    incident = make_incident()
    make_incident_place(incident, place)
    store(session, incident)
    for question in ("place:XA09", "place:XA01", "place:xa01"):
        assert asked(session, question) == [incident.id], question


def test_a_name_alone_joins_nothing(session, bring):
    mine = make_place("Khan Shaykun", level="adm4", visibility="public")
    store(session, mine)
    report = bring(UNITS)
    assert place_of(session, "SY070201").id != mine.id
    assert report.outcomes["changed"] == 0


def test_a_place_is_found_by_its_identifier_in_geonames(session, bring):
    mine = make_place("Our name", level="adm4", visibility="public")
    make_external_id(mine, "168325", system="geonames")
    store(session, mine)
    assert bring(TOWNS).outcomes["changed"] == 1
    place = session.get(Place, mine.id)
    assert (place.lat, place.names[0].text) == (35.44208, "Our name")
    assert len(session.scalars(select(ExternalId).where(ExternalId.system == "geonames")).all()) == 3


def test_two_places_under_one_code_are_held_for_people(session, bring):
    twins = make_place("One", pcode="SY070201", visibility="public"), make_place("Two", pcode="SY070201")
    store(session, *twins)
    report = bring(UNITS)
    assert report.outcomes["held"] == 1
    assert all(code in report.examples["duplicate_public_code"][0].message for code in (one.code for one in twins))
    assert [len(one.names) for one in twins] == [1, 1]


def test_what_was_withdrawn_or_is_not_to_be_seen_is_held(session, bring):
    desk = make_desk(session)
    closed = make_place("Closed", pcode="SY070201")
    gone = make_place("Gone", visibility="public")
    make_external_id(gone, "168325", system="geonames")
    store(session, closed, gone)
    from incidents.base.clock import now
    from incidents.ledger.trace import act

    with act(session, OPERATOR, "withdrawn"):
        gone.withdrawn_at = now()
    report = bring(UNITS, TOWNS, viewer=desk.viewer("reviewer"))
    assert report.outcomes["held"] == 2
    assert set(report.doubts) >= {"not_yours", "withdrawn_here"}
    assert closed.code not in str(report.examples)
    with pytest.raises(Forbidden):
        bring(UNITS, viewer=desk.viewer("researcher"))


def test_codes_of_two_countries_may_be_the_same(session, bring, tmp_path):
    other = make_place("Elsewhere", level="adm0", pcode="TR", visibility="public")
    store(session, other)
    city = make_place("City", level="adm4", pcode="C1001", parent=other, visibility="public")
    store(session, city)
    rows = "pcode,name_en,adm4_pcode,adm4_name_en,adm3_pcode,adm1_pcode", "N0001,Quarter,C1001,Damascus,SY010000,SY01"
    bring(write_table(tmp_path / "n.csv", *rows), edition=date(2020, 12, 17))
    found = session.scalars(select(Place).where(Place.pcode == "C1001")).all()
    assert len(found) == 2
    assert [name.text for name in session.get(Place, city.id).names] == ["City"]
