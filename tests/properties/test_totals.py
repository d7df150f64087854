"""Totals and every table of theirs are what a plain reading of the cases in Python gives, on both engines."""

from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.access.viewer import OPERATOR
from incidents.answers.breakdown import LABELS, OVERLAPPING, breakdown
from incidents.answers.breakdown_cases import grades_of
from incidents.answers.breakdown_overview import overview
from incidents.answers.breakdown_subject import Subject
from incidents.answers.totals import OutcomeTotal, together, totals
from incidents.search.derived import refresh
from incidents.search.effective import effective_figures
from incidents.search.language import parse
from incidents.vocabularies import vocabulary
from tests.support.examples import examples
from tests.support.factories import (
    make_actor,
    make_assessment,
    make_attribution,
    make_figure,
    make_incident,
    make_incident_place,
    make_incident_violation,
    make_place,
    store,
)

DATES = [
    "2017-04-04",
    "2017-04",
    "2017-04-03/2017-05-02",
    "2017",
    "2016-12/..",
    "{2017-03-01,2017-03-09}",
    "",
    "2017-05?",
]
SUBJECTS = [
    Subject(), Subject("killed", "civilian"), Subject("injured"), Subject("displaced"),
    Subject("displaced", kind="stock"), Subject("displaced", kind="flow"), Subject("displaced", unit="household"),
]  # fmt: skip
GRADES = ["confirmed", "probable", "possible", "doubtful", "discounted", "not_assessed", None]
ROLES = ["alleged_perpetrator", "claimant"]
VIOLATIONS = ["killing_in_attack", "siege", "pillage"]
PRECISIONS = [None, "exact", "adm1", "adm3", "near_place", "adm0"]

small = st.integers(0, 9)
figures = st.builds(
    lambda subject, numbers, **more: {
        "outcome": subject.outcome,
        "group": subject.group,
        "unit": subject.unit,
        "kind": subject.kind or None,
        **numbers,
        **more,
    },
    st.sampled_from(SUBJECTS),
    st.one_of(
        st.builds(lambda n: {"low": n, "best": n, "high": n, "qualifier": "exact"}, small),
        st.builds(lambda n: {"low": n, "qualifier": "at_least"}, small),
        st.builds(lambda n: {"high": n, "qualifier": "at_most"}, small),
        st.builds(lambda n, m: {"low": min(n, m), "high": max(n, m), "qualifier": "range"}, small, small),
        st.builds(lambda n: {"low": n, "imputed": True, "qualifier": "dozens"}, small),
        st.builds(lambda state: {"value_state": state}, st.sampled_from(["unknown", "withheld", "not_applicable"])),
    ),
    role=st.sampled_from(["reported", "reported", "assessed"]),
    record_kind=st.sampled_from([None, None, None, "statistical_estimate"]),
)
places = st.lists(
    st.tuples(st.integers(-1, 5), st.sampled_from(PRECISIONS), st.sampled_from(["occurred", "occurred", "burial"])),
    max_size=2,
)
cases = st.fixed_dictionaries(
    {
        "occurred": st.sampled_from(DATES),
        "grade": st.sampled_from(GRADES),
        "figures": st.lists(figures, max_size=3),
        "places": places,
        "actors": st.lists(st.tuples(st.integers(0, 1), st.sampled_from(ROLES)), max_size=2),
        "violations": st.lists(st.sampled_from(VIOLATIONS), max_size=2),
    }
)


@pytest.fixture
def ground(session):
    """A country with two provinces, a district and a sub-district in the first, a place in no unit; two actors."""
    country = make_place("Arvand", level="adm0")
    north, south = (make_place(name, level="adm1", parent=country) for name in ("North", "South"))
    district = make_place("Upper North", level="adm2", parent=north)
    part = make_place("Mill", level="adm3", parent=district)
    loose = make_place("Nowhere", level="other")
    actors = make_actor("A force"), make_actor("A front")
    store(session, country, north, south, district, part, loose, *actors)
    return [country, north, south, district, part, loose], actors


def make(session, ground, drawn):
    gazetteer, actors = ground
    made = []
    for one in drawn:
        case = make_incident(**({"occurred": one["occurred"]} if one["occurred"] else {}))
        for values in one["figures"]:
            make_figure(case, **values)
        for number, precision, role in one["places"]:
            place = gazetteer[number] if number >= 0 else None
            make_incident_place(case, place, verbatim="there", precision=precision, role=role, is_primary=False)
        for number, role in one["actors"]:
            make_attribution(case, actors[number], role=role)
        for violation in one["violations"]:
            make_incident_violation(case, violation)
        if one["grade"]:
            make_assessment(case, one["grade"])
        made.append(case)
    if made:
        store(session, *made)
        refresh(session, made)
    return made


