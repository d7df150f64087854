"""A later release finds the cases of an earlier one, changes what is still as it gave it, and leaves a history."""

import pytest
from sqlalchemy import func, select

from incidents.access.viewer import OPERATOR
from incidents.ledger.chain import verify
from incidents.ledger.replay import history, replayed
from incidents.ledger.trace import act
from incidents.records import Assessment, Change, Incident
from incidents.records.picture import picture
from tests.imports.conftest import CORE, LATER, SYRIA, case_of, current, row_of, write_rows


@pytest.fixture
def first(bring):
    return bring(SYRIA)


def test_the_same_file_twice_changes_nothing(session, first, bring):
    before = session.scalar(select(func.count()).select_from(Change))
    again = bring(SYRIA)
    assert again.outcomes == {"unchanged": 18}
    assert not again.changes_something
    assert session.scalar(select(func.count()).select_from(Change)) == before


def test_a_later_release_is_found_by_its_identifier(session, first, bring):
    report = bring(LATER, release="23.1")
    assert report.outcomes == {"changed": 6, "new": 2}
    assert report.not_in_this_file == 12
    assert session.scalar(select(func.count()).select_from(Incident)) == 20
    assert bring(LATER, release="23.1").outcomes == {"unchanged": 8}


def test_a_changed_figure_replaces_the_old_one_and_both_can_be_read(session, first, bring):
    bring(LATER, release="23.1")
    case = case_of(session, "216596")
    (total,) = current(case, "total")
    assert (total.low, total.best, total.high) == (2, 4, 4)
    old = total.supersedes
    assert (old.low, old.best, old.high, old.series_state) == (4, 4, 4, "superseded")
    assert total.citation.source.title == {"en": "UCDP GED 23.1"}
    assert total.as_of.edtf == "2023"
    assert old.citation.source.title == {"en": f"UCDP GED, file {SYRIA.name}"}
    assert {figure.within_figure for figure in case.figures if figure.series_state == "current"} <= {
        None,
        total,
        *current(case, "combatant"),
    }
    effective = {figure.group: (figure.low, figure.best, figure.high) for figure in case.effective_figures}
    assert effective["total"] == (2, 4, 4)


def test_place_date_title_sides_and_sources_follow(session, first, bring):
    bring(LATER, release="23.1")
    case = case_of(session, "242386")
    (place,) = case.places
    assert (place.verbatim, place.precision) == ("Maarat al-Numaan district; Maart Numan", "adm2")
    assert place.place.level == "adm2"
    assert case.occurred.edtf == "2017-05-02"
    assert case.title["en"].startswith("Maarat al-Numaan district, Idlib governorate")
    publishers = {citation.source.publisher for citation in case.citations}
    assert publishers == {"Uppsala Conflict Data Program", "SOHR", "VDC"}
    assert [external.release for external in case.external_ids] == ["23.1"]
    sides = [a.actor.names[0].text for a in case_of(session, "313638").attributions]
    assert sorted(sides) == ["Ahrar al-Sham", "IS", "Jabhat Fateh al-Sham", "Southern Front"]


def test_the_history_can_be_read_and_replayed(session, first, bring):
    bring(LATER, release="23.1")
    case = case_of(session, "242386")
    past = history(session, "incident", case.id)
    assert [(change.verb, change.reason) for change in past] == [
        ("imported", f"UCDP GED, {SYRIA.name}"),
        ("updated by import", "UCDP GED 23.1"),
    ]
    changed = {d["part"]: d for d in past[1].differences if d["is"] == "changed"}
    assert changed["incident"]["fields"]["occurred_edtf"] == {"from": "2017-05-03", "to": "2017-05-02"}
    drawn = {
        table: sorted(parts, key=lambda part: part["id"]) if isinstance(parts, list) else parts
        for table, parts in picture(case).items()
    }
    assert replayed("incident", case.id, past) == drawn
    assert verify(session).whole


def test_only_the_case_of_letters_is_no_change(session, first, bring, tmp_path):
    shouted = row_of("242363") | {"adm_1": "IDLIB GOVERNORATE", "where_coordinates": "Khan Shaykhun Town"}
    assert bring(write_rows(tmp_path / "a.csv", [shouted])).outcomes == {"unchanged": 1}


def test_columns_that_are_absent_or_blank_change_nothing(session, first, bring, tmp_path):
    assert bring(CORE).outcomes == {"unchanged": 3}
    blank = row_of("242363") | {"deaths_civilians": "", "adm_2": "", "source_article": "", "best": ""}
    assert bring(write_rows(tmp_path / "a.csv", [blank])).outcomes == {"unchanged": 1}
    assert len(case_of(session, "242363").figures) == 4


