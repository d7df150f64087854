"""The places where one is signed in: they end by themselves, by a click, and with a role or a password."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, event

from incidents.base import clock
from incidents.db.engine import Databases
from tests.support.web import PASSWORD, World

# A form's token carries the second of its making, and every page a nonce of its own.
FRESH = re.compile(r'(nonce|csrf_token|value|content)="[^"]*"')


def is_in(browser) -> bool:
    return browser.get("/account/").status_code == 200


def test_a_sign_in_ends_when_nobody_clicks(world: World) -> None:
    with clock.fixed(clock.now()) as stopped:
        browser = world.browser("reader")
        for _click in range(5):
            stopped.advance(timedelta(minutes=50))
            assert is_in(browser)
        stopped.advance(timedelta(minutes=61))
        assert not is_in(browser)


def test_a_sign_in_ends_at_the_latest_after_its_hours(world: World) -> None:
    with clock.fixed(clock.now()) as stopped:
        browser = world.browser("reader")
        for _click in range(14):
            stopped.advance(timedelta(minutes=50))
            assert is_in(browser)
        stopped.advance(timedelta(minutes=30))
        assert not is_in(browser)


def test_the_use_is_noted_at_most_once_a_minute(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from incidents.web import recognition

    noted: list[int] = []
    touch = recognition.touch_login

    def note(session, number: int) -> None:
        noted.append(number)
        touch(session, number)

    monkeypatch.setattr(recognition, "touch_login", note)
    with clock.fixed(clock.now()) as stopped:
        browser = world.browser("reader")
        for _click in range(7):
            is_in(browser)
            stopped.advance(timedelta(seconds=20))
    assert len(noted) == 2


def test_a_busy_database_does_not_refuse_a_page_for_that_note(own_world: World) -> None:
    with clock.fixed(clock.now()) as stopped:
        browser = own_world.browser("reader")
        stopped.advance(timedelta(minutes=2))
        if own_world.databases.writer.dialect.name != "sqlite":
            assert is_in(browser)
            return
        # A writer that gives up at once, beside one that holds the lock.
        hasty = create_engine(own_world.databases.writer.url, connect_args={"timeout": 0})
        event.listen(hasty, "connect", lambda connection, _record: setattr(connection, "isolation_level", None))
        event.listen(hasty, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        own_world.app.extensions["databases"] = Databases(own_world.databases.reader, hasty)
        with own_world.databases.writer.begin():
            assert is_in(browser)
        hasty.dispose()


def test_signing_in_again_gives_a_new_token_and_ends_the_old_one(world: World) -> None:
    browser = world.browser("reader")
    old = browser.sign_in_token()
    browser.send("/sign-in", {"name": "reader.one", "password": PASSWORD})
    assert browser.sign_in_token() not in (None, old)
    thief = world.browser()
    thief.set_cookie("incidents_sign_in", old or "")
    assert not is_in(thief)


def test_signing_out_ends_the_sign_in_on_the_server(world: World) -> None:
    browser = world.browser("reader")
    old = browser.sign_in_token()
    assert browser.send("/sign-out").status_code == 303
    assert browser.sign_in_token() is None
    thief = world.browser()
    thief.set_cookie("incidents_sign_in", old or "")
    assert not is_in(thief)


def test_one_sees_and_ends_ones_own_sign_ins(world: World) -> None:
    here, there = world.browser("reader"), world.browser("reader")
    page = here.get("/account/sign-ins")
    assert page.text.count("Firefox on Linux") >= 2
    ends = page.text.split('action="/account/sign-ins/')[1:]
    address = next(end for end in ends if "/end" in end).split('"')[0]
    if address == "end-others":
        address = ends[1].split('"')[0]
    assert here.send("/account/sign-ins/" + address).status_code == 303
    assert is_in(here)
    assert not is_in(there)


def test_all_others_end_at_once(world: World) -> None:
    here, *others = [world.browser("reader") for _browser in range(3)]
    here.send("/account/sign-ins/end-others")
    assert [is_in(browser) for browser in (here, *others)] == [True, False, False]


def test_anothers_sign_in_answers_like_none(world: World) -> None:
    victim = world.browser("reviewer")
    with world.databases.reader.connect() as connection:
        number = connection.exec_driver_sql("SELECT max(id) FROM login").scalar_one()
    browser = world.browser("reader")
    theirs, none = (browser.send(f"/account/sign-ins/{n}/end") for n in (number, 999_999))
    assert theirs.status_code == none.status_code == 404
    assert FRESH.sub("", theirs.text) == FRESH.sub("", none.text)
    assert is_in(victim)


def test_a_new_password_rotates_this_token_and_ends_all_others(world: World) -> None:
    here, there = world.browser("reader"), world.browser("reader")
    old = here.sign_in_token()
    new = "seventeen quiet lanterns"
    answer = here.send("/account/password", {"old": PASSWORD, "password": new, "again": new})
    assert answer.status_code == 303
    assert here.sign_in_token() not in (None, old)
    assert is_in(here)
    assert not is_in(there)
    assert world.browser().send("/sign-in", {"name": "reader.one", "password": new}).status_code == 303
    assert world.browser().send("/sign-in", {"name": "reader.one", "password": PASSWORD}).status_code == 422


@pytest.mark.parametrize(
    ("old", "password", "again", "said"),
    [
        ("not the old one", "seventeen quiet lanterns", "seventeen quiet lanterns", "not your present password"),
        (PASSWORD, "short", "short", "at least 12"),
        (PASSWORD, "seventeen quiet lanterns", "seventeen quiet lantern", "not the same"),
        (PASSWORD, "reader.one reader.one", "reader.one reader.one", "name of the account"),
        (PASSWORD, "password1234", "password1234", "first passwords"),
    ],
)
def test_a_password_that_will_not_do_is_refused(world: World, old: str, password: str, again: str, said: str) -> None:
    browser = world.browser("reader")
    answer = browser.send("/account/password", {"old": old, "password": password, "again": again})
    assert answer.status_code == 422
    assert said in answer.text
    assert password not in answer.text or len(password) < 8


def test_the_old_password_cannot_be_tried_out_on_an_open_page(world: World) -> None:
    browser, new = world.browser("reader"), "seventeen quiet lanterns"
    for _try in range(6):
        browser.send("/account/password", {"old": "a wrong one", "password": new, "again": new})
    answer = browser.send("/account/password", {"old": PASSWORD, "password": new, "again": new})
    assert answer.status_code == 422


def test_another_role_is_in_force_at_once_and_signs_out(world: World) -> None:
    admin, researcher = world.browser("administrator"), world.browser("researcher")
    account = world.account("researcher")
    form = {"display_name": account.display_name, "role": "reader", "version": str(account.row_version)}
    assert admin.send(f"/admin/accounts/{account.code}", form).status_code == 303
    assert not is_in(researcher)


def test_a_right_that_is_lost_is_lost_at_the_next_click(world: World) -> None:
    from incidents.records import Account
    from tests.support.factories import OPERATOR, act

    browser = world.browser("administrator")
    assert browser.get("/admin/accounts").status_code == 200
    with world.databases.write_session() as session:
        with act(session, OPERATOR, "revised"):
            session.get_one(Account, world.accounts["administrator"].id).role = "reader"
        session.commit()
    assert browser.get("/admin/accounts").status_code == 403


def test_a_closed_account_is_out_at_once(world: World) -> None:
    admin, reader = world.browser("administrator"), world.browser("reader")
    account = world.account("reader")
    admin.send(f"/admin/accounts/{account.code}/close", {"version": str(account.row_version)})
    assert not is_in(reader)
    assert world.browser().send("/sign-in", {"name": "reader.one", "password": PASSWORD}).status_code == 422
