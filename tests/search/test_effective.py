"""The effective figure: the assessed one, else the range of current claims, and never a number for an unknown."""

import pytest

from incidents.records import Figure
from incidents.search.effective import Effective, effective_figures

DEFAULTS = {"role": "reported", "outcome": "killed", "group": "total", "unit": "person", "imputed": False}


def figure(**values) -> Figure:
    return Figure(**{**DEFAULTS, **values})


def only(*figures: Figure) -> Effective:
    (found,) = effective_figures(figures)
    return found


def exact(n: int, **values) -> Figure:
    return figure(low=n, best=n, high=n, qualifier="exact", **values)


def at_least(n: int, **values) -> Figure:
    return figure(low=n, qualifier="at_least", **values)


def bounds(found: Effective) -> tuple[int | None, int | None, int | None, bool]:
    return found.low, found.best, found.high, found.open_above


def test_the_worked_example_of_khan_shaykhun():
    claims = [
        at_least(58, series_state="superseded"),
        exact(67, series_state="superseded"),
        exact(86, series_state="current"),
        exact(100, series_state="current"),
        at_least(92, series_state="unordered"),
        at_least(90, series_state="unordered"),
        at_least(83, series_state="current"),
        figure(low=81, qualifier="more_than", series_state="restatement"),
        at_least(87, series_state="current"),
        exact(88, series_state="current"),
    ]
    found = only(*claims)
    assert bounds(found) == (83, None, 100, True)
    assert not found.assessed
    team = figure(role="assessed", low=83, high=100, qualifier="range")
    assert only(*claims, team).assessed
    assert bounds(only(*claims, team)) == (83, None, 100, False)


def test_one_claim_is_its_own_range():
    assert bounds(only(exact(88))) == (88, 88, 88, False)
    assert bounds(only(at_least(92))) == (92, None, 92, True)
    assert bounds(only(figure(best=40, qualifier="approximately"))) == (40, 40, 40, False)
    assert bounds(only(figure(high=5, qualifier="at_most"))) == (None, None, 5, False)


def test_a_best_number_needs_agreement():
    assert only(exact(88), exact(88)).best == 88
    assert only(exact(88), at_least(80)).best is None
    assert only(exact(88), exact(90)).best is None


def test_contradictory_bounds_are_used_as_stated():
    assert bounds(only(figure(low=25, best=18, high=22))) == (25, 18, 22, False)
    assert bounds(only(figure(low=3, best=9, high=7))) == (3, 9, 7, False)


@pytest.mark.parametrize(
    "left_out",
    [
        {"role": "check"},
        {"series_state": "superseded"},
        {"series_state": "restatement"},
        {"series_state": "withdrawn"},
        {"series_state": "rejected"},
        {"imputed": True},
        {"record_kind": "statistical_estimate"},
        {"counting_basis": "cumulative_to_date"},
        {"counting_basis": "increment"},
        {"value_state": "unknown"},
        {"sex": "woman"},
        {"age_group": "child_under_18"},
        {"victim_status": "civilian"},
        {"place_id": 7},
    ],
    ids=lambda values: " ".join(f"{name} {value}" for name, value in values.items()),
)
def test_what_is_no_claim_about_the_whole_is_left_out(left_out):
    assert bounds(only(exact(10), exact(3, **left_out))) == (10, 10, 10, False)


def test_a_crossing_that_only_repeats_the_group_stays():
    assert only(exact(3, group="women", sex="woman", age_group="adult_18_plus")).low == 3
    assert effective_figures([exact(3, group="women", age_group="child_under_18")]) == []


def test_causes_apart_are_no_total():
    assert only(exact(10, cause_of_death="cbrn")).low == 10
    assert bounds(only(exact(30), exact(10, cause_of_death="cbrn"))) == (30, 30, 30, False)
    assert only(exact(10, cause_of_death="cbrn"), exact(20, cause_of_death="incendiary")).value_state == "unknown"


def test_unknown_zero_withheld_and_not_recorded_stay_apart():
    assert effective_figures([]) == []
    assert bounds(only(exact(0))) == (0, 0, 0, False)
    assert only(exact(0)).value_state == "known"
    for state in ("unknown", "withheld", "not_applicable"):
        found = only(figure(value_state=state))
        assert (bounds(found), found.value_state) == ((None, None, None, False), state)
    assert only(figure(value_state="unknown"), figure(value_state="withheld")).value_state == "withheld"
    assert only(figure(value_state="unknown"), exact(4)).low == 4
    assert only(figure(low=24, qualifier="dozens", imputed=True)).value_state == "unknown"
    assert effective_figures([exact(4, series_state="superseded")]) == []


def test_the_team_can_hold_that_it_is_not_known():
    found = only(exact(4), figure(role="assessed", value_state="unknown"))
    assert (found.low, found.assessed, found.value_state) == (None, True, "unknown")


def test_groups_outcomes_and_units_stand_apart():
    found = effective_figures(
        [exact(9), exact(4, group="civilian"), exact(2, outcome="injured"), exact(3, unit="household")]
    )
    assert [(one.outcome, one.group, one.unit, one.low) for one in found] == [
        ("injured", "total", "person", 2),
        ("killed", "civilian", "person", 4),
        ("killed", "total", "household", 3),
        ("killed", "total", "person", 9),
    ]


def test_what_a_convention_supplies_is_no_number():
    dozens = figure(low=24, qualifier="dozens", imputed=True)
    found = only(dozens)
    assert (found.value_state, found.supplied, found.open_above) == ("unknown", 24, True)
    assert not found.count.low
    assert only(dozens, figure(low=200, qualifier="hundreds", imputed=True)).supplied == 24
    assert only(dozens, exact(31)).supplied is None
    assert only(dozens, figure(value_state="withheld")).supplied is None
    assert only(figure(low=24, imputed=True, series_state="superseded"), figure(value_state="unknown")).supplied is None
    team = only(exact(31), figure(role="assessed", low=24, qualifier="dozens", imputed=True))
    assert (bounds(team), team.assessed, team.value_state, team.supplied) == (
        (None, None, None, True),
        True,
        "unknown",
        24,
    )


def test_an_estimate_of_the_team_is_not_its_count():
    estimate = figure(role="assessed", low=900, high=1400, record_kind="statistical_estimate")
    assert bounds(only(exact(10), estimate)) == (10, 10, 10, False)
    assert effective_figures([estimate]) == []


def test_stock_flow_and_a_kind_that_nobody_states_stay_apart():
    away = exact(300, outcome="displaced", kind="stock")
    left = exact(80, outcome="displaced", kind="flow")
    found = effective_figures([away, left, exact(5, outcome="displaced")])
    assert [(one.kind, one.low) for one in found] == [("", 5), ("flow", 80), ("stock", 300)]
    # Nobody is killed "on a day to be counted": a kind that a list gives there changes nothing.
    assert [(one.kind, one.low, one.high) for one in effective_figures([exact(3), exact(4, kind="flow")])] == [
        ("", 3, 4)
    ]
