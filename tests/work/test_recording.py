"""Recording a case: its sources entered in place, its links, and who may."""

from typing import Any

import pytest

from incidents.access.viewer import Role, Viewer
from incidents.base.errors import Forbidden, Invalid
from incidents.ledger.chain import verify
from incidents.records import Actor, Incident, Source
from incidents.work.entry import CaseEntry
from incidents.work.incidents import record_incident
from tests.support.desk import Desk
from tests.support.factories import make_actor, make_place, make_source, store

TWO_SOURCES = {
    "new-a": {"source": {"title": {"en": "At least 83 killed"}, "publisher": "A commission",
                         "published_text": "6 September 2017", "published_edtf": "2017-09-06"}},
    "new-b": {"source": {"title": {"en": "One hundred killed"}, "publisher": "A health office"}},
}  # fmt: skip
DISAGREEING: dict[str, Any] = {
    "incident": {
        "title": {"en": "Chemical attack on a town"},
        "occurred_text": "4 April 2017",
        "occurred_edtf": "2017-04-04",
    },
    "citation": [{"id": "new-1", "source_id": "new-a", "credibility": "2"}, {"id": "new-2", "source_id": "new-b"}],
    "figure": [
        {"id": "new-1", "citation_id": "new-1", "low": 83, "qualifier": "at_least"},
        {"id": "new-2", "citation_id": "new-2", "low": 100, "best": 100, "high": 100},
    ],
}


def problems_of(desk: Desk, case: dict[str, Any], by: str = "researcher", **companions: Any) -> dict[str, str]:
    """What is refused, by path."""
    with pytest.raises(Invalid) as refusal:
        desk.record(case, by, **companions)
    return {problem.path: problem.message for problem in refusal.value.problems}


def test_two_sources_that_disagree_are_entered_with_the_case(desk: Desk) -> None:
    incident = desk.record(DISAGREEING, sources=dict(TWO_SOURCES))
    said = {figure.citation.source.publisher: (figure.low, figure.best, figure.high) for figure in incident.figures}
    assert said == {"A commission": (83, None, None), "A health office": (100, 100, 100)}
    assert incident.n_sources == 2
    assert verify(desk.session).whole


def test_a_claim_counts_up_to_the_day_its_source_was_published(desk: Desk) -> None:
    incident = desk.record(DISAGREEING, sources=dict(TWO_SOURCES))
    first, second = incident.figures
    assert (first.as_of.text, first.as_of.edtf) == ("6 September 2017", "2017-09-06")
    assert second.as_of.is_empty


def test_a_day_that_is_stated_is_kept(desk: Desk) -> None:
    stated = {"id": "new-1", "citation_id": "new-1", "low": 1, "as_of_text": "May 2017", "as_of_edtf": "2017-05"}
    incident = desk.record({**DISAGREEING, "figure": [stated]}, sources=dict(TWO_SOURCES))
    assert incident.figures[0].as_of.edtf == "2017-05"


def test_a_reader_records_nothing(desk: Desk) -> None:
    before = desk.changes()
    with pytest.raises(Forbidden):
        desk.record({}, "reader")
    assert desk.changes() == before


def test_links_to_what_one_cannot_see_are_refused_like_links_to_nothing(desk: Desk) -> None:
    foreign = desk.viewer("stranger")
    source, actor, place = make_source(), make_actor(), make_place()
    store(desk.session, source, actor, place, viewer=foreign)

    def case(source_id: int, actor_id: int, place_id: int, team_id: int, account_id: int) -> dict[str, Any]:
        return {
            "citation": [{"id": "new-1", "source_id": source_id}],
            "attribution": [{"id": "new-1", "actor_id": actor_id}],
            "incident_place": [{"id": "new-1", "place_id": place_id}],
            "figure": [{"id": "new-1", "citation_id": "new-1", "low": 1, "stated_by_actor_id": actor_id,
                        "stated_by_source_id": source_id, "place_id": place_id}],
            "incident_team": [{"id": "new-1", "team_id": team_id}],
            "incident_reader": [{"id": "new-1", "account_id": account_id}],
        }  # fmt: skip

    hidden = problems_of(desk, case(source.id, actor.id, place.id, desk.other_team.id, desk.accounts["stranger"].id))
    missing = problems_of(desk, case(99_001, 99_002, 99_003, 99_004, 99_005))
    assert hidden == missing
    assert set(hidden) == {
        "citation.new-1.source_id", "attribution.new-1.actor_id", "incident_place.new-1.place_id",
        "figure.new-1.stated_by_actor_id", "figure.new-1.stated_by_source_id", "figure.new-1.place_id",
        "incident_team.new-1.team_id", "incident_reader.new-1.account_id",
    }  # fmt: skip


