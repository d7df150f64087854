"""A law in the browser: entered with what it amends, its procedure on a day, its cases, and who may see them."""

from sqlalchemy import select

from incidents.access.viewer import OPERATOR
from incidents.ledger.trace import act
from incidents.records import Incident, LegalInstrument
from incidents.records.picture import picture
from tests.support.factories import make_incident_instrument, make_legal_instrument, make_sheet, make_source, store
from tests.support.pages import form_of, words_of
from tests.support.web import Browser, World

LAW_10 = {
    "record-title-en": "Law on zones",
    "record-title-ar": "قانون المناطق",
    "record-kind": "law",
    "record-number": "10/2018",
    "record-issued": "2 April 2018",
    "record-in_force": "2018-04-02",
    "record-deadline_days": "30",
    "record-in_person": "yes",
    "record-visibility": "public",
}
LAW_42 = {
    "record-title-en": "Law on longer deadlines",
    "record-kind": "law",
    "record-number": "42/2018",
    "record-in_force": "2018-11-11",
    "record-deadline_days": "365",
    "record-visibility": "public",
    "amendments-0-how": "amends",
}


def enter(browser: Browser, typed: dict[str, str]) -> str:
    answer = browser.send("/laws/new", form_of(browser.get("/laws/new")).put(typed).sent())
    assert answer.status_code == 303, words_of(answer.text)
    return str(answer.location.rpartition("/")[2])


def stored(world: World, code: str):
    with world.databases.read_session() as session:
        return picture(session.scalars(select(LegalInstrument).where(LegalInstrument.code == code)).one())


def test_a_law_is_entered_amended_and_asked_for_a_day(world: World) -> None:
    browser = world.browser("researcher")
    first = enter(browser, LAW_10)
    assert [one["value"].partition(" ")[0] for one in browser.get("/laws/suggest?q=المناطق").json] == [first]
    # What names no one law is refused at its place, and nothing typed is lost.
    form = form_of(browser.get("/laws/new")).put(LAW_42 | {"amendments-0-earlier": "no such law"})
    answer = browser.send("/laws/new", form.sent())
    assert answer.status_code == 422
    assert "is not one record" in words_of(answer.text)
    again = form_of(answer)
    assert (again["amendments-0-earlier"], again["record-title-en"]) == ("no such law", "Law on longer deadlines")
    second = enter(browser, LAW_42 | {"amendments-0-earlier": "law on zones"})
    words = words_of(browser.get(f"/laws/{first}").text)
    for said in ("Law 10/2018: Law on zones", "In force from 11 November 2018 · Amends", "365 days before: 30 days"):
        assert said in words
    for day, days in (("2018-05-01", 30), ("11 November 2018", 365)):
        on_that_day = browser.get(f"/laws/{first}", query_string={"day": day})
        assert f"Days to claim {days} days according to" in words_of(on_that_day.text)
    assert "was not in force" in words_of(browser.get(f"/laws/{first}?day=2017-01-01").text)
    for no_day in ("2018", "soon"):
        assert browser.get(f"/laws/{first}?day={no_day}").status_code == 200
    assert "Name one day" in words_of(browser.get(f"/laws/{first}?day=2018").text)
    listed = browser.get("/laws?q=zones&kind=law&number=10").text
    assert first in listed
    assert second not in listed
    unchanged = form_of(browser.get(f"/laws/{second}/edit")).sent()
    assert browser.send(f"/laws/{second}/edit", unchanged).status_code == 303
    with world.databases.read_session() as session:
        assert session.scalar(select(LegalInstrument.row_version).where(LegalInstrument.code == second)) == 1


def test_the_same_number_is_asked_about_once_and_a_circle_is_refused(world: World) -> None:
    browser = world.browser("researcher")
    first = enter(browser, LAW_10)
    answer = browser.send("/laws/new", form_of(browser.get("/laws/new")).put(LAW_10).sent())
    assert answer.status_code == 200
    assert "is here already" in words_of(answer.text)
    assert first in answer.text
    assert browser.send("/laws/new", form_of(answer).sent()).status_code == 303
    second = enter(browser, LAW_42 | {"amendments-0-earlier": first})
    form = form_of(
        browser.send(f"/laws/{first}/edit", form_of(browser.get(f"/laws/{first}/edit")).sent("add:amendments"))
    )
    answer = browser.send(f"/laws/{first}/edit", form.put({"amendments-0-earlier": second}).sent())
    assert answer.status_code == 422
    assert "leads back to the text itself" in words_of(answer.text)


