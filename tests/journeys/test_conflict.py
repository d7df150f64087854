"""Two people correct the same case at once: the second sees both texts and decides, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import RESEARCHER, REVIEWER
from tests.journeys.hands import Mouse

QUESTION = "Lathmoor status:draft"
THEIRS, MINE = "The title that was saved first", "The title that was typed meanwhile"
PLACE_MINE, PLACE_THEIRS = "beside the old tannery, as one neighbour says", "Two raids on one morning."


@pytest.mark.parametrize("language", ["en", "ar"])
def test_two_people_correct_one_case(visits, pictures, language):
    title, time, summary = f"case-title-{language}", "case-time_text", f"case-summary-{language}"
    with visits(RESEARCHER) as first, visits(REVIEWER, language=language) as second:
        first.open(f"/search?q={QUESTION}")
        address = first.at("a.headline").nth(0 if language == "en" else 1).get_attribute("href")
        for visit in (first, second):
            visit.open(f"{address}/edit")
        Mouse(first.page).write(title, THEIRS)
        Mouse(first.page).write(summary, PLACE_THEIRS)
        Mouse(second.page).write(title, MINE)
        Mouse(second.page).write(time, PLACE_MINE)
        Mouse(first.page).press("save")
        expect(first.at("#notices > *")).to_be_visible()

        second.expects(409)
        Mouse(second.page).press("save")
        conflict = second.at("#conflict")
        expect(conflict).to_contain_text(THEIRS)
        expect(conflict).to_contain_text(MINE)
        expect(conflict.locator("fieldset")).to_have_count(1)
        expect(conflict).to_contain_text("Researcher (demonstration)")
        expect(conflict.locator(".facts")).to_contain_text(PLACE_THEIRS)
        expect(second.at(f"#{time}")).to_have_value(PLACE_MINE)
        if language == "en":
            pictures.take(second.page, "conflict", height=620)
        second.audit()
        second.fits()

        conflict.locator('input[value="theirs"]').check()
        Mouse(second.page).press("save")
        expect(second.at("h1")).to_have_text(THEIRS)
        second.says(PLACE_THEIRS, PLACE_MINE)
