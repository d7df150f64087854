"""Revising a case by its picture: absent stays, None empties, a list is the whole list; and who may, from where."""

import pytest

from incidents.base.errors import Forbidden, Invalid, NotFound
from incidents.records import Incident
from incidents.records.picture import picture
from incidents.work.entry import CaseEntry
from incidents.work.finding import EditedMeanwhile
from incidents.work.incidents import revise_incident
from tests.support.desk import Desk
from tests.support.factories import make_citation, make_figure, make_source, make_source_reader, store
from tests.work.test_recording import DISAGREEING, TWO_SOURCES


@pytest.fixture
def case(desk: Desk) -> Incident:
    return desk.record({**DISAGREEING, "incident": {"title": {"en": "A strike"}, "summary": {"en": "Long."}}},
                       sources=TWO_SOURCES)  # fmt: skip


def test_what_is_absent_stays_and_what_is_none_is_emptied(desk: Desk, case: Incident) -> None:
    before = desk.picture(case)
    desk.revise(case, {"incident": {"time_word": "around_dawn"}})
    assert desk.picture(case) == before | {"incident": before["incident"] | {"time_word": "around_dawn"}}
    desk.revise(case, {"incident": {"summary": None, "time_word": None}})
    assert "summary" not in desk.picture(case)["incident"]
    desk.revise(case, {})
    assert case.row_version == 3


def test_a_list_is_the_whole_list(desk: Desk, case: Incident) -> None:
    kept, gone = case.figures
    desk.revise(case, {"figure": [{"id": kept.id}, {"id": "new-1", "citation_id": kept.citation_id, "low": 7}]})
    stored = desk.picture(case)["figure"]
    assert (stored[0]["id"], stored[0]["low"]) == (kept.id, 83)
    assert gone.id not in {row["id"] for row in stored}
    assert stored[1]["low"] == 7


def test_nothing_changed_writes_nothing(desk: Desk, case: Incident) -> None:
    before, rows = desk.picture(case), desk.changes()
    desk.revise(case, before)
    desk.revise(case, {"incident": {}})
    assert (desk.picture(case), desk.changes(), case.row_version) == (before, rows, 1)


def test_a_source_can_go_while_its_numbers_move_to_another(desk: Desk, case: Incident) -> None:
    first, second = case.citations
    figures = [{"id": figure.id, "citation_id": second.id} for figure in case.figures]
    desk.revise(case, {"citation": [{"id": second.id}], "figure": figures})
    assert {figure.citation_id for figure in case.figures} == {second.id}
    assert [citation.id for citation in case.citations] == [second.id]
    assert first not in case.citations


def test_a_number_can_move_to_a_source_that_is_entered_in_the_same_save(desk: Desk, case: Incident) -> None:
    source = store(desk.session, make_source(visibility="public"))
    figures = [{"id": figure.id, "citation_id": "new-1"} for figure in case.figures]
    desk.revise(case, {"citation": [{"id": "new-1", "source_id": source.id}], "figure": figures})
    assert [figure.citation.source_id for figure in case.figures] == [source.id] * 2


def test_parts_that_point_at_one_another_go_together(desk: Desk, case: Incident) -> None:
    first, second = case.figures
    desk.revise(
        case, {"figure": [{"id": first.id, "supersedes_id": second.id}, {"id": second.id, "supersedes_id": first.id}]}
    )
    desk.revise(case, {"figure": []})
    assert case.figures == []


def test_a_source_whose_numbers_stay_cannot_go(desk: Desk, case: Incident) -> None:
    number = case.figures[0].id
    with pytest.raises(Invalid) as refusal:
        desk.revise(case, {"citation": [], "figure": [{"id": number}]})
    assert [problem.path for problem in refusal.value.problems] == [f"figure.{number}.citation_id"]
    with pytest.raises(Invalid):
        desk.revise(case, {"citation": []})
    assert len(case.citations) == 2


def test_a_link_to_a_part_of_another_case_is_refused(desk: Desk, case: Incident) -> None:
    other = desk.record(DISAGREEING, sources=TWO_SOURCES)
    with pytest.raises(Invalid):
        desk.revise(case, {"figure": [{"id": case.figures[0].id, "citation_id": other.citations[0].id}]})
    with pytest.raises(Invalid):
        desk.revise(case, {"figure": [{"id": other.figures[0].id, "low": 1}]})


def test_a_part_that_went_may_come_back_under_its_number(desk: Desk, case: Incident) -> None:
    whole = desk.picture(case)
    desk.revise(case, {"figure": []})
    desk.revise(case, {"figure": whole["figure"]})
    assert desk.picture(case)["figure"] == whole["figure"]


