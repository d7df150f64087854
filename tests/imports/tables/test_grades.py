"""Grades of other schemes: the native value comes and goes unchanged, beside a level that nobody works out of it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from incidents.db.engine import Databases, open_databases
from incidents.records import Assessment, Incident
from tests.imports.tables.conftest import bring_in, export_tables, give_a_team, read_rows, write_rows

CASES = [
    {"code": "INC-222223", "title_en": "One", "occurred_edtf": "2017"},
    {"code": "INC-222224", "title_en": "Two", "occurred_edtf": "2018"},
]
NATIVE = [
    ("ucdp_clarity", "1"),
    ("ucdp_clarity", "2"),
    ("airwars", "Fair"),
    ("airwars", "Weak"),
    ("airwars", "Contested"),
    ("airwars", "Discounted"),
    ("airwars", "Confirmed"),
    ("huridocs_41", "confirmed_violation"),
    ("huridocs_41", "confirmed_not_violation"),
    ("huridocs_41", "likely"),
    ("huridocs_41", "unknown"),
    ("huridocs_42", "unsure"),
    ("huridocs_42", "highly_reliable"),
]
KEPT = ("scheme", "native_value", "grade", "mapping_version", "standard_of_proof", "reason", "dated", "state", "axis",
        "about_attribution", "author")  # fmt: skip


@pytest.fixture
def elsewhere(database_maker) -> Iterator[Databases]:
    opened = open_databases(database_maker.migrated())
    yield opened
    opened.close()


def test_native_values_alone_are_kept_and_nothing_is_mapped(session, bring, written) -> None:
    rows = [{"code": "INC-222223", "axis": "occurrence", "scheme": scheme, "native_value": value}
            for scheme, value in NATIVE]  # fmt: skip
    report = bring(written(incidents=CASES, assessments=rows))
    assert report.outcomes["assessments"]["new"] == len(NATIVE)
    assert not [remark for remark in report.remarks if remark.code]
    stored = session.scalars(select(Assessment).order_by(Assessment.id)).all()
    assert [(one.scheme, one.native_value, one.mapped_value) for one in stored] == [
        (scheme, value, "not_assessed") for scheme, value in NATIVE
    ]
    assert {one.mapping_version for one in stored} == {None}


def test_grades_survive_import_export_and_import(own_databases, elsewhere, tmp_path) -> None:
    """The level beside a native value is the team's own, whatever the mapping would suggest."""
    with own_databases.write_session() as session:
        give_a_team(session)
        folder = tmp_path / "typed"
        folder.mkdir()
        write_rows(folder / "incidents.csv", CASES)
        write_rows(
            folder / "attributions.csv",
            [{"code": "INC-222224", "attribution_id": "9", "role": "alleged_perpetrator", "actor_id": "ACT-222222",
              "actor_name_en": "An air force"}],
        )  # fmt: skip
        write_rows(folder / "assessments.csv", [
            {"code": "INC-222223", "axis": "occurrence", "scheme": scheme, "native_value": value,
             "grade": "discounted" if value == "Confirmed" else "possible", "mapping_version": "0.9",
             "standard_of_proof": "reasonable_suspicion", "reason": "As the list says.",
             "dated": f"2018-01-{n + 1:02}",
             "state": "superseded" if n else "current", "author": "A researcher", "about_attribution": ""}
            for n, (scheme, value) in enumerate(NATIVE)
        ] + [{"code": "INC-222224", "axis": "attribution", "scheme": "airwars", "native_value": "Contested",
              "grade": "possible", "reason": "Two sides.", "about_attribution": "9", "state": "current"}])  # fmt: skip
        assert bring_in(session, folder).outcomes["assessments"]["new"] == len(NATIVE) + 1
        session.commit()
        first = export_tables(session, tmp_path / "first")
    rows = read_rows(first / "assessments.csv")
    assert [(row["scheme"], row["native_value"]) for row in rows[:-1]] == NATIVE
    assert rows[6]["grade"] == "discounted"
    with elsewhere.write_session() as session:
        give_a_team(session)
        bring_in(session, first)
        session.commit()
        second = export_tables(session, tmp_path / "second")
    again = read_rows(second / "assessments.csv")
    assert [[row[name] for name in KEPT] for row in again] == [[row[name] for name in KEPT] for row in rows]
    assert (second / "assessments.csv").read_bytes() == (first / "assessments.csv").read_bytes()


