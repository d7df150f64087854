"""The page of the four judgments: what stands, what is proposed, deciding, and what a reader must not learn."""

from typing import Any

import pytest
from sqlalchemy import select

from incidents.access.viewer import OPERATOR
from incidents.ledger.trace import act
from incidents.records import Assessment, Incident
from incidents.search.derived import refresh
from tests.support.factories import (
    make_actor,
    make_assessment,
    make_attribution,
    make_citation,
    make_figure,
    make_finding,
    make_incident,
    make_incident_team,
    make_source,
    make_source_derivation,
    store,
)
from tests.support.pages import Form, words_of
from tests.support.web import World

GRADED: dict[str, Any] = {"credibility": "2", "stance_occurrence": "supports"}


def put(world: World, incident: Incident) -> str:
    with world.databases.write_session() as session:
        make_incident_team(incident, world.team)
        store(session, incident)
        refresh(session, [incident])
        session.commit()
    return f"/cases/{incident.code}/confidence"


def graded_case(*publishers: str) -> Incident:
    """A case with one source of good grade for each publisher."""
    incident = make_incident("A judged case")
    for publisher in publishers:
        make_citation(incident, make_source(publisher=publisher, default_reliability="B"), **GRADED)
    return incident


def page_of(world: World, address: str, role: str = "researcher") -> str:
    answer = world.browser(role).get(address)
    assert answer.status_code == 200
    return answer.text


def part(page: str, axis: str) -> str:
    """The words of one question."""
    return words_of(page.split(f'id="axis-{axis}"')[1].split('</section>\n<section class="part"')[0])


def judgments(world: World) -> list[tuple[Any, ...]]:
    with world.databases.read_session() as session:
        rows = session.scalars(select(Assessment).order_by(Assessment.id))
        return [(row.axis, row.mapped_value, row.state, row.reason) for row in rows]


def form_of(page: str, key: str) -> Form:
    """The form of one question."""
    return Form(page.split(f'id="decide-{key}"')[1])


@pytest.mark.one_database
def test_an_empty_case_is_not_assessed_and_that_is_no_low_grade(world: World) -> None:
    page = page_of(world, put(world, make_incident("An empty case")))
    for axis in ("occurrence", "attribution", "quantity", "legal"):
        assert "Not assessed" in part(page, axis)
        assert "grade-not_assessed" in page.split(f'id="axis-{axis}"')[1]
    assert "That is no low grade" in part(page, "occurrence")
    assert "Nothing graded speaks on this question" in part(page, "occurrence")
    assert "The team holds no number" in part(page, "quantity")
    assert "In law no level is proposed" in part(page, "legal")
    assert "grade-doubtful" not in page


def test_the_proposal_shows_its_working_and_changes_nothing(world: World) -> None:
    incident = graded_case("Alpha", "Beta", "Gamma")
    copy = make_source(publisher="Delta", default_reliability="A")
    make_source_derivation(copy, incident.citations[0].source)
    make_citation(incident, copy, **GRADED)
    make_citation(incident, make_source(publisher="Epsilon", default_reliability="F"), **GRADED)
    make_assessment(incident, "possible", reason="It was early.", dated=None)
    said = part(page_of(world, put(world, incident)), "occurrence")
    assert "3 independent sources of credibility 1 to 3 speak for it." in said
    assert "repeats a source that is counted already: Delta" in said
    assert "cannot be judged (F); that is no bad grade: Epsilon" in said
    assert "The team holds “Possible”; the graded sources suggest “Confirmed”." in said
    assert judgments(world) == [("occurrence", "possible", "current", "It was early.")]


def test_a_person_decides_with_a_reason_and_the_earlier_judgment_stays(world: World) -> None:
    incident = graded_case("Alpha", "Beta")
    make_assessment(incident, "possible", reason="It was early.")
    address = put(world, incident)
    browser = world.browser("researcher")
    form = form_of(browser.get(address).text, "occurrence")
    assert form["occurrence-mapped_value"] == "possible"
    assert form["occurrence-reason"] == ""
    cited = form.options["occurrence-cited"]
    form.put({"occurrence-mapped_value": "probable", "occurrence-standard_of_proof": "reasonable_grounds_to_believe",
              "occurrence-reason": "Two of them agree.", "occurrence-cited": cited[:1],
              "occurrence-scheme": "airwars", "occurrence-native_value": "Weak"})  # fmt: skip
    answer = browser.send(address, form.sent())
    assert (answer.status_code, answer.location) == (303, f"{address}#axis-occurrence")
    said = part(browser.get(address).text, "occurrence")
    assert judgments(world) == [
        ("occurrence", "possible", "superseded", "It was early."),
        ("occurrence", "probable", "current", "Two of them agree."),
    ]
    for words in ("Probable", "Reasonable grounds to believe", "Rests on", "Alpha", "no second reader yet",
                  "Airwars grading of civilian harm", "Weak", "suggests Possible", "not the same as unlikely",
                  "1 earlier judgment", "It was early."):  # fmt: skip
        assert words in said, words


