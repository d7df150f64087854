"""Open questions: settled with a reason and one change a record, and opened by rules that never ask twice."""

import pytest

from incidents.base.dates.edtf import read_edtf
from incidents.base.errors import Forbidden, Invalid, NotFound, Refused
from incidents.reconciliation import read_sources
from incidents.records import Incident, QualityIssue
from incidents.work.looking import Looked, look_at_cases, oddities
from incidents.work.questions import settle_questions
from tests.support.desk import Desk
from tests.support.factories import (
    make_citation,
    make_figure,
    make_incident,
    make_incident_place,
    make_incident_team,
    make_place,
    make_quality_issue,
    make_source,
    store,
)


@pytest.fixture
def case(desk: Desk) -> Incident:
    incident = make_incident("A strike", occurred="1970-01-01")
    make_incident_team(incident, desk.team)
    total = make_figure(incident, low=3, best=2, high=2)
    make_figure(incident, group="children", low=9, within_figure=total)
    make_incident_place(incident, lat=35.4, lon=36.6)
    return store(desk.session, incident)


def opened(incident: Incident) -> set[tuple[str, str | None]]:
    return {(issue.code, issue.raw_value) for issue in incident.quality_issues if issue.state == "open"}


def test_rules_find_what_a_form_would_have_refused(desk: Desk, case: Incident) -> None:
    assert look_at_cases(desk.session, desk.viewer("researcher"), [case.id]) == Looked(1, 5)
    case = desk.session.get_one(Incident, case.id)
    assert opened(case) == {
        ("low_gt_best", "3 > 2"),
        ("low_gt_high", "3 > 2"),
        ("subgroup_gt_total", "9 > 2"),
        ("epoch_date", "1970-01-01"),
        ("point_without_precision", "35.4, 36.6"),
    }
    assert case.n_open_issues == 5
    assert [figure.low for figure in case.figures] == [3, 9], "looking alters nothing"


SQUARE = '{"type": "Polygon", "coordinates": [[[36, 34], [38, 34], [38, 36], [36, 36], [36, 34]]]}'


@pytest.mark.parametrize(
    ("level", "lat", "lon", "code"),
    [
        ("adm0", 35.0, 37.0, None),
        ("adm0", 36.03, 37.0, None),
        ("adm0", 37.0, 37.0, "outside_country"),
        ("adm1", 37.0, 37.0, "outside_parent"),
        ("adm1", 37.0, 35.0, "swapped_lat_lon"),
    ],
)
def test_a_point_must_lie_where_its_place_lies(
    desk: Desk, level: str, lat: float, lon: float, code: str | None
) -> None:
    unit = store(desk.session, make_place("North", level=level, geometry=SQUARE))
    town = store(desk.session, make_place("Quen", level="adm4", parent_id=unit.id))
    incident = make_incident("A strike")
    make_incident_place(incident, town, lat=lat, lon=lon, precision="settlement")
    store(desk.session, incident)
    assert [one.code for one in oddities(incident, {})] == ([code] if code else [])


def test_a_coarser_wording_of_a_number_that_is_gone_is_asked_about(desk: Desk) -> None:
    incident, source = make_incident("A strike"), make_source(publisher="The Commission")
    citation = make_citation(incident, source)
    make_figure(incident, low=81, series_state="restatement", as_stated="more than 80", citation=citation)
    store(desk.session, incident)
    found = [(one.code, one.raw_value) for one in oddities(incident, read_sources(desk.session, [incident]))]
    assert found == [("orphan_restatement", "more than 80")]


def test_what_was_asked_once_is_not_asked_again_whatever_the_answer(desk: Desk, case: Incident) -> None:
    number, viewer = case.id, desk.viewer("researcher")
    look_at_cases(desk.session, viewer, [number])
    issue = desk.session.get_one(Incident, number).quality_issues[0]
    settle_questions(desk.session, viewer, [issue.id], "not_an_issue", "The source says so.")
    changes = desk.changes()
    assert look_at_cases(desk.session, viewer, [number]) == Looked(1, 0)
    assert desk.changes() == changes


