"""Mistakes that other programs made with such files, and who may do what with an import."""

import csv

import pytest
from sqlalchemy import func, select

from incidents.access.viewer import OPERATOR, Role, Viewer
from incidents.base.errors import Forbidden, Refused
from incidents.ledger.trace import act
from incidents.records import ExternalId, Incident
from tests.imports.conftest import SYRIA, case_of, current, row_of, rows_in, write_rows
from tests.support.factories import make_account, make_external_id, make_incident, make_team, store, viewer_of


def test_a_year_stays_a_year(session, bring, tmp_path):
    """Seen: 2020 became 1 January 2020, or today's day and month."""
    year = row_of("242363") | {"date_start": "2020", "date_end": "2020", "date_prec": ""}
    bring(write_rows(tmp_path / "a.csv", [year]))
    case = case_of(session, "242363")
    assert (case.occurred.edtf, case.occurred.text, case.occurred.precision) == ("2020", "2020", "year")
    assert case.title["en"].endswith(", 2020")


def test_a_maximum_below_the_minimum_is_neither_raised_nor_dropped(session, bring):
    """Seen: the maximum was silently raised to the minimum."""
    bring(SYRIA)
    (total,) = current(case_of(session, "246694"), "total")
    assert (total.low, total.best, total.high) == (47, 47, 46)
    assert "low_gt_high" in {issue.code for issue in case_of(session, "246694").quality_issues}


def test_events_that_look_alike_are_not_merged(session, bring):
    """Seen: rows of one day, point and side were taken for one event; thousands of real ones collide so."""
    alike = [row for row in rows_in(SYRIA) if row["id"] in ("246943.0", "246951.0")]
    assert {(r["date_start"], r["latitude"], r["side_b"], r["best"]) for r in alike} == {
        ("2017-09-08", alike[0]["latitude"], "IS", "38.0")
    }
    bring(SYRIA)
    assert case_of(session, "246943").id != case_of(session, "246951").id


def test_one_public_code_on_two_events_is_kept_on_both_and_asked_about(session, bring, tmp_path):
    """Seen: the publisher's readable code was the key, and one event overwrote the other."""
    one, two = ({"relid": "SYR-2017-1-11973-99", **row_of(identifier)} for identifier in ("242363", "246694"))
    report = bring(write_rows(tmp_path / "a.csv", [one, two]))
    assert report.outcomes == {"new": 2}
    assert report.doubts["duplicate_public_code"] == 1
    for identifier in ("242363", "246694"):
        codes = [issue.code for issue in case_of(session, identifier).quality_issues]
        assert "duplicate_public_code" in codes, identifier


def test_every_correction_of_a_release_is_a_revision_and_the_counts_are_told(session, bring, tmp_path):
    """Seen: a new release of the same events changed 263 best figures without a trace."""
    rows = rows_in(SYRIA)
    bring(SYRIA)
    corrected = [row | {"best": "50.0", "high": "90.0"} if row["low"] in ("4.0", "38.0") else row for row in rows]
    report = bring(write_rows(tmp_path / "b.csv", corrected), release="24.1")
    changed = sum(1 for row in rows if row["low"] in ("4.0", "38.0"))
    assert report.outcomes == {"changed": changed, "unchanged": len(rows) - changed}
    assert report.aspects["figures"] == changed == 4
    for identifier in ("246943", "246951", "216596", "318416"):
        case = case_of(session, identifier)
        (total,) = current(case, "total")
        assert (total.best, total.supersedes.best) == (50, int(float(row_of(identifier)["best"])))
        assert case.row_version == 2


def test_an_identifier_twice_with_different_content_is_held(session, bring, tmp_path):
    other = row_of("242363") | {"best": "99.0"}
    report = bring(write_rows(tmp_path / "a.csv", [row_of("242363"), row_of("242363"), other]))
    assert report.outcomes == {"new": 1, "skipped": 1, "held": 1}
    (total,) = current(case_of(session, "242363"), "total")
    assert total.best == 88


