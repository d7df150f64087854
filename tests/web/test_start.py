"""The first page: only what one may see, and each number is the answer to the search it links to."""

import re
from html import unescape

from tests.support.factories import make_account, make_incident, make_incident_team, make_quality_issue, store
from tests.support.web import World


def fill(world: World) -> None:
    from incidents.access.viewer import OPERATOR, Role, Viewer
    from incidents.search.derived import refresh

    researcher = Viewer(world.accounts["researcher"].id, "r", Role.RESEARCHER)
    with world.databases.write_session() as session:
        for team, viewer, status in (
            (world.team, researcher, "draft"),
            (world.team, researcher, "returned"),
            (world.team, OPERATOR, "submitted"),
            (world.team, OPERATOR, "approved"),
            (world.other_team, OPERATOR, "submitted"),
        ):
            incident = make_incident(workflow_status=status)
            make_incident_team(incident, team)
            if status == "approved":
                make_quality_issue(incident)
            store(session, incident, viewer=viewer)
            refresh(session, [incident])
        session.commit()


def waiting(page: str) -> dict[str, tuple[int, str]]:
    found = re.findall(r'<dt>([^<]+)</dt><dd><a href="([^"]+)">(?:<bdi[^>]*>)?(\d+)', page)
    return {words: (int(number), unescape(address)) for words, address, number in found}


def test_each_number_is_the_answer_to_its_question(world: World) -> None:
    fill(world)
    browser = world.browser("researcher")
    counts = waiting(browser.get("/").text)
    assert {words: number for words, (number, _address) in counts.items()} == {
        "Your drafts": 1, "Returned to you": 1, "Waiting for review": 1, "With open questions": 1,
    }  # fmt: skip
    for number, address in counts.values():
        answer = browser.get(address)
        assert answer.status_code == 200
        assert len(set(re.findall(r'href="/cases/(INC-[A-Z0-9]+)"', answer.text))) == number


def test_what_is_not_ones_own_is_not_counted_as_ones_own(world: World) -> None:
    fill(world)
    assert set(waiting(world.browser("reviewer").get("/").text)) == {"Waiting for review", "With open questions"}


def test_an_empty_house_says_what_to_do(world: World) -> None:
    with world.databases.write_session() as session:
        store(session, newcomer := make_account("new.one"))
        session.commit()
    world.accounts["newcomer"] = newcomer
    page = world.browser("newcomer").get("/")
    assert page.status_code == 200
    assert "No case was given to you yet" in page.text
    assert "Record the first case" in page.text