def test_what_people_edited_stays_and_is_asked_about(session, first, bring):
    case = case_of(session, "242386")
    with act(session, OPERATOR, "revised"):
        case.title = {"en": "Our own title", "ar": "عنوان"}
        case.places[0].precision = "city"
    report = bring(LATER, release="23.1")
    assert report.kept_against_the_file == 2
    case = case_of(session, "242386")
    assert case.title == {"en": "Our own title", "ar": "عنوان"}
    assert (case.places[0].verbatim, case.places[0].precision) == ("Khan Shaykhun town", "city")
    assert case.occurred.edtf == "2017-05-02", "what nobody touched follows the release"
    asked = {issue.field: issue.raw_value for issue in case.quality_issues if issue.code == "changed_upstream"}
    assert asked == {
        "title": "Maarat al-Numaan district, Idlib governorate: Government of Syria – Syrian insurgents, 2 May 2017",
        "where_coordinates": "Maarat al-Numaan district; Maart Numan",
    }
    assert bring(LATER, release="23.1").outcomes == {"unchanged": 8}, "the question is asked once"


def test_a_figure_that_people_corrected_stays(session, first, bring):
    case = case_of(session, "216596")
    with act(session, OPERATOR, "revised"):
        current(case, "total")[0].high = 9
    bring(LATER, release="23.1")
    case = case_of(session, "216596")
    (total,) = current(case, "total")
    assert (total.low, total.high) == (4, 9)
    assert "changed_upstream" in {issue.code for issue in case.quality_issues}


def test_a_dry_run_of_a_later_release_reports_the_same(first, bring):
    dry, wet = bring(LATER, release="23.1", dry_run=True), bring(LATER, release="23.1")
    assert dry.as_json() == wet.as_json()
    assert dry.aspects["figures"] == 4


def test_an_old_file_does_not_undo_a_later_one(session, first, bring):
    bring(LATER, release="23.1")
    assert bring(SYRIA).outcomes == {"unchanged": 18}
    assert current(case_of(session, "216596"), "total")[0].low == 2


def test_a_question_is_settled_when_the_release_no_longer_raises_it(session, first, bring, tmp_path):
    mended = row_of("246694") | {"high": "60.0"}
    bring(write_rows(tmp_path / "mended.csv", [mended]), release="24.1")
    case = case_of(session, "246694")
    assert {issue.state for issue in case.quality_issues} == {"fixed"}
    assert case.n_open_issues == 0
    assert [figure.high for figure in current(case, "total")] == [60]


def test_a_new_contradiction_is_a_new_question(session, first, bring, tmp_path):
    worse = row_of("242363") | {"low": "99.0"}
    bring(write_rows(tmp_path / "worse.csv", [worse]), release="24.1")
    codes = [issue.code for issue in case_of(session, "242363").quality_issues]
    assert codes == ["low_gt_best", "low_gt_high"]


def test_a_withdrawn_case_is_left_alone(session, first, bring):
    from incidents.base.clock import now

    case = case_of(session, "242386")
    with act(session, OPERATOR, "withdrawn", "a mistake"):
        case.withdrawn_at = now()
    report = bring(LATER, release="23.1")
    assert report.outcomes == {"changed": 5, "new": 2, "held": 1}
    assert report.doubts["withdrawn_here"] == 1


def grades(case: Incident) -> list[tuple[str | None, str, str]]:
    return [(row.native_value, row.mapped_value, row.state) for row in case.assessments]


def test_another_clarity_sets_the_old_one_aside_and_leaves_the_team_alone(session, first, bring, tmp_path):
    case = case_of(session, "242363")
    with act(session, OPERATOR, "revised"):
        case.assessments.append(Assessment(axis="occurrence", mapped_value="confirmed", reason="We looked."))
    aggregated = row_of("242363") | {"event_clarity": "2"}
    assert bring(write_rows(tmp_path / "a.csv", [aggregated]), release="24.1").outcomes == {"changed": 1}
    expected = [("1", "not_assessed", "superseded"), (None, "confirmed", "current"), ("2", "not_assessed", "current")]
    assert grades(case_of(session, "242363")) == expected
    assert bring(write_rows(tmp_path / "a.csv", [aggregated]), release="24.1").outcomes == {"unchanged": 1}


def test_a_clarity_that_people_placed_on_the_ladder_stays(session, first, bring, tmp_path):
    with act(session, OPERATOR, "revised"):
        case_of(session, "242363").assessments[0].mapped_value = "possible"
    bring(write_rows(tmp_path / "a.csv", [row_of("242363") | {"event_clarity": "2"}]), release="24.1")
    assert grades(case_of(session, "242363")) == [("1", "possible", "current")]
