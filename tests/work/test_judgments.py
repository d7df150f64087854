"""Judgments of the team: earlier ones stay as they were, new ones are signed, and questions have one current answer."""

from typing import Any

import pytest

from incidents.records import Incident
from incidents.vocabularies.mappings import version
from tests.support.desk import Desk
from tests.work.test_recording import DISAGREEING, TWO_SOURCES

PROBABLE = {"id": "new-1", "axis": "occurrence", "mapped_value": "probable", "reason": "One source."}


@pytest.fixture
def case(desk: Desk) -> Incident:
    actors = {"new-x": {"actor": {}, "actor_name": [{"id": "n", "text": "An army"}]}}
    attributed = {"attribution": [{"id": "new-1", "actor_id": "new-x"}], "assessment": [PROBABLE]}
    return desk.record({**DISAGREEING, **attributed}, sources=TWO_SOURCES, actors=actors)


def told(desk: Desk, case: Incident) -> list[tuple[Any, ...]]:
    rows = desk.picture(case)["assessment"]
    return [(row["mapped_value"], row["state"], row["reason"], row.get("author_id")) for row in rows]


def test_a_judgment_is_signed_and_dated(desk: Desk, case: Incident) -> None:
    (row,) = desk.picture(case)["assessment"]
    assert (row["author_id"], row["state"], "dated" in row) == (desk.accounts["researcher"].id, "current", True)


def test_a_changed_judgment_becomes_an_earlier_one_and_a_new_one(desk: Desk, case: Incident) -> None:
    number = case.assessments[0].id
    desk.revise(
        case, {"assessment": [{"id": number, "mapped_value": "confirmed", "reason": "Two sources."}]}, by="reviewer"
    )
    assert told(desk, case) == [
        ("probable", "superseded", "One source.", desk.accounts["researcher"].id),
        ("confirmed", "current", "Two sources.", desk.accounts["reviewer"].id),
    ]


def test_a_judgment_that_is_only_listed_stays(desk: Desk, case: Incident) -> None:
    before, rows = told(desk, case), desk.changes()
    for listed in ([{"id": case.assessments[0].id}], desk.picture(case)["assessment"]):
        desk.revise(case, {"assessment": listed}, by="reviewer")
    assert (told(desk, case), desk.changes()) == (before, rows)


def test_a_removed_judgment_becomes_an_earlier_one(desk: Desk, case: Incident) -> None:
    desk.revise(case, {"assessment": []})
    assert [row[1] for row in told(desk, case)] == ["superseded"]


def test_a_second_answer_to_one_question_takes_the_place_of_the_first(desk: Desk, case: Incident) -> None:
    again = {"id": "new-2", "axis": "occurrence", "mapped_value": "confirmed", "reason": "Two sources."}
    other = {"id": "new-3", "axis": "quantity", "mapped_value": "possible", "reason": "Counts differ."}
    desk.revise(case, {"assessment": [{"id": case.assessments[0].id}, again, other]})
    assert [row[:2] for row in told(desk, case)] == [
        ("probable", "superseded"), ("confirmed", "current"), ("possible", "current"),
    ]  # fmt: skip


def test_an_earlier_judgment_cannot_be_altered_any_more(desk: Desk, case: Incident) -> None:
    number = case.assessments[0].id
    desk.revise(case, {"assessment": []})
    before, rows = told(desk, case), desk.changes()
    desk.revise(
        case, {"assessment": [{"id": number, "reason": "Forged.", "mapped_value": "confirmed", "state": "current"}]}
    )
    assert (told(desk, case), desk.changes()) == (before, rows)


def test_what_an_earlier_judgment_was_about_can_go(desk: Desk, case: Incident) -> None:
    about = {"id": "new-9", "axis": "attribution", "about_attribution_id": case.attributions[0].id,
             "mapped_value": "possible", "reason": "Named once."}  # fmt: skip
    kept = {"id": case.assessments[0].id}
    desk.revise(case, {"assessment": [kept, about]})
    desk.revise(case, {"attribution": [], "assessment": [kept]})
    assert told(desk, case)[1][:3] == ("possible", "superseded", "Named once.")
    assert (case.attributions, case.assessments[1].about_attribution_id) == ([], None)


def test_a_number_that_the_team_holds_is_signed_when_it_is_new_or_another(desk: Desk, case: Incident) -> None:
    held = {"id": "new-3", "role": "assessed", "low": 83, "high": 100, "rule": "editor", "reason": "Both bodies."}
    rows = [{"id": figure.id} for figure in case.figures]
    desk.revise(case, {"figure": [*rows, held]})
    (stored,) = [row for row in desk.picture(case)["figure"] if row["role"] == "assessed"]
    assert stored["decided_by"] == desk.accounts["researcher"].id
    desk.revise(case, {"figure": [*rows, {"id": stored["id"]}], "incident": {"tz": "UTC"}}, by="reviewer")
    desk.revise(case, {"figure": [*rows, stored]}, by="reviewer")
    assert case.figures[-1].decided_by == desk.accounts["researcher"].id
    desk.revise(case, {"figure": [*rows, {"id": stored["id"], "low": 84}]}, by="reviewer")
    assert case.figures[-1].decided_by == desk.accounts["reviewer"].id


NATIVE = {"axis": "occurrence", "scheme": "airwars", "native_value": "Fair", "reason": "Grade of the list."}


def test_a_native_grade_that_nobody_placed_stands_beside_the_judgment_of_the_team(desk: Desk, case: Incident) -> None:
    ucdp = {**NATIVE, "id": "new-2", "scheme": "ucdp_clarity", "native_value": "1"}
    desk.revise(case, {"assessment": [{"id": case.assessments[0].id}, {**NATIVE, "id": "new-1"}, ucdp]})
    decided = {"id": "new-3", "axis": "occurrence", "mapped_value": "confirmed", "reason": "Two sources."}
    rows = desk.picture(case)["assessment"]
    desk.revise(case, {"assessment": [*({"id": row["id"]} for row in rows), decided]})
    kept = [
        (row["mapped_value"], row["state"], row.get("scheme"), row.get("native_value"))
        for row in desk.picture(case)["assessment"]
    ]
    assert kept == [
        ("probable", "superseded", None, None),
        ("not_assessed", "current", "airwars", "Fair"),
        ("not_assessed", "current", "ucdp_clarity", "1"),
        ("confirmed", "current", None, None),
    ]


def test_a_native_grade_is_kept_letter_by_letter_with_the_version_of_the_mapping(desk: Desk, case: Incident) -> None:
    kept = {"id": case.assessments[0].id}
    cell = {**NATIVE, "id": "new-2", "native_value": "Contested, Discounted"}
    desk.revise(
        case, {"assessment": [kept, cell, {**NATIVE, "id": "new-3", "axis": "quantity", "mapping_version": "0.9"}]}
    )
    _first, several, older = desk.picture(case)["assessment"]
    assert (several["native_value"], several["mapping_version"]) == ("Contested, Discounted", version())
    assert older["mapping_version"] == "0.9"
    desk.revise(case, {"assessment": [kept, {"id": several["id"]}, {"id": older["id"], "native_value": "Weak"}]})
    assert desk.picture(case)["assessment"][-1]["mapping_version"] == version()
