"""OCHA's units and GeoNames' towns: one hierarchy with names in two scripts, codes with their edition, and outlines."""

import json
from datetime import date

import pytest
from sqlalchemy import func, select

from incidents.base.shapes import read_shape
from incidents.imports.formats.gazetteer.joining import spellings
from incidents.ledger.chain import verify
from incidents.records import Change, ImportRun, Place, PlaceName, QualityIssue
from tests.imports.gazetteer.conftest import (
    CAPITALS,
    EVERYTHING,
    OUTLINES,
    QUARTERS,
    TOWNS,
    UNITS,
    chain_of,
    known_as,
    place_of,
)


def test_units_hang_together_by_their_codes(session, bring):
    report = bring(UNITS, *OUTLINES)
    assert dict(report.levels) == {"adm0": 1, "adm1": 3, "adm2": 4, "adm3": 5}
    place = place_of(session, "SY070201")
    assert chain_of(place) == ["SY070201", "SY0702", "SY07", "SY"]
    assert (place.level, place.visibility, place.pcode_edition) == ("adm3", "public", date(2020, 12, 17))
    assert [(name.text, name.lang) for name in place.names[:2]] == [("Khan Shaykun", "en"), ("خان شيخون", "ar")]
    assert (place.lat, place.lon) == (35.44694163, 36.62151809)
    assert json.loads(place.geometry)["type"] == "Polygon"
    country = place_of(session, "SY")
    assert (country.level, country.pcode_edition, country.parent_id) == ("adm0", None, None)
    assert {name.text for name in country.names} >= {"Syria", "سوريا"}
    assert {(one.system, one.value) for one in country.external_ids} == {("iso_3166_1", "SY"), ("iso3", "SYR")}
    assert [(one.system, one.value) for one in place_of(session, "SY07").external_ids] == [("iso_3166_2", "SY-ID")]


def test_quarters_lie_in_their_city_and_in_its_areas(session, bring):
    bring(UNITS, *OUTLINES, QUARTERS)
    assert chain_of(place_of(session, "N0004")) == ["N0004", "A004", "C1001", "SY010000", "SY0100", "SY01", "SY"]
    assert chain_of(place_of(session, "N0284")) == ["N0284", "C2987", "SY050100", "SY0501", "SY05", "SY"]
    city = place_of(session, "C1001")
    assert (city.level, [name.text for name in city.names]) == ("adm4", ["Damascus", "دمشق"])
    assert {issue.code for issue in session.scalars(select(QualityIssue))} <= {"pcode_unknown_edition"}


def test_a_town_of_geonames_lies_where_its_point_does(session, bring):
    bring(UNITS, *OUTLINES)
    bring(TOWNS)
    town = known_as(session, "geonames", "168325")
    assert chain_of(town)[1:] == ["SY070201", "SY0702", "SY07", "SY"]
    assert (town.level, town.pcode, town.lat, town.lon) == ("adm4", None, 35.44208, 36.65095)
    assert town.names[0].text == "Khān Shaykhūn"
    assert {(name.text, name.lang, name.kind) for name in town.names} >= {
        ("Khān Shaykhūn", None, "romanised"),
        ("Khan Sheikhun", None, "alias"),
        ("خان شيخون", "ar", "alias"),
    }
    assert len({name.sought for name in town.names}) == len(town.names)
    assert town.external_ids[0].url == "https://www.geonames.org/168325"
    assert chain_of(known_as(session, "geonames", "169389"))[1] == "SY070000"


def test_capitals_are_towns_in_the_units_that_they_run(session, bring):
    bring(UNITS, *OUTLINES, CAPITALS)
    assert chain_of(known_as(session, "ocha_capital", "SY070201"))[1] == "SY070201"
    assert chain_of(known_as(session, "ocha_capital", "SY07"))[1] == "SY070000"  # its point, not its row, says this
    assert chain_of(known_as(session, "ocha_capital", "SY"))[1] == "SY010000"


def test_the_same_files_change_nothing(session, bring):
    first = bring(*EVERYTHING)
    changes = session.scalar(select(func.count()).select_from(Change))
    assert first.outcomes["new"] == session.scalar(select(func.count()).select_from(Place))
    again = bring(*EVERYTHING)
    assert dict(again.outcomes) == {"unchanged": first.outcomes["new"]}
    assert session.scalar(select(func.count()).select_from(Change)) == changes
    assert session.scalar(select(func.count()).select_from(ImportRun)) == len(EVERYTHING)
    assert verify(session).whole


def test_one_file_after_another_comes_to_the_same(session, bring):
    for path in EVERYTHING:
        bring(path)
    assert dict(bring(*EVERYTHING).outcomes).keys() == {"unchanged"}
    assert chain_of(place_of(session, "N0004"))[1:4] == ["A004", "C1001", "SY010000"]
    settled = session.scalars(select(QualityIssue).where(QualityIssue.code == "pcode_unknown_edition")).all()
    told = {issue.place.pcode for issue in settled if issue.state == "fixed"}
    assert "SY070201" in told  # the table tells no edition, the outlines do
    assert all(issue.place.pcode_edition is None for issue in settled if issue.state == "open")


def test_a_dry_run_says_the_same_and_writes_nothing(session, bring):
    dry = bring(*EVERYTHING, dry_run=True)
    assert session.scalar(select(func.count()).select_from(Place)) == 0
    wet = bring(*EVERYTHING)
    assert (dry.outcomes, dry.levels, dry.doubts, dry.alike) == (wet.outcomes, wet.levels, wet.doubts, wet.alike)


def test_known_spellings_come_with_the_codes(session, bring):
    bring(UNITS)
    names = {name.text: name.kind for name in place_of(session, "SY070201").names}
    assert {"Khan Sheikhoun", "Khan Shaykhun", "Khan Sheikhun"} <= {n for n, kind in names.items() if kind == "alias"}
    assert "Idlib" in {name.text for name in place_of(session, "SY07").names}


def test_the_file_of_spellings_says_each_once():
    for code, known in spellings().items():
        assert known.keys() <= {"names", "iso_3166_2"}, code
        assert code == code.upper()
        texts = [text for given in known.get("names", {}).values() for text in given]
        assert len(texts) == len(set(texts)), code


def test_possible_doubles_are_told_and_never_joined(session, bring):
    report = bring(*EVERYTHING)
    assert any("geonames:170654" in line and "ocha_capital:SY)" in line for line in report.alike)
    assert not any("SY070201)" in line and "(SY" in line for line in report.alike)  # a unit and its own town are none
    assert session.scalar(select(func.count()).select_from(PlaceName).where(PlaceName.text == "Khan Shaykun")) == 2


@pytest.mark.parametrize("path", [UNITS, *OUTLINES, QUARTERS])
def test_outlines_are_drawn_the_way_rfc_7946_wants(session, bring, path):
    bring(path)
    for geometry in session.scalars(select(Place.geometry).where(Place.geometry.is_not(None))):
        assert not read_shape(json.loads(geometry)).turned