def plain_total(made, subject: Subject) -> OutcomeTotal:
    """Add up case by case what the figures say; nothing is shared with the statements in SQL."""
    held = []
    for case in made:
        found = {(one.outcome, one.group, one.unit, one.kind): one for one in effective_figures(case.figures)}
        held.append(found.get((subject.outcome, subject.group, subject.unit, subject.kind)))
    known = [one for one in held if one and one.count.is_known]
    other = [one for one in held if one and not one.count.is_known]
    bests = [one.best for one in known if one.best is not None]
    supplied = [one.supplied for one in other if one.supplied is not None]
    lows = [one.low for one in known if one.low is not None]
    return OutcomeTotal(
        subject.outcome,
        incidents=len(held),
        n_figure=len(known),
        low=sum(lows) if lows else None,
        best=sum(bests) if known and len(bests) == len(known) else None,
        high=sum(one.high for one in known) if known else None,
        n_best=len(bests),
        n_open=sum(one.open_above for one in known),
        n_zero=sum(one.high == 0 and not one.open_above for one in known),
        n_assessed=sum(one.assessed for one in known),
        n_unknown=sum(one.value_state == "unknown" for one in other),
        n_not_applicable=sum(one.value_state == "not_applicable" for one in other),
        n_withheld=sum(one.value_state == "withheld" for one in other),
        n_imputed=len(supplied),
        imputed=sum(supplied) if supplied else None,
    )


def grade_of(case) -> str:
    held = [one.mapped_value for one in case.assessments if one.mapped_value != "not_assessed"]
    return held[-1] if held else "not_assessed"


def plain_keys(case, by: str) -> set[str]:
    if by == "grade":
        return {grade_of(case)}
    if by == "violation":
        return {one.violation for one in case.violations} or {"~none"}
    if by == "actor":
        return {f"{one.role}:{one.actor_id}" for one in case.attributions} or {"~none"}
    if by in ("month", "year"):
        return {plain_time(case.occurred.earliest, case.occurred.latest, by)}
    return {plain_place(case, int(by[-1]))}


def plain_time(first: date | None, last: date | None, by: str) -> str:
    if first is None and last is None:
        return "~none"
    if first is None or last is None:
        return "~several"
    one, other = (f"{day.year}{day.month:02}" if by == "month" else f"{day.year}" for day in (first, last))
    return one if one == other else "~several"


def plain_place(case, level: int) -> str:
    reach = {"adm0": 0, "adm1": 1, "near_place": 1, "adm3": 3}
    units = set()
    there = [one for one in case.places if one.role == "occurred"]
    for one in there:
        place, found = one.place, None
        while place is not None:
            found = place.id if place.level == f"adm{level}" else found
            place = place.parent
        units.add(found if reach.get(one.precision, 9) >= level else None)
    if not there:
        return "~nowhere"
    if len(units - {None}) > 1:
        return "~several"
    return "~coarse" if None in units else str(units.pop())


@settings(
    deadline=None,
    max_examples=examples(20),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    drawn=st.lists(cases, max_size=8),
    rule=st.sampled_from(vocabulary("inclusion_rule").codes),
    in_rows=st.sampled_from(SUBJECTS),
)
def test_totals_and_their_tables_are_a_plain_reading(session, ground, drawn, rule, in_rows):
    made = make(session, ground, drawn)
    criteria = parse("code:" + ",".join([case.code for case in made] or ["INC-NONESO"])).criteria
    found = overview(session, criteria, OPERATOR, rule)
    counted = [case for case in made if grade_of(case) in grades_of(rule)]
    assert found.incidents == len(counted)
    assert sum(found.by_grade.values()) == len(made)
    told = {one for case in made for one in effective_figures(case.figures)}
    subjects = {Subject(one.outcome, one.group, one.unit, one.kind) for one in told}
    assert subjects <= {line.subject for line in found.lines}
    for subject in SUBJECTS:
        line = found.line(subject)
        assert line.counted == plain_total(counted, subject)
        assert line.by_grade == {
            grade: plain_total([case for case in made if grade_of(case) == grade], subject) for grade in found.by_grade
        }
        assert together(subject.outcome, [line.counted, *line.apart.values()]) == plain_total(made, subject)
    for by in LABELS:
        table = breakdown(session, criteria, OPERATOR, found, by, in_rows)
        keys = {key for case in counted for key in plain_keys(case, by)}
        expected = {
            key: plain_total([case for case in counted if key in plain_keys(case, by)], in_rows) for key in keys
        }
        assert {row.key: row.total for row in table.rows} == expected, by
        assert table.total == found.line(in_rows).counted
        if by not in OVERLAPPING:
            assert together(in_rows.outcome, [row.total for row in table.rows]) == table.total
    summed = totals(session, criteria, OPERATOR)
    assert asdict(summed.killed) == asdict(plain_total(made, Subject()))
    assert asdict(summed.injured) == asdict(plain_total(made, Subject("injured")))
