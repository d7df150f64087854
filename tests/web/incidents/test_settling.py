"""The figures of a case are settled on one page: claims with their chains, rules with their working, one adopted."""

import re
from typing import Any
from urllib.parse import quote, unquote

import pytest

from incidents.access.viewer import Viewer
from incidents.records import Figure, Incident
from incidents.search.derived import refresh
from incidents.work.entry import CaseEntry
from incidents.work.incidents import revise_incident
from tests.support.factories import (
    make_citation,
    make_figure,
    make_incident,
    make_incident_team,
    make_source,
    make_source_derivation,
    make_source_reader,
    store,
    viewer_of,
)
from tests.support.pages import Form, words_of
from tests.support.web import CANARY, Browser, World

UN, HOSPITAL, WIRE, PAPER = "The commission", "The hospital", "The wire", "The paper"


@pytest.fixture
def code(world: World) -> str:
    """A case with three speakers, a copy of one of them, a claim that was replaced, and a part of the dead."""
    incident = make_incident("A market is hit")
    make_incident_team(incident, world.team)
    hospital = make_citation(
        incident, make_source("Register", publisher=HOSPITAL, default_reliability="B"), locator="p. 4"
    )
    commission = make_citation(incident, make_source("Report", publisher=UN), excerpt="no fewer than 83 people died")
    wire_source = make_source("First news", publisher=WIRE)
    wire = make_citation(incident, wire_source)
    copying = make_source("Second news", publisher=PAPER)
    make_source_derivation(copying, wire_source, "copy")
    paper = make_citation(incident, copying)
    older = make_figure(
        incident, citation=hospital, low=70, best=70, high=70, series_state="superseded", credibility="2"
    )
    make_figure(incident, citation=hospital, low=100, best=100, high=100, credibility="3", supersedes=older,
                as_stated="100 in the register", as_of="2017-04-05")  # fmt: skip
    make_figure(incident, citation=commission, low=83, qualifier="at_least", credibility="2", as_stated="at least 83")
    make_figure(incident, citation=wire, low=87, best=87, high=87, credibility="2")
    make_figure(incident, citation=paper, low=87, best=87, high=87, credibility="2")
    make_figure(incident, citation=hospital, group="children", low=30, best=30, high=30, credibility="2")
    with world.databases.write_session() as session:
        store(session, incident)
        refresh(session, [incident])
        session.commit()
        return incident.code


def page(browser: Browser, code: str, query: str = "", status: int = 200) -> str:
    answer = browser.get(f"/cases/{code}/figures{query}")
    assert answer.status_code == status, answer.text
    return answer.text


def rule_words(text: str, name: str) -> str:
    """What the page says of one rule."""
    parts = re.split(r'<div class="rule(?: rule-none)?">', text)
    return next(words_of(part) for part in parts[1:] if words_of(part).startswith(name))


def figures_of(world: World, code: str) -> list[Figure]:
    with world.databases.read_session() as session:
        return list(session.query(Figure).join(Incident).where(Incident.code == code).order_by(Figure.id))


def claim_of(world: World, code: str, **values: Any) -> Figure:
    found = [f for f in figures_of(world, code) if all(getattr(f, n) == v for n, v in values.items())]
    assert len(found) == 1, found
    return found[0]


def adopt(browser: Browser, code: str, query: str = "", **typed: str) -> Any:
    form = Form(page(browser, code, query), "/figures/adopt")
    form.put({f"adopt-{name}": value for name, value in typed.items()})
    return browser.send(form.given["action"], form.sent("adopt"))


@pytest.mark.one_database
def test_a_stranger_is_asked_to_sign_in_and_another_team_finds_nothing(world: World, code: str) -> None:
    assert world.browser().get(f"/cases/{code}/figures").status_code == 303
    other, nowhere = world.browser("stranger").get(f"/cases/{code}/figures"), "INC-222222"
    missing = world.browser("stranger").get(f"/cases/{nowhere}/figures")
    assert other.status_code == missing.status_code == 404
    assert words_of(other.text) == words_of(missing.text)


@pytest.mark.one_database
@pytest.mark.parametrize("path", ["", "/adopt", "/confirm", "/1"])
def test_another_team_changes_nothing(world: World, code: str, path: str) -> None:
    before = [(f.id, f.low, f.series_state) for f in figures_of(world, code)]
    assert world.browser("stranger").send(f"/cases/{code}/figures{path}").status_code == 404
    assert world.browser("reader").send(f"/cases/{code}/figures{path}").status_code == 403
    assert [(f.id, f.low, f.series_state) for f in figures_of(world, code)] == before


