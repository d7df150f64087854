"""Whoever reads an answer is told how many cases it could not decide on."""

from incidents.answers.left_out import left_out
from incidents.search.language import parse, write


def asked(session, world, question, viewer="operator"):
    found = left_out(session, parse(question).criteria, world.viewers[viewer])
    return [(one.text, one.n, write(one.question)) for one in found]


def test_cases_of_unknown_number_and_without_a_date_are_counted(world, reading):
    assert asked(reading, world, "killed:>=50") == [("with no known number of killed", 5, "killed:none")]
    # The undated case has no known number either, so only the number is told for both together.
    assert asked(reading, world, "date:2017-04 killed:>=50") == [
        ("with no known number of killed", 1, "date:2017-04 killed:none")
    ]
    assert asked(reading, world, "date:2017-04") == [("without a date", 1, "date:none")]


def test_what_asks_for_the_missing_itself_leaves_nothing_out(world, reading):
    for question in (
        "",
        "sarin",
        "killed:none",
        "killed:any",
        "killed:unknown",
        "-killed:>=50",
        "killed:>=50 OR sarin",
    ):
        assert asked(reading, world, question) == []


def test_another_teams_cases_are_not_counted(world, reading):
    assert asked(reading, world, "killed:>=50", "south") == []
