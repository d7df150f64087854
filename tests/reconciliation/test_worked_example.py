"""Every rule gives for Khan Shaykhun exactly what the worked example of the field says."""

from dataclasses import replace

import pytest

from incidents.reconciliation import RULES, all_results, claims_of, disagreements, reconcile
from incidents.search.independence import Cited, count_sources
from tests.reconciliation.conftest import COI, HRW

COI_KEY, HRW_KEY = "source:7", "source:5"


def answer(table, rule, outcome="killed", group="total", **params):
    return reconcile(rule, table.of(outcome, group), table.citations, table.sources, params)


def numbers(result):
    return result.low, result.best, result.high, result.open_above


def left(result):
    return {out.figure: out.reason for out in result.left_out}


NOT_CURRENT = {1: "superseded", 2: "superseded", 8: "restatement"}


def test_range_of_all_claims(example):
    found = answer(example, "range_stated")
    assert numbers(found) == (58, None, 100, True)
    assert found.used == tuple(range(1, 11))
    assert found.n_speakers == 6
    assert not found.left_out
    assert not found.may_be_adopted


def test_lowest_credible(example):
    found = answer(example, "min_credible")
    assert numbers(found) == (83, None, None, True)
    assert found.used == (3, 4, 5, 6, 7, 10)
    assert found.set_low == (7,)
    assert left(found) == NOT_CURRENT | {9: "not_judged"}
    assert found.params == {"credibility_at_most": 3}


def test_highest_credible(example):
    found = answer(example, "max_credible")
    assert numbers(found) == (None, None, 100, True)
    assert found.used == (3, 4, 5, 6, 7, 10)
    assert found.set_high == (4,)
    assert left(found) == NOT_CURRENT | {9: "not_judged"}


def test_range_of_independent_sources(example):
    found = answer(example, "range_independent")
    assert numbers(found) == (83, None, 100, True)
    assert found.used == (3, 4, 5, 6, 7)
    assert (found.n_independent, found.n_speakers, found.n_open) == (4, 4, 2)
    assert (found.set_low, found.set_high) == ((7,), (4,))
    assert left(found) == NOT_CURRENT | {9: "origin_unknown", 10: "derived"}


def test_figure_of_a_named_body(example):
    found = answer(example, "named_body", bodies=[COI_KEY])
    assert numbers(found) == (83, None, None, True)
    assert found.used == (7,)
    second = answer(example, "named_body", bodies=["source:999", COI_KEY])
    assert numbers(second) == (83, None, None, True)
    assert answer(example, "named_body", bodies=["source:999"]).no_value == "no_body"


def test_every_source_of_a_body_stands_for_it(example):
    headline, press = (f"source:{example.names[name]}" for name in ("headline", "press 86"))
    assert answer(example, "named_body", bodies=[headline]) == replace(
        answer(example, "named_body", bodies=[press]), params={"bodies": [headline]}
    )
    assert numbers(answer(example, "named_body", bodies=[press])) == (86, 86, 86, False)


def test_no_key_of_a_speaker_names_anybody(example):
    claims = claims_of(example.figures, example.citations, example.sources)
    assert {claim.speaker.partition(":")[0] for claim in claims} == {"source", "words", "unnamed"}
    assert not any("directorate" in claim.speaker for claim in claims)


def test_a_body_with_two_numbers_in_no_order_needs_a_decision(example):
    found = answer(example, "named_body", bodies=[HRW_KEY, COI_KEY])
    assert (found.no_value, found.used) == ("needs_decision", (5, 6))
    assert numbers(found) == (None, None, None, False)


def test_no_majority(example):
    found = answer(example, "majority")
    assert (found.no_value, found.n_independent) == ("no_majority", 4)
    assert found.used == (3, 4, 5, 6, 7)


def test_no_list_of_names_is_not_nought(example):
    found = answer(example, "named_victims")
    assert (found.no_value, numbers(found)) == ("no_list", (None, None, None, False))


def test_the_editor_types_it(example):
    found = answer(example, "editor")
    assert (found.no_value, found.has_value) == ("not_typed", False)


def test_children(example):
    found = answer(example, "range_independent", group="children")
    assert numbers(found) == (30, None, 30, False)
    assert (found.used, found.n_independent) == ((13, 15), 2)
    assert left(found) == {11: "superseded", 17: "share"}
    assert numbers(answer(example, "majority", group="children")) == (30, 30, 30, False)


def test_women_of_one_speaker(example):
    found = answer(example, "range_independent", group="women")
    assert (found.no_value, found.used, found.n_independent) == ("too_few", (23,), 1)
    assert answer(example, "majority", group="women").no_value == "too_few"


def test_injured(example):
    assert numbers(answer(example, "min_credible", outcome="injured"))[0] == 200
    highest = answer(example, "max_credible", outcome="injured")
    assert (highest.high, highest.open_above, highest.set_high) == (401, True, (34,))
    found = answer(example, "range_independent", outcome="injured")
    assert numbers(found) == (200, None, 401, True)
    assert found.n_independent == 3


def test_civilians_stand_only_in_a_derived_claim(example):
    found = answer(example, "range_independent", group="civilian")
    assert found.no_value == "too_few"
    assert numbers(answer(example, "min_credible", group="civilian"))[0] == 52
    beside = {figure.group for figure in example.figures if figure.within_figure_id == 10}
    assert beside == {"civilian", "status_unknown"}


def test_six_speakers_and_four_independent_sources(example):
    cited = [Cited(citation.source_id, citation.independent) for citation in example.citations]
    cited.append(Cited(example.names["COI"]))
    # The newspaper is a source of its own; the directorate that it relays speaks in its place.
    origins = {number: facts.origin for number, facts in example.sources.items()}
    assert count_sources(cited, origins).n_independent == 4
    assert answer(example, "range_independent").n_independent == 4


def test_without_the_commission(example):
    next(figure for figure in example.figures if figure.id == 7).series_state = "withdrawn"
    found = answer(example, "min_credible")
    assert (found.low, found.set_low) == (86, (3,))
    assert left(found) == {1: "superseded", 2: "superseded", 7: "withdrawn", 8: "orphan_restatement", 9: "not_judged"}


def test_every_rule_answers(example):
    found = all_results(example.of(), example.citations, example.sources)
    assert tuple(found) == RULES
    for rule, result in found.items():
        assert result.rule == rule
        assert result.version == "1"
        assert result.has_value or result.why_no_value
        assert all(out.words for out in result.left_out)


def test_what_does_not_fit_is_shown(example):
    found = {(one.code, one.outcome, one.group): one.figures for one in disagreements(
        example.figures, example.citations, example.sources
    )}  # fmt: skip
    assert found["one_source", "killed", "women"] == (23,)
    assert found["exclude_one_another", "killed", "total"] == (3, 4, 5, 6)
    assert ("one_source", "killed", "children") not in found
    assert found["exclude_one_another", "injured", "total"] == (32, 34, 37)


@pytest.mark.parametrize("rule", RULES)
def test_the_names_of_speakers_are_no_matter_of_spelling(example, rule):
    before = answer(example, rule)
    for facts in example.sources.values():
        assert facts.publisher
    again = dict(example.sources)
    for number, facts in again.items():
        if facts.publisher in (HRW, COI):
            again[number] = type(facts)(facts.origin, facts.publisher.upper(), facts.reliability, facts.is_withdrawn)
    assert reconcile(rule, example.of(), example.citations, again) == before
