"""A table of cases alone, as somebody prepares it in a spreadsheet: its flat cells become parts, said by the file."""

from sqlalchemy import select

from incidents.records import Incident
from tests.imports.tables.conftest import read_rows, write_rows

ROW = {
    "code": "INC-222223", "title_en": "Shelling of a market", "occurred_edtf": "2017-04",
    "violation_codes": "attack_on_civilians;killing_in_attack;unheard_of", "place_verbatim": "the old market",
    "lat": "35.4", "lon": "36.6", "place_precision": "city", "killed_low": "3", "killed_best": "", "killed_high": "5",
    "killed_state": "known", "injured_state": "unknown", "killed_children_low": "", "displaced_persons_low": "0",
    "actors": "alleged_perpetrator:An air force", "occurrence_grade": "probable", "attribution_grade": "not_assessed",
    "external_ids": "Archive:A-12;Other list:7",
}  # fmt: skip


def case(session) -> Incident:
    return session.scalars(select(Incident)).one()


def test_flat_cells_become_parts_that_the_file_states(session, bring, tmp_path) -> None:
    report = bring(write_rows(tmp_path / "incidents.csv", [ROW]))
    found = case(session)
    assert [(one.violation, one.is_primary) for one in found.violations] == [
        ("attack_on_civilians", True), ("killing_in_attack", False),
    ]  # fmt: skip
    assert [(one.verbatim, one.lat, one.precision) for one in found.places] == [("the old market", 35.4, "city")]
    numbers = [(one.outcome, one.group, one.low, one.best, one.high, one.value_state) for one in found.figures]
    assert numbers == [
        ("killed", "total", 3, None, 5, "known"),
        ("injured", "total", None, None, None, "unknown"),
        ("displaced", "total", 0, None, None, None),
    ]
    (citation,) = found.citations
    assert {one.citation_id for one in found.figures} == {citation.id}
    assert (citation.source.title, citation.source.kind, citation.locator) == (
        {"en": "incidents.csv"}, "dataset", "INC-222223",
    )  # fmt: skip
    assert [(one.actor.names[0].text, one.role) for one in found.attributions] == [
        ("An air force", "alleged_perpetrator")
    ]
    assert [(one.axis, one.mapped_value) for one in found.assessments] == [("occurrence", "probable")]
    assert {(one.system, one.value) for one in found.external_ids} == {("Archive", "A-12"), ("Other list", "7")}
    assert [(one.column, one.value, one.code) for one in report.remarks if one.code] == [
        ("violation_codes", "unheard_of", "unknown_code")
    ]
    assert report.outcomes == {"incidents": {"new": 1}}


def test_the_same_file_again_changes_nothing(session, bring, tmp_path) -> None:
    path = write_rows(tmp_path / "incidents.csv", [ROW, {**ROW, "code": "", "external_ids": ""}])
    assert bring(path).cases == {"new": 2}
    again = bring(path)
    assert not again.changes_something
    assert again.cases == {"unchanged": 2}


def test_flat_cells_of_a_case_that_is_here_are_not_taken_but_told(session, bring, tmp_path) -> None:
    bring(write_rows(tmp_path / "incidents.csv", [ROW]))
    changed = ROW | {"killed_high": "9", "title_en": "Shelling of the market"}
    report = bring(write_rows(tmp_path / "incidents.csv", [changed]))
    assert case(session).title == {"en": "Shelling of the market"}
    assert case(session).figures[0].high == 5
    assert ("killed_high", "9", "") in {(one.column, one.value, one.code) for one in report.remarks}


def test_a_table_beside_it_says_more_than_the_flat_cells(session, bring, written) -> None:
    figure = {"code": "INC-222223", "outcome": "killed", "best": "4"}
    bring(written(incidents=[ROW], figures=[figure]))
    assert [(one.outcome, one.best) for one in case(session).figures] == [("killed", 4)]
    assert case(session).citations == []
    assert len(read_rows(written() / "figures.csv")) == 1