@pytest.mark.one_database
@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_recorded_and_nothing_typed_is_lost(world: World, reason: str) -> None:
    address = put(world, graded_case("Alpha"))
    browser = world.browser("researcher")
    form = form_of(browser.get(address).text, "occurrence")
    form.put({"occurrence-mapped_value": "probable", "occurrence-native_value": "Fair", "occurrence-reason": reason})
    answer = browser.send(address, form.sent())
    assert answer.status_code == 422
    assert judgments(world) == []
    again = form_of(answer.text, "occurrence")
    assert (again["occurrence-mapped_value"], again["occurrence-native_value"]) == ("probable", "Fair")
    assert "is needed" in part(answer.text, "occurrence")


def test_somebody_else_was_faster(world: World) -> None:
    address = put(world, graded_case("Alpha"))
    first, second = world.browser("researcher"), world.browser("reviewer")
    forms = [form_of(browser.get(address).text, "occurrence") for browser in (first, second)]
    for form, level in zip(forms, ("probable", "doubtful"), strict=True):
        form.put({"occurrence-mapped_value": level, "occurrence-reason": f"Held {level}."})
    assert first.send(address, forms[0].sent()).status_code == 303
    answer = second.send(address, forms[1].sent())
    assert answer.status_code == 409
    assert "Somebody changed this case while you were writing" in part(answer.text, "occurrence")
    again = form_of(answer.text, "occurrence")
    assert again["occurrence-reason"] == "Held doubtful."
    assert second.send(address, again.sent()).status_code == 303
    assert [row[1:3] for row in judgments(world)] == [("probable", "superseded"), ("doubtful", "current")]


def test_each_actor_is_judged_by_itself(world: World) -> None:
    incident = make_incident("Two actors")
    citations = [
        make_citation(incident, make_source(publisher=name, default_reliability="B"), credibility="2")
        for name in ("Alpha", "Beta", "Gamma")
    ]
    rows = [make_attribution(incident, make_actor(name)) for name in ("Northern army", "Southern army")]
    address = put(world, incident)
    with world.databases.write_session() as session:
        with act(session, OPERATOR, "revised"):
            stored = session.get_one(type(rows[0]), rows[0].id)
            stored.alleged_by = [citation.id for citation in citations]
        session.commit()
    said = part(page_of(world, address), "attribution")
    northern, southern = said.split("Southern army")
    assert "3 independent sources" in northern
    assert "Nothing graded speaks" in southern
    browser = world.browser("researcher")
    form = form_of(browser.get(address).text, f"attribution-{rows[1].id}")
    key = f"attribution-{rows[1].id}"
    form.put({f"{key}-mapped_value": "discounted", f"{key}-reason": "It was elsewhere."})
    browser.send(address, form.sent())
    with world.databases.read_session() as session:
        (judged,) = session.scalars(select(Assessment))
        assert (judged.about_attribution_id, judged.mapped_value) == (rows[1].id, "discounted")


@pytest.mark.one_database
def test_a_number_is_held_against_the_speakers_that_agree(world: World) -> None:
    incident = make_incident("A counted case")
    for name, low, high in (("Alpha", 83, None), ("Beta", 86, 86), ("Gamma", 100, 100), ("Delta", 58, 58)):
        citation = make_citation(incident, make_source(publisher=name, default_reliability="B"), credibility="2")
        make_figure(incident, citation=citation, low=low, high=high)
    make_figure(incident, role="assessed", low=83, high=100, rule="editor", reason="All of them.")
    said = part(page_of(world, put(world, incident)), "quantity")
    assert "Killed: 83–100" in said
    assert "3 independent sources of credibility 1 to 3 speak for it." in said
    assert "1 independent credible source speaks against it." in said
    assert "Contested" in said


