"""One row of UCDP GED as values: nothing more exact than the row, and everything that contradicts itself noted."""

import pytest

from incidents.imports.formats.ucdp.columns import CORE as CORE_COLUMNS
from incidents.imports.formats.ucdp.columns import REQUIRED, precision_of_place
from incidents.imports.formats.ucdp.event import read_event
from incidents.imports.formats.ucdp.titles import LONGEST_TITLE
from tests.imports.conftest import CORE, LATER, SYRIA, row_of, rows_in


def event(identifier: str = "242363", **cells: str):
    return read_event(row_of(identifier) | cells)


def codes(found) -> list[str]:
    return [doubt.code for doubt in found.doubts]


def test_the_three_column_sets_have_what_is_needed():
    assert [len(rows_in(path)[0]) for path in (SYRIA, LATER, CORE)] == [41, 49, 14]
    assert set(rows_in(CORE)[0]) == set(CORE_COLUMNS)
    assert set(REQUIRED) <= set(CORE_COLUMNS)


def test_an_identifier_loses_its_decimal_point_and_nothing_else():
    assert [event(id=text).identifier for text in ("242363.0", "242363", " 242363.0 ", "007", "A1.0b")] == [
        "242363",
        "242363",
        "242363",
        "007",
        "A1.0b",
    ]


@pytest.mark.parametrize(
    ("start", "end", "prec", "edtf", "precision", "words"),
    [
        ("2017-04-04", "2017-04-04", "1.0", "2017-04-04", "day", "4 April 2017"),
        ("2017-04-04 00:00:00.000", "2017-04-04 00:00:00.000", "1", "2017-04-04", "day", "4 April 2017"),
        ("2017-09-05", "2017-09-07", "2.0", "2017-09-05/2017-09-07", "days_2_6", "5–7 September 2017"),
        ("2016-05-31", "2016-06-06", "3.0", "2016-05-31/2016-06-06", "week", "31 May – 6 June 2016"),
        ("2016-12-30", "2017-01-02", "2", "2016-12-30/2017-01-02", "days_2_6", "30 December 2016 – 2 January 2017"),
        ("2016-04-01", "2016-04-30", "4.0", "2016-04", "month", "April 2016"),
        ("2016-08-29", "2016-09-20", "4.0", "2016-08/2016-09", "interval", "August – September 2016"),
        ("2016-01-01", "2016-04-01", "5.0", "2016", "year", "2016"),
        ("2016-11-01", "2017-02-01", "5", "2016/2017", "interval", "2016 – 2017"),
        ("2020", "2020", "", "2020", "year", "2020"),
        ("2020-07", "2020-07", "", "2020-07", "month", "July 2020"),
        ("2016-01-01", "2016-01-09", "", "2016-01-01/2016-01-09", "interval", "1–9 January 2016"),
    ],
)
def test_a_date_is_as_exact_as_its_row_and_no_more(start, end, prec, edtf, precision, words):
    found = event(date_start=start, date_end=end, date_prec=prec)
    assert (found.when.edtf, found.when.precision, found.when.nature) == (edtf, precision, "instant")
    assert found.title.endswith(f", {words}")
    assert found.when.core_from is None, "nothing is certain about any one day of a span"
    assert codes(found) == []


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        ("03/04/2017", "03/04/2017", "ambiguous_day_month"),
        ("spring", "", "date_unparsed"),
        ("2017-02-30", "2017-02-30", "date_unparsed"),
        ("2017-04-07", "2017-04-05", "date_unparsed"),
        ("1970-01-01", "1970-01-01", "epoch_date"),
    ],
)
def test_a_date_that_cannot_be_trusted_is_doubted(start, end, code):
    found = event(date_start=start, date_end=end)
    assert codes(found) == [code]
    assert found.when.text.startswith(start)
    assert code == "epoch_date" or found.when.edtf is None


def test_the_title_is_made_of_the_row_alone():
    assert event().title == (
        "Khan Shaykhun town, Idlib Governorate: Government of Syria – Syrian insurgents, 4 April 2017"
    )
    assert event("236764").title == "Syria: Government of Syria – IS, 2016"
    no_province = event("236764", where_coordinates="Desert", adm_1="")
    assert no_province.title == "Desert, Syria: Government of Syria – IS, 2016"
    assert read_event(row_of("246694", CORE)).title.startswith("137th Brigade Army Base: Government of Syria – IS, ")


def test_a_title_never_outgrows_its_field():
    found = event(where_coordinates="x" * 400, side_a=", ".join(["Some Front"] * 40), side_b="y" * 300)
    assert len(found.title) <= LONGEST_TITLE


def test_numbers_are_kept_as_they_stand():
    assert event("246694").total == (47, 47, 46)
    assert codes(event("246694")) == ["best_gt_high", "low_gt_high"]
    assert event("219459").total == (177, 142, 177)
    assert codes(event("219459")) == ["low_gt_best"]
    assert event("243294").total == (0, 0, 126)
    assert codes(event("243294")) == []


@pytest.mark.parametrize(
    ("cell", "code"), [("2.5", "fractional_count"), ("-1", "unknown_code"), ("many", "unknown_code"), ("", None)]
)
def test_what_is_no_number_of_people_is_none_and_never_nought(cell, code):
    found = event(best=cell)
    assert found.total == (88, None, 88)
    assert codes(found) == ([code] if code else [])


def test_a_part_above_the_whole_is_doubted():
    assert codes(event(deaths_civilians="90")) == ["subgroup_gt_total"]


def test_allies_are_several_groups_and_civilians_are_none():
    allies = event("216204")
    assert allies.groups("a") == ("Ahrar al-Sham", "Jabhat Fateh al-Sham", "Southern Front")
    assert event("243294").groups("b") == ()
    assert event(side_a="Forces (of A, of B), Others").groups("a") == ("Forces (of A, of B)", "Others")


@pytest.mark.parametrize(
    ("cell", "type_"),
    [("1.0", 1), ("2", 2), ("3.0", 3), ("One-sided violence", 3), ("state-based conflict", 1), ("other", None)],
)
def test_the_type_is_read_as_a_number_or_in_words(cell, type_):
    found = event(type_of_violence=cell)
    assert found.type == type_
    assert ("unknown_code" in codes(found)) == (type_ is None)


def test_each_precision_of_a_place_has_its_own():
    assert [precision_of_place(str(code)) for code in range(1, 9)] == [
        *("settlement", "near_place", "adm2", "adm1", "linear", "adm0", "water_air"),
        None,
    ]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"longitude": "4239.0"}, "coordinate_out_of_range"),
        ({"latitude": "95"}, "coordinate_out_of_range"),
        ({"latitude": "36.65095", "longitude": "35.44208"}, "swapped_lat_lon"),
        ({"where_prec": ""}, "point_without_precision"),
    ],
)
def test_a_point_that_cannot_be_right_is_doubted(cells, code):
    found = event(**cells)
    assert codes(found) == [code]
    if code == "coordinate_out_of_range":
        assert (found.spot.lat, found.spot.lon) == (None, None)


def test_an_unknown_number_of_sources_is_not_quoted():
    row = row_of("21300", LATER)
    assert row["number_of_sources"] == "-1.0"
    assert "number_of_sources" not in read_event(row).native
    assert "number_of_sources: 4" in event().native


def test_control_characters_are_left_out_and_noted():
    found = event(where_coordinates="Khan\x00 Shaykhun\x07 town")
    assert found.spot.name == "Khan Shaykhun town"
    assert codes(found) == ["encoding"]
