"""Totals by rule and in rows: what is counted, what stands apart, and what nobody may read out of it."""

import pytest

from incidents.access.viewer import OPERATOR
from incidents.answers.breakdown import breakdown
from incidents.answers.breakdown_cases import clause_of, grades_of
from incidents.answers.breakdown_overview import overview
from incidents.answers.breakdown_subject import Subject, read_subject
from incidents.base.languages import speaking
from incidents.search.derived import refresh
from incidents.search.filters import NotUnderstood
from incidents.search.language import parse
from incidents.search.query import count
from incidents.vocabularies import vocabulary
from tests.support.factories import (
    make_account,
    make_assessment,
    make_figure,
    make_incident,
    make_incident_place,
    make_incident_team,
    make_place,
    make_team,
    store,
    viewer_of,
)


def asked(session, question="", rule="all", viewer=OPERATOR):
    return overview(session, parse(question).criteria, viewer, rule)


def rows(session, by, of="killed", question="", rule="all", viewer=OPERATOR):
    criteria = parse(question).criteria
    return breakdown(session, criteria, viewer, overview(session, criteria, viewer, rule), by, read_subject(of))


def bounds(total):
    return total.low, total.high, total.incidents


def test_a_rule_counts_its_grades_and_shows_the_rest_apart(session):
    likely, maybe, nobody = make_incident("Likely"), make_incident("Maybe"), make_incident("Nobody judged it")
    make_figure(likely, low=12, high=15)
    make_figure(maybe, low=4, high=9)
    make_figure(nobody, low=100, best=100, high=100)
    make_assessment(likely, "probable")
    make_assessment(maybe, "possible")
    make_assessment(maybe, "confirmed", axis="attribution")
    store(session, likely, maybe, nobody)
    refresh(session, [likely, maybe, nobody])
    found = asked(session, rule="confirmed_probable")
    line = found.line(Subject())
    assert found.grades == {"probable": 1}
    assert found.grades_apart == {"possible": 1, "not_assessed": 1}
    assert bounds(line.counted) == (12, 15, 1)
    assert {grade: bounds(total) for grade, total in line.apart.items()} == {
        "possible": (4, 9, 1),
        "not_assessed": (100, 100, 1),
    }
    assert asked(session).line(Subject()).apart == {}
    assert bounds(asked(session, rule="possible_or_more").line(Subject()).counted) == (16, 24, 2)
    none = asked(session, rule="confirmed").line(Subject()).counted
    assert (none.low, none.best, none.high, none.incidents, none.n_not_recorded) == (None, None, None, 0, 0)


def test_rules_are_data_and_not_assessed_is_never_the_lowest_grade():
    ladder = vocabulary("confidence").codes
    assert grades_of("all") == ladder
    assert grades_of("possible_or_more") == ("confirmed", "probable", "possible")
    assert all("not_assessed" not in grades_of(rule) for rule in vocabulary("inclusion_rule").codes if rule != "all")


@pytest.mark.parametrize("rule", vocabulary("inclusion_rule").codes)
def test_the_search_finds_the_cases_that_a_rule_counts(world, reading, rule):
    criteria, clause = parse("").criteria, clause_of(rule)
    asked_for = criteria if clause is None else criteria.with_clause(clause)
    assert count(reading, asked_for, OPERATOR) == asked(reading, rule=rule).incidents


@pytest.mark.parametrize("by", ["month", "year", "violation", "grade", "actor"])
def test_the_search_finds_the_cases_of_a_row(world, reading, by):
    told = [row for row in rows(reading, by).rows if row.clause]
    assert told
    for row in told:
        criteria = parse("").criteria.with_clause(row.clause)
        assert count(reading, criteria, OPERATOR) == row.total.incidents, row.words


def test_persons_households_stock_and_flow_are_never_added(world, reading):
    found = asked(reading)
    told = {line.subject.written: bounds(line.counted)[:2] for line in found.lines if line.counted.n_figure}
    assert told["displaced.stock"] == (300, 300)
    assert told["displaced.flow"] == (60, 80)
    assert told["displaced.household"] == (1200, 1200)
    assert "displaced" not in told
    assert told["missing"] == (4, 4)
    assert len({line.subject for line in found.lines}) == len(found.lines)


def test_what_a_convention_supplies_stands_beside_the_sum(world, reading):
    siege = rows(reading, "year", question="kind:continuing").total
    assert (siege.low, siege.high, siege.n_figure, siege.n_unknown) == (None, None, 0, 1)
    assert (siege.n_imputed, siege.imputed) == (1, 24)


