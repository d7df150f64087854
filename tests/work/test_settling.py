"""Adopting a figure by a rule, and what makes it out of date."""

import pytest

from incidents.base.errors import Forbidden, Invalid, NotFound, Refused
from incidents.ledger.chain import verify
from incidents.ledger.replay import history
from incidents.records import EffectiveFigure, Source
from incidents.records.picture import picture
from incidents.work.finding import EditedMeanwhile
from incidents.work.incidents import restore_incident
from incidents.work.references import record_reference, revise_reference
from incidents.work.settling import Adoption, adopt, confirm, recomputed

REASON = "Four sources of their own."


@pytest.fixture
def sources(desk):
    """An observatory and a paper that repeats it, a body, and a hospital."""
    made = {}
    for name, repeats in (("observatory", None), ("paper", "observatory"), ("body", None), ("hospital", None)):
        drawing = {"source": {"title": {"en": name}, "publisher": name, "default_reliability": "B"}}
        if repeats:
            drawing["source_derivation"] = [{"id": "d", "parent_id": made[repeats].id, "how": "quotes"}]
        made[name] = record_reference(desk.session, desk.viewer("researcher"), Source, drawing)
    return made


@pytest.fixture
def case(desk, sources):
    """83 at least by the body, 86 by the observatory and its paper, 100 by the hospital."""
    numbers = {"body": {"low": 83, "qualifier": "at_least"}}
    numbers |= {name: dict.fromkeys(("low", "best", "high"), 86) for name in ("observatory", "paper")}
    numbers["hospital"] = dict.fromkeys(("low", "best", "high"), 100)
    citations = [{"id": name, "source_id": sources[name].id, "credibility": "2"} for name in numbers]
    figures = [{"id": f"f-{name}", "citation_id": name, **values} for name, values in numbers.items()]
    return desk.record({"citation": citations, "figure": figures})


def figure_of(case, sources, name):
    return next(f for f in case.figures if f.citation and f.citation.source_id == sources[name].id)


def take(desk, case, rule="range_independent", by="researcher", version=None, **values):
    values = {"outcome": "killed", "group": "total", "rule": rule, "reason": REASON, **values}
    return adopt(desk.session, desk.viewer(by), case.code, Adoption(**values), version or case.row_version)


def effective(desk, case):
    row = desk.session.get(EffectiveFigure, (case.id, "killed", "total", "person", ""))
    desk.session.refresh(row)
    return row.low, row.best, row.high, row.open_above, row.assessed


def change_figure(desk, case, figure, **values):
    stored = picture(case)["figure"]
    listed = [{"id": one["id"]} | (values if one["id"] == figure.id else {}) for one in stored]
    desk.revise(case, {"figure": listed})
    desk.session.refresh(case)


def correct(desk, source, **values):
    drawing = {"source": values}
    desk.session.refresh(source)
    revise_reference(desk.session, desk.viewer("researcher"), Source, source.code, source.row_version, drawing)


def whats(figure):
    return [one["what"] for one in figure.stale_because or []]


def test_a_rule_s_answer_becomes_the_team_s_number(desk, case, sources):
    figure = take(desk, case)
    assert (figure.low, figure.best, figure.high, figure.qualifier) == (83, None, 100, "at_least")
    assert (figure.rule, figure.rule_version, figure.rule_params) == (
        "range_independent",
        "1",
        {"at_least_speakers": 2},
    )
    names = ("body", "observatory", "hospital")
    assert set(figure.inputs) == {figure_of(case, sources, name).id for name in names}
    assert (figure.reason, figure.decided_by, figure.stale) == (REASON, desk.accounts["researcher"].id, False)
    assert figure.decided_at is not None
    assert effective(desk, case) == (83, None, 100, True, True)
    assert history(desk.session, "incident", case.id)[-1].verb == "adopted"
    assert history(desk.session, "incident", case.id)[-1].reason == REASON
    assert verify(desk.session).whole


def test_the_number_before_it_stays_as_an_earlier_one(desk, case):
    first = take(desk, case)
    second = take(desk, case, "editor", low=83, high=95, reason="The hospital counts some twice.")
    assert (first.series_state, first.low, first.reason) == ("superseded", 83, REASON)
    assert (second.series_state, second.supersedes_id) == ("current", first.id)
    assert effective(desk, case) == (83, None, 95, False, True)
    claims = [f for f in case.figures if f.role == "reported"]
    assert set(second.inputs) == {claim.id for claim in claims}


