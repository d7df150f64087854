"""Withdrawing a case and bringing an earlier state back: as new changes, with reasons, within what one may."""

import pytest

from incidents.base.errors import Forbidden, Invalid, NotFound, Refused
from incidents.ledger.replay import history, picture_at
from incidents.records import Incident
from incidents.work.finding import EditedMeanwhile
from incidents.work.incidents import restore_incident, withdraw_incident
from tests.support.desk import Desk
from tests.work.test_recording import DISAGREEING, TWO_SOURCES


@pytest.fixture
def case(desk: Desk) -> Incident:
    return desk.record(DISAGREEING, sources=TWO_SOURCES)


def restore(desk: Desk, case: Incident, to_version: int, by: str = "researcher", **more: object) -> Incident:
    given = {"version": case.row_version, "reason": "It was right before."} | more
    return restore_incident(desk.session, desk.viewer(by), case.code, to_version=to_version, **given)


def test_a_withdrawn_case_says_why_and_can_come_back(desk: Desk, case: Incident) -> None:
    before = desk.picture(case)
    withdraw_incident(desk.session, desk.viewer("reviewer"), case.code, 1, "It is a duplicate.")
    assert (case.workflow_status, case.withdrawn_reason, case.row_version) == ("withdrawn", "It is a duplicate.", 2)
    assert case.withdrawn_at is not None
    restore(desk, case, 1, by="reviewer")
    assert desk.picture(case) == before
    verbs = [(change.verb, change.reason) for change in history(desk.session, "incident", case.id)]
    assert verbs == [("recorded", None), ("withdrawn", "It is a duplicate."), ("restored", "It was right before.")]


@pytest.mark.parametrize("reason", ["", "   ", "\n", "a\x00b", "x" * 100_001])
def test_both_need_a_reason_that_can_be_kept(desk: Desk, case: Incident, reason: str) -> None:
    desk.revise(case, {"incident": {"tz": "UTC"}})
    for attempt in (
        lambda: withdraw_incident(desk.session, desk.viewer("reviewer"), case.code, 2, reason),
        lambda: restore(desk, case, 1, reason=reason),
    ):
        with pytest.raises(Invalid) as refusal:
            attempt()
        assert [problem.path for problem in refusal.value.problems] == ["reason"]
    assert case.row_version == 2


def test_who_may(desk: Desk, case: Incident) -> None:
    for name, refusal in (("reader", Forbidden), ("researcher", Forbidden), ("stranger", NotFound)):
        with pytest.raises(refusal):
            withdraw_incident(desk.session, desk.viewer(name), case.code, 1, "Why.")
    desk.revise(case, {"incident": {"tz": "UTC"}})
    for name, refusal in (("reader", Forbidden), ("stranger", NotFound)):
        with pytest.raises(refusal):
            restore(desk, case, 1, by=name)


def test_an_approved_state_comes_back_only_by_who_may_approve(desk: Desk, case: Incident) -> None:
    desk.revise(case, {"incident": {"workflow_status": "approved"}}, by="reviewer")
    desk.revise(case, {"incident": {"workflow_status": "returned"}}, by="reviewer")
    with pytest.raises(Forbidden):
        restore(desk, case, 2)
    assert restore(desk, case, 2, by="reviewer").workflow_status == "approved"


def test_from_a_version_that_is_no_longer_the_last(desk: Desk, case: Incident) -> None:
    desk.revise(case, {"incident": {"tz": "UTC"}})
    with pytest.raises(EditedMeanwhile):
        restore(desk, case, 1, version=1)
    with pytest.raises(EditedMeanwhile):
        withdraw_incident(desk.session, desk.viewer("reviewer"), case.code, 1, "Why.")


@pytest.mark.parametrize("to_version", [0, -1, 2, 3, 10**12])
def test_to_a_version_that_is_not_an_earlier_one(desk: Desk, case: Incident, to_version: int) -> None:
    desk.revise(case, {"incident": {"tz": "UTC"}})
    with pytest.raises(Refused):
        restore(desk, case, to_version)


def test_removed_parts_come_back_under_their_numbers_and_added_ones_go(desk: Desk, case: Incident) -> None:
    before = desk.picture(case)
    second = case.citations[1]
    desk.revise(
        case,
        {
            "citation": [{"id": second.id}],
            "figure": [{"id": "new-1", "citation_id": second.id, "low": 1}],
            "incident": {"title": {"en": "Another"}},
        },
    )
    assert desk.picture(case) != before
    restore(desk, case, 1)
    assert desk.picture(case) == before
    assert picture_at(desk.session, "incident", case.id, version=3) == before
    assert case.n_sources == 2


def test_who_may_see_a_case_is_not_restored(desk: Desk, case: Incident) -> None:
    viewer = desk.accounts["reader"].id
    desk.revise(case, {"incident": {"visibility": "confidential"},
                       "incident_reader": [{"id": "n", "account_id": desk.accounts["researcher"].id},
                                           {"id": "m", "account_id": viewer}], "incident_team": []})  # fmt: skip
    desk.revise(case, {"incident": {"tz": "UTC"}})
    restore(desk, case, 1)
    assert (case.visibility, case.teams, len(case.readers)) == ("confidential", [], 2)
    assert case.tz is None
