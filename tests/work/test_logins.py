"""Sign-ins and one-time addresses: found only while they hold, used only once, kept only as hashes."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from incidents.access.viewer import OPERATOR
from incidents.base import clock
from incidents.base.errors import NotFound
from incidents.records import Login, SignInLink
from incidents.work import links, logins
from incidents.work.accounts import close_account, viewer_of
from tests.support.factories import make_account, store


@pytest.fixture
def account(session):
    return store(session, make_account("layla"))


def test_a_token_finds_its_account(session, account) -> None:
    token = logins.begin_login(session, account, hours=1, device="x" * 900)
    session.flush()
    found = logins.find_login(session, token, idle_minutes=5)
    assert found is not None
    assert found.account is account
    assert token not in (found.login.token_hash, found.login.device)
    for other in ("", token[:-1], token + "x", "\ud800", "ا"):
        assert logins.find_login(session, other, idle_minutes=5) is None


def test_a_login_does_not_outlive_its_account(session, account) -> None:
    token = logins.begin_login(session, account, hours=1)
    store(session, make_account("admin", "administrator"))
    close_account(session, OPERATOR, account.code, 1)
    assert logins.find_login(session, token, idle_minutes=5) is None


def test_a_rotated_login_answers_to_the_new_token_only(session, account) -> None:
    old = logins.begin_login(session, account, hours=1)
    session.flush()
    number = session.query(Login.id).scalar()
    new = logins.rotate_login(session, number)
    session.flush()
    assert logins.find_login(session, old, idle_minutes=5) is None
    assert logins.find_login(session, new, idle_minutes=5)


def test_anothers_login_is_not_there(session, account) -> None:
    other = store(session, make_account("omar"))
    logins.begin_login(session, account, hours=1)
    session.flush()
    number = session.query(Login.id).scalar()
    for viewer in (viewer_of(session, other), OPERATOR):
        with pytest.raises(NotFound):
            logins.end_own_login(session, viewer, number)
    logins.end_own_login(session, viewer_of(session, account), number)


def test_logins_long_over_are_forgotten(session, account) -> None:
    with clock.fixed(clock.now()) as stopped:
        logins.begin_login(session, account, hours=1)
        stopped.advance(timedelta(days=40))
        logins.begin_login(session, account, hours=1)
        session.flush()
        assert session.query(Login).count() == 1


def test_a_link_works_once_and_not_for_long(session, account) -> None:
    with clock.fixed(clock.now()) as stopped:
        token, late = links.make_link(session, account), links.make_link(session, account)
        session.flush()
        assert links.look_at_link(session, token) is account
        assert links.look_at_link(session, token) is account
        assert links.use_link(session, token) is account
        stopped.advance(timedelta(minutes=31))
        for over in (token, late, "", "x" * 500):
            with pytest.raises(links.LinkOver):
                links.use_link(session, over)
            with pytest.raises(links.LinkOver):
                links.look_at_link(session, over)


def test_a_closed_account_has_no_link(session, account) -> None:
    token = links.make_link(session, account)
    store(session, make_account("admin", "administrator"))
    close_account(session, OPERATOR, account.code, 1)
    with pytest.raises(links.LinkOver):
        links.use_link(session, token)


def test_of_ten_at_once_one_uses_a_link(own_databases) -> None:
    with own_databases.write_session() as session:
        token = links.make_link(session, store(session, make_account("layla")))
        session.commit()
    start = threading.Barrier(10)

    def use(_worker: int) -> int:
        start.wait()
        with own_databases.write_session() as session:
            try:
                links.use_link(session, token)
            except links.LinkOver:
                return 0
            session.commit()
            return 1

    with ThreadPoolExecutor(10) as workers:
        assert sum(workers.map(use, range(10))) == 1
    with own_databases.read_session() as session:
        assert session.query(SignInLink.token_hash).scalar() != token