def test_a_sound_case_has_no_oddity(desk: Desk) -> None:
    incident = make_incident("A strike", occurred="2017-04-04", time_from="06:30")
    total = make_figure(incident, low=83, high=100, as_of=read_edtf("2017-09-06"))
    make_figure(incident, group="children", best=30, within_figure=total)
    open_total = make_figure(incident, outcome="injured", low=200, qualifier="at_least")
    make_figure(incident, outcome="injured", group="children", best=300, within_figure=open_total)
    make_incident_place(incident, lat=35.4, lon=36.6, precision="settlement")
    store(desk.session, incident)
    assert list(oddities(incident, {})) == []


def test_a_case_that_one_may_not_change_is_passed_over(desk: Desk, case: Incident) -> None:
    case.workflow_status = "approved"
    desk.session.connection().execute(
        Incident.__table__.update().where(Incident.id == case.id).values(workflow_status="approved")  # type: ignore[attr-defined]
    )
    desk.session.expire_all()
    assert look_at_cases(desk.session, desk.viewer("researcher"), [case.id]) == Looked(0, 0)
    assert look_at_cases(desk.session, desk.viewer("reviewer"), [case.id]) == Looked(1, 5)


@pytest.fixture
def questions(desk: Desk) -> list[int]:
    """One about a case and one about a source that a case of the team cites nowhere."""
    incident, source = make_incident("A strike"), make_source()
    make_incident_team(incident, desk.team)
    issues = [make_quality_issue(incident), make_quality_issue(source)]
    store(desk.session, incident)
    store(desk.session, source, viewer=desk.viewer("researcher"))
    return [issue.id for issue in issues]


def test_settling_says_who_when_and_why_and_leaves_one_change_a_record(desk: Desk, questions: list[int]) -> None:
    changes = desk.changes()
    assert settle_questions(desk.session, desk.viewer("researcher"), questions, "accepted", " Seen in the file. ") == 2
    assert desk.changes() == changes + 2
    for number in questions:
        issue = desk.session.get_one(QualityIssue, number)
        assert (issue.state, issue.resolution, issue.resolved_by) == (
            "accepted", "Seen in the file.", desk.accounts["researcher"].id,
        )  # fmt: skip
        assert issue.resolved_at is not None


def test_a_question_can_be_asked_again(desk: Desk, questions: list[int]) -> None:
    viewer = desk.viewer("researcher")
    settle_questions(desk.session, viewer, questions[:1], "fixed", "Corrected.")
    settle_questions(desk.session, viewer, questions[:1], "open", "The correction was wrong.")
    issue = desk.session.get_one(QualityIssue, questions[0])
    assert (issue.state, issue.resolution, issue.resolved_by, issue.resolved_at) == ("open", None, None, None)


def test_it_takes_a_reason_an_answer_and_the_right(desk: Desk, questions: list[int]) -> None:
    session, viewer = desk.session, desk.viewer("researcher")
    with pytest.raises(Invalid):
        settle_questions(session, viewer, questions, "accepted", "  ")
    with pytest.raises(Refused, match="Choose one of the answers"):
        settle_questions(session, viewer, questions, "maybe", "Why not.")
    with pytest.raises(Refused, match="at least one"):
        settle_questions(session, viewer, [], "accepted", "Why not.")
    with pytest.raises(Forbidden):
        settle_questions(session, desk.viewer("reader"), questions[:1], "accepted", "Why not.")
    with pytest.raises(NotFound):
        settle_questions(session, desk.viewer("stranger"), questions[:1], "accepted", "Why not.")
    with pytest.raises(NotFound):
        settle_questions(session, viewer, [10**8], "accepted", "Why not.")


def test_who_comes_second_is_told(desk: Desk, questions: list[int]) -> None:
    settle_questions(desk.session, desk.viewer("colleague"), questions[:1], "accepted", "First.")
    with pytest.raises(Refused, match="in the meantime"):
        settle_questions(desk.session, desk.viewer("researcher"), questions[:1], "accepted", "Second.")
