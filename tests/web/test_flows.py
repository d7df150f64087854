"""The page of where to where and its file, and a movement on the page of its case."""

import csv
import io

import pytest

from tests.support.factories import (
    make_figure,
    make_incident,
    make_incident_place,
    make_incident_team,
    make_place,
    make_sheet,
    store,
)


@pytest.fixture
def moved(world):
    """A case of our team with a movement from two towns to a province, and one of another team."""
    with world.databases.write_session() as session:
        idleb = store(session, make_place("=Idleb", level="adm1", visibility="public"))
        madaya = store(session, make_place("Madaya", level="adm3", lat=33.69, lon=36.1, visibility="public"))
        for team, number in ((world.team, 1200), (None, 7777)):
            case = make_incident("Evacuation")
            household = make_figure(case, outcome="displaced", unit="household", household_size=5, best=number)
            origin = make_incident_place(case, madaya, role="origin", lat=33.69, lon=36.1, precision="settlement")
            hamlet = {"lat": 33.75, "lon": 36.2, "precision": "near_place"}
            other = make_incident_place(case, None, role="origin", verbatim="a hamlet", **hamlet)
            destination = make_incident_place(case, idleb, role="destination", precision="adm1")
            if team is not None:
                make_incident_team(case, team)
            store(session, case)
            told = {"consent": "coerced", "agreement": "Four Towns", "mediators": ["Qatar", "Iran"]}
            sheet = make_sheet(case, "displacement", kind="flow", moved="2017-04-14", figures=[household.id], **told)
            store(session, case)
            for place in (origin, other, destination):
                make_sheet(case, "displacement_leg", displacement_id=sheet.id, incident_place_id=place.id)
            store(session, case)
            world.code = case.code if team is not None else world.code
        session.commit()
    return world.browser("reader")


def test_the_page_shows_a_map_and_a_table_of_what_the_reader_may_see(moved):
    page = moved.get("/search/flows?q=has:displacement").text
    assert "Madaya, a hamlet" in page
    assert "several: how many of each is not known" in page
    assert "about 1,200 households × 5 = about 6,000 persons, size from the source" in page
    assert "7,777" not in page
    assert "38,885" not in page
    assert 'class="flow-arrow"' in page
    assert "its area is not known" in page
    assert 'href="/search/flows?q=has:displacement"' in moved.get("/search?q=has:displacement").text
    assert "There are no places by “street”" in moved.get("/search/flows?level=street").text
    assert "No movement in these cases" in moved.get("/search/flows?q=to:nowhere").text


def test_the_file_says_what_the_table_says(moved):
    answer = moved.get("/search/flows.csv?q=has:displacement")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row["line_kind"] for row in rows] == ["row", "total"]
    assert rows[0]["destination"].lstrip("'") == "=Idleb"
    assert rows[0]["destination"].startswith("'")
    assert [(row["persons_best"], row["households_best"], row["n_cases"]) for row in rows] == [
        ("6000", "1200", "1")
    ] * 2
    assert moved.get("/search/flows.csv?q=nothing:at.all").status_code in (302, 303)


def test_the_page_of_the_case_tells_the_way_the_working_and_the_agreement(moved, world):
    page = moved.get(f"/cases/{world.code}").text
    sheet = page[page.index('id="displacements"') :]
    assert sheet.index("Madaya") < sheet.index("a hamlet") < sheet.index("=Idleb")
    assert "about 1,200 households × 5 = about 6,000 persons, size from the source" in sheet
    assert sheet.index("Coerced") < sheet.index("Four Towns") < sheet.index("Qatar")