def test_even_the_operator_cannot_give_a_case_to_nobody(desk: Desk) -> None:
    operator = Viewer(None, "operator", Role.ADMINISTRATOR, sees_all=True)
    case = {"incident": {"title": {"en": "x"}}, "incident_team": [{"id": "n", "team_id": 99_001}]}
    with pytest.raises(Invalid):
        record_incident(desk.session, operator, CaseEntry(case))


def test_a_new_case_cannot_claim_the_numbers_of_anothers_parts(desk: Desk) -> None:
    theirs = desk.record(DISAGREEING, sources=dict(TWO_SOURCES))
    taken = {"figure": [{"id": theirs.figures[0].id, "citation_id": "new-1", "low": 1}],
             "citation": [{"id": "new-1", "source_id": theirs.citations[0].source_id}]}  # fmt: skip
    free = {**taken, "figure": [taken["figure"][0] | {"id": 99_001}]}
    assert [path.partition(".")[0] for path in problems_of(desk, taken)] == ["figure"]
    assert [path.partition(".")[0] for path in problems_of(desk, free)] == ["figure"]


def test_a_key_that_is_sent_twice_is_refused(desk: Desk) -> None:
    rows = [{"id": "new-1", "verbatim": "a town"}, {"id": "new-1", "verbatim": "a village"}]
    assert set(problems_of(desk, {"incident_place": rows})) == {"incident_place.new-1."}


def test_codes_are_never_used_twice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = desk.record({})
    codes = iter([first.code, first.code, "INC-NEW222"])
    monkeypatch.setattr("incidents.work.finding.new_code", lambda prefix: next(codes))
    assert desk.record({}).code == "INC-NEW222"


def test_siblings_refer_to_one_another_by_their_new_keys(desk: Desk) -> None:
    incident = desk.record(
        {
            **DISAGREEING,
            "figure": [
                {"id": "new-2", "citation_id": "new-2", "low": 90, "supersedes_id": "new-1",
                 "within_figure_id": "new-3"},
                {"id": "new-1", "citation_id": "new-1", "low": 83},
                {"id": "new-3", "role": "assessed", "low": 83, "high": 100, "rule": "editor", "reason": "Both.",
                 "inputs": ["new-1", "new-2"]},
            ],
            "attribution": [{"id": "new-9", "actor_id": "new-x", "alleged_by": ["new-2"],
                             "conceded_figures": ["new-1"]}],
            "assessment": [{"id": "new-1", "axis": "attribution", "about_attribution_id": "new-9",
                            "mapped_value": "confirmed", "reason": "Named by both."}],
        },
        sources=dict(TWO_SOURCES),
        actors={"new-x": {"actor": {}, "actor_name": [{"id": "new-en", "text": "An army", "lang": "en"}]}},
    )  # fmt: skip
    figures = {figure.low or 0: figure for figure in incident.figures if figure.role == "reported"}
    (held,) = [figure for figure in incident.figures if figure.role == "assessed"]
    (attribution,) = incident.attributions
    assert figures[90].supersedes_id == figures[83].id
    assert figures[90].within_figure_id == held.id
    assert held.inputs == [figures[83].id, figures[90].id]
    assert attribution.conceded_figures == [figures[83].id]
    assert attribution.alleged_by == [incident.citations[1].id]
    assert incident.assessments[0].about_attribution_id == attribution.id
    assert desk.session.get_one(Actor, attribution.actor_id).names[0].text == "An army"


def test_a_source_entered_in_place_is_checked_like_any_other(desk: Desk) -> None:
    sources = {"new-a": {"source": {"title": None, "url": "javascript:alert(1)", "kind": "no such kind"}}}
    case = {"citation": [{"id": "new-1", "source_id": "new-a"}]}
    found = problems_of(desk, case, sources=sources)
    assert set(found) == {"sources.new-a.title", "sources.new-a.url", "sources.new-a.kind"}


def test_a_confidential_source_stays_open_to_whoever_entered_it(desk: Desk) -> None:
    sources = {"new-a": {"source": {"title": {"en": "A witness"}, "visibility": "confidential"}}}
    incident = desk.record({"citation": [{"id": "new-1", "source_id": "new-a"}]}, sources=sources)
    source = desk.session.get_one(Source, incident.citations[0].source_id)
    assert [reader.account_id for reader in source.readers] == [desk.accounts["researcher"].id]


def test_an_identifier_of_another_list_belongs_to_one_case(desk: Desk) -> None:
    named = {"external_id": [{"id": "new-1", "system": "UCDP GED", "value": "242363"}]}
    incident = desk.record(named)
    assert [(one.system, one.value, one.record_type) for one in incident.external_ids] == [
        ("UCDP GED", "242363", "incident")
    ]
    assert set(problems_of(desk, named)) == {"external_id.new-1.value"}
    twice = [{"id": f"new-{n}", "system": "ACLED", "value": "SYR1"} for n in range(2)]
    assert set(problems_of(desk, {"external_id": twice})) == {"external_id.new-1.value"}
    assert isinstance(incident, Incident)