@pytest.mark.one_database
def test_a_reader_sees_the_grid_and_the_rules_and_no_form(world: World, code: str) -> None:
    text = page(world.browser("reader"), code)
    assert 'method="post"' not in text.split("<main")[1].split("</main>")[0]
    assert 'type="radio"' not in text
    words = words_of(text)
    for said in ("100 in the register", "no fewer than 83 people died", "p. 4", "speaks for itself", "repeats others",
                 "Superseded", "The team holds no number yet"):  # fmt: skip
        assert said in words, said


@pytest.mark.one_database
def test_every_rule_says_how_it_comes_to_its_answer(world: World, code: str) -> None:
    text = page(world.browser("reader"), code)
    least = rule_words(text, "Lowest credible")
    assert "≥ 83" in least
    assert UN in least.split("set by")[1].split("Left out")[0]
    assert "the speaker gave a later number" in least
    assert "credible up to 3" in least
    independent = rule_words(text, "Range of independent sources")
    assert "83–100" in independent
    assert "3 independent" in independent
    assert "repeats or compiles" in independent
    assert "No number is stated by more than half" in rule_words(text, "Majority of sources")
    assert "no value" in rule_words(text, "Named victims")
    assert "Choose the bodies" in rule_words(text, "Figure of a named body")


@pytest.mark.one_database
def test_the_claims_that_set_an_end_are_marked(world: World, code: str) -> None:
    text = page(world.browser("reader"), code)
    low, high = claim_of(world, code, low=83), claim_of(world, code, low=100)
    cells = {number: words_of(cell) for number, cell in re.findall(r'id="claim-(\d+)"(.*?)</summary>', text, re.DOTALL)}
    assert "sets the low end" in cells[str(low.id)]
    assert "sets the high end" in cells[str(high.id)]
    assert sum("sets the" in cell for cell in cells.values()) == 2


def test_parameters_are_asked_by_address_and_what_cannot_be_used_says_so(world: World, code: str) -> None:
    browser = world.browser("reader")
    assert "≤ 87" not in rule_words(page(browser, code), "Highest credible")
    assert "87" in rule_words(page(browser, code, "?ceiling=2"), "Highest credible").split("Reads")[0]
    key = re.search(rf'<option value="([^"]+)">{HOSPITAL}</option>', page(browser, code))
    assert key is not None
    body = rule_words(page(browser, code, f"?body1={quote(key[1])}"), "Figure of a named body")
    assert body.startswith("Figure of a named body 100")
    refused = page(browser, code, "?speakers=1&tolerance=many")
    assert "Give a whole number from 2 to 100" in words_of(refused)
    assert "Write a whole number" in words_of(refused)
    assert 'value="many"' in refused


def test_a_rule_is_adopted_with_a_reason_and_stands_with_who_when_and_why(world: World, code: str) -> None:
    browser = world.browser("researcher")
    answer = adopt(browser, code, rule="range_independent", reason="Three speakers who were there.")
    assert answer.status_code == 303, words_of(answer.text)
    assert "#held" in answer.location
    text = page(browser, code)
    held = words_of(text.split('id="held"')[1].split("</section>")[0])
    for said in ("83–100", "or more", "Range of independent sources", "Three speakers who were there.", "UTC"):
        assert said in held, said
    assert world.accounts["researcher"].display_name in held
    kept = claim_of(world, code, role="assessed")
    assert (kept.low, kept.high, kept.rule, kept.group) == (83, 100, "range_independent", "total")


@pytest.mark.one_database
def test_the_parameters_that_were_asked_for_are_adopted(world: World, code: str) -> None:
    browser = world.browser("researcher")
    assert adopt(browser, code, "?ceiling=2", rule="max_credible", reason="Strictly.").status_code == 303
    assert claim_of(world, code, role="assessed").rule_params == {"credibility_at_most": 2}
    assert "credible up to 2" in words_of(page(browser, code).split('id="held"')[1].split("</section>")[0])


@pytest.mark.one_database
def test_an_editors_numbers_are_adopted_for_the_group_that_was_chosen(world: World, code: str) -> None:
    browser = world.browser("researcher")
    answer = adopt(browser, code, "?group=children", rule="editor", low="28", high="30", reason="Names were compared.")
    assert answer.status_code == 303, words_of(answer.text)
    kept = claim_of(world, code, role="assessed")
    assert (kept.group, kept.low, kept.best, kept.high, kept.qualifier) == ("children", 28, None, 30, None)


