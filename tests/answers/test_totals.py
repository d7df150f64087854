"""Totals: what they add, what they leave out and say so, and that an unknown is never a zero."""

from incidents.access.viewer import OPERATOR
from incidents.answers.breakdown import breakdown
from incidents.answers.breakdown_overview import overview
from incidents.answers.breakdown_subject import Subject
from incidents.answers.summed import summed
from incidents.answers.totals import totals
from incidents.base.ranges import say_count
from incidents.ledger.trace import act
from incidents.search.derived import refresh
from incidents.search.language import parse
from tests.support.factories import make_figure, make_incident, make_incident_link, store


def asked(session, question, viewer=OPERATOR):
    return totals(session, parse(question).criteria, viewer)


def test_the_worked_example(session):
    """One case with 83 to 100, one with no figure, one with exactly 0."""
    held, nothing, none_killed = make_incident("Held"), make_incident("Nothing"), make_incident("None killed")
    make_figure(held, role="assessed", low=83, high=100, qualifier="range")
    make_figure(none_killed, low=0, best=0, high=0)
    store(session, held, nothing, none_killed)
    refresh(session, [held, nothing, none_killed])
    found = asked(session, "").killed
    assert (found.low, found.best, found.high) == (83, None, 100)
    assert say_count(found.count) == "83–100"
    assert (found.incidents, found.n_figure, found.n_zero, found.n_not_recorded, found.n_best) == (3, 2, 1, 1, 1)


def test_a_total_of_the_small_world(world, reading):
    found = asked(reading, "")
    killed = found.killed
    assert found.incidents == 10
    # sarin 83–100, chlorine 1–3, year 25 low and 22 high as stated, zero 0, the other team's 5000.
    assert (killed.low, killed.high) == (83 + 1 + 25 + 0 + 5000, 100 + 3 + 22 + 0 + 5000)
    assert killed.best is None
    assert (killed.n_figure, killed.n_zero, killed.n_best, killed.n_open) == (5, 1, 3, 0)
    assert (killed.n_unknown, killed.n_withheld, killed.n_not_applicable, killed.n_not_recorded) == (1, 1, 0, 3)
    assert killed.n_without == 5
    assert (killed.n_assessed, killed.n_not_assessed) == (1, 4)
    injured = found.injured
    assert (injured.low, injured.high, injured.n_open) == (200, 200, 1)
    assert say_count(injured.count) == "200 or more"
    assert (injured.n_figure, injured.n_unknown, injured.n_not_recorded) == (1, 1, 8)
    assert found.grades == {"confirmed": 2, "possible": 1, "discounted": 1, "not_assessed": 6}


def test_a_total_over_nothing_and_over_unknowns_is_not_zero(world, reading):
    nothing = asked(reading, "nothinglikeit")
    assert nothing.incidents == 0
    assert (nothing.killed.low, nothing.killed.best, nothing.killed.high) == (None, None, None)
    assert say_count(nothing.killed.count) == "not known"
    assert nothing.grades == {}
    unknown = asked(reading, "killed:none")
    assert unknown.incidents == 5
    assert unknown.killed.low is None
    assert not unknown.killed.count.is_known
    assert asked(reading, "killed:0").killed.count.low == 0


def test_best_is_added_only_when_every_figure_has_one(world, reading):
    assert asked(reading, "killed:0").killed.best == 0
    assert asked(reading, "killed:0 OR team:southern").killed.best == 5000
    assert asked(reading, "killed:0 OR what:chemical").killed.best is None


def test_totals_are_of_what_the_viewer_sees(world, reading):
    assert asked(reading, "", world.viewers["south"]).killed.high == 5000
    assert asked(reading, "", world.viewers["named"]).killed.high == 100 + 3 + 22
    assert asked(reading, "withdrawn:any", world.viewers["named"]).incidents == 9


def test_a_part_is_not_counted_beside_the_whole_whose_figures_include_it(session):
    names = "whole", "part", "unclear", "part of unclear", "apart", "part of apart"
    cases = {name: make_incident(name) for name in names}
    cases["whole"].includes_parts, cases["apart"].includes_parts = "yes", "no"
    for number, one in enumerate(cases.values()):
        make_figure(one, low=10**number, best=10**number, high=10**number)
    twins = make_incident("One", includes_parts="yes"), make_incident("Other", includes_parts="yes")
    store(session, *cases.values(), *twins)
    with act(session, OPERATOR, "revised"):
        make_incident_link(cases["part"], cases["whole"], "part_of")
        make_incident_link(cases["unclear"], cases["part of unclear"], "encompasses")
        make_incident_link(cases["part of apart"], cases["apart"], "part_of")
        for one, other in (twins, reversed(twins)):
            make_incident_link(one, other, "part_of")
    refresh(session, [*cases.values(), *twins])
    session.flush()
    found = asked(session, "")
    assert (found.incidents, found.parts.skipped, found.parts.unclear) == (8, 1, 1)
    assert (found.killed.low, found.killed.best, found.killed.high) == (111101,) * 3
    assert (found.killed.incidents, found.killed.n_figure, found.killed.n_not_recorded) == (7, 5, 2)
    broad = overview(session, parse("").criteria, OPERATOR)
    assert (broad.incidents, broad.line(Subject("killed")).counted.low, broad.parts) == (7, 111101, found.parts)
    rows = breakdown(session, parse("").criteria, OPERATOR, broad, "year", Subject("killed")).rows
    assert sum(row.total.low or 0 for row in rows) == 111101
    plain = summed(session, parse("").criteria, OPERATOR)
    assert plain["parts"] == {"skipped": 1, "unclear": 1}
    # Without the whole in the answer its part counts.
    alone = asked(session, f"code:{cases['part'].code}")
    assert (alone.killed.low, alone.parts.skipped, alone.parts.unclear) == (10, 0, 0)
