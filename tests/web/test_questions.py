"""The list of open questions: of what one may see and nothing else, narrowed, settled, and nothing typed lost."""

import re

import pytest

from incidents.records import QualityIssue
from tests.support.factories import make_incident, make_incident_team, make_quality_issue, store
from tests.support.web import CANARY, World


@pytest.fixture
def numbers(world: World) -> list[int]:
    """Three questions about two cases of the team, and one about a case of the other team."""
    with world.databases.write_session() as session:
        first, second, foreign = make_incident("A strike"), make_incident("A siege"), make_incident(CANARY)
        for incident, team in ((first, world.team), (second, world.team), (foreign, world.other_team)):
            make_incident_team(incident, team)
        issues = [
            make_quality_issue(first, code="low_gt_best", raw_value="low 9, best 3", field="low"),
            make_quality_issue(first, code="epoch_date", raw_value="1970-01-01", field="occurred"),
            make_quality_issue(second, code="low_gt_best", raw_value="low 7, best 2"),
            make_quality_issue(foreign, code="low_gt_best", raw_value=CANARY),
        ]
        for incident in (first, second, foreign):
            store(session, incident)
        session.commit()
        return [issue.id for issue in issues]


def chosen(page: str) -> set[int]:
    return {int(number) for number in re.findall(r'name="chosen" value="(\d+)"', page)}


def test_one_sees_the_questions_of_ones_own_cases(world: World, numbers: list[int]) -> None:
    page = world.browser("researcher").get("/questions").text
    assert chosen(page) == set(numbers[:3])
    assert "low 9, best 3" in page
    assert "When it happened" in page
    assert CANARY not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("code=low_gt_best", [0, 2]),
        ("code=epoch_date&kind=incident", [1]),
        ("kind=source", []),
        ("q=siege", [2]),
        ("state=accepted", []),
        ("state=any", [0, 1, 2]),
        ("state=nonsense&code=nonsense&kind=nonsense&page=x", [0, 1, 2]),
        ("page=99", [0, 1, 2]),
    ],
)
def test_the_list_can_be_narrowed(world: World, numbers: list[int], query: str, shown: list[int]) -> None:
    if query == "q=siege":
        from incidents.records import Incident
        from incidents.search.derived import refresh_all

        with world.databases.write_session() as session:
            assert session.get_one(QualityIssue, numbers[2]).incident_id in {one.id for one in session.query(Incident)}
            refresh_all(session)
            session.commit()
    assert chosen(world.browser("researcher").get(f"/questions?{query}").text) == {numbers[one] for one in shown}


def test_a_reader_sees_them_and_settles_none(world: World, numbers: list[int]) -> None:
    browser = world.browser("reader")
    page = browser.get("/questions").text
    assert "low 9, best 3" in page
    assert not chosen(page)
    sent = {"chosen": numbers[:1], "answer": "accepted", "reason": "Because."}
    assert browser.send("/questions", sent).status_code == 403
    assert browser.send("/questions/look").status_code == 403


def test_several_are_settled_alike_with_one_reason(world: World, numbers: list[int]) -> None:
    browser = world.browser("researcher")
    sent = {"chosen": [numbers[0], numbers[2]], "answer": "not_an_issue", "reason": "The release says so."}
    answer = browser.send("/questions?code=low_gt_best", sent)
    assert answer.status_code == 303
    assert "code=low_gt_best" in answer.headers["Location"]
    assert "2 questions are answered." in browser.get(answer.headers["Location"]).text
    settled = browser.get("/questions?state=not_an_issue").text
    assert chosen(settled) == {numbers[0], numbers[2]}
    assert "The release says so." in settled


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"answer": "accepted", "reason": "Because I looked."}, "Choose at least one question."),
        ({"chosen": "0", "answer": "accepted", "reason": ""}, "Give the reason: how do you know?"),
        ({"chosen": "0", "answer": "nonsense", "reason": "Because I looked."}, "Choose one of the answers."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    world: World, numbers: list[int], sent: dict[str, str], said: str
) -> None:
    if "chosen" in sent:
        sent = sent | {"chosen": str(numbers[0])}
    answer = world.browser("researcher").send("/questions", sent)
    assert answer.status_code == 422
    assert said in answer.text
    if sent["reason"]:
        assert sent["reason"] in answer.text
    if "chosen" in sent:
        assert re.search(rf'value="{numbers[0]}"[^>]*checked', answer.text)


def test_a_question_of_another_team_is_not_there(world: World, numbers: list[int]) -> None:
    answer = world.browser("reviewer").send(
        "/questions", {"chosen": numbers[:1] + numbers[3:], "answer": "accepted", "reason": "Because."}
    )
    assert answer.status_code == 404
    with world.databases.read_session() as session:
        assert {session.get_one(QualityIssue, number).state for number in numbers} == {"open"}


def test_the_rules_look_at_the_cases_that_answer(world: World, numbers: list[int]) -> None:
    browser = world.browser("researcher")
    answer = browser.send("/questions/look", {"q": "has:issue"})
    assert answer.status_code == 303
    assert "looked at" in browser.get(answer.headers["Location"]).text
