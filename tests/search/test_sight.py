"""Nobody finds, counts or guesses at what they may not see: not another team's case, not a confidential source."""

import pytest

from incidents.answers.listing import listing
from incidents.answers.totals import totals
from incidents.search.language import parse
from incidents.search.query import count

ALL_TEAMS = {"sarin", "chlorine", "siege", "year", "set", "undated", "zero"}
# Questions that only the canary of the other team, or the withdrawn case, could answer.
CANARIES = [
    "zanzibar", "killed:5000", "killed?:>=4000", "external:999999", "code:{code}", "team:southern", "-team:northern",
    "by:south.reader", "zanz*", '"another desk"', "withdrawn:any zanzibar",
]  # fmt: skip


def test_everybody_sees_their_own(ask):
    assert ask("", "north") == {*ALL_TEAMS, "own"}
    assert ask("", "south") == {"other_team"}
    assert ask("", "named") == {*ALL_TEAMS, "secret"}
    assert ask("withdrawn:any", "named") == {*ALL_TEAMS, "secret", "withdrawn"}
    assert ask("date:none", "south") == set()


@pytest.mark.parametrize("question", CANARIES)
def test_a_canary_changes_no_answer(question, ask, world, reading):
    question = question.format(code=world.codes["other_team"])
    assert "other_team" in ask(question) or question.startswith("by:")
    viewer = world.viewers["named"]
    assert "other_team" not in ask(question, "named")
    for asked in (question, f"NOT ({question})", f"{question} OR sarin"):
        criteria = parse(asked).criteria
        found = listing(reading, criteria, viewer)
        summed = totals(reading, criteria, viewer)
        assert found.count == summed.incidents == len(found.rows) == count(reading, criteria, viewer)
        assert "other_team" not in {name for row in found.rows for name in world.names([row.id])}
        assert "Zanzibar" not in repr(found)
        assert (summed.killed.high or 0) < 5000


def test_a_question_with_a_mistake_suggests_only_public_words(world):
    for typed in ("place:zanzibra", "source:zebr", "zanziba*", "actor:arvnd", "team:soutern"):
        for problem in parse(typed).problems:
            assert problem.suggestion is None


def test_a_confidential_source_is_found_by_its_named_readers_only(ask, world):
    for question in ("source:zebra", 'source:"testimony of the nurse"', f"source:{world.record_codes['hidden']}"):
        assert ask(question, "named") == {"chlorine"}, question
        assert ask(question, "operator") == {"chlorine"}
        assert ask(question, "north") == set()
    assert ask("zebra", "named") == set()


def test_the_strip_does_not_name_a_confidential_source(world, reading):
    from incidents.answers.row_parts import claims_of

    numbers = [world.cases["chlorine"], world.cases["sarin"]]
    claims = claims_of(reading, numbers, world.viewers["north"])
    assert "Zebra" not in repr(claims)
    assert [claim.speaker for claim in claims[world.cases["sarin"]]] == ["Rights Monitor", "Wire Agency", "Wire Agency"]


def test_what_a_body_found_is_not_found_by_its_words_where_its_source_is_closed(ask):
    assert ask("finding.legal:not_used", "named") == {"chlorine"}
    assert ask("finding.legal:not_used", "north") == set()
    assert ask("finding:ngo", "north") == {"chlorine"}
    assert ask("attributed_by:un_coi", "south") == set()