def test_two_editors_are_joined_and_a_withdrawn_law_is_in_no_list(world: World) -> None:
    browser, reviewer = world.browser("researcher"), world.browser("reviewer")
    code = enter(browser, LAW_10)
    mine, theirs = (form_of(one.get(f"/laws/{code}/edit")) for one in (browser, reviewer))
    reviewer.send(f"/laws/{code}/edit", theirs.put({"record-fee": "100 pounds", "record-deadline_days": "45"}).sent())
    answer = browser.send(
        f"/laws/{code}/edit", mine.put({"record-appeal": "A court", "record-deadline_days": "60"}).sent()
    )
    assert answer.status_code == 409
    joined = form_of(answer)
    assert (joined["record-fee"], joined["record-appeal"]) == ("100 pounds", "A court")
    assert "has saved here: 45" in words_of(answer.text)
    assert browser.send(f"/laws/{code}/edit", joined.sent()).status_code == 303
    assert stored(world, code)["legal_instrument"]["deadline_days"] == 60
    assert browser.get(f"/laws/{code}/withdraw").status_code == 403
    asked = form_of(reviewer.get(f"/laws/{code}/withdraw"))
    assert reviewer.send(f"/laws/{code}/withdraw", asked.sent()).status_code == 422
    again = form_of(reviewer.get(f"/laws/{code}/withdraw")).put({"reason": "Entered twice."})
    assert reviewer.send(f"/laws/{code}/withdraw", again.sent()).status_code == 303
    assert code not in reviewer.get("/laws").text
    assert "Entered twice." in reviewer.get(f"/laws/{code}").text
    assert browser.get("/laws/suggest?q=zones").json == []


def test_a_case_takes_a_law_on_its_form_and_each_page_leads_to_the_other(world: World) -> None:
    browser, case = world.browser("researcher"), world.codes["cases"]
    code = enter(browser, LAW_10 | {"record-visibility": "restricted"})
    assert world.browser("reader").get(f"/laws/{code}").status_code == 404
    address = f"/cases/{case}/edit"
    form = form_of(browser.send(address, form_of(browser.get(address)).sent("add:instruments")))
    form.put({"instruments-0-instrument": "10/2018", "instruments-0-role": "caused", "instruments-0-note": "Named."})
    answer = browser.send(address, form.sent())
    assert answer.status_code == 422, "a number alone is no exact name"
    form = form_of(answer).put({"instruments-0-instrument": code})
    assert browser.send(address, form.sent()).status_code == 303
    # Whoever sees the case sees the law now.
    reader = world.browser("reader")
    assert "Caused it Law 10/2018: Law on zones Named." in words_of(reader.get(f"/cases/{case}").text)
    page = words_of(reader.get(f"/laws/{code}").text)
    assert "Air strike on a market Caused it" in page
    assert world.browser("stranger").get(f"/laws/{code}").status_code == 404
    untouched = form_of(browser.get(address))
    assert untouched["instruments-0-instrument"].startswith(code)
    assert browser.send(address, untouched.sent()).status_code == 303


def test_what_a_viewer_may_not_see_of_a_law_is_neither_shown_nor_counted(world: World) -> None:
    with world.databases.write_session() as session:
        hidden = make_source("Leaked gazette", visibility="confidential")
        law, leaked = make_legal_instrument("Law on zones", visibility="public"), make_legal_instrument("Qleaked order")
        store(session, hidden, law)
        leaked.source_id = hidden.id
        store(session, leaked)
        with act(session, OPERATOR, "revised"):
            for case in session.scalars(select(Incident)):
                make_incident_instrument(case, law, role="cited")
                make_sheet(case, "property_act", instrument_id=leaked.id)
        session.commit()
        code, secret = law.code, leaked.code
        titles = {case.code: case.title["en"] for case in session.scalars(select(Incident)) if "en" in case.title}
    stranger, reader = world.browser("stranger"), world.browser("reader")
    page, listed = stranger.get(f"/laws/{code}").text, words_of(stranger.get("/laws").text)
    seen = {one for one in titles if stranger.get(f"/cases/{one}").status_code == 200}
    assert {one for one in titles if one in page} == seen
    assert f"not recorded {len(seen)}" in listed
    for browser in (stranger, reader):
        assert browser.get(f"/laws/{secret}").status_code == 404
        assert "Qleaked" not in browser.get("/laws").text + browser.get("/laws/suggest?q=Qleaked").text
    assert "Qleaked" not in reader.get(f"/cases/{world.codes['cases']}").text
