"""What bodies found and counted leaves in tables of its own, and alters no table of the cases."""

from incidents.access.viewer import OPERATOR, Viewer
from incidents.answers.totals import totals
from incidents.base.clock import fixed
from incidents.exports.tables import TABLES
from incidents.search.language import parse
from incidents.search.query import count
from tests.support.factories import (
    AT,
    make_account,
    make_actor,
    make_aggregate_case,
    make_aggregate_count,
    make_aggregate_statement,
    make_attribution,
    make_citation,
    make_figure,
    make_finding,
    make_incident,
    make_incident_team,
    make_place,
    make_source,
    make_team,
    store,
    viewer_of,
)

CANARY = "Qanaryword"


def test_a_finding_says_who_found_what_by_which_standard(kept, rows) -> None:
    incident, actor = make_incident(), make_actor("A force")
    citation = make_citation(incident, make_source("A report"))
    named = make_attribution(incident, actor)
    make_finding(
        incident, axis="attribution", native_value="responsible", standard="reasonable_grounds_to_believe",
        attribution=named, citation=citation, report_ref="A/HRC/36/55", paragraph="67", dated="2017-09-06",
    )  # fmt: skip
    make_finding(incident, "opcw_ffm", native_value="used")
    kept(incident)
    first, second = rows("findings")
    assert (first["body"], first["axis"], first["native_value"]) == ("un_coi", "attribution", "responsible")
    assert (first["actor_id"], first["source_id"]) == (actor.code, citation.source.code)
    assert (first["report_ref"], first["paragraph"], first["dated_edtf"]) == ("A/HRC/36/55", "67", "2017-09-06")
    assert (second["body"], second["standard"], second["source_id"]) == ("opcw_ffm", "", "")


def test_findings_are_those_of_the_exported_cases_alone(kept, rows) -> None:
    asked, other = make_incident("Sarin"), make_incident("Siege")
    make_finding(asked, native_value="used")
    make_finding(other, native_value="not used")
    kept(asked)
    kept(other)
    assert [row["native_value"] for row in rows("findings", question="sarin")] == ["used"]


def colleague(session) -> Viewer:
    account = store(session, make_account("reader.one", "reader"))
    return viewer_of(account, store(session, make_team("Northern desk", account)))


def test_the_words_of_a_finding_stay_with_its_closed_source(kept, rows, session) -> None:
    viewer = colleague(session)
    incident = make_incident()
    make_incident_team(incident, next(iter(viewer.teams)))
    hidden = make_citation(incident, make_source("Closed", visibility="confidential"))
    words = dict.fromkeys(("body_text", "native_value", "text", "report_ref", "paragraph"), CANARY)
    make_finding(incident, "ngo", citation=hidden, **words)
    kept(incident)
    (row,) = rows("findings", viewer=viewer)
    assert CANARY not in str(row)
    assert (row["body"], row["native_value"], row["citation_id"]) == ("ngo", "withheld", "")
    assert CANARY in str(rows("findings"))


def test_a_count_leaves_with_its_numbers_and_the_cases_that_one_may_see(kept, rows, session) -> None:
    viewer = colleague(session)
    ours, theirs = make_incident("Ours"), make_incident(f"{CANARY} theirs")
    make_incident_team(ours, next(iter(viewer.teams)))
    make_incident_team(theirs, store(session, make_team("Southern desk")))
    kept(ours)
    kept(theirs)
    statement = make_aggregate_statement(
        "33 attacks", body="un_coi", as_of="2017-09-06", visibility="public", place=make_place(f"{CANARY} town")
    )
    whole = make_aggregate_count(statement, low=33, best=33, high=33)
    make_aggregate_count(statement, "Attributed", low=27, best=27, high=27, within_count=whole)
    make_aggregate_count(statement, "Not counted", value_state="unknown")
    make_aggregate_case(statement, ours)
    make_aggregate_case(statement, theirs)
    store(session, statement)
    (row,) = rows("aggregates", viewer=viewer)
    assert (row["title_en"], row["as_of_edtf"], row["known_cases"]) == ("33 attacks", "2017-09-06", ours.code)
    assert row["place_id"] == "withheld"
    counts = rows("aggregate_counts", viewer=viewer)
    assert {(one["low"], one["value_state"], one["within_count"]) for one in counts} == {
        ("33", "known", ""), ("27", "known", str(whole.id)), ("", "unknown", ""),
    }  # fmt: skip
    for table in ("aggregates", "aggregate_counts"):
        assert theirs.code not in str(rows(table, viewer=viewer))


def test_a_count_that_is_not_ones_own_is_in_no_table(kept, rows, session) -> None:
    statement = make_aggregate_statement(f"{CANARY} attacks")
    make_aggregate_count(statement, CANARY, low=33)
    store(session, statement)
    viewer = colleague(session)
    for table in ("aggregates", "aggregate_counts"):
        assert rows(table, viewer=viewer) == []
        assert len(rows(table)) == 1


def test_no_total_count_or_table_of_cases_knows_of_a_count_over_many_events(kept, rows, session) -> None:
    incident = make_incident("A strike", occurred="2017-04-04")
    make_figure(incident, low=3, best=3, high=3)
    kept(incident)
    criteria = parse("").criteria
    apart = {"aggregates", "aggregate_counts"}

    def told() -> object:
        tables = {name: rows(name) for name in TABLES if name not in apart}
        with fixed(AT):
            sums = totals(session, criteria, OPERATOR)
        return tables, sums, count(session, criteria, OPERATOR)

    before = told()
    assert count(session, criteria, OPERATOR) == 1
    statement = make_aggregate_statement(body="un_coi", visibility="public", unit="person", as_of="2017-09-06")
    make_aggregate_count(statement, "Killed", low=5000, best=5000, high=5000)
    make_aggregate_case(statement, incident)
    store(session, statement)
    assert len(rows("aggregate_counts")) == 1
    assert told() == before