def test_a_row_without_an_identifier_or_with_shifted_cells_is_refused(session, bring, tmp_path):
    path = write_rows(tmp_path / "a.csv", [row_of("242363"), row_of("246694") | {"id": ""}])
    with path.open("a", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerow([*row_of("243294").values(), "one too many"])
        csv.writer(stream).writerow(list(row_of("243294")))
    report = bring(path)
    assert report.outcomes == {"new": 1, "refused": 2, "skipped": 1}
    assert set(report.doubts) == {"no_id", "ragged_row", "leaked_header"}
    assert report.read == 4


def test_the_rows_always_add_up(bring):
    counts = bring(SYRIA).as_json()
    assert counts["read"] == sum(counts[name] for name in ("accepted", "flagged", "held", "skipped", "refused"))


def test_an_event_that_people_recorded_is_held(session, bring):
    case = make_incident("Our own case")
    make_external_id(case, system="ucdp_ged", value="242363")
    store(session, case)
    report = bring(SYRIA)
    assert (report.outcomes["held"], report.doubts["possible_duplicate"]) == (1, 1)
    values = select(func.count()).select_from(ExternalId).where(ExternalId.value == "242363")
    assert session.scalar(values) == 1


def test_a_file_without_rows_is_refused(bring, tmp_path):
    path = tmp_path / "empty.csv"
    path.write_text(",".join(row_of("242363")) + "\n", encoding="utf-8")
    with pytest.raises(Refused, match="no rows"):
        bring(path)


def test_without_a_team_nothing_is_imported(session):
    from incidents.imports.run import import_ucdp

    with pytest.raises(Refused, match="no team"):
        import_ucdp(session, OPERATOR, SYRIA)


def test_the_team_is_found_by_any_of_its_names(session, bring):
    team = store(session, make_team({"en": "Southern desk", "ar": "مكتب الجنوب"}))
    assert bring(SYRIA, team="مكتب الجنوب").team == "Southern desk"
    assert {given.team_id for given in case_of(session, "242363").teams} == {team.id}
    with pytest.raises(Refused, match=r"no team Nobody .* Northern desk, Southern desk"):
        bring(SYRIA, team="Nobody")


def test_only_a_reviewer_may_import_and_only_for_a_team_of_theirs(session, bring):
    account = store(session, make_account(role="reviewer"))
    own = store(session, make_team("Own desk", account))
    with pytest.raises(Forbidden):
        bring(SYRIA, Viewer(account.id, "x", Role.RESEARCHER, frozenset({own.id})))
    viewer = viewer_of(account, own)
    with pytest.raises(Refused, match="no team Northern desk"):
        bring(SYRIA, viewer, team="Northern desk")
    assert bring(SYRIA, viewer).team == "Own desk"
    assert case_of(session, "242363").created_by == account.id


def test_nobody_changes_the_cases_of_another_team(session, bring, tmp_path):
    bring(SYRIA)
    account = store(session, make_account(role="reviewer"))
    own = store(session, make_team("Own desk", account))
    other = row_of("242363") | {"best": "99.0", "high": "99.0"}
    report = bring(write_rows(tmp_path / "a.csv", [other]), viewer_of(account, own), release="24.1")
    assert (report.outcomes, set(report.doubts)) == ({"held": 1}, {"not_yours"})
    assert current(case_of(session, "242363"), "total")[0].best == 88


def test_sources_that_one_may_not_see_are_not_used(session, bring, tmp_path):
    bring(SYRIA)
    hidden = case_of(session, "246694").citations[1].source
    with act(session, OPERATOR, "revised"):
        hidden.visibility = "confidential"
    account = store(session, make_account(role="reviewer"))
    own = store(session, make_team("Own desk", account))
    copy = row_of("246694") | {"id": "999999.0"}
    bring(write_rows(tmp_path / "a.csv", [copy]), viewer_of(account, own))
    assert case_of(session, "999999").citations[1].source_id != hidden.id


def test_codes_of_cases_begin_as_the_installation_wants(session, bring):
    bring(SYRIA, prefixes={Incident: "SYR"})
    assert case_of(session, "242363").code.startswith("SYR-")
    codes = session.scalars(select(Incident.code)).all()
    assert len(set(codes)) == len(codes)