def test_a_group_lies_in_the_total_that_the_team_holds(desk, case):
    body = next(f for f in case.figures if f.low == 83)
    listed = [{"id": one["id"]} for one in picture(case)["figure"]]
    new = {"id": "n", "citation_id": body.citation_id, "group": "children", "low": 9, "best": 9, "high": 9}
    desk.revise(case, {"figure": [*listed, new]})
    children = take(desk, case, "editor", group="children", low=9, high=9)
    total = take(desk, case)
    assert children.within_figure_id == total.id
    assert take(desk, case, "editor", group="children", low=9).within_figure_id == total.id
    assert take(desk, case, "min_credible").supersedes_id == total.id


@pytest.mark.parametrize(
    ("rule", "values", "path"),
    [
        ("range_stated", {}, "rule"),
        ("named_victims", {}, "rule"),
        ("named_body", {}, "rule"),
        ("majority", {}, "rule"),
        ("range_independent", {"params": {"at_least_speakers": 4}}, "rule"),
        ("range_independent", {"params": {"at_least_speakers": 1}}, "params.at_least_speakers"),
        ("min_credible", {"params": {"credibility_at_most": 6}}, "params.credibility_at_most"),
        ("min_credible", {"params": {"tolerance": 6}}, "params.tolerance"),
        ("named_body", {"params": {"bodies": "one"}}, "params.bodies"),
        ("editor", {}, "low"),
        ("editor", {"low": 9, "high": 4}, "low"),
        ("editor", {"low": 9, "best": 4}, "low"),
        ("editor", {"low": -1}, "low"),
        ("editor", {"low": 1, "qualifier": "sort of"}, "qualifier"),
        ("range_independent", {"outcome": "nonsense"}, "outcome"),
        ("range_independent", {"kind": "nonsense"}, "kind"),
        ("range_independent", {"reason": "  "}, "reason"),
        ("nonsense", {}, "rule"),
        ("min_credible", {"outcome": "injured"}, "rule"),
    ],
)
def test_what_cannot_be_adopted_is_refused_at_its_place(desk, case, rule, values, path):
    changes, figures = desk.changes(), len(case.figures)
    with pytest.raises(Invalid) as refused:
        take(desk, case, rule, **values)
    assert refused.value.problems[0].path == path
    assert refused.value.problems[0].message
    assert (desk.changes(), len(case.figures)) == (changes, figures)


def test_only_who_may_change_the_case_and_from_its_version(desk, case):
    with pytest.raises(Forbidden):
        take(desk, case, by="reader")
    with pytest.raises(NotFound):
        take(desk, case, by="stranger")
    with pytest.raises(EditedMeanwhile):
        take(desk, case, version=case.row_version + 1)


def test_nothing_is_out_of_date_while_nothing_that_the_rule_reads_changes(desk, case, sources):
    figure = take(desk, case)
    desk.revise(case, {"incident": {"summary": {"en": "A typo put right."}}})
    change_figure(desk, case, figure_of(case, sources, "body"), as_stated="at least 83 people", calculation="none")
    change_figure(desk, case, figure_of(case, sources, "paper"), low=80, best=80, high=80)  # a copy, left out
    correct(desk, sources["body"], title={"en": "Another title"}, rights="free")
    desk.session.refresh(figure)
    assert (figure.stale, figure.stale_because) == (False, None)


@pytest.mark.parametrize(
    ("name", "values", "what"),
    [
        ("body", {"low": 84}, ["number"]),
        ("body", {"series_state": "withdrawn"}, ["state"]),
        ("hospital", {"credibility": "5"}, ["credibility"]),
        ("hospital", {"counting_basis": "increment"}, ["counted"]),
        ("body", {"stated_by_text": "Somebody else"}, ["speaker", "independence"]),
        ("observatory", {"role": "check"}, ["kept_to_compare"]),
        ("observatory", {"imputed": True, "imputation_rule": "dozens"}, ["counted"]),
    ],
)
def test_a_changed_claim_makes_it_out_of_date_and_says_why(desk, case, sources, name, values, what):
    figure = take(desk, case)
    claim = figure_of(case, sources, name)
    change_figure(desk, case, claim, **values)
    assert figure.stale
    assert [one["what"] for one in figure.stale_because if one["figure"] == claim.id] == what
    assert (figure.low, figure.high) == (83, 100)
    change = history(desk.session, "incident", case.id)[-1]
    marked = next(one for one in change.differences if one["id"] == figure.id and one["part"] == "figure")
    assert (change.verb, marked["fields"]["stale"]) == ("revised", {"from": False, "to": True})


def test_from_what_to_what_it_changed(desk, case, sources):
    figure = take(desk, case)
    claim = figure_of(case, sources, "body")
    change_figure(desk, case, claim, low=84)
    change_figure(desk, case, claim, low=85)
    about = {"figure": claim.id, "citation": claim.citation_id, "source": sources["body"].id}
    assert figure.stale_because == [
        {"what": "number", **about, "from": [83, None, None, True], "to": [84, None, None, True]},
        {"what": "number", **about, "from": [84, None, None, True], "to": [85, None, None, True]},
    ]