@pytest.mark.one_database
def test_what_is_missing_or_wrong_is_said_at_its_place_and_nothing_typed_is_lost(world: World, code: str) -> None:
    browser = world.browser("researcher")
    for typed, said in (
        ({"rule": "range_independent", "reason": ""}, "Give the reason why the team holds this number."),
        ({"rule": "editor", "low": "100", "high": "83", "reason": "As it is"}, "is above high"),
        ({"rule": "editor", "low": "many", "reason": "As it is"}, "Write a whole number"),
        ({"rule": "editor", "reason": "As it is"}, "Give at least one of the three numbers"),
    ):
        answer = adopt(browser, code, "?group=total&ceiling=4", **typed)
        assert answer.status_code == 422
        assert words_of(answer.text).count(said) == 2, said  # in the summary and at the field
        again = Form(answer.text, "/figures/adopt")
        for name, value in typed.items():
            assert again[f"adopt-{name}"] == value
        assert "ceiling=4" in again.given["action"]
    assert not [f for f in figures_of(world, code) if f.role == "assessed"]


@pytest.mark.one_database
@pytest.mark.parametrize("rule", ["majority", "named_victims", "named_body", "range_stated", "no_such_rule", ""])
def test_a_rule_without_a_value_is_not_offered_and_is_refused(world: World, code: str, rule: str) -> None:
    browser = world.browser("researcher")
    form = Form(page(browser, code), "/figures/adopt")
    assert rule not in form.options["adopt-rule"]
    sent = form.put({"adopt-reason": "Because."}).sent("adopt")
    sent.setlist("adopt-rule", [rule])
    answer = browser.send(form.given["action"], sent)
    assert answer.status_code == 422
    assert "Not saved yet" in answer.text
    assert "Because." in answer.text
    assert not [f for f in figures_of(world, code) if f.role == "assessed"]


def test_a_conflict_says_what_changed_and_keeps_what_was_typed(world: World, code: str) -> None:
    first, second = world.browser("researcher"), world.browser("reviewer")
    form = Form(page(second, code), "/figures/adopt")
    assert adopt(first, code, rule="min_credible", reason="The first was faster.").status_code == 303
    sent = form.put({"adopt-rule": "range_independent", "adopt-reason": "The second thought longer."}).sent("adopt")
    answer = second.send(form.given["action"], sent)
    assert answer.status_code == 409
    assert "The case was changed in the meantime" in words_of(answer.text)
    assert "The first was faster." in words_of(answer.text)
    again = Form(answer.text, "/figures/adopt")
    assert again["adopt-reason"] == "The second thought longer."
    assert second.send(again.given["action"], again.sent("adopt")).status_code == 303
    assert "The first was faster." in words_of(page(second, code))  # as an earlier decision


def grade(browser: Browser, code: str, number: int, query: str = "", **typed: str) -> Any:
    form = Form(page(browser, code, query), f"/figures/{number}?")
    form.put({f"grade-{number}-{name}": value for name, value in typed.items()})
    return browser.send(form.given["action"], form.sent("grade"))


@pytest.mark.one_database
def test_a_judged_claim_makes_the_adopted_number_stale_with_old_and_new_beside_one_another(
    world: World, code: str
) -> None:
    browser = world.browser("researcher")
    number = claim_of(world, code, low=83).id
    adopt(browser, code, rule="min_credible", reason="The least that is sure.")
    answer = grade(browser, code, number, credibility="5", reason="It was retold.")
    assert answer.status_code == 303, words_of(answer.text)
    assert f"open={number}" in answer.location
    held = page(browser, code).split('id="held"')[1].split("</section>")[0]
    words = words_of(held)
    for said in ("out of date", "What changed since", UN, "2 (Probably true)", "5 (Improbable)", "The same rule now"):
        assert said in words, said
    old, new = words.split("The same rule now")
    assert "≥ 83" in old
    assert "≥ 87" in new
    assert "It still stands" not in words  # the rule gives another number
    assert "Adopt anew" in words
    assert adopt(browser, code, rule="min_credible", reason="Without the retold one.").status_code == 303
    assert "out of date" not in words_of(page(browser, code))