def test_an_estimate_is_left_out_and_said(session):
    case, other = make_incident(), make_incident()
    make_figure(case, low=900, high=1400, record_kind="statistical_estimate", outcome="missing")
    make_figure(other, low=2, best=2, high=2, outcome="missing")
    store(session, case, other)
    refresh(session, [case, other])
    line = asked(session).line(Subject("missing"))
    assert bounds(line.counted) == (2, 2, 2)
    assert (line.n_estimated, line.counted.n_unknown) == (1, 1)


def test_uncertain_dates_fall_into_no_month(world, reading):
    found = {row.words: row.total.incidents for row in rows(reading, "month").rows}
    assert found == {
        "April 2017": 3, "June 2017": 1, "February 2018": 1, "January 2020": 1,
        "spans several months, or an end is not known": 3, "undated": 1,
    }  # fmt: skip


def test_a_case_is_located_no_finer_than_its_places_are_known(world, reading):
    assert {row.words: row.total.incidents for row in rows(reading, "adm1").rows} == {
        "Deir-ez-Zor": 1, "Hama": 1, "Idleb": 2, "not located that finely": 1, "no place of occurrence recorded": 5,
    }  # fmt: skip
    assert {row.words: row.total.incidents for row in rows(reading, "adm3").rows} == {
        "Khan Shaykun, Idleb": 2, "not located that finely": 3, "no place of occurrence recorded": 5,
    }  # fmt: skip


def test_a_case_with_two_actors_stands_under_both_and_the_rows_have_no_sum(world, reading):
    table = rows(reading, "actor")
    assert not table.adds_up
    assert [(row.heading, row.words, row.total.incidents) for row in table.rows] == [
        ("Alleged perpetrator", "Air Force of Arvand", 1),
        ("Alleged perpetrator", "Government of Arvand", 1),
        ("Claims it", "Northern Front", 1),
        (None, "names no actor", 7),
    ]
    assert not rows(reading, "violation").adds_up
    assert rows(reading, "adm2").adds_up


def test_months_and_places_are_compared_and_say_so(world, reading):
    compared = {by for by in ("month", "year", "adm1", "actor", "violation", "grade") if rows(reading, by).is_compared}
    assert compared == {"month", "year", "adm1"}


def test_a_place_that_is_not_for_the_reader_has_no_row(session):
    reader = make_account("north.reader", role="reader")
    store(session, reader)
    team = make_team("Northern desk", reader)
    store(session, team)
    hidden = make_place("Hidden province", level="adm1", visibility="restricted")
    village = make_place("Village", level="adm4", parent=hidden, visibility="public")
    case = make_incident()
    make_incident_place(case, village, precision="exact")
    make_figure(case, low=3, best=3, high=3)
    make_incident_team(case, team)
    store(session, hidden, village, case)
    refresh(session, [case])
    assert [row.words for row in rows(session, "adm1").rows] == ["Hidden province"]
    seen = rows(session, "adm1", viewer=viewer_of(reader, team))
    assert [(row.words, row.total.low) for row in seen.rows] == [("not located that finely", 3)]


def test_totals_are_of_what_the_viewer_sees(world, reading):
    south = asked(reading, viewer=world.viewers["south"])
    assert (south.incidents, south.line(Subject()).counted.high) == (1, 5000)
    # The sub-district is known to them from their case; of the province around it nothing was ever shared with them.
    south_rows = {by: rows(reading, by, viewer=world.viewers["south"]).rows for by in ("adm1", "adm3")}
    assert [row.words for row in south_rows["adm3"]] == ["Khan Shaykun"]
    assert [row.words for row in south_rows["adm1"]] == ["not located that finely"]


def test_sources_are_counted_once_and_cases_by_their_independent_ones(world, reading):
    whole = asked(reading)
    assert (whole.n_sources, sum(whole.independent)) == (5, 10)
    assert whole.ledger > 0


def test_a_subject_is_read_in_the_words_of_the_search():
    for written in ("killed", "killed.civilian", "displaced.household.stock", "missing", "other"):
        assert read_subject(written).written == written
    assert read_subject("missing_persons") == Subject("missing")
    assert read_subject("قتلى.أطفال") == Subject("killed", "children")
    assert read_subject("displaced.flow.person").words == "Displaced (flow)"
    assert read_subject("displaced").words == "Displaced (stock or flow not stated)"
    for wrong in ("", "martians", "killed.martians", "killed.stock", "other.civilian"):
        with pytest.raises(NotUnderstood):
            read_subject(wrong)


def test_rows_are_said_in_arabic(world, reading):
    with speaking("ar"):
        assert {"إدلب", "حماة"} <= {row.words for row in rows(reading, "adm1").rows}
