"""Every main page in both languages, light and dark: it answers, it fits a phone, and axe finds nothing serious."""

import pytest
from playwright.sync_api import expect

from tests.journeys.visiting import Visit

ADMINISTRATOR = "admin"
CASE = "/search?q=Khan Shaykhun killed:>=80"
PAGES = (
    "/", "/search", "/search?q=date:2017-04 killed:>=1", "/search?q=nosuchwordatall", "/search/help", "/cases/new",
    "/search/totals?q=date:2017-04", "/questions", "/aggregates", "/aggregates/new",
    "/sources", "/actors", "/places", "/sources/new", "/actors/new", "/places/new",
    "/account/", "/account/password", "/account/sign-ins", "/admin/accounts", "/admin/teams", "/export?q=date:2017-04",
)  # fmt: skip
FIRST_OF = ("/sources", "/actors", "/places?q=Khan Shaykhun", "/aggregates", "/admin/accounts", "/admin/teams")
PHONE = 390


def _addresses(visit: Visit) -> list[str]:
    """The pages, with one of each kind of record."""
    visit.open(CASE)
    case = str(visit.at("a.headline").first.get_attribute("href"))
    of_a_case = ("", "/figures", "/confidence", "/history", "/versions/1", "/withdraw")
    found = [*PAGES, *(case + page for page in of_a_case)]
    for listing in FIRST_OF:
        visit.open(listing)
        found.append(str(visit.at("main tbody a").first.get_attribute("href")))
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page(visits, language):
    with visits(ADMINISTRATOR, language=language) as visit:
        for address in _addresses(visit):
            visit.open(address)
            expect(visit.at("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
            expect(visit.at("h1")).to_have_count(1)
            visit.audit()
            _fits_everywhere(visit)
    with visits(language=language) as stranger:
        stranger.expects(401)
        stranger.open("/")
        stranger.audit()
        _fits_everywhere(stranger)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_in_the_dark(visits, language):
    """Only colours differ from what the journey above has looked at."""
    with visits(ADMINISTRATOR, language=language, scheme="dark") as visit:
        for address in _addresses(visit):
            visit.open(address)
            visit.audit("color-contrast", "link-in-text-block")
    with visits(language=language, scheme="dark") as stranger:
        stranger.expects(401)
        stranger.open("/")
        stranger.audit("color-contrast", "link-in-text-block")


def _fits_everywhere(visit: Visit) -> None:
    visit.fits()
    visit.page.set_viewport_size({"width": PHONE, "height": 844})
    visit.fits()
    visit.page.set_viewport_size({"width": 1440, "height": 900})


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_phone(visits, pictures, language):
    """Recording, reading and searching on a phone: nothing is cut off, and the form of the search is a sheet."""
    with visits("demo-researcher", language=language, width=PHONE) as visit:
        visit.open(CASE)
        visit.fits()
        visit.at("a.facets-open").click()
        expect(visit.at("#facets")).to_be_in_viewport()
        visit.fits()
        visit.at(".facets-close a").click()
        visit.follow(visit.at("a.headline").first)
        visit.fits()
        visit.audit()
        if language == "en":
            pictures.take(visit.page, "phone-case", height=844)
        visit.open("/cases/new")
        visit.fits()
        visit.audit()