def test_a_second_editor_is_told_both_sides(desk: Desk, case: Incident) -> None:
    base = desk.picture(case)
    desk.revise(case, {"incident": {"time_word": "around_dawn"}}, by="colleague")
    rows = desk.changes()
    with pytest.raises(EditedMeanwhile) as conflict:
        revise_incident(desk.session, desk.viewer("researcher"), case.code, 1, CaseEntry({"incident": {"tz": "UTC"}}))
    assert conflict.value.base == base
    assert conflict.value.now["incident"]["time_word"] == "around_dawn"
    assert (desk.changes(), case.row_version) == (rows, 2)
    assert "tz" not in picture(case)["incident"]


@pytest.mark.parametrize("version", [0, -1, 3, 10**12])
def test_a_version_that_never_was_is_a_conflict_and_no_crash(desk: Desk, case: Incident, version: int) -> None:
    with pytest.raises(EditedMeanwhile):
        revise_incident(desk.session, desk.viewer("researcher"), case.code, version, CaseEntry({}))


def test_who_may_revise(desk: Desk, case: Incident) -> None:
    with pytest.raises(Forbidden):
        desk.revise(case, {"incident": {"tz": "UTC"}}, by="reader")
    with pytest.raises(NotFound):
        desk.revise(case, {"incident": {"tz": "UTC"}}, by="stranger")
    desk.revise(case, {"incident": {"workflow_status": "approved"}}, by="reviewer")
    with pytest.raises(Forbidden):
        desk.revise(case, {"incident": {"tz": "UTC"}})
    desk.revise(case, {"incident": {"tz": "UTC"}}, by="reviewer")
    assert case.tz == "UTC"


def test_sources_that_the_editor_cannot_see_survive_a_save(desk: Desk, case: Incident) -> None:
    closed = make_source("A witness", visibility="confidential")
    make_source_reader(closed, desk.accounts["reviewer"])
    store(desk.session, closed, viewer=desk.viewer("reviewer"))
    cited = desk.picture(case)["citation"]
    desk.revise(case, {"citation": [*cited, {"id": "new-1", "source_id": closed.id, "excerpt": "kept"}]}, by="reviewer")
    whole = desk.picture(case)

    desk.revise(case, {"citation": [row for row in whole["citation"] if row["source_id"] != closed.id],
                       "incident": {"tz": "UTC"}})  # fmt: skip
    assert desk.picture(case)["citation"] == whole["citation"]

    (hidden,) = [row for row in whole["citation"] if row["source_id"] == closed.id]
    desk.revise(case, {"citation": [*cited, hidden | {"excerpt": "forged"}]})
    assert desk.picture(case)["citation"] == whole["citation"]
    desk.revise(case, {"citation": cited}, by="reviewer")
    assert desk.picture(case)["citation"] == cited


def test_an_import_that_contradicts_itself_can_be_corrected_elsewhere(desk: Desk, case: Incident) -> None:
    citation = make_citation(case, make_source(visibility="public"))
    figure = make_figure(case, low=5, best=3, high=1, citation=citation)
    store(desk.session, case)
    whole = desk.picture(case)
    desk.revise(case, whole | {"incident": whole["incident"] | {"tz": "UTC"}})
    assert case.tz == "UTC"
    rows = [row | ({"best": 4} if row["id"] == figure.id else {}) for row in desk.picture(case)["figure"]]
    with pytest.raises(Invalid) as refusal:
        desk.revise(case, {"figure": rows})
    assert "5" in refusal.value.problems[0].message
    assert "4" in refusal.value.problems[0].message


def test_a_reason_is_text_like_any_other(desk: Desk, case: Incident) -> None:
    entry = CaseEntry({"incident": {"tz": "UTC"}})
    for reason in ("a\x00b", "\ud800", "x" * 100_001, "\x1b[31m"):
        with pytest.raises(Invalid) as refusal:
            revise_incident(desk.session, desk.viewer("researcher"), case.code, case.row_version, entry, reason)
        assert refusal.value.problems[0].path == "reason"


def test_a_question_that_is_settled_says_by_whom(desk: Desk, case: Incident) -> None:
    from tests.support.factories import make_quality_issue

    issue = make_quality_issue(case)
    store(desk.session, case)
    desk.revise(case, {"quality_issue": [{"id": issue.id, "state": "accepted", "resolution": "As printed."}]})
    assert (issue.resolved_by, issue.resolved_at is None) == (desk.accounts["researcher"].id, False)
    assert case.n_open_issues == 0
    desk.revise(case, {"quality_issue": [{"id": issue.id, "state": "open"}]})
    assert (issue.resolved_by, issue.resolved_at) == (None, None)
