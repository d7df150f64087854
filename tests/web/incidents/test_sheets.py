"""Sheets: entered as rows of the form, shown on the page in words, told in the history, closed with their sources."""

from typing import Any

from sqlalchemy import select

from incidents.access.viewer import OPERATOR
from incidents.ledger.trace import act
from incidents.records import Incident
from incidents.records.picture import picture
from incidents.records.sheet import sheets
from tests.support.factories import make_citation, make_sheet, make_source, make_source_reader
from tests.support.pages import Form, form_of, words_of
from tests.support.web import Browser, World
from tests.web.incidents.entering import typed_form

TYPED: dict[str, str | list[str]] = {
    "chemical_sheets-0-agent": "sarin",
    "chemical_sheets-0-agent_state": "suspected",
    "chemical_sheets-0-agent_basis": ["symptoms", "witness"],
    "chemical_sheets-0-munition": "a grey bomb with a filler cap",
    "samples-0-type": "soil",
    "samples-0-collected": "5 April 2017",
    "samples-0-result": "Markers of sarin",
    "detentions-0-facility": "checkpoint",
    "detentions-0-held": "2017-04/..",
    "detentions-0-fate": "unknown",
}
TABLES = {kind.__tablename__ for kind in sheets()}


def stored(world: World, code: str) -> dict[str, Any]:
    with world.databases.read_session() as session:
        return picture(session.scalars(select(Incident).where(Incident.code == code)).one())


def form_with_rows(browser: Browser, *rows: str) -> Form:
    """The form of a case with a first row of each of these sheets."""
    form = typed_form(browser)
    for name in rows:
        form = form_of(browser.send("/cases/new", form.sent(f"add:{name}")))
    return form


def test_sheets_are_entered_shown_told_and_taken_out(world: World) -> None:
    browser = world.browser("researcher")
    form = form_with_rows(browser, "chemical_sheets", "samples", "detentions").put(TYPED)
    form["chemical_sheets-0-cited"] = [form["citations-0-key"]]
    form["chemical_sheets-0-figures"] = [form["figures-0-key"]]
    form["detentions-0-incident_place_id"] = form["places-0-key"]
    answer = browser.send("/cases/new", form.sent())
    assert answer.status_code == 303, words_of(answer.text)
    code = answer.location.rpartition("/")[2]
    case = stored(world, code)
    (sheet,), (sample,), (detention,) = case["chemical_sheet"], case["sample"], case["detention"]
    assert sample["chemical_sheet_id"] == sheet["id"], "the only attack is the one that the sample belongs to"
    assert (sheet["cited"], sheet["figures"]) == ([case["citation"][0]["id"]], [case["figure"][0]["id"]])
    assert detention["incident_place_id"] == case["incident_place"][0]["id"]
    words = words_of(browser.get(f"/cases/{code}").text)
    told = ("Sarin", "Suspected", "Symptoms", "a grey bomb with a filler cap", "Markers of sarin", "Checkpoint", "83")
    assert [said for said in told if said not in words] == []
    assert "Cases with chemical attack" in words_of(browser.get(f"/search?q=has:chemical code:{code}").text)
    # Saved untouched it writes nothing; a row that is taken out is gone, and its detail says that it needs a home.
    form = form_of(browser.get(f"/cases/{code}/edit"))
    assert browser.send(f"/cases/{code}/edit", form.sent()).status_code == 303
    assert stored(world, code) == case
    form = form_of(browser.send(f"/cases/{code}/edit", form.sent("remove:chemical_sheets:0")))
    refused = browser.send(f"/cases/{code}/edit", form.sent())
    assert refused.status_code == 422
    assert "Choose what this belongs to." in words_of(refused.text)
    form = form_of(browser.send(f"/cases/{code}/edit", form_of(refused).sent("remove:samples:0")))
    assert browser.send(f"/cases/{code}/edit", form.sent()).status_code == 303
    assert TABLES & set(stored(world, code)) == {"detention"}
    history = words_of(browser.get(f"/cases/{code}/history").text)
    assert [said for said in ("Chemical attack", "Sample", "Detention") if said not in history] == []


