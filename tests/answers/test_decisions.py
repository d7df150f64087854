"""The history tells in sentences what was adopted, what went out of date and why, and what was confirmed."""

import pytest

from incidents.answers.history import history_of
from incidents.answers.rule_parameters import links_in_decisions, parameters_in_words
from incidents.records import Source
from incidents.records.picture import picture
from incidents.work.references import record_reference, revise_reference
from incidents.work.settling import Adoption, adopt, confirm
from tests.support.desk import make_desk


@pytest.fixture
def desk(session):
    return make_desk(session)


def settled(desk, visibility="restricted", rule="range_independent", **params):
    sources = []
    for name in ("The body", "The hospital"):
        drawing = {"source": {"title": {"en": name}, "default_reliability": "B", "visibility": visibility}}
        sources.append(record_reference(desk.session, desk.viewer("researcher"), Source, drawing))
    case = desk.record(
        {
            "citation": [{"id": f"c{n}", "source_id": source.id} for n, source in enumerate(sources)],
            "figure": [
                {"id": "f0", "citation_id": "c0", "low": 83, "qualifier": "at_least"},
                {"id": "f1", "citation_id": "c1", "low": 100, "best": 100, "high": 100},
            ],
        }
    )
    if rule == "named_body":
        params = {"bodies": [f"source:{sources[0].id}"]}
    adoption = Adoption("killed", "total", rule, "Two of their own.", params=params)
    figure = adopt(desk.session, desk.viewer("researcher"), case.code, adoption, case.row_version)
    return case, figure, sources


def history(desk, case, by="reader"):
    return history_of(desk.session, desk.viewer(by), "incident", case.id)


def told(entry, label):
    return [d.after for d in entry.differences if label in d.label]


def revise_first_claim(desk, case, **values):
    listed = [{"id": one["id"]} for one in picture(case)["figure"]]
    desk.revise(case, {"figure": [listed[0] | values, *listed[1:]]})


def test_adopting_is_told_with_its_number_its_rule_and_its_reason(desk):
    case, _figure, _sources = settled(desk)
    newest = history(desk, case)[0]
    assert newest.sentence == "adopted 83–100 or more (Killed) by the rule “Range of independent sources”"
    assert newest.reason == "Two of their own."


def test_a_changed_claim_is_told_with_what_it_made_out_of_date(desk):
    case, _figure, _sources = settled(desk)
    revise_first_claim(desk, case, low=84)
    newest = history(desk, case)[0]
    assert newest.sentence.endswith("; a number that the team holds is out of date since")
    assert told(newest, "What has changed since") == ["The number of The body says ≥ 84 instead of ≥ 83."]


def test_a_corrected_source_is_told_in_the_case(desk):
    case, figure, (body, _hospital) = settled(desk)
    drawing = {"source": {"default_reliability": "E"}}
    revise_reference(desk.session, desk.viewer("researcher"), Source, body.code, body.row_version, drawing, "Secret.")
    newest = history(desk, case)[0]
    assert newest.sentence == "a source was corrected: a number that the team holds is out of date since"
    assert newest.reason is None
    (words,) = told(newest, "What has changed since")
    assert words == (
        "The reliability of the source of the number of The body was B (Usually reliable) and is now E (Unreliable)."
    )
    confirm(desk.session, desk.viewer("researcher"), case.code, figure.id, "It does not matter here.", case.row_version)
    newest = history(desk, case)[0]
    assert newest.sentence.startswith("confirmed that a number of the team still stands: Killed")
    assert newest.reason == "It does not matter here."


def test_the_parameters_of_a_rule_are_told():
    assert parameters_in_words({"credibility_at_most": 4}, {}) == "Credible up to: 4"
    params = {"bodies": ["source:1", "source:2", "words:3f", "actor:4"]}
    names = {("source", 1): "The body"}
    somebody = "a speaker in this case"
    assert parameters_in_words(params, names) == (
        f"Bodies, the one that counts most first: The body, a confidential source, {somebody}, {somebody}"
    )
    assert set(links_in_decisions(params)) == {("source", 1), ("source", 2), ("actor", 4)}


def test_nothing_of_a_confidential_source_is_told(desk):
    case, _figure, (body, _hospital) = settled(desk, visibility="confidential", rule="named_body")
    revise_first_claim(desk, case, low=84)
    drawing = {"source": {"default_reliability": "E", "publisher": "The secret outlet"}}
    revise_reference(desk.session, desk.viewer("researcher"), Source, body.code, body.row_version, drawing)
    words = repr([(e.sentence, e.reason, e.differences) for e in history(desk, case)])
    for secret in ("The body", "secret outlet", "Unreliable", "Usually reliable"):
        assert secret not in words
    assert "The reliability of a confidential source was changed." in words
    mine = repr([e.differences for e in history(desk, case, by="researcher")])
    assert "Unreliable" in mine
