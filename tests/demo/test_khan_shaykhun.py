"""The case of Khan Shaykhun shows what the worked example of the field says, number by number."""

import pytest
from sqlalchemy import select

from incidents.records import EffectiveFigure, ExternalId, Incident, Source

OWN = (("killed", "total"), ("killed", "children"), ("injured", "total"))


@pytest.fixture
def case(looking):
    known = select(ExternalId.incident_id).where(ExternalId.system == "demonstration", ExternalId.value == "SW-007")
    return looking.get(Incident, looking.scalar(known))


def claim(case, words, outcome="killed", group="total"):
    found = [
        figure
        for figure in case.figures
        if figure.as_stated == words and (figure.outcome, figure.group) == (outcome, group)
    ]
    assert len(found) == 1, words
    return found[0]


@pytest.mark.parametrize(
    ("words", "numbers", "as_of", "state", "credibility"),
    [
        ("58 at least", (58, None, None), "2017-04-04", "superseded", "2"),
        ("67", (67, 67, 67), "[2017-04-04,2017-04-05]", "superseded", "2"),
        ("86", (86, 86, 86), "2017-04-05", "current", "2"),
        ("100 dead", (100, 100, 100), "2017-04", None, "3"),
        ("at least 92", (92, None, None), "2017-05-01", "unordered", "2"),
        ("at least 90", (90, None, None), "2017-05-01", "unordered", "2"),
        ("at least 83 (Commission)", (83, None, None), "2017-09-06", None, "2"),
        ("more than 80, most of them women and children", (81, None, None), "2017-09-06", "restatement", "2"),
        ("other sources: at least 87", (87, None, None), "2017-09-06", None, "6"),
        ("low 88, best 88, high 88", (88, 88, 88), "2020-01~", None, "2"),
    ],
)
def test_the_ten_claims_of_the_worked_example(case, words, numbers, as_of, state, credibility):
    figure = claim(case, words)
    assert (figure.low, figure.best, figure.high) == numbers
    assert figure.as_of.edtf == as_of
    assert (figure.series_state, figure.credibility) == (state, credibility)
    assert figure.citation is not None


def test_later_numbers_replace_earlier_ones_of_the_same_speaker(case):
    assert claim(case, "67").supersedes is claim(case, "58 at least")
    assert claim(case, "86").supersedes is claim(case, "67")


def test_no_claim_of_the_case_is_missing(case):
    assert sum(figure.role != "assessed" for figure in case.figures) == 35


def test_four_sources_are_independent(case):
    assert case.n_independent == 4
    assert case.n_sources > 6


def test_what_the_team_holds(looking, case):
    effective = {
        (row.outcome, row.group): row
        for row in looking.scalars(select(EffectiveFigure).where(EffectiveFigure.incident_id == case.id))
    }
    killed, children, injured = (effective[key] for key in OWN)
    assert (killed.low, killed.best, killed.high, killed.open_above, killed.assessed) == (83, None, 100, True, True)
    assert (children.low, children.high, children.open_above) == (30, 30, False)
    assert (injured.low, injured.high, injured.open_above, injured.assessed) == (200, 401, True, True)


def test_the_assessed_figures_say_by_which_rule_and_why(case):
    own = [figure for figure in case.figures if figure.role == "assessed"]
    assert [(figure.rule, figure.rule_version) for figure in own] == [("range_independent", "1")] * 3
    assert all(figure.reason and figure.inputs and figure.decided_at for figure in own)
    inputs = {figure.as_stated for figure in case.figures if figure.id in own[0].inputs}
    assert inputs == {"86", "100 dead", "at least 92", "at least 90", "at least 83 (Commission)"}


def test_civilians_stand_beside_those_of_unknown_status(case):
    total = claim(case, "low 88, best 88, high 88")
    parts = [figure for figure in case.figures if figure.within_figure is total]
    assert {(figure.group, figure.best) for figure in parts} == {("civilian", 52), ("status_unknown", 36)}


def test_a_share_stays_a_share(case):
    share = claim(case, "a third of them children", group="children")
    assert (share.share_num, share.share_den, share.low, share.best, share.high) == (1, 3, None, None, None)
    assert share.share_of is claim(case, "at least 83 (Commission)")


def test_the_data_set_is_compiled_from_others(looking, case):
    row = looking.scalars(select(Source).where(Source.title["en"].as_string().like("%242363%"))).one()
    publishers = {one.parent.publisher for one in row.derivations}
    assert publishers == {"Syrian Observatory for Human Rights", "UN Commission of Inquiry on Syria"}
    assert ("ucdp_ged", "242363") in {(known.system, known.value) for known in case.external_ids}


def test_four_questions_are_judged_apart(case):
    levels = {one.axis: one.mapped_value for one in case.assessments if one.axis != "legal"}
    assert levels == {"occurrence": "confirmed", "attribution": "probable", "quantity": "possible"}
    law = [one for one in case.assessments if one.axis == "legal"]
    assert {one.provision for one in law} == {"wc_gases", "wc_poison", "wc_attacking_civilians", "cwc_art_i"}
    assert {(one.legal_status, one.mapped_value) for one in law} == {("alleged", "not_assessed")}
