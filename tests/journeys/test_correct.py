"""A reviewer corrects a case, reads in its history what was changed, and brings the earlier state back."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import REVIEWER
from tests.journeys.hands import Mouse

QUESTION = '"Pillage at Umberlow"'
TITLE = "Pillage of the granary at Umberlow (invented case)"
REASON = "The second report names the building."


@pytest.mark.parametrize("language", ["en", "ar"])
def test_corrects_a_case_and_brings_it_back(visits, pictures, language):
    with visits(REVIEWER, language=language) as visit:
        page = visit.page
        visit.open(f"/search?q={QUESTION}")
        first = visit.at("a.headline").first
        address = first.get_attribute("href")
        visit.follow(first)
        before = visit.at("h1").inner_text()
        visit.follow(page.locator(f'.site-tools a[href="{address}/edit"]'))
        old = page.input_value(f"#case-title-{language}")
        Mouse(page).write(f"case-title-{language}", TITLE)
        Mouse(page).write("case-time_text", "before the market opened")
        Mouse(page).write("reason", REASON)
        Mouse(page).press("save")
        expect(visit.at("#notices > *")).to_be_visible()
        expect(visit.at("h1")).to_have_text(TITLE)

        visit.follow(page.locator(f'.site-tools a[href="{address}/history"]'))
        entry = visit.at(".history-entry").first
        expect(entry).to_contain_text("Reviewer (demonstration)")
        expect(entry).to_contain_text(REASON)
        expect(entry.locator(".differences dt")).to_have_count(2)
        changed = entry.locator(".differences dd").filter(has_text=TITLE.split(" of ")[1].split(" at ")[0])
        expect(changed).to_have_count(1)
        visit.audit()
        if language == "en":
            expect(entry).to_contain_text("changed it: 2 differences")
            pictures.take(page, "history", height=520)

        visit.follow(visit.at(".history-entry a").last)
        expect(visit.at("main")).to_contain_text(old)
        visit.audit()
        visit.at("textarea[name=reason]").fill("As it was reported first.")
        Mouse(page).press("restore")
        expect(visit.at("h1")).to_have_text(before)