@pytest.mark.parametrize("cell", ["Contested, Discounted", "Contested;Discounted", "Fair / Weak"])
def test_two_grades_in_a_cell_are_kept_and_neither_wins(session, bring, written, cell: str) -> None:
    rows = [{"code": "INC-222223", "axis": "occurrence", "scheme": "airwars", "native_value": cell}]
    report = bring(written(incidents=CASES, assessments=rows))
    (stored,) = session.scalars(select(Assessment)).all()
    assert (stored.native_value, stored.mapped_value) == (cell, "not_assessed")
    assert [(one.code, one.column, one.value) for one in report.remarks] == [
        ("multi_valued_cell", "native_value", cell)
    ]
    case = session.scalars(select(Incident).where(Incident.code == "INC-222223")).one()
    assert [(one.code, one.raw_value, one.part, one.part_id) for one in case.quality_issues] == [
        ("multi_valued_cell", cell, "assessment", stored.id)
    ]


def test_two_levels_in_a_cell_are_none(session, bring, written) -> None:
    rows = [{"code": "INC-222223", "axis": "occurrence", "grade": "probable;possible", "reason": "Both."}]
    report = bring(written(incidents=CASES, assessments=rows))
    assert session.scalars(select(Assessment.mapped_value)).all() == ["not_assessed"]
    assert [one.code for one in report.remarks] == ["multi_valued_cell"]


def test_a_changed_judgment_leaves_the_earlier_one(session, bring, written) -> None:
    row = {"code": "INC-222223", "assessment_id": "1", "axis": "occurrence", "grade": "possible", "reason": "First."}
    bring(written(incidents=CASES, assessments=[row]))
    stored = session.scalars(select(Assessment)).one()
    row |= {"assessment_id": str(stored.id), "grade": "confirmed", "reason": "A second source."}
    report = bring(written(assessments=[row]))
    assert report.outcomes["assessments"]["changed"] == 1
    listed = session.scalars(select(Assessment).order_by(Assessment.id)).all()
    assert [(one.mapped_value, one.state) for one in listed] == [("possible", "superseded"), ("confirmed", "current")]
    assert not bring(written(assessments=[row])).changes_something


def test_a_finding_stays_the_finding_of_its_body(session, bring, written) -> None:
    """It is never mapped to a level of ours, and no level of ours is made of it."""
    source = {"source_id": "SRC-222223", "title_en": "A report"}
    citation = {"code": "INC-222223", "citation_id": "1", "source_id": "SRC-222223"}
    finding = {"code": "INC-222223", "body": "opcw_ffm", "axis": "occurrence", "native_value": "likely used",
               "source_id": "SRC-222223", "dated_edtf": "2018-06", "report_ref": "S/1636/2018"}  # fmt: skip
    unread = finding | {"body": "no such body"}
    folder = written(incidents=CASES, sources=[source], citations=[citation], findings=[finding, unread])
    report = bring(folder)
    assert report.outcomes["findings"] == {"new": 1, "held": 1}
    case = session.scalars(select(Incident).where(Incident.code == "INC-222223")).one()
    assert [(one.body, one.native_value, one.dated.edtf) for one in case.findings] == [
        ("opcw_ffm", "likely used", "2018-06")
    ]
    assert case.findings[0].citation_id == case.citations[0].id
    assert case.assessments == []
    assert not bring(folder).changes_something