@pytest.mark.one_database
def test_a_stale_number_that_the_rule_still_gives_can_be_confirmed(world: World, code: str) -> None:
    browser = world.browser("researcher")
    adopt(browser, code, rule="min_credible", reason="The least that is sure.")
    number = claim_of(world, code, low=100).id
    grade(browser, code, number, credibility="4", reason="A register without names.")
    text = page(browser, code)
    assert "out of date" in words_of(text)
    form = Form(text, "/figures/confirm")
    empty = browser.send(form.given["action"], form.sent("confirm"))
    assert empty.status_code == 422
    assert words_of(empty.text).count("Give the reason why the number still stands.") == 2
    answer = browser.send(form.given["action"], form.put({"confirm-reason": "The least is the same."}).sent("confirm"))
    assert answer.status_code == 303, words_of(answer.text)
    held = words_of(page(browser, code).split('id="held"')[1].split("</section>")[0])
    assert "out of date" not in held
    assert "The least is the same." in held


@pytest.mark.one_database
def test_judging_a_claim_needs_a_reason_and_keeps_what_was_chosen(world: World, code: str) -> None:
    browser = world.browser("researcher")
    number = claim_of(world, code, low=100).id
    answer = grade(browser, code, number, credibility="4", series_state="rejected", reason="")
    assert answer.status_code == 422
    assert words_of(answer.text).count("Give the reason why the claim is judged otherwise.") == 2
    assert re.search(rf'id="claim-{number}" open', answer.text)
    again = Form(answer.text, f"/figures/{number}?")
    assert again[f"grade-{number}-credibility"] == "4"
    assert again[f"grade-{number}-series_state"] == "rejected"
    assert claim_of(world, code, low=100).credibility == "3"


def add(browser: Browser, code: str, **typed: str) -> Any:
    form = Form(page(browser, code), f"/cases/{code}/figures?")
    return browser.send(form.given["action"], form.put({f"add-{n}": v for n, v in typed.items()}).sent("add"))


def test_a_claim_is_entered_with_its_words_and_replaces_the_one_before(world: World, code: str) -> None:
    browser = world.browser("researcher")
    older = claim_of(world, code, low=83)
    answer = add(browser, code, citation_id=str(older.citation_id), qualifier="more_than", low="90",
                 as_stated="more than 90", as_of="6 September 2017", supersedes_id=str(older.id), credibility="2",
                 locator="para. 72", excerpt="more than 90 people were killed", reason="A later report.")  # fmt: skip
    assert answer.status_code == 303, words_of(answer.text)
    new = claim_of(world, code, as_stated="more than 90")
    assert (new.low, new.best, new.high, new.series_state, new.supersedes_id) == (91, None, None, "current", older.id)
    assert claim_of(world, code, low=83).series_state == "superseded"
    assert new.citation_id != older.citation_id  # another passage of the same source
    words = words_of(page(browser, code))
    for said in ("more than 90 people were killed", "para. 72", "no fewer than 83 people died", "replaced by claim"):
        assert said in words, said


@pytest.mark.one_database
def test_a_faulty_claim_is_refused_at_its_field_with_what_was_typed(world: World, code: str) -> None:
    browser = world.browser("researcher")
    citation = str(claim_of(world, code, low=83).citation_id)
    answer = add(browser, code, citation_id=citation, low="90", high="80", as_of="3/4/2017", excerpt="so many")
    assert answer.status_code == 422
    assert words_of(answer.text).count("can be read in two ways") == 2
    again = Form(answer.text, f"/cases/{code}/figures?")
    assert (again["add-low"], again["add-as_of"], again["add-excerpt"]) == ("90", "3/4/2017", "so many")
    assert len(figures_of(world, code)) == 6


@pytest.mark.one_database
def test_what_does_not_fit_is_shown_and_not_averaged(world: World, code: str) -> None:
    words = words_of(page(world.browser("reader"), code).split('id="misfits"')[1].split("</section>")[0])
    assert "Children : Only one independent speaker states this number." in words
    assert "These speakers state numbers that cannot both be right." in words


