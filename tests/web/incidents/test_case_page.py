"""The page of a case reads like its file: every claim, every place, unknown in words, and judgments by their labels."""

import re

import pytest

from incidents.search.derived import refresh
from tests.support.factories import (
    make_actor,
    make_assessment,
    make_attribution,
    make_citation,
    make_figure,
    make_incident,
    make_incident_place,
    make_incident_team,
    make_source,
    store,
)
from tests.support.pages import words_of
from tests.support.web import World
from tests.support.world import small_world


def put(world: World, incident) -> str:
    with world.databases.write_session() as session:
        make_incident_team(incident, world.team)
        store(session, incident)
        refresh(session, [incident])
        session.commit()
    return incident.code


def page_of(world: World, code: str, role: str = "reader") -> str:
    answer = world.browser(role).get(f"/cases/{code}")
    assert answer.status_code == 200
    return answer.text


def test_what_is_unknown_is_said_in_words_and_never_as_nought_or_a_dash(world: World) -> None:
    page = page_of(world, put(world, make_incident("An empty case")))
    words = words_of(page)
    for said in ("not recorded", "No narrative has been written yet", "No source's number has been recorded yet",
                 "No source has been recorded yet", "Not assessed"):  # fmt: skip
        assert said in words, said
    assert not re.search(r">\s*[–—-]\s*<", page)
    killed = words.split("How many were killed")[1].split("In law")[0]
    assert "not recorded" in killed
    assert "0" not in killed


def test_nought_unknown_withheld_and_nothing_are_four_things(world: World) -> None:
    incident = make_incident("Four answers")
    citation = make_citation(incident, make_source(publisher="A paper"))
    for group, values in (
        ("total", {"low": 0, "best": 0, "high": 0}), ("women", {"value_state": "unknown"}),
        ("men", {"value_state": "withheld"}), ("children", {"value_state": "not_applicable"}),
    ):  # fmt: skip
        make_figure(incident, citation=citation, group=group, **values)
    table = words_of(page_of(world, put(world, incident))).split("What each source says of the numbers")[1]
    row = table.split("A paper: Report on the strike")[1].split("Range of the current claims")[0]
    for said in ("0", "not known", "withheld", "does not apply"):
        assert said in row, (said, row)


def test_a_missing_grade_has_its_own_label(world: World) -> None:
    plain, doubted = make_incident("No grade"), make_incident("Doubted")
    make_assessment(doubted, "doubtful")
    first, second = page_of(world, put(world, plain)), page_of(world, put(world, doubted))
    assert "Not assessed" in words_of(first)
    assert "Doubtful" not in words_of(first)
    assert "Doubtful" in words_of(second)


def test_all_places_are_shown_the_main_one_first(world: World) -> None:
    incident = make_incident("Two places")
    make_incident_place(incident, None, verbatim="the second place", is_primary=False, role="destination")
    make_incident_place(incident, None, verbatim="the main place", is_primary=True)
    words = words_of(page_of(world, put(world, incident)))
    assert words.index("the main place") < words.index("the second place")


def test_every_claim_is_shown_also_several_of_one_speaker(world: World) -> None:
    incident = make_incident("Competing claims")
    source = make_citation(incident, make_source(publisher="One speaker"))
    for number in (58, 67, 86):
        make_figure(incident, citation=source, low=number, best=number, high=number,
                    series_state="current" if number == 86 else "superseded")  # fmt: skip
    make_figure(incident, citation=make_citation(incident, make_source(publisher="Another speaker")), low=83)
    words = words_of(page_of(world, put(world, incident))).split("What each source says of the numbers")[1]
    for claim in ("58", "67", "86", "≥ 83"):
        assert claim in words, claim
    assert words.count("One speaker") >= 3


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_documented_cases_read_whole(world: World, language: str) -> None:
    with world.databases.write_session() as session:
        cases = {key: (case.code, case) for key, case in small_world(session).items()}
        for _code, case in cases.values():
            make_incident_team(case, world.team)
            store(session, case)
        session.commit()
    browser = world.browser("reader")
    for code, _case in cases.values():
        answer = browser.get(f"/cases/{code}", headers={"Accept-Language": language})
        assert answer.status_code == 200
        for path in ("history", "versions/1"):
            assert browser.get(f"/cases/{code}/{path}").status_code == 200


def test_khan_shaykhun_shows_every_claim_the_range_and_the_teams_view(world: World) -> None:
    with world.databases.write_session() as session:
        case = small_world(session, ("SW-007",))["SW-007"]
        make_incident_team(case, world.team)
        store(session, case)
        session.commit()
        numbers = [f for f in case.figures if f.role == "reported" and f.outcome == "killed" and f.group == "total"]
        (held,) = [f for f in case.figures if f.role == "assessed" and f.outcome == "killed" and f.group == "total"]
    words = words_of(page_of(world, case.code))
    table = words.split("What each source says of the numbers")[1]
    for figure in numbers:
        stated = figure.low if figure.low is not None else figure.best
        if stated is not None:
            assert str(stated) in table, figure.as_stated
        if figure.as_stated:
            assert figure.as_stated in table
    assert len(numbers) >= 6
    assert held.reason is not None
    assert " ".join(held.reason.split()) in words
    assert f"{held.low}–{held.high}" in words


def test_an_actor_and_who_alleges_it(world: World) -> None:
    incident = make_incident("Attributed")
    citation = make_citation(incident, make_source("A finding", publisher="A body"))
    put(world, incident)
    with world.databases.write_session() as session:
        incident = session.merge(incident)
        make_attribution(incident, make_actor("An air force"), contested=True, alleged_by=[citation.id],
                         position="denies_act", position_text="Not us.")  # fmt: skip
        store(session, incident)
        session.commit()
    words = words_of(page_of(world, incident.code))
    for said in ("An air force", "A body: A finding", "Not us."):
        assert said in words
