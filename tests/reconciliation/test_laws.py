"""Laws of the rules over any claims: order is no matter, copies change nothing, and no number comes from nowhere."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.reconciliation import RULES, claims_of, disagreements, reconcile
from incidents.reconciliation.inputs import input_claims
from incidents.records import Figure
from incidents.search.effective import input_set
from tests.reconciliation.claiming import Table, at_least, exact

SOURCES = ("a", "b", "c", "d", "e")
STATES = (None, "current", "unordered", "superseded", "restatement", "withdrawn", "rejected")
RULES_AND_PARAMS = [(rule, {}) for rule in RULES] + [
    ("named_body", {"bodies": ["source:2", "source:1"]}),
    ("majority", {"tolerance": 5}),
    ("min_credible", {"credibility_at_most": 5, "with_imputed": True}),
    ("range_independent", {"at_least_speakers": 3}),
]


@st.composite
def bounds(draw):
    """Sane bounds: exact, a least or greatest number, about, or a range that runs forwards."""
    low = draw(st.integers(0, 30))
    return draw(
        st.sampled_from(
            (
                exact(low),
                at_least(low),
                {"high": low, "qualifier": "at_most"},
                {"best": low, "qualifier": "approximately"},
                {"low": low, "high": low + draw(st.integers(0, 9)), "qualifier": "range"},
                {},
            )
        )
    )


@st.composite
def tables(draw):
    """Up to eight claims of up to five sources, which may repeat sources before them."""
    table = Table()
    for position, name in enumerate(SOURCES):
        repeats = draw(st.sets(st.sampled_from(SOURCES[:position]), max_size=2)) if position else set()
        publisher = draw(st.sampled_from((None, "B", name)))
        table.source(name, *sorted(repeats), publisher=publisher, unknown=draw(st.booleans()))
    for number in range(1, draw(st.integers(0, 8)) + 1):
        table.claim(
            number,
            draw(st.sampled_from(SOURCES)),
            **draw(bounds()),
            independent=draw(st.sampled_from((None, None, None, "yes", "no", "unknown"))),
            series_state=draw(st.sampled_from(STATES)),
            credibility=draw(st.sampled_from((None, "1", "2", "3", "4", "5", "6"))),
            imputed=draw(st.booleans()),
            role=draw(st.sampled_from(("reported", "reported", "reported", "check"))),
            cause_of_death=draw(st.sampled_from((None, None, "cbrn"))),
            stated_by_text=draw(st.sampled_from((None, None, "B", "Health directorate"))),
            stated_by_source_id=draw(st.sampled_from((None, None, None, 1, 2))),
            speaker_unknown=draw(st.sampled_from((False, False, False, True))),
        )
    return table


def answer(table, rule, params):
    return reconcile(rule, table.figures, table.citations, table.sources, params)


@settings(deadline=None)  # a busy machine is no fault
@given(tables(), st.randoms(use_true_random=False))
def test_order_is_no_matter(table, random):
    before = {index: answer(table, *rule) for index, rule in enumerate(RULES_AND_PARAMS)}
    found = disagreements(table.figures, table.citations, table.sources)
    random.shuffle(table.figures)
    random.shuffle(table.citations)
    assert {index: answer(table, *rule) for index, rule in enumerate(RULES_AND_PARAMS)} == before
    assert disagreements(table.figures, table.citations, table.sources) == found


@settings(deadline=None)  # a busy machine is no fault
@given(tables())
def test_every_claim_is_used_or_left_out_exactly_once(table):
    for rule, params in RULES_AND_PARAMS:
        result = answer(table, rule, params)
        told = [*result.used, *(out.figure for out in result.left_out)]
        assert sorted(told) == [figure.id for figure in table.figures], rule


@settings(deadline=None)  # a busy machine is no fault
@given(tables())
def test_no_number_that_no_claim_states_and_none_without_a_value(table):
    stated = {number for f in table.figures for number in (f.low, f.best, f.high) if number is not None}
    for rule, params in RULES_AND_PARAMS:
        result = answer(table, rule, params)
        numbers = {result.low, result.best, result.high} - {None}
        assert numbers <= stated
        assert bool(numbers) == result.has_value, rule
        assert not numbers or set(result.set_low) | set(result.set_high) <= set(result.used)


@settings(deadline=None)  # a busy machine is no fault
@given(tables())
def test_low_is_never_above_high(table):
    for rule, params in RULES_AND_PARAMS:
        result = answer(table, rule, params)
        if result.low is not None and result.high is not None:
            assert result.low <= result.high, rule
            assert result.best is None or result.low <= result.best <= result.high


@settings(deadline=None)  # a busy machine is no fault
@given(tables(), st.data())
def test_a_derived_copy_changes_nothing(table, data):
    if not table.figures:
        return
    original = data.draw(st.sampled_from(table.figures))
    if any((original.stated_by_text, original.stated_by_source_id, original.speaker_unknown)):
        return
    name = next(name for name, number in table.names.items() if number == table.citations[original.id - 1].source_id)
    cases = [("range_independent", {}), ("majority", {}), ("majority", {"tolerance": 3})]
    before = [answer(table, *case) for case in cases]
    table.source("copy", name, publisher="Another outlet")
    same = {key: getattr(original, key) for key in ("low", "best", "high", "qualifier", "series_state", "imputed")}
    cause = {"cause_of_death": original.cause_of_death, "role": original.role}
    table.claim(99, "copy", **same, **cause, credibility=original.credibility)
    for case, old in zip(cases, before, strict=True):
        new = answer(table, *case)
        others = tuple(out for out in new.left_out if out.figure != 99)
        assert replace(new, left_out=others) == old


@settings(deadline=None)  # a busy machine is no fault
@given(tables())
def test_the_inputs_are_those_that_searches_read(table):
    kept, _left = input_claims(claims_of(table.figures, table.citations, table.sources))
    read = {figure.id for figure in input_set([f for f in table.figures if f.role != "check"])}
    assert {claim.number for claim in kept} == read


def wire(*, cited: bool) -> Table:
    table = Table()
    table.source("wire", kind="news", publisher="An agency")
    for number in range(1, 6):
        table.source(f"paper {number}", "wire", kind="news", publisher=f"Paper {number}")
        table.claim(number, f"paper {number}", **exact(40 + number % 2), credibility="2")
    if cited:
        table.claim(9, "wire", **exact(40), credibility="2")
    return table


def test_five_papers_with_one_wire_story_are_one_independent_source():
    found = answer(wire(cited=False), "range_independent", {})
    assert (found.no_value, found.n_speakers, found.n_independent) == ("too_few", 5, 1)
    assert [one.code for one in disagreements(*_whole(wire(cited=False)))] == ["one_source"]
    found = answer(wire(cited=True), "range_independent", {})
    assert (found.no_value, found.used, found.n_independent) == ("too_few", (9,), 1)
    assert {out.reason for out in found.left_out} == {"derived"}


def test_one_that_speaks_for_itself_beside_them_makes_two():
    table = wire(cited=True)
    table.source("hospital")
    table.claim(10, "hospital", **exact(44), credibility="2")
    found = answer(table, "range_independent", {})
    assert (found.low, found.high, found.used, found.n_independent) == (40, 44, (9, 10), 2)


def test_a_paper_that_a_person_upheld_is_a_voice_of_its_own():
    table = wire(cited=True)
    table.citations[0].independent = "yes"
    found = answer(table, "range_independent", {})
    assert (found.low, found.high, found.used) == (40, 41, (1, 9))


def test_a_source_that_a_person_denied_gives_its_copies_nothing():
    table = Table()
    table.source("ministry")
    table.source("outlet", "ministry")
    table.claim(1, "ministry", **exact(6), independent="no")
    table.claim(2, "outlet", **exact(6))
    found = answer(table, "range_independent", {})
    assert {out.figure: out.reason for out in found.left_out} == {1: "not_independent", 2: "not_independent"}


def test_compilations_of_the_same_uncited_sources_are_one_voice():
    table = Table()
    for name in ("x", "y", "z"):
        table.source(name)
    table.source("first list", "x", "y")
    table.source("second list", "y", "z")
    table.claim(1, "first list", **exact(10))
    table.claim(2, "second list", **exact(12))
    found = answer(table, "range_independent", {})
    assert (found.no_value, found.n_independent) == ("too_few", 1)


def test_a_named_speaker_is_its_own_origin_though_an_article_relays_it():
    table = Table()
    table.source("wire")
    table.source("paper", "wire")
    table.claim(1, "wire", **exact(40))
    table.claim(2, "paper", **exact(44), stated_by_text="Civil Defence")
    found = answer(table, "range_independent", {})
    assert (found.low, found.high, found.n_independent) == (40, 44, 2)


def test_a_speaker_in_words_is_the_publisher_of_that_name():
    table = Table()
    table.source("report", publisher="Civil Defence")
    table.source("paper")
    table.claim(1, "report", **exact(40))
    table.claim(2, "paper", **exact(44), stated_by_text="civil defence")
    found = answer(table, "range_independent", {})
    assert (found.no_value, found.n_independent, found.n_speakers) == ("too_few", 1, 1)


def test_what_a_withdrawn_source_states_is_left_out():
    table = Table()
    table.source("withdrawn", withdrawn=True)
    table.claim(1, "withdrawn", **exact(40), credibility="1")
    found = answer(table, "min_credible", {})
    assert (found.no_value, found.left_out[0].reason) == ("no_claims", "source_withdrawn")


def test_a_least_number_and_a_stated_one_are_no_majority():
    table = Table()
    for number, values in enumerate((exact(86), at_least(86), exact(90)), 1):
        table.source(f"s{number}")
        table.claim(number, f"s{number}", **values)
    assert answer(table, "majority", {}).no_value == "no_majority"
    found = answer(table, "majority", {"tolerance": 4})
    assert (found.low, found.best, found.high, found.used) == (86, None, 90, (1, 3))


def test_two_majorities_within_reach_are_told_and_none_is_taken():
    table = Table()
    for number, value in enumerate((10, 12, 14), 1):
        table.source(f"s{number}")
        table.claim(number, f"s{number}", **exact(value))
    assert answer(table, "majority", {"tolerance": 2}).no_value == "tied"


def test_claims_of_one_cause_among_several_are_no_claims_about_all():
    table = Table()
    for number, cause in ((1, None), (2, "cbrn")):
        table.source(f"s{number}")
        table.claim(number, f"s{number}", **exact(5 * number), cause_of_death=cause)
    found = answer(table, "range_stated", {})
    assert (found.low, found.high, found.left_out[0].reason) == (5, 5, "one_cause")


@pytest.mark.parametrize(
    ("whole", "parts", "fits"),
    [(88, (52, 36), True), (80, (52, 36), False), (100, (52, 36), True), (50, (52, None), False)],
)
def test_groups_that_are_more_than_their_total(whole, parts, fits):
    table = Table()
    table.source("list")
    table.claim(1, "list", **exact(whole))
    for number, (group, value) in enumerate(zip(("civilian", "status_unknown"), parts, strict=True), 2):
        if value is not None:
            figure = table.claim(number, "list", **exact(value), group=group)
            figure.citation_id = 1
    found = {one.code for one in disagreements(*_whole(table))}
    assert ("do_not_add_up" not in found) == fits


def test_a_part_above_its_total_and_numbers_that_run_backwards():
    table = Table()
    table.source("list")
    table.claim(1, "list", **exact(10))
    table.claim(2, "list", **exact(11), group="children", within_figure_id=1)
    table.claim(3, "list", low=9, high=4, group="women")
    found = {one.code: one.figures for one in disagreements(*_whole(table))}
    assert found["part_above_total"] == (1, 2)
    assert found["runs_backwards"] == (3,)


def test_an_assessed_figure_is_no_claim():
    table = Table()
    table.source("list")
    table.claim(1, "list", **exact(10))
    table.figures.append(Figure(id=2, role="assessed", outcome="killed", group="total", unit="person", low=99))
    found = answer(table, "range_stated", {})
    assert (found.high, found.used, found.left_out) == (10, (1,), ())


def _whole(table: Table):
    return table.figures, table.citations, table.sources