def test_a_claim_that_comes_or_goes_makes_it_out_of_date(desk, case, sources):
    figure = take(desk, case, "min_credible")
    stored = [{"id": one["id"]} for one in picture(case)["figure"]]
    body = figure_of(case, sources, "body")
    cited = body.citation_id
    desk.revise(case, {"figure": [one for one in stored if one["id"] != body.id]})
    assert whats(figure) == ["removed"]
    assert figure.stale_because[0]["number"] == [83, None, None, True]
    assert recomputed(desk.session, case, figure).low == 86
    stored = [{"id": one["id"]} for one in picture(case)["figure"]]
    new = {"id": "n", "citation_id": cited, "low": 91, "best": 91, "high": 91, "credibility": "1"}
    desk.revise(case, {"figure": [*stored, new]})
    assert whats(figure) == ["removed", "added"]


def test_removing_a_source_from_the_case_makes_it_out_of_date(desk, case, sources):
    figure = take(desk, case)
    gone = figure_of(case, sources, "hospital")
    drawing = picture(case)
    citations = [{"id": one["id"]} for one in drawing["citation"] if one["id"] != gone.citation_id]
    figures = [{"id": one["id"]} for one in drawing["figure"] if one["id"] != gone.id]
    desk.revise(case, {"citation": citations, "figure": figures})
    assert figure.stale
    assert whats(figure) == ["removed"]


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"credibility": "4"}, "credibility"),
        ({"reliability_override": "D", "reliability_reason": "New."}, "reliability"),
    ],
)
def test_another_grade_of_the_citation_makes_it_out_of_date(desk, case, sources, values, what):
    figure = take(desk, case)
    claim = figure_of(case, sources, "body")
    listed = [{"id": c.id} | (values if c.id == claim.citation_id else {}) for c in case.citations]
    desk.revise(case, {"citation": listed})
    assert whats(figure) == [what]


@pytest.mark.parametrize(
    ("name", "values", "what"),
    [
        ("body", {"default_reliability": "E"}, ["reliability"]),
        ("hospital", {"origin_unknown": True}, ["independence"]),
        ("observatory", {"publisher": "Another name"}, ["speaker"]),
    ],
)
def test_a_corrected_source_marks_the_cases_that_rest_on_it(desk, case, sources, name, values, what):
    figure, version = take(desk, case), case.row_version
    correct(desk, sources[name], **values)
    assert figure.stale
    assert whats(figure) == what
    assert case.row_version == version + 1
    change = history(desk.session, "incident", case.id)[-1]
    assert (change.verb, change.reason) == ("outdated", None)
    assert history(desk.session, "source", sources[name].id)[-1].verb == "revised"
    assert verify(desk.session).whole


def test_a_source_that_turns_out_to_repeat_another_marks_them(desk, case, sources):
    figure = take(desk, case)
    hospital = sources["hospital"]
    repeats = {"source_derivation": [{"id": "d", "parent_id": sources["observatory"].id, "how": "quotes"}]}
    revise_reference(desk.session, desk.viewer("researcher"), Source, hospital.code, hospital.row_version, repeats)
    assert whats(figure) == ["independence"]
    assert recomputed(desk.session, case, figure).high == 86


def test_a_source_that_no_adopted_figure_rests_on_marks_nothing(desk, case, sources):
    figure, version = take(desk, case), case.row_version
    correct(desk, sources["paper"], default_reliability="E")
    assert (figure.stale, case.row_version) == (False, version)


def test_an_editor_s_decision_is_out_of_date_too(desk, case, sources):
    figure = take(desk, case, "editor", low=83, high=100)
    change_figure(desk, case, figure_of(case, sources, "paper"), low=80, best=80, high=80)
    assert whats(figure) == ["number"]
    stands = confirm(desk.session, desk.viewer("researcher"), case.code, figure.id, "A copy.", case.row_version)
    assert (stands.stale, stands.stale_because, stands.reason) == (False, None, "A copy.")
    assert history(desk.session, "incident", case.id)[-1].verb == "confirmed"


def test_a_number_that_its_rule_still_gives_can_be_confirmed(desk, case, sources):
    figure = take(desk, case)
    change_figure(desk, case, figure_of(case, sources, "observatory"), low=87, best=87, high=87)
    assert figure.stale
    with pytest.raises(Invalid):
        confirm(desk.session, desk.viewer("researcher"), case.code, figure.id, " ", case.row_version)
    confirm(desk.session, desk.viewer("colleague"), case.code, figure.id, "Inside the range.", case.row_version)
    assert (figure.stale, figure.decided_by) == (False, desk.accounts["colleague"].id)
    with pytest.raises(Refused):
        confirm(desk.session, desk.viewer("researcher"), case.code, figure.id, "Again.", case.row_version)


