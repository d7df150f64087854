"""What contradicts itself is kept and asked about; what cannot be read is refused, and nothing is stored."""

from datetime import date

import pytest
from sqlalchemy import func, select

from incidents.base.errors import Refused
from incidents.records import Place, QualityIssue
from tests.imports.gazetteer.conftest import OUTLINES, UNITS, place_of, square, write_features, write_table

HEAD = "code,name_en,level,parent,lat,lon"
EDITION = date(2021, 1, 1)


def questions(session) -> set[tuple[str, str | None, str | None]]:
    issues = session.scalars(select(QualityIssue)).all()
    assert all(issue.state == "open" and issue.import_run_id for issue in issues)
    return {(issue.code, issue.place.pcode, issue.raw_value) for issue in issues}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("XA0101,Far,adm2,XA01,15.5,25.5", {("outside_parent", "XA0101", "15.5, 25.5")}),
        ("XA0101,Turned,adm2,XA01,20.5,10.5", {("swapped_lat_lon", "XA0101", "20.5, 10.5")}),
        ("XA0101,Wild,adm2,XA01,10.5,4239.004", {("coordinate_out_of_range", "XA0101", "10.5, 4239.004")}),
        ("XA0101,Nowhere,adm2,XA01,0,0", {("coordinate_out_of_range", "XA0101", "0, 0")}),
        ("XA0101,Words,adm2,XA01,north,east", {("coordinate_out_of_range", "XA0101", "north, east")}),
        ("XA0101,Half,adm2,XA01,10.5,", {("coordinate_out_of_range", "XA0101", "10.5, ")}),
        ("XA0101,Lost,adm2,XA77,,", {("parent_unknown", "XA0101", "XA77")}),
        ("XA0101,Odd,parish,XA01,,", {("unknown_code", "XA0101", "parish")}),
        ("XA0101,Right,adm2,XA01,10.5,20.5", set()),
        ("XA0101,On the border,adm2,XA01,10.5,21.004", set()),
    ],
)
def test_what_looks_wrong_is_kept_and_asked_about(session, bring, tmp_path, row, expected):
    around = {"pcode": "XA01", "name_en": "Around", "adm0_pcode": "XA", "valid_on": "2021-01-01"}
    bring(write_features(tmp_path / "a.geojson", [around | {"geometry": square(20, 10)}]))
    table = write_table(tmp_path / "a.csv", HEAD, row)
    bring(table, edition=EDITION)
    assert questions(session) == expected
    assert bring(table, edition=EDITION).outcomes.keys() == {"unchanged"}
    assert questions(session) == expected


def test_digits_of_any_script_are_degrees(session, bring, tmp_path):
    bring(write_table(tmp_path / "a.csv", HEAD, "XA01,A place,adm4,,٣٥٫٤٤,٣٦.٦٥"), edition=EDITION)
    assert (place_of(session, "XA01").lat, place_of(session, "XA01").lon) == (35.44, 36.65)


def test_a_code_without_an_edition_is_asked_about(session, bring):
    bring(UNITS)
    assert ("pcode_unknown_edition", "SY070201", "SY070201") in questions(session)
    assert not any(code == "pcode_unknown_edition" and pcode == "SY" for code, pcode, _raw in questions(session))
    bring(*OUTLINES)
    issue = session.scalars(select(QualityIssue).join(Place).where(Place.pcode == "SY070201")).one()
    assert (issue.state, issue.resolution) == ("fixed", "A later import tells the edition.")


def test_a_town_outside_its_country_is_asked_about(session, bring, tmp_path):
    bring(UNITS, *OUTLINES)
    head = "geonameid,name,latitude,longitude,countrycode,alternatenames"
    rows = "1,Abroad,48.2,16.4,SY,", "2,Turned,36.65095,35.44208,SY,"
    bring(write_table(tmp_path / "g.csv", head, *rows))
    found = {code: raw for code, _pcode, raw in questions(session)}
    assert found["outside_country"] == "48.2, 16.4"
    assert found["swapped_lat_lon"] == "36.65095, 35.44208"


