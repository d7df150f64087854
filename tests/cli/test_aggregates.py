"""`incidents aggregates`: what bodies counted, for people and for programs."""

import json

import pytest

from incidents.db.engine import open_databases
from tests.support.factories import make_aggregate_count, make_aggregate_statement, store


@pytest.fixture
def counted(run, home):
    """Runs the command on one count of 33 with 27 of them attributed."""
    run("init")
    databases = open_databases(f"sqlite:///{home / 'incidents.db'}")
    with databases.write_session() as session:
        statement = make_aggregate_statement(
            "Chemical attacks", body="un_coi", subject="chemical attacks documented", as_of="2017-09-06"
        )
        whole = make_aggregate_count(statement, low=33, best=33, high=33)
        make_aggregate_count(statement, "Attributed", low=27, best=27, high=27, within_count=whole)
        store(session, statement)
        session.commit()
        code = statement.code
    databases.close()
    return run, code


def test_a_line_for_each_count(counted):
    run, code = counted
    line = f"{code}  UN Commission of Inquiry: 33 chemical attacks documented, as of 6 September 2017\n"
    assert run("aggregates").stdout == line
    assert run("aggregates", "COMMISSION chemical").stdout == line
    assert run("aggregates", "sarin").stdout == ""


def test_the_same_for_programs(counted):
    run, code = counted
    (one,) = json.loads(run("aggregates", "--format", "json").stdout)
    assert (one["code"], one["as_of"], one["known_cases"]) == (code, "2017-09-06", [])
    (whole,) = one["counts"]
    assert (whole["low"], whole["parts"][0]["best"]) == (33, 27)
    assert whole["check"] == "27 of 33: for the other 6 no part is stated."