def test_a_number_of_one_of_several_rows_is_no_total(world: World) -> None:
    browser = world.browser("researcher")
    form = form_with_rows(browser, "detentions", "detentions")
    for row in ("0", "1"):
        form[f"detentions-{row}-facility"] = "prison"
    form["detentions-1-figures"] = [form["figures-0-key"]]
    refused = browser.send("/cases/new", form.sent())
    assert refused.status_code == 422
    assert "This number counts one of several here." in words_of(refused.text)
    form = form_of(refused).put({"figures-0-counting_basis": "part_of_incident"})
    assert browser.send("/cases/new", form.sent()).status_code == 303


def test_an_identified_agent_names_by_whom_and_munitions_run_upwards(world: World) -> None:
    browser = world.browser("researcher")
    wrong = {"agent": "sarin", "agent_state": "identified", "munitions_low": "3", "munitions_high": "2"}
    form = form_with_rows(browser, "chemical_sheets").put({f"chemical_sheets-0-{n}": v for n, v in wrong.items()})
    refused = browser.send("/cases/new", form.sent())
    assert refused.status_code == 422
    words = words_of(refused.text)
    assert "Say who identified the agent; without that it is suspected." in words
    assert "The lower number of munitions is greater than the higher one." in words
    right = {"chemical_sheets-0-confirmed_by": ["opcw_ffm"], "chemical_sheets-0-munitions_low": "2"}
    answer = browser.send("/cases/new", form_of(refused).put(right).sent())
    assert answer.status_code == 303
    words = words_of(browser.get(answer.location).text)
    assert "identified by OPCW Fact-Finding Mission" in words


def test_property_names_its_act_its_currency_and_its_shares(world: World) -> None:
    browser = world.browser("researcher")
    form = form_with_rows(browser, "property_acts", "property_holders")
    act = {"act": "torture", "value": "1200.5", "area_text": "12 dunums", "evidence_strength": "own_testimony"}
    form.put({f"property_acts-0-{name}": value for name, value in act.items()})
    form.put({"property_holders-0-who": "heirs of the owner", "property_holders-0-share_num": "3"})
    form["property_holders-0-share_den"] = "2"
    refused = browser.send("/cases/new", form.sent())
    assert refused.status_code == 422
    words = words_of(refused.text)
    for said in ("This is no act on property.", "Say in which currency", "A share cannot be greater than the whole."):
        assert said in words, said
    right = {"property_acts-0-act": "armed_seizure", "property_acts-0-currency": "SYP"}
    right |= {"property_holders-0-share_num": "1"}
    answer = browser.send("/cases/new", form_of(refused).put(right).sent())
    assert answer.status_code == 303, words_of(answer.text)
    words = words_of(browser.get(answer.location).text)
    for said in ("Seizure by armed actor", "Testimony alone is evidence", "12 dunums", "share 1 of 2"):
        assert said in words, said


def test_the_words_of_a_sheet_stay_with_its_closed_sources(world: World) -> None:
    code = world.codes["cases"]
    with world.databases.write_session() as session:
        incident = session.scalars(select(Incident).where(Incident.code == code)).one()
        closed = make_source("A closed report", visibility="confidential")
        make_source_reader(closed, world.accounts["reviewer"])
        with act(session, OPERATOR, "revised"):
            citation = make_citation(incident, closed)
            session.flush()
            sheet = make_sheet(incident, "chemical_sheet", agent="chlorine", munition="Qclosed", cited=[citation.id])
        with act(session, OPERATOR, "revised"):
            sheet.weather = "Qclosed again"
        session.commit()
    for path in ("", "/edit", "/history", "/versions/2"):
        assert "Qclosed" not in world.browser("researcher").get(f"/cases/{code}{path}").text, path
        assert "Qclosed" in world.browser("reviewer").get(f"/cases/{code}{path}").text, path
    assert "its words are not shown to you" in words_of(world.browser("reader").get(f"/cases/{code}").text)
    before = stored(world, code)["chemical_sheet"]
    browser = world.browser("researcher")
    form = form_of(browser.get(f"/cases/{code}/edit")).put({"case-time_text": "at dawn"})
    assert browser.send(f"/cases/{code}/edit", form.sent()).status_code == 303
    assert stored(world, code)["chemical_sheet"] == before