def test_old_geojson_is_read_and_said(session, bring, tmp_path):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    unit = {"pcode": "XA01", "name_en": "A", "valid_on": "2021-01-01", "geometry": square(20, 10, clockwise=True)}
    report = bring(write_features(tmp_path / "a.geojson", [unit], crs=crs))
    assert report.doubts["ring_orientation"] == 1
    assert "CRS84" in report.notes[0]
    assert place_of(session, "XA01").geometry == (
        '{"type":"Polygon","coordinates":[[[20.0,10.0],[21.0,10.0],[21.0,11.0],[20.0,11.0],[20.0,10.0]]]}'
    )
    assert questions(session) == set()


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": [[[20, 10], [21, 10], [21, 11], [20, 11]]]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[20, 10], [21, 10], [20, 10]]]},
        {"type": "Polygon", "coordinates": [[[20, 10], [21, "x"], [21, 11], [20, 10]]]},
        {"type": "Polygon", "coordinates": [[[2000, 10], [21, 10], [21, 11], [2000, 10]]]},
        {"type": "LineString", "coordinates": [[20, 10], [21, 10]]},
        {"type": "Polygon"},
        "a polygon",
    ],
)
def test_an_outline_that_cannot_be_drawn_is_left_out(session, bring, tmp_path, geometry):
    unit = {"pcode": "XA01", "name_en": "A", "adm0_pcode": "XA", "valid_on": "2021-01-01", "geometry": geometry}
    bring(write_features(tmp_path / "a.geojson", [unit]))
    assert place_of(session, "XA01").geometry is None
    assert {code for code, _pcode, _raw in questions(session)} == {"bad_outline"}


BROKEN = {
    "empty.csv": (b"", "is empty"),
    "other.csv": (b"id,date\n1,2020\n", "no table of places"),
    "cut.geojson": (b'{"type": "FeatureCollection", "features": [', "no proper JSON"),
    "deep.geojson": (b'{"a":' + b"[" * 5000, "no proper JSON"),
    "list.json": (b"[1, 2]", "no GeoJSON feature collection"),
    "metres.geojson": (
        b'{"features": [], "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}}', "3857"
    ),
    "nothing.geojson": (b'{"features": []}', "no place"),
    "cp1256.csv": ("code,name_ar\nXA01,حلب\n".encode("cp1256"), "windows-1256"),
    "packed.csv": (b"PK\x03\x04rest", "zip"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_no_gazetteer_is_refused_and_nothing_is_stored(session, bring, tmp_path, name):
    content, said = BROKEN[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused) as refusal:
        bring(UNITS, tmp_path / name)
    assert said in refusal.value.message
    assert session.scalar(select(func.count()).select_from(Place)) == 0


def test_a_format_that_was_asked_for_is_held_against_the_file(bring):
    with pytest.raises(Refused, match="looks like OCHA"):
        bring(UNITS, format="geonames")


def test_rows_that_cannot_be_read_are_counted(session, bring, tmp_path):
    table = write_table(tmp_path / "a.csv", HEAD, "XA01,One,adm1,,1,2,3,4", "", "XA02,Two,adm1,,,", ",None,adm1,,,")
    report = bring(table, edition=EDITION)
    (file,) = report.files
    assert (file.read, file.refused, file.passed_over, report.outcomes["new"]) == (4, 1, 2, 1)


def test_circles_of_parents_end_somewhere(session, bring, tmp_path):
    rows = "XA01,One,adm1,XA02,,", "XA02,Two,adm2,XA03,,", "XA03,Three,adm3,XA01,,", "XA04,Self,adm1,XA04,,"
    bring(write_table(tmp_path / "a.csv", HEAD, *rows), edition=EDITION)
    for code in ("XA01", "XA02", "XA03", "XA04"):
        place, steps = place_of(session, code), 0
        while place is not None and steps < 5:
            place, steps = place.parent, steps + 1
        assert place is None, code
