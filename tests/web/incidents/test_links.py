"""Links between cases in the browser: entered once, read on both pages, and told of to nobody who may not see both."""

from sqlalchemy import select

from incidents.access.viewer import OPERATOR
from incidents.ledger.trace import act
from incidents.records import Incident, IncidentLink
from tests.support.factories import make_incident, make_incident_link, make_incident_team, store
from tests.support.pages import form_of, words_of
from tests.support.web import World
from tests.web.incidents.test_case_page import put


def test_a_link_is_entered_on_one_case_and_read_on_both(world: World) -> None:
    siege = put(world, make_incident("Siege of a town", occurred="2016"))
    leaving = put(world, make_incident("Evacuation of a town", occurred="2017-05-08"))
    browser = world.browser("researcher")
    address = f"/cases/{leaving}/edit"
    form = form_of(browser.send(address, form_of(browser.get(address)).sent("add:links")))
    form.put({"links-0-kind": "consequence_of", "links-0-other": "no such case", "links-0-note": "After two years"})
    answer = browser.send(address, form.sent())
    assert answer.status_code == 422
    assert "is not one record" in words_of(answer.text)
    assert form_of(answer)["links-0-note"] == "After two years"
    found = browser.get("/cases/suggest?q=siege").json
    assert found == [{"value": f"{siege} · Siege of a town", "label": "Siege of a town"}]
    form = form_of(answer).put({"links-0-other": found[0]["value"]})
    assert browser.send(address, form.sent()).status_code == 303
    page = browser.get(f"/cases/{leaving}").text
    words = words_of(page)
    assert "Consequence of: Siege of a town" in words or "Consequence of Siege of a town" in words
    assert 'class="chain-picture"' in page
    assert 'd="M' in page
    there = words_of(browser.get(f"/cases/{siege}").text)
    assert "Causes Evacuation of a town" in there
    assert "entered on that case" in there
    assert "Linked case" in words_of(browser.get(f"/cases/{leaving}/history").text)
    assert "Linked case" not in words_of(browser.get(f"/cases/{siege}/history").text)
    # What would run in a circle is said at the row where it was entered.
    form = form_of(browser.send(f"/cases/{siege}/edit", form_of(browser.get(f"/cases/{siege}/edit")).sent("add:links")))
    form.put({"links-0-kind": "follows", "links-0-other": leaving})
    refused = words_of(browser.send(f"/cases/{siege}/edit", form.sent()).text)
    assert f"in a circle: {leaving} → {siege} → {leaving}" in refused
    # Saved untouched nothing changes; taken out the link is gone.
    form = form_of(browser.get(address))
    assert form["links-0-other"] == found[0]["value"]
    form = form_of(browser.send(address, form.sent("remove:links:0")))
    assert browser.send(address, form.sent()).status_code == 303
    assert "Siege of a town" not in words_of(browser.get(f"/cases/{leaving}").text).partition("History")[0]


def test_a_link_to_a_case_of_another_team_shows_nowhere_and_is_never_lost(world: World) -> None:
    code = put(world, make_incident("Ours"))
    with world.databases.write_session() as session:
        hidden = make_incident("Quite another matter")
        make_incident_team(hidden, world.other_team)
        store(session, hidden)
        ours = session.scalars(select(Incident).where(Incident.code == code)).one()
        with act(session, OPERATOR, "revised", "Because of the other matter"):
            make_incident_link(ours, hidden, "part_of", note="A word about theirs")
        session.commit()
        secrets = ("Quite another matter", hidden.code, "A word about theirs", "Linked case", "Because of the other")
        number = ours.row_version
    browser = world.browser("researcher")
    pages = [f"/cases/{code}", f"/cases/{code}/history", f"/cases/{code}/versions/{number}", f"/cases/{code}/edit"]
    for page in pages:
        text = browser.get(page).text
        main = text.partition("<main")[2]
        assert [
            said for said in secrets if said in main and not (page.endswith("edit") and said == "Linked case")
        ] == []
    form = form_of(browser.get(f"/cases/{code}/edit"))
    assert "links-0-other" not in form.sent()
    assert browser.send(f"/cases/{code}/edit", form.put({"case-title-en": "Ours, later"}).sent()).status_code == 303
    with world.databases.read_session() as session:
        (kept,) = session.scalars(select(IncidentLink).where(IncidentLink.note == "A word about theirs")).all()
        assert kept.kind == "part_of"
