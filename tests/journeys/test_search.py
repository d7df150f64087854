"""Finding cases: a typed question, the form at its side, the order, the pages, and help instead of an error."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import READER, RESEARCHER
from tests.journeys.visiting import Visit

PAGE = 25


def test_asks_by_typing(visits, pictures):
    """A typed question is said back in words, and its doubtful part can be made certain."""
    with visits(RESEARCHER) as visit:
        page = visit.page
        visit.open("/")
        visit.follow(visit.at(".site-nav").get_by_role("link", name="Search"))
        everything = _count(visit)
        visit.ask("date:2017-04 killed?:>=1")
        expect(visit.at(".sentence")).to_contain_text("possibly in April 2017")
        possibly = _count(visit)
        assert 0 < possibly < everything
        assert visit.at("main tbody tr").count() == min(possibly, PAGE)
        expect(visit.at(".totals")).to_contain_text("killed")
        expect(visit.at(".totals")).to_contain_text("documented, not estimated")
        pictures.take(page, "search", height=720)
        visit.at(".sentence").get_by_role("link", name="only those certainly so").first.click()
        expect(visit.at(".sentence")).to_contain_text("certainly in April 2017")
        assert _count(visit) <= possibly
        visit.at(".clause-drop").first.click()
        assert _count(visit) > possibly


def test_reads_every_claim_of_a_case(visits, pictures):
    """Khan Shaykhun: each competing claim by its source, the range, and the team's view with its reason."""
    with visits(READER) as visit:
        visit.open("/search?q=\"Sarin attack on Khan Shaykhun\"")
        visit.follow(visit.at("a.headline").first)
        assert visit.at("#claims tbody tr").count() > 20
        expect(visit.at("#claims .team-row")).to_contain_text("83–100+")
        expect(visit.at("#claims svg.strip-wide .strip-band").first).to_be_visible()
        expect(visit.at(".holdings")).to_contain_text("83–100 or more")
        expect(visit.at(".holdings .beneath").first).not_to_be_empty()
        pictures.take(visit.page, "case", height=1180)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_asks_by_the_form_and_goes_through_the_pages(visits, pictures, language):
    """The form at the side asks the same; a heading sorts, and the pages hold each case once."""
    with visits(READER, language=language) as visit:
        visit.open("/search")
        visit.at("#from").fill("2018")
        visit.at("#to").fill("2020")
        visit.follow(visit.at("form.narrow button[type=submit]"))
        expect(visit.at(".question input[type=search]")).to_have_value("date:2018..2020")
        count = _count(visit)
        assert count > PAGE
        visit.follow(visit.at("main thead th").nth(1).locator("a"))
        expect(visit.at("main thead th").nth(1)).to_have_attribute("aria-sort", re.compile("ascending|descending"))
        expect(visit.at("#from")).to_have_value("2018")
        seen = _addresses(visit)
        while visit.at(".pager a[rel=next]").count():
            visit.follow(visit.at(".pager a[rel=next]"))
            seen += _addresses(visit)
        assert len(seen) == len(set(seen)) == count
        if language == "ar":
            pictures.take(visit.page, "search-arabic", height=720)


def test_a_wrong_question_is_helped(visits):
    """What was not understood is said with a suggestion; the rest of the question is answered."""
    with visits(READER) as visit:
        visit.open("/search?q=kiled:>=5 date:2017-13 Tarnfeld")
        expect(visit.at("[role=status]")).to_contain_text("Did you mean killed")
        expect(visit.at("[role=status] .notice")).to_have_count(2)
        expect(visit.at(".totals")).to_be_visible()
        visit.audit()
        visit.follow(visit.at("main").get_by_role("link", name="How to ask"))
        expect(visit.at("h1")).to_have_text("How to ask")
        visit.audit()
        for example in visit.at("main td a").all()[:3]:
            answer = visit.page.request.get(visit.served.address + str(example.get_attribute("href")))
            assert answer.ok
        visit.at("main td a").first.click()
        expect(visit.at(".totals")).to_be_visible()
        expect(visit.at("[role=status] .notice")).to_have_count(0)


def _count(visit: Visit) -> int:
    """The number of cases as the totals say it."""
    return int(visit.at(".totals .count-large").first.inner_text().replace(",", ""))


def _addresses(visit: Visit) -> list[str]:
    found: list[str] = visit.page.evaluate(
        "() => Array.from(document.querySelectorAll('a.headline')).map((one) => one.getAttribute('href'))"
    )
    return found
