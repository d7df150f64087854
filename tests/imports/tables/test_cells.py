"""One cell at a time: what is taken, what is asked about, what changes nothing, and that a line says so."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from incidents.exports.text import guard, guard_words
from incidents.ledger.replay import history
from incidents.records import Figure, ImportRow, Incident, QualityIssue, Source
from tests.imports.tables.conftest import export_tables

CODE = "INC-222223"


def case(session, code: str = CODE) -> Incident:
    return session.scalars(select(Incident).where(Incident.code == code)).one()


def base(**cells: str) -> dict[str, str]:
    return {"code": CODE, "title_en": "A raid", **cells}


def figure(**cells: str) -> dict[str, Any]:
    return {"code": CODE, "figure_id": "1", "outcome": "killed", **cells}


def asked(session) -> list[tuple[str, str | None]]:
    return [(one.code, one.raw_value) for one in session.scalars(select(QualityIssue).order_by(QualityIssue.id))]


def test_blank_and_absent_change_nothing_and_the_word_clears(session, bring, written) -> None:
    full = base(title_ar="مداهمة", occurred_text="spring 2017", occurred_edtf="2017-21", harm_reported="yes")
    bring(written(incidents=[full]))
    for row in (base(title_ar="", occurred_text=" ", occurred_edtf="", harm_reported=""), base()):
        assert not bring(written(incidents=[row])).changes_something
    report = bring(written(incidents=[base(title_ar="[clear]", harm_reported="[clear]", occurred_text="[CLEAR]")]))
    assert report.outcomes["incidents"]["changed"] == 1
    now = case(session)
    assert now.title == {"en": "A raid"}
    assert now.harm_reported is None
    assert (now.occurred.text, now.occurred.edtf) == ("[CLEAR]", "2017-21")  # no other word clears
    assert [change.verb for change in history(session, "incident", now.id)] == ["imported", "updated by import"]


@pytest.mark.parametrize("word", ["[clear]", "withheld"])
def test_a_word_that_stands_for_a_value_can_be_a_text(session, bring, written, word: str) -> None:
    bring(written(incidents=[base(title_ar="مداهمة", public_summary_en="Words.")]))
    bring(written(incidents=[base(public_summary_en=guard_words(word))]))
    assert guard_words(word) == f"'{word}"
    assert case(session).public_summary == {"en": word}


def test_what_must_be_there_is_not_cleared(session, bring, written) -> None:
    bring(written(incidents=[base(temporal_type="continuing")]))
    report = bring(written(incidents=[base(temporal_type="[clear]")]))
    assert case(session).temporal_type == "continuing"
    assert [(one.column, one.value) for one in report.remarks] == [("temporal_type", "[clear]")]


@pytest.mark.parametrize(
    ("cells", "expected", "codes"),
    [
        ({"best": "0"}, (None, 0, None, None), []),
        ({"best": "", "value_state": "unknown"}, (None, None, None, "unknown"), []),
        ({"best": "12.0"}, (None, 12, None, None), []),
        ({"best": "1,200"}, (None, 1200, None, None), []),
        ({"best": "١٢"}, (None, 12, None, None), []),
        ({"best": "2.5"}, (None, None, None, None), ["fractional_count"]),
        ({"best": "-9"}, (None, None, None, None), ["number_unparsed"]),
        ({"best": "dozens"}, (None, None, None, None), ["number_unparsed"]),
        ({"best": "9" * 30}, (None, None, None, None), ["number_unparsed"]),
        ({"best": "unknown"}, (None, None, None, "unknown"), []),
        ({"low": "25", "best": "18", "high": "22"}, (25, 18, 22, None), ["low_gt_best", "low_gt_high"]),
        ({"low": "9", "high": "4"}, (9, None, 4, None), ["low_gt_high"]),
        ({"best": "30", "high": "20"}, (None, 30, 20, None), ["best_gt_high"]),
        ({"best": "3", "value_state": "unknown"}, (None, 3, None, "unknown"), ["state_contradicts"]),
        ({"best": "", "value_state": "known"}, (None, None, None, "known"), ["state_contradicts"]),
    ],
)
def test_a_number_is_a_number_or_nothing(session, bring, written, cells, expected, codes) -> None:
    bring(written(incidents=[base()], figures=[figure(**cells)]))
    (stored,) = session.scalars(select(Figure)).all()
    assert (stored.low, stored.best, stored.high, stored.value_state) == expected
    assert [code for code, _raw in asked(session)] == [
        code for code in codes if code != "low_gt_high" or len(codes) == 1
    ]
    if codes == ["number_unparsed"]:
        assert stored.as_stated == f"best {cells['best']}"


@pytest.mark.parametrize(
    ("cells", "edtf", "codes"),
    [
        ({"occurred_edtf": "2020"}, "2020", []),
        ({"occurred_edtf": "2020.0"}, "2020", []),
        ({"occurred_edtf": "2017-04?"}, "2017-04?", []),
        ({"occurred_text": "April 2017"}, "2017-04", []),
        ({"occurred_edtf": "1970-01-01"}, "1970-01-01", ["epoch_date"]),
        ({"occurred_edtf": "2017-04-04 00:00:00"}, "2017-04-04", ["naive_midnight"]),
        ({"occurred_edtf": "01/06/2017"}, None, ["ambiguous_day_month"]),
        ({"occurred_edtf": "25/06/2017"}, "2017-06-25", []),
        ({"occurred_edtf": "2017-02-30"}, None, ["date_unparsed"]),
        ({"occurred_text": "when the market was full"}, None, ["date_unparsed"]),
        ({"occurred_text": "2020", "occurred_edtf": "2020-01-01"}, "2020-01-01", ["false_precision"]),
        ({"occurred_text": "April 2017", "occurred_edtf": "2017-04-12"}, "2017-04-12", ["false_precision"]),
        ({"occurred_earliest": "2017-04-03", "occurred_latest": "2017-04-05"}, "2017-04-03/2017-04-05", []),
    ],
)
def test_a_date_is_kept_as_it_is_meant(session, bring, written, cells, edtf, codes) -> None:
    bring(written(incidents=[base(**cells)]))
    when = case(session).occurred
    assert when.edtf == edtf
    assert when.text == cells.get("occurred_text")
    assert [code for code, _raw in asked(session)] == codes


def test_a_year_stays_a_year_in_every_export(session, bring, written, tmp_path) -> None:
    bring(written(incidents=[base(occurred_edtf="2020")]))
    out = export_tables(session, tmp_path / "out")
    when = case(session).occurred
    assert (when.precision, when.earliest, when.latest) == ("year", date(2020, 1, 1), date(2020, 12, 31))
    assert '"2020","2020-01-01","2020-12-31","year"' in (out / "incidents.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["=1+1", "'Adra", "'=x", "''", "-5 people", "@home", "+963", "\tindented", "plain"])
def test_the_apostrophe_of_an_export_goes_and_no_other(session, bring, written, tmp_path, text) -> None:
    bring(written(incidents=[base(public_summary_en=guard(text))]))
    assert case(session).public_summary == {"en": text}
    assert not bring(export_tables(session, tmp_path / "out")).changes_something


def test_an_apostrophe_that_no_export_wrote_stays(session, bring, written) -> None:
    bring(written(incidents=[base(public_summary_en="'Adra is a town")]))
    assert case(session).public_summary == {"en": "'Adra is a town"}


def test_an_unknown_code_is_asked_about_and_never_invented(session, bring, written) -> None:
    rows = [
        figure(best="3", sex="unsure", unit="person"),
        figure(figure_id="2", best="4", outcome="vanished"),
        figure(figure_id="3", best="5", outcome="Killed", sex="رجل"),
    ]
    report = bring(written(incidents=[base(harm_reported="perhaps")], figures=rows))
    stored = session.scalars(select(Figure).order_by(Figure.id)).all()
    assert [(one.best, one.sex, one.outcome) for one in stored] == [(3, None, "killed"), (5, "man", "killed")]
    assert report.outcomes["figures"] == {"new": 2, "held": 1}
    assert set(asked(session)) == {
        ("unknown_code", "unsure"),
        ("unknown_code", "vanished"),
        ("unknown_code", "perhaps"),
    }
    said = {(one.column, one.value, one.code) for one in report.remarks}
    assert {("outcome", "Killed", ""), ("outcome", "vanished", ""), ("outcome", "vanished", "unknown_code")} <= said


def test_numbers_that_a_spreadsheet_made_decimal_are_the_same_numbers(session, bring, written) -> None:
    rows = [figure(figure_id="7", best="9"), figure(figure_id="8.0", best="4", group="children", within_figure="7.0")]
    bring(written(incidents=[base()], figures=rows))
    whole, part = session.scalars(select(Figure).order_by(Figure.id)).all()
    assert part.within_figure_id == whole.id


def test_coordinates_are_kept_or_asked_about(session, bring, written) -> None:
    def place(number: int, **cells: str) -> dict[str, str]:
        empty = dict.fromkeys(("lat", "lon", "precision", "radius_m"), "")
        return {"code": CODE, "incident_place_id": str(number), "verbatim": f"place {number}", **empty, **cells}

    rows = [
        place(1, lat="35,44208", lon="36,65095", precision="settlement"),
        place(2, lat="35.4", lon="4239.00416", precision="city"),
        place(3, lat="35.4", lon="36.6"),
        place(4, lat="35.4", precision="city"),
    ]
    bring(written(incidents=[base()], places=rows))
    found = [(one.lat, one.lon) for one in case(session).places]
    assert found == [(35.44208, 36.65095), (None, None), (35.4, 36.6), (None, None)]
    assert sorted(asked(session), key=str) == [
        ("coordinate_out_of_range", "35.4"),
        ("coordinate_out_of_range", "35.4"),
        ("coordinate_out_of_range", "4239.00416"),
        ("point_without_precision", None),
    ]


def test_control_characters_become_signs(session, bring, written) -> None:
    bring(written(incidents=[base(title_ar="NUL \0 BEL \x07")]))
    assert case(session).title["ar"] == "NUL ␀ BEL ␇"
    assert [code for code, _raw in asked(session)] == ["encoding"]


def test_too_long_a_cell_refuses_its_row_and_what_hangs_on_it(session, bring, written) -> None:
    other = {"code": "INC-222224", "title_en": "Another", "title_ar": ""}
    report = bring(written(incidents=[base(title_ar="ا" * 5000), other], figures=[figure(best="3")]))
    assert report.outcomes["incidents"] == {"refused": 1, "new": 1}
    assert report.outcomes["figures"] == {"held": 1}
    assert [one.code for one in session.scalars(select(Incident))] == ["INC-222224"]
    assert "5000 characters" in report.remarks[0].done


def test_unknown_columns_are_named_and_kept_with_the_row(session, bring, written) -> None:
    report = bring(written(incidents=[base(colour="red")]))
    assert any("colour" in note for note in report.notes)
    assert '"colour":"red"' in session.scalars(select(ImportRow.raw)).one()


def test_what_was_withheld_is_not_taken_for_words(session, bring, written) -> None:
    citation = {"code": CODE, "citation_id": "4", "source_id": "withheld", "locator": "withheld"}
    rows = [figure(best="3", as_stated="withheld", stated_by="withheld", source_id="withheld", citation_id="")]
    report = bring(written(incidents=[base()], citations=[citation], figures=rows))
    (stored,) = session.scalars(select(Figure)).all()
    assert (stored.best, stored.as_stated, stored.stated_by_text, stored.citation_id) == (3, None, None, None)
    assert report.outcomes["citations"] == {"held": 1}
    assert session.scalars(select(Source)).all() == []