def test_a_number_that_its_rule_does_not_give_any_more_cannot(desk, case, sources):
    figure = take(desk, case)
    change_figure(desk, case, figure_of(case, sources, "body"), low=70)
    with pytest.raises(Invalid, match="70–100 or more"):
        confirm(desk.session, desk.viewer("researcher"), case.code, figure.id, "It stands.", case.row_version)
    assert figure.stale
    anew = take(desk, case)
    assert (anew.low, anew.stale, figure.series_state) == (70, False, "superseded")


def test_it_stays_out_of_date_until_somebody_looks(desk, case, sources):
    figure = take(desk, case)
    body = figure_of(case, sources, "body")
    change_figure(desk, case, body, low=84)
    change_figure(desk, case, body, low=83)
    held = [{"id": one["id"]} for one in picture(case)["figure"] if one["id"] != figure.id]
    desk.revise(case, {"figure": [*held, {"id": figure.id, "stale": False, "stale_because": None}]})
    assert figure.stale
    assert whats(figure) == ["number", "number"]


def test_a_decision_typed_in_the_same_change_is_not_out_of_date(desk, case, sources):
    figure = take(desk, case, "editor", low=83, high=100)
    body = figure_of(case, sources, "body")
    listed = [{"id": one["id"]} for one in picture(case)["figure"] if one["id"] not in (figure.id, body.id)]
    desk.revise(case, {"figure": [*listed, {"id": body.id, "low": 70}, {"id": figure.id, "low": 70}]})
    assert (figure.stale, figure.low) == (False, 70)


def test_what_was_held_before_cannot_be_lost_or_rewritten(desk, case):
    first = take(desk, case)
    second = take(desk, case, "min_credible")
    listed = [{"id": one["id"]} for one in picture(case)["figure"] if one["id"] != first.id]
    desk.revise(case, {"figure": listed})
    desk.revise(case, {"figure": [*listed, {"id": first.id, "low": 1}]})
    desk.session.refresh(case)
    assert {first.id, second.id} <= {figure.id for figure in case.figures}
    assert (first.low, second.supersedes_id) == (83, first.id)


def restore(desk, case, version):
    desk.session.refresh(case)
    viewer = desk.viewer("reviewer")
    restore_incident(desk.session, viewer, case.code, case.row_version, to_version=version, reason="Too soon.")
    desk.session.expire_all()


def test_restoring_brings_a_decision_back_with_its_claims(desk, case, sources):
    figure, version = take(desk, case), case.row_version
    change_figure(desk, case, figure_of(case, sources, "body"), low=84)
    later = take(desk, case)
    restore(desk, case, version)
    assert [f.id for f in case.figures if f.role == "assessed"] == [figure.id]
    assert later.id not in {f.id for f in case.figures}
    assert (figure.series_state, figure.low, figure.stale) == ("current", 83, False)


def test_restoring_does_not_undo_what_a_corrected_source_made_out_of_date(desk, case, sources):
    figure, version = take(desk, case), case.row_version
    correct(desk, sources["body"], default_reliability="E")
    confirm(desk.session, desk.viewer("researcher"), case.code, figure.id, "It stands.", case.row_version)
    assert not figure.stale
    restore(desk, case, version)
    assert (figure.stale, whats(figure), figure.reason) == (True, ["reliability"], REASON)


def test_a_number_typed_under_a_rule_that_does_not_give_it_says_so(desk, case):
    stored = [{"id": one["id"]} for one in picture(case)["figure"]]
    typed = {"id": "n", "role": "assessed", "low": 83, "high": 90, "rule": "range_independent", "reason": "Typed."}
    desk.revise(case, {"figure": [*stored, typed]})
    (figure,) = [f for f in case.figures if f.role == "assessed"]
    assert (figure.low, figure.high, figure.stale, whats(figure)) == (83, 90, True, ["typed"])
    figures = [{"id": one["id"]} for one in picture(case)["figure"] if one["id"] != figure.id]
    desk.revise(case, {"figure": [*figures, {"id": figure.id, "high": 100, "qualifier": "at_least"}]})
    assert (figure.stale, figure.stale_because) == (False, None)
    desk.revise(case, {"figure": [*figures, {"id": figure.id, "high": 95, "rule": "editor"}]})
    assert (figure.stale, figure.high) == (False, 95)