@pytest.mark.one_database
def test_a_confidential_source_gives_its_number_and_nothing_else(world: World, code: str) -> None:
    with world.databases.write_session() as session:
        incident = session.query(Incident).where(Incident.code == code).one()
        list(incident.figures), list(incident.citations)  # read before anything is new
        secret = make_source(f"{CANARY} notes", publisher=f"{CANARY} witness", visibility="confidential")
        make_source_reader(secret, world.accounts["reviewer"])
        citation = make_citation(incident, secret, excerpt=f"{CANARY} words", locator=f"{CANARY} page")
        make_figure(
            incident, citation=citation, low=95, best=95, high=95, credibility="2", as_stated=f"{CANARY} said 95"
        )
        store(session, incident)
        refresh(session, [incident])
        session.commit()
    number = claim_of(world, code, low=95).id
    for role in ("reader", "researcher"):
        text = page(world.browser(role), code)
        assert CANARY not in text
        assert CANARY.lower() not in text.lower()
        assert "95" in words_of(text)
        assert f'action="/cases/{code}/figures/{number}' not in text
        guessed = page(world.browser(role), code, f"?body1=name:{CANARY.lower()}+witness")
        assert "Choose the bodies" in rule_words(guessed, "Figure of a named body")
    assert world.browser("researcher").send(f"/cases/{code}/figures/{number}").status_code == 404
    named = page(world.browser("reviewer"), code)
    assert f"{CANARY} said 95" in words_of(named)


@pytest.mark.one_database
def test_the_number_of_a_closed_source_survives_the_judging_of_another(world: World, code: str) -> None:
    with world.databases.write_session() as session:
        incident = session.query(Incident).where(Incident.code == code).one()
        list(incident.figures), list(incident.citations)  # read before anything is new
        secret = make_source("Notes", visibility="confidential")
        make_source_reader(secret, world.accounts["reviewer"])
        make_figure(incident, citation=make_citation(incident, secret), low=95, best=95, high=95, as_stated="I saw 95")
        store(session, incident)
        session.commit()
    number = claim_of(world, code, low=100).id
    assert grade(world.browser("researcher"), code, number, credibility="4", reason="No names.").status_code == 303
    assert claim_of(world, code, low=95).as_stated == "I saw 95"


@pytest.mark.one_database
def test_who_entered_a_number_stands_behind_it(world: World, code: str) -> None:
    number = claim_of(world, code, low=100).id
    browser = world.browser("researcher")
    grade(browser, code, number, credibility="2", reason="Names were found.")
    cell = page(browser, code).split(f'id="claim-{number}"')[1].split("</details>")[0]
    words = words_of(cell)
    assert "Entered" in words
    assert f"Last changed {world.accounts['researcher'].display_name}" in words


@pytest.mark.one_database
def test_a_case_without_numbers_says_so(world: World) -> None:
    text = page(world.browser("reader"), world.codes["cases"])
    assert "That is not the same as nought" in words_of(text)
    assert "The team holds no number yet" in words_of(text)


def test_what_the_address_asks_for_is_never_a_fault(world: World, code: str) -> None:
    browser = world.browser("researcher")
    for query in ("?outcome=nothing&group=nobody&unit=moon&kind=x", "?open=1e9", "?open=999999999999", "?body1=%00x",
                  "?ceiling=٣", "?tolerance=-5", "?speakers=99999999999999999999", f"?group={'x' * 5000}"):  # fmt: skip
        assert browser.get(f"/cases/{code}/figures{query}").status_code in (200, 400), query


@pytest.mark.one_database
def test_an_approved_case_is_settled_by_reviewers_only(world: World, code: str) -> None:
    with world.databases.write_session() as session:
        viewer: Viewer = viewer_of(world.accounts["reviewer"], world.team)
        incident = session.query(Incident).where(Incident.code == code).one()
        entry = CaseEntry({"incident": {"id": incident.id, "workflow_status": "approved"}})
        revise_incident(session, viewer, code, incident.row_version, entry)
        session.commit()
    assert 'id="adopt"' not in page(world.browser("researcher"), code)
    assert world.browser("researcher").send(f"/cases/{code}/figures/adopt").status_code == 403
    assert adopt(world.browser("reviewer"), code, rule="min_credible", reason="Read again.").status_code == 303


@pytest.mark.one_database
def test_numbers_elsewhere_lead_to_what_is_behind_them(world: World, code: str) -> None:
    browser = world.browser("reader")
    assert f"/cases/{code}/figures#killed-total" in browser.get(f"/cases/{code}").text
    assert f"/cases/{code}/figures#killed-total" in browser.get("/search?q=market").text
    assert 'id="killed-total"' in page(browser, code)
    total = browser.get("/search?q=market").text.split('class="totals"')[1].split("killed</span>")[0]
    address = re.findall(r'href="([^"]+)"', total)[-1].replace("&amp;", "&")
    assert "order:-killed" in unquote(address)
    assert code in browser.get(address).text
