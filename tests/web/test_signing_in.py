"""Signing in by password: one answer for every failure, a cookie out of reach, and no way off the site."""

import pytest

from incidents.work.logins import hash_of_token
from tests.support.web import PASSWORD, World


def sign_in(world: World, name: str = "researcher.one", password: str = PASSWORD, **more: str):
    browser = world.browser()
    return browser, browser.send("/sign-in", {"name": name, "password": password, **more})


def test_a_password_signs_in_and_the_first_page_opens(world: World) -> None:
    browser, answer = sign_in(world)
    assert (answer.status_code, answer.location) == (303, "/")
    page = browser.get("/")
    assert page.status_code == 200
    assert "researcher.one" in page.text


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(world: World) -> None:
    _, answer = sign_in(world)
    cookie = next(text for text in answer.headers.getlist("Set-Cookie") if text.startswith("incidents_sign_in="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Expires" not in cookie
    assert "Max-Age" not in cookie


def test_over_https_every_cookie_is_bound_to_the_host(own_databases, tmp_path) -> None:
    from tests.support.web import make_world

    world = make_world(own_databases, tmp_path / "home", secure_cookies=True)
    browser = world.browser()
    page = browser.get("/sign-in", base_url="https://localhost")
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    form = {"name": "reader.one", "password": PASSWORD, "csrf_token": token}
    headers = {"Origin": "https://localhost", "Referer": "https://localhost/sign-in"}
    answer = browser.post("/sign-in", data=form, base_url="https://localhost", headers=headers)
    assert answer.status_code == 303
    cookies = answer.headers.getlist("Set-Cookie") + page.headers.getlist("Set-Cookie")
    assert len(cookies) >= 2
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert "Secure" in cookie
        assert "Domain" not in cookie
    assert "max-age=" in answer.headers["Strict-Transport-Security"]


def test_only_the_hash_of_a_token_is_stored(world: World) -> None:
    browser, _ = sign_in(world)
    token = browser.sign_in_token()
    assert token is not None
    with world.databases.reader.connect() as connection:
        stored = connection.exec_driver_sql("SELECT token_hash FROM login").scalars().all()
    assert stored == [hash_of_token(token)]


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("researcher.one", "another long password"),
        ("nobody.here", PASSWORD),
        ("second.administrator", PASSWORD),
        ("closed.one", PASSWORD),
        ("researcher.one", PASSWORD + "x" * 500),
    ],
    ids=["wrong", "unknown", "without a password", "closed", "endless"],
)
def test_every_failure_costs_one_hash_and_says_the_same(world: World, name: str, password: str) -> None:
    from tests.support.factories import AT, make_account, store

    with world.databases.write_session() as session:
        hashed = world.account("reader").password_hash
        store(session, make_account("closed.one", password_hash=hashed, disabled_at=AT))
        session.commit()
    _, answer = sign_in(world, name, password)
    assert answer.status_code == 422
    assert world.passwords.verified == 1
    assert world.passwords.hashed == 0
    assert "This name and password do not open an account" in answer.text
    assert password not in answer.text


def test_a_throttled_name_costs_one_hash_too_even_with_the_right_password(world: World) -> None:
    for _try in range(5):
        sign_in(world, password="a wrong password")
    world.passwords.verified = 0
    _, answer = sign_in(world)
    assert answer.status_code == 422
    assert world.passwords.verified == 1
    assert "This name and password do not open an account" in answer.text


def test_right_passwords_do_not_use_up_the_tries(world: World) -> None:
    for _try in range(8):
        _, answer = sign_in(world)
        assert answer.status_code == 303


def test_a_name_may_be_typed_in_capitals(world: World) -> None:
    _, answer = sign_in(world, " Researcher.One ")
    assert answer.status_code == 303


def test_empty_fields_are_named(world: World) -> None:
    _, answer = sign_in(world, "", "")
    assert answer.status_code == 422
    assert "Type your sign-in name." in answer.text
    assert world.passwords.verified == 0


def test_an_old_hash_is_renewed_at_sign_in(world: World) -> None:
    from incidents.work.passwords import Passwords
    from tests.support.factories import make_account, store

    old = Passwords(memory_kib=32, passes=1, lanes=1).hash(PASSWORD)
    with world.databases.write_session() as session:
        store(session, make_account("old.hash", password_hash=old))
        session.commit()
    _, answer = sign_in(world, "old.hash")
    assert answer.status_code == 303
    with world.databases.reader.connect() as connection:
        stored = connection.exec_driver_sql("SELECT password_hash FROM account WHERE name = 'old.hash'").scalar_one()
    assert stored != old
    assert world.passwords.verify(stored, PASSWORD)


HOSTILE = [
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "///evil.example",
    "/%0d%0aX: y\r\n",
    "//evil.example/%2f..",
    "/\u2028evil",
    "evil.example",
    "",
    "/" + "a" * 3000,
    "\x00/",
    "/foo bar",
]


@pytest.mark.one_database
def test_no_address_leads_off_the_site(world: World) -> None:
    for address in HOSTILE:
        _, answer = sign_in(world, next=address)
        assert answer.status_code in (303, 400), address
        assert answer.location in ("/", None), address


def test_the_way_leads_back_to_where_one_was_going(world: World) -> None:
    browser = world.browser()
    asked = browser.get("/account/sign-ins?a=1&b=%D8%A7")
    assert asked.status_code == 303
    page = browser.get(asked.location)
    assert 'name="next" value="/account/sign-ins?a=1&amp;b=%D8%A7"' in page.text
    answer = browser.send(
        "/sign-in", {"name": "reader.one", "password": PASSWORD, "next": "/account/sign-ins?a=1&b=%D8%A7"}
    )
    assert answer.location == "/account/sign-ins?a=1&b=%D8%A7"


def test_who_is_signed_in_is_not_asked_again(world: World) -> None:
    answer = world.browser("reader").get("/sign-in?next=/account/")
    assert (answer.status_code, answer.location) == (303, "/account/")
