"""What every answer carries: a page, a redirect, an error, a file."""

import pytest

from tests.support.web import World

ANSWERS = [
    ("reader", "/", 200),
    (None, "/", 303),
    (None, "/sign-in", 200),
    (None, "/nowhere", 404),
    ("reader", "/admin/teams", 403),
    (None, "/static/css/base.css", 200),
    (None, "/enter/none", 410),
    ("reader", "/sign-out", 405),
    ("reader", "/developer/components", 200),
]


@pytest.mark.one_database
@pytest.mark.parametrize(("role", "address", "status"), ANSWERS)
def test_every_answer_is_protected(world: World, role: str | None, address: str, status: int) -> None:
    answer = world.browser(role).get(address)
    assert answer.status_code == status
    policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["img-src"] == "'self' data:"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    if not address.startswith("/static/"):
        assert answer.headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.one_database
def test_a_file_under_its_version_is_kept_for_a_year(world: World) -> None:
    from incidents.web.assets import asset

    found = asset("css/base.css")
    assert found is not None
    browser = world.browser()
    answer = browser.get(f"/static/css/base.css?v={found.version}", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Set-Cookie" not in answer.headers
    stale = browser.get("/static/css/base.css?v=0123456789ab")
    assert stale.headers["Cache-Control"] == "no-cache"
    assert stale.data == found.body
    again = browser.get("/static/css/base.css", headers={"If-None-Match": stale.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.one_database
@pytest.mark.parametrize(
    "name", ["../app.py", "%2e%2e/app.py", "css/../../settings.py", "css", "", "css/%00.css", "vendor/fonts.css.gz"]
)
def test_only_files_under_static_are_served(world: World, name: str) -> None:
    assert world.browser().get(f"/static/{name}").status_code in (400, 404)


@pytest.mark.one_database
def test_no_page_names_another_host(world: World) -> None:
    browser = world.browser("administrator")
    for address in ("/", "/account/", "/admin/accounts", "/admin/teams", "/developer/components"):
        text = browser.get(address).text
        assert "http://" not in text.replace("http://www.w3.org/", "")
        assert "https://" not in text
