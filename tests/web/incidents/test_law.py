"""The case in law: what it may amount to by the class of conflict, what a body found, and what does not fit."""

import pytest
from sqlalchemy import select

from incidents.access.viewer import OPERATOR
from incidents.ledger.trace import act
from incidents.records import Incident
from tests.support.factories import (
    make_assessment,
    make_citation,
    make_finding,
    make_incident,
    make_incident_violation,
    make_source,
)
from tests.support.pages import Form, form_of, words_of
from tests.support.web import World
from tests.web.incidents.test_case_page import page_of, put


def in_law(page: str) -> str:
    return words_of(page).partition("What it may amount to in law")[2].partition("History")[0]


@pytest.mark.one_database
def test_the_article_follows_the_class_of_conflict_and_only_a_body_finds(world: World) -> None:
    said = {}
    for conflict in ("iac", "niac", "both", None):
        incident = make_incident(f"Gas in a conflict {conflict}", conflict_class=conflict)
        make_assessment(incident, "probable", axis="legal", provision="wc_gases", legal_status="alleged")
        said[conflict] = in_law(page_of(world, put(world, incident)))
        assert "May amount to" in said[conflict]
        assert "never says that a court has jurisdiction" in said[conflict]
    articles = "RS 8(2)(b)(xviii)", "RS 8(2)(e)(xiv)"
    assert [[one in said[conflict] for one in articles] for conflict in said] == [
        [True, False], [False, True], [True, True], [True, True],
    ]  # fmt: skip
    found = make_incident("Gas that a court judged", conflict_class="niac")
    make_assessment(found, "probable", axis="legal", provision="wc_gases", legal_status="found")
    make_assessment(found, "possible", axis="legal", provision="wc_murder", legal_status="convicted")
    make_finding(found, "court", body_text="A regional court", axis="legal", provision="wc_gases", text="Guilty.")
    make_finding(found, "opcw_ffm", axis="legal", provision="cwc_art_i", native_value="not used")
    make_finding(found, "un_coi", axis="legal", provision="ihl_chemical", text="It violated the rule.")
    make_citation(found, make_source("A file", visibility="confidential"))
    code = put(world, found)
    words = in_law(page_of(world, code))
    assert "Found by A regional court" in words
    assert "May amount to War crime: murder" in words
    assert "no finding of a body on this provision is recorded" in words
    assert words.count("Found by") == 2
    # A finding in a closed source makes nothing certain for whoever may not read it.
    with world.databases.write_session() as session:
        stored = session.scalars(select(Incident).where(Incident.code == code)).one()
        with act(session, OPERATOR, "revised"):
            stored.findings[0].citation_id = stored.citations[0].id
        session.commit()
    words = in_law(page_of(world, code))
    assert "A regional court" not in words
    assert words.count("Found by") == 1


@pytest.mark.one_database
def test_what_does_not_fit_is_told_asked_and_settled_and_never_refused(world: World) -> None:
    incident = make_incident("Displacement", conflict_class="niac")
    make_incident_violation(incident, "chemical_nerve")
    code = put(world, incident)
    browser = world.browser("researcher")
    # What the violation points to is offered and entered nowhere.
    page = browser.get(f"/cases/{code}").text
    assert "to think of, by the violations recorded" in in_law(page)
    assert "RS 8(2)(e)(xiv)" in in_law(page)
    assert "May amount to" not in in_law(page)
    address = f"/cases/{code}/confidence"
    form = Form(browser.get(address).text.split('id="decide-legal"')[1])
    form.put({"legal-provision": "wc_displacing_civilians", "legal-legal_status": "alleged", "legal-reason": "Buses."})
    browser.send(address, form.sent())
    assert "does not fit the class" not in in_law(browser.get(f"/cases/{code}").text)
    edit = f"/cases/{code}/edit"
    form = form_of(browser.get(edit)).put({"case-conflict_class": "iac"})
    assert browser.send(edit, form.sent()).status_code == 303
    page = words_of(browser.get(f"/cases/{code}").text)
    assert "does not apply in a conflict of this class" in page
    assert "This provision does not fit the class of conflict" in page
    assert _questions(world, code) == [("provision_conflict_mismatch", "wc_displacing_civilians, iac", "open")]
    form = form_of(browser.get(edit)).put({"case-conflict_class": "niac"})
    browser.send(edit, form.sent())
    assert [state for _code, _value, state in _questions(world, code)] == ["fixed"]
    assert "does not fit the class" not in in_law(browser.get(f"/cases/{code}").text)


def _questions(world: World, code: str) -> list[tuple[str, str, str]]:
    with world.databases.read_session() as session:
        stored = session.scalars(select(Incident).where(Incident.code == code)).one()
        return [(one.code, one.raw_value, one.state) for one in stored.quality_issues]
