"""`incidents figures`: the claims and the answer of every rule, for people and for programs."""

import json

import pytest

from incidents.access.viewer import OPERATOR
from incidents.db.engine import open_databases
from incidents.records import Source
from incidents.work.settling import Adoption, adopt
from tests.support.factories import make_citation, make_figure, make_incident, make_source, store


@pytest.fixture
def case(run, home):
    """A case of which two sources speak, one of them confidential, and of which the team holds the range."""
    run("init")
    databases = open_databases(f"sqlite:///{home / 'incidents.db'}")
    with databases.write_session() as session:
        incident = make_incident("A strike on the market", visibility="public")
        for title, low, group, visibility in (
            ("The body", 83, "total", "public"),
            ("The closed one", 100, "total", "confidential"),
            ("The body again", 30, "children", "public"),
        ):
            citation = make_citation(incident, make_source(title, visibility=visibility), credibility="2")
            make_figure(incident, citation=citation, low=low, best=low, high=low, group=group)
        store(session, incident)
        code, version = incident.code, incident.row_version
        adopt(session, OPERATOR, code, Adoption("killed", "total", "range_independent", "Both speak alone."), version)
        session.commit()
        body = session.query(Source).filter(Source.title["en"].as_string() == "The body").one()
        assert body.visibility == "public"
    databases.close()
    return code


def test_every_rule_is_printed_with_its_working(run, case):
    printed = run("figures", case).stdout
    for words in (
        "Killed\n======", "Killed: Children", "The closed one", "83–100", "Lowest credible", "≥ 83",
        "No list of names belongs to this case", "The team holds 83–100, by the rule “Range of independent sources”.",
        "Both speak alone.", "! Only one independent speaker states this number.",
    ):  # fmt: skip
        assert words in printed, words


def test_one_group_alone(run, case):
    printed = run("figures", case, "--outcome", "killed", "--group", "children").stdout
    assert printed.startswith("Killed: Children")
    assert "83" not in printed
    nothing = run("figures", case, "--outcome", "injured")
    assert (nothing.stdout, nothing.exit_code) == ("", 0)
    assert "No source of this case states such a number." in nothing.stderr


def test_for_programs_unknown_is_null(run, case):
    total, children = json.loads(run("figures", case, "--format", "json").stdout)
    assert (total["group"], children["group"]) == ("total", "children")
    rules = total["rules"]
    assert (rules["min_credible"]["low"], rules["min_credible"]["best"], rules["min_credible"]["high"]) == (
        83,
        None,
        None,
    )
    assert rules["named_victims"]["low"] is None
    assert rules["range_independent"]["used"] == [claim["figure"] for claim in total["claims"]]
    assert (total["held"]["low"], total["held"]["high"], total["held"]["stale"]) == (83, 100, False)
    assert children["held"] is None
    assert [one["code"] for one in children["misfits"]] == ["one_source"]


def test_a_case_that_is_not_there(run, case):
    answer = run("figures", "INC-XXXXXX")
    assert answer.exit_code == 2
    assert "There is no such case." in answer.stderr
