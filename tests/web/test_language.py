"""The language of a page: a click, then the account, then the browser, then the installation."""

import pytest

from tests.support.web import World, make_world


def language_of(page) -> tuple[str, str]:
    head = page.text.split("<html ", 1)[1].split(">", 1)[0]
    values = dict(pair.split("=") for pair in head.split())
    return values["lang"].strip('"'), values["dir"].strip('"')


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("ar", ("ar", "rtl")), ("ar-SY,en;q=0.5", ("ar", "rtl")), ("fr, ar;q=0.3", ("ar", "rtl")),
        ("en-US", ("en", "ltr")), ("fr", ("en", "ltr")), ("", ("en", "ltr")), ("ar;q=0, en;q=0.1", ("en", "ltr")),
        (";;;q=x, \x7f", ("en", "ltr")),
    ],
)  # fmt: skip
def test_a_stranger_is_spoken_to_as_the_browser_asks(world: World, accepted: str, expected) -> None:
    page = world.browser().get("/sign-in", headers={"Accept-Language": accepted})
    assert language_of(page) == expected


def test_the_installation_has_a_language(own_databases, tmp_path) -> None:
    world = make_world(own_databases, tmp_path / "home", language="ar")
    assert language_of(world.browser().get("/sign-in")) == ("ar", "rtl")


@pytest.mark.one_database
def test_a_click_is_remembered_and_leaves_the_address_as_it_was(world: World) -> None:
    browser = world.browser("reader")
    clicked = browser.get("/account/?language=ar&q=%D8%A7+b&q=2")
    assert (clicked.status_code, clicked.location) == (303, "/account/?q=%D8%A7+b&q=2")
    assert language_of(browser.get("/account/", headers={"Accept-Language": "en"})) == ("ar", "rtl")
    assert "HttpOnly" in clicked.headers["Set-Cookie"]


@pytest.mark.one_database
def test_every_page_links_to_itself_in_the_other_language(world: World) -> None:
    page = world.browser("reader").get("/account/?q=1")
    assert 'href="/account/?q=1&amp;language=ar"' in page.text
    refused = world.browser("administrator").send("/admin/teams/new", {})
    assert refused.status_code == 422
    assert 'href="/admin/teams/new?language=ar"' in refused.text
    lost = world.browser("administrator").send("/admin/accounts/ACC-222222/close", {})
    assert 'href="/?language=ar"' in lost.text


@pytest.mark.one_database
def test_an_unknown_language_is_no_language(world: World) -> None:
    browser = world.browser("reader")
    assert browser.get("/account/?language=xx").status_code == 200
    assert language_of(browser.get("/account/")) == ("en", "ltr")
    browser.set_cookie("incidents_language", "../../etc")
    assert language_of(browser.get("/account/")) == ("en", "ltr")


@pytest.mark.one_database
def test_a_click_never_leads_off_the_site(world: World) -> None:
    for address in ("//evil.example/?language=ar", "/%5Cevil.example?language=ar", "/%2Fevil.example?language=ar"):
        answer = world.browser().get(address)
        assert "evil" not in (answer.location or "").replace("/evil.example", "", 1) or answer.status_code == 404
        assert not (answer.location or "").startswith(("//", "/\\", "http://evil"))


@pytest.mark.one_database
def test_the_account_speaks_before_the_browser_and_after_a_click(world: World) -> None:
    browser = world.browser("reader")
    browser.get("/account/?language=en")
    assert browser.send("/account/language", {"language": "ar"}).status_code == 303
    assert language_of(browser.get("/account/", headers={"Accept-Language": "en"})) == ("ar", "rtl")
    browser.get("/account/?language=en")
    assert language_of(browser.get("/account/")) == ("en", "ltr")
    assert browser.send("/account/language", {"language": "xx"}).status_code == 422
    assert browser.send("/account/language", {"language": ""}).status_code == 303
    assert language_of(browser.get("/account/", headers={"Accept-Language": "en"})) == ("en", "ltr")


@pytest.mark.one_database
def test_errors_speak_the_readers_language(world: World) -> None:
    assert language_of(world.browser().get("/nowhere", headers={"Accept-Language": "ar"})) == ("ar", "rtl")


@pytest.mark.one_database
def test_the_language_of_one_request_does_not_stay_for_the_next(world: World) -> None:
    from incidents.base.languages import current_language

    world.browser().get("/sign-in", headers={"Accept-Language": "ar"})
    assert current_language().code == "en"


@pytest.mark.one_database
def test_right_to_left_pages_load_the_mirrored_styles(world: World) -> None:
    page = world.browser().get("/sign-in", headers={"Accept-Language": "ar"})
    assert "bootstrap.rtl.min.css" in page.text
    assert "bootstrap.min.css" not in page.text
