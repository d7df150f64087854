"""What a body found: entered as a part of the case, shown apart from the team's judgment, closed with its source."""

from sqlalchemy import select

from incidents.access.viewer import OPERATOR
from incidents.ledger.trace import act
from incidents.records import Incident
from incidents.records.picture import picture
from tests.support.factories import make_citation, make_finding, make_source, make_source_reader
from tests.support.pages import Form, form_of, words_of
from tests.support.web import Browser, World
from tests.web.incidents.entering import typed_form

FOUND = {
    "findings-0-body": "opcw_ffm",
    "findings-0-native_value": "likely used",
    "findings-0-text": "Very likely used as a weapon.",
    "findings-0-report_ref": "S/1636/2018",
    "findings-0-paragraph": "12",
    "findings-0-dated": "13 June 2018",
}


def with_finding(browser: Browser, **more: str) -> Form:
    """The form of a case with a finding, read in its first source."""
    form = form_of(browser.send("/cases/new", typed_form(browser).sent("add:findings"))).put(FOUND).put(more)
    form["findings-0-citation_id"] = form["citations-0-key"]
    return form


def stored(world: World, code: str):
    with world.databases.read_session() as session:
        return picture(session.scalars(select(Incident).where(Incident.code == code)).one())


def test_a_finding_is_entered_and_shown_with_body_terms_report_and_day(world: World) -> None:
    browser = world.browser("researcher")
    answer = browser.send("/cases/new", with_finding(browser).sent())
    assert answer.status_code == 303, words_of(answer.text)
    code = answer.location.rpartition("/")[2]
    (finding,) = stored(world, code)["finding"]
    assert (finding["body"], finding["axis"], finding["dated_edtf"]) == ("opcw_ffm", "occurrence", "2018-06-13")
    words = words_of(browser.get(f"/cases/{code}").text)
    told = ("What bodies found", "Likely used", "Very likely used as a weapon.", "S/1636/2018 · 12", "13 June 2018")
    assert [said for said in told if said not in words] == []
    assert "Finding" in words_of(browser.get(f"/cases/{code}/history").text)
    # Saved untouched it writes nothing, and taken out it is gone.
    form = form_of(browser.get(f"/cases/{code}/edit"))
    assert browser.send(f"/cases/{code}/edit", form.sent()).status_code == 303
    assert stored(world, code)["finding"] == [finding]
    form = form_of(browser.get(f"/cases/{code}/edit"))
    form = form_of(browser.send(f"/cases/{code}/edit", form.sent("remove:findings:0")))
    assert browser.send(f"/cases/{code}/edit", form.sent()).status_code == 303
    assert "finding" not in stored(world, code)


def test_a_body_beyond_its_mandate_is_warned_of_and_not_refused(world: World) -> None:
    browser = world.browser("researcher")
    form = with_finding(browser, **{"findings-0-axis": "attribution"})
    warned = browser.send("/cases/new", form.sent("check"))
    assert "has a mandate for “Did it happen”, not for “Who did it”" in words_of(warned.text)
    answer = browser.send("/cases/new", form.sent())
    assert answer.status_code == 303
    assert "has a mandate for" in words_of(browser.get(answer.location).text)


def test_mistakes_of_a_finding_stand_at_their_fields(world: World) -> None:
    browser = world.browser("researcher")
    wrong = {"findings-0-body": "court", "findings-0-native_value": "", "findings-0-text": ""}
    form = with_finding(browser, **wrong)
    form["findings-0-attribution_id"] = form["attributions-0-key"]
    answer = browser.send("/cases/new", form.sent())
    assert answer.status_code == 422
    words = words_of(answer.text)
    for said in ("Name the body", "Say what the body found", "Only a finding on who did it names somebody"):
        assert said in words, said
    assert form_of(answer)["findings-0-report_ref"] == "S/1636/2018"


def test_the_words_of_a_finding_stay_with_its_closed_source(world: World) -> None:
    code = world.codes["cases"]
    with world.databases.write_session() as session:
        incident = session.scalars(select(Incident).where(Incident.code == code)).one()
        closed = make_source("A closed report", visibility="confidential")
        make_source_reader(closed, world.accounts["reviewer"])
        words = dict.fromkeys(("body_text", "native_value", "text", "report_ref", "paragraph"), "Qclosed")
        with act(session, OPERATOR, "revised"):
            make_finding(incident, "ngo", citation=make_citation(incident, closed), **words)
        with act(session, OPERATOR, "revised"):
            incident.findings[0].text = "Qclosed again"
        session.commit()
    for path in ("", "/edit", "/history", "/versions/2"):
        assert "Qclosed" not in world.browser("researcher").get(f"/cases/{code}{path}").text, path
        assert "Qclosed" in world.browser("reviewer").get(f"/cases/{code}{path}").text, path
    assert "read in a source that is confidential" in words_of(world.browser("reader").get(f"/cases/{code}").text)
    before = stored(world, code)["finding"]
    browser = world.browser("researcher")
    form = form_of(browser.get(f"/cases/{code}/edit")).put({"case-time_text": "at dawn"})
    assert browser.send(f"/cases/{code}/edit", form.sent()).status_code == 303
    assert stored(world, code)["finding"] == before
