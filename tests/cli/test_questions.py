"""`incidents questions`: what looks wrong, for people and for programs, and looking for more."""

import json

import pytest

from incidents.db.engine import open_databases
from tests.support.factories import make_figure, make_incident, make_quality_issue, store


@pytest.fixture
def asked(run, home):
    """Runs the command on one case with one question and one more that a rule would ask."""
    run("init")
    databases = open_databases(f"sqlite:///{home / 'incidents.db'}")
    with databases.write_session() as session:
        incident = make_incident("A strike", occurred="2017-04-04")
        make_figure(incident, low=9, best=3)
        make_quality_issue(incident, code="epoch_date", field="occurred", raw_value="1970-01-01")
        store(session, incident)
        session.commit()
        code = incident.code
    databases.close()
    return run, code


def test_a_line_for_each_question(asked):
    run, code = asked
    assert run("questions").stdout == f"{code}  Default date  When it happened: 1970-01-01\n"
    assert run("questions", "--state", "fixed").stdout == ""


def test_looking_opens_what_the_rules_find_once(asked):
    run, _code = asked
    first = run("questions", "--look")
    assert "1 case was looked at, 1 question is new." in first.stderr
    assert "Lowest above best  Low: 9 > 3" in first.stdout
    assert "0 questions are new." in run("questions", "--look").stderr


def test_json_for_programs(asked):
    run, code = asked
    (one,) = json.loads(run("questions", "--format", "json").stdout)
    assert (one["record_code"], one["code"], one["state"], one["resolved_by"]) == (code, "epoch_date", "open", None)