@pytest.mark.one_database
def test_a_legal_label_is_a_possibility_until_a_body_finds_it(world: World) -> None:
    incident = make_incident("A case in law", conflict_class="niac")
    make_assessment(incident, "not_assessed", axis="legal", provision="wc_attacking_civilians", legal_status="alleged")
    make_assessment(incident, "probable", axis="legal", provision="wc_civilian_objects", legal_status="found")
    make_finding(incident, "court", axis="occurrence", standard="beyond_reasonable_doubt")
    said = part(page_of(world, put(world, incident)), "legal")
    assert "May amount to War crime: attacking civilians (RS 8(2)(e)(i))" in said
    # Whoever says that a body found it needs a finding of that body.
    assert "May amount to War crime: attacking civilian objects" in said
    assert "no finding of a body on this provision is recorded" in said
    assert "does not fit the class of conflict" in said
    assert "No finding of a body is recorded." in said


@pytest.mark.one_database
def test_a_second_provision_stands_beside_the_first(world: World) -> None:
    incident = make_incident("A case in law")
    make_assessment(incident, "possible", axis="legal", provision="wc_attacking_civilians", legal_status="alleged")
    address = put(world, incident)
    browser = world.browser("researcher")
    form = form_of(browser.get(address).text, "legal")
    form.put({"legal-provision": "wc_murder", "legal-legal_status": "alleged", "legal-reason": "Detained persons."})
    assert browser.send(address, form.sent()).status_code == 303
    assert [row[2] for row in judgments(world)] == ["current", "current"]


@pytest.mark.one_database
def test_native_grades_stand_beside_the_judgment(world: World) -> None:
    incident = make_incident("A graded case")
    native = {"axis": "occurrence", "reason": "Grade of the list.", "author_text": "A list"}
    make_assessment(incident, "not_assessed", scheme="ucdp_clarity", native_value="1", **native)
    make_assessment(incident, "not_assessed", scheme="airwars", native_value="Contested, Discounted", **native)
    make_assessment(incident, "not_assessed", scheme="syrian_archive", native_value="verified", **native)
    make_assessment(incident, "confirmed", reason="We looked.")
    address = put(world, incident)
    said = part(page_of(world, address), "occurrence")
    for words in ("Confirmed", "We looked.", "UCDP clarity of the event : 1 (Fully identifiable)",
                  "clarity of identification, not truth", "Contested, Discounted",
                  "Several values stand in one cell", "Syrian Archive verification : verified",
                  "the mapping does not know this value"):  # fmt: skip
        assert words in said, words
    page = words_of(page_of(world, address.removesuffix("/confidence")))
    happened = page.split("Did it happen")[1].split("Who did it")[0]
    assert "Confirmed" in happened
    assert "Not assessed" not in happened


@pytest.mark.one_database
def test_a_confidential_source_is_counted_and_not_described(world: World) -> None:
    incident = graded_case("Alpha")
    closed = make_source("Voice of the Qanarysource", publisher="Qanarypublisher", default_reliability="B",
                         visibility="confidential")  # fmt: skip
    make_citation(incident, closed, **GRADED)
    finding = make_finding(
        incident, "un_coi", standard="reasonable_suspicion", text="Qanarytext", report_ref="Qanaryref"
    )
    finding.citation = incident.citations[1]
    page = page_of(world, put(world, incident))
    assert "2 independent sources" in part(page, "occurrence")
    assert "1 source is confidential; it is counted like the others." in part(page, "occurrence")
    assert "A confidential source" in page
    assert "Qanary" not in page


@pytest.mark.one_database
def test_a_reader_sees_and_does_not_decide(world: World) -> None:
    address = put(world, graded_case("Alpha"))
    page = page_of(world, address, "reader")
    assert "decide-occurrence" not in page
    answer = world.browser("reader").send(address, {"question": "occurrence", "occurrence-reason": "Mine."})
    assert answer.status_code == 403
    assert judgments(world) == []


@pytest.mark.parametrize("key", ["", "nonsense", "attribution-99999", "occurrence-1", "legal-0"])
def test_a_question_that_is_not_there_is_not_found(world: World, key: str) -> None:
    address = put(world, graded_case("Alpha"))
    answer = world.browser("researcher").send(address, {"question": key, f"{key}-reason": "Mine."})
    assert answer.status_code == 404


@pytest.mark.one_database
def test_a_forged_source_or_level_is_refused_at_its_place(world: World) -> None:
    address = put(world, graded_case("Alpha"))
    browser = world.browser("researcher")
    form = form_of(browser.get(address).text, "occurrence")
    form.data.setlist("occurrence-cited", ["987654"])
    form.data["occurrence-mapped_value"] = "certain"
    form.data["occurrence-reason"] = "Because."
    answer = browser.send(address, form.sent())
    assert answer.status_code == 422
    assert judgments(world) == []
