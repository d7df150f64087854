"""`incidents search`: the same answers as the page, for people and for programs."""

import json

import pytest

from incidents.db.engine import open_databases
from tests.support.small_world import make_small_world


@pytest.fixture
def asked(run, home):
    """Runs a search on the small world."""
    run("init")
    databases = open_databases(f"sqlite:///{home / 'incidents.db'}")
    with databases.write_session() as session:
        world = make_small_world(session)
        session.commit()
    databases.close()
    return lambda *words: run(*words), world


def test_counting(asked):
    run, _world = asked
    assert run("search", "sarin OR chlorine", "--count").stdout == "3\n"
    assert run("search", "killed:none", "--count").stdout == "5\n"
    assert run("search", "--count").stdout == "10\n"


def test_codes_for_programs(asked):
    run, world = asked
    found = run("search", "killed:>=50 date:2017-04", "--format", "ids").stdout.split()
    assert set(found) == {world.codes["sarin"], world.codes["other_team"]}
    assert len(run("search", "", "--format", "ids", "--limit", "3").stdout.split()) == 3


def test_a_table_for_people(asked):
    run, world = asked
    printed = run("search", "sarin -zanzibar").stdout
    assert printed.startswith("Cases with the word “sarin”, not with the word “zanzibar”: 1\n")
    for words in (world.codes["sarin"], "4 April 2017", "Khan Shaykun", "83–100", "Confirmed", "Sarin released"):
        assert words in printed
    assert "not recorded" in run("search", f"code:{world.codes['set']}").stdout


def test_json_keeps_unknown_apart_from_zero(asked):
    run, world = asked
    killed = {one["code"]: one["killed"] for one in json.loads(run("search", "", "--format", "json").stdout)}
    assert killed[world.codes["zero"]]["low"] == 0
    assert killed[world.codes["set"]] == {
        "low": None, "best": None, "high": None, "open_above": False, "state": None, "assessed": False,
    }  # fmt: skip
    assert killed[world.codes["undated"]]["state"] == "withheld"
    assert killed[world.codes["undated"]]["low"] is None


def test_what_was_not_understood_is_named_beside_the_answer(asked):
    run, _world = asked
    result = run("search", "sarin kiled:>=3", "--count")
    assert result.stdout == "2\n"
    assert "kiled:>=3" in result.stderr
    assert "Did you mean killed:?" in result.stderr
    assert result.exit_code == 0


def test_as_somebody_else(asked):
    run, world = asked
    assert run("--as", "south.reader", "search", "--format", "ids").stdout.split() == [world.codes["other_team"]]
    assert run("search", "--count", "--as", "south.reader").stdout == "1\n"
    assert run("--as", "nobody", "search").exit_code == 2


def test_totals_by_rule_and_in_rows(asked):
    run, _world = asked
    printed = run("search", "", "--totals", "--rule", "confirmed_probable").stdout
    assert "Counted by the grade on whether it happened: Confirmed, Probable." in printed
    assert "apart: Possible, 1: Killed 1–3" in printed
    assert "5,083–5,100" in printed
    assert "Displaced (stock)" in printed
    by_month = run("search", "", "--totals", "--by", "month").stdout
    assert "spans several months" in by_month
    assert "no random sample" in by_month
    assert "by convention at least 24" in by_month
    by_actor = run("search", "", "--totals", "--by", "actor", "--of", "killed.civilian").stdout
    assert "do not add up" in by_actor
    assert "all rows" not in by_actor


def test_totals_for_programs_keep_unknown_apart_from_zero(asked):
    run, _world = asked
    found = json.loads(run("search", "killed:none", "--totals", "--by", "year", "--format", "json").stdout)
    killed = next(one for one in found["totals"] if (one["outcome"], one["group"]) == ("killed", "total"))
    assert (killed["low"], killed["best"], killed["high"], killed["imputed"]) == (None, None, None, 24)
    assert (killed["incidents"], killed["n_unknown"], killed["n_not_recorded"]) == (5, 1, 3)
    assert found["rows"]["adds_up"] is True
    assert sum(row["incidents"] for row in found["rows"]["rows"]) == found["incidents"] == 5


def test_totals_that_make_no_sense_are_refused(asked):
    run, _world = asked
    assert "leave out --count" in run("search", "", "--totals", "--count").stderr
    assert "add --totals" in run("search", "", "--by", "month").stderr
    assert "is not a value of" in run("search", "", "--totals", "--by", "month", "--of", "martians").stderr
