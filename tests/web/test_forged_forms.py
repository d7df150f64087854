"""A form that no page of ours made changes nothing, and a page that only reads cannot write."""

import pytest
from sqlalchemy.exc import DBAPIError

from tests.support.web import World

FORM = {"name_en": "A forged team"}


def teams(world: World) -> int:
    with world.databases.reader.connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM team").scalar_one())


@pytest.mark.parametrize("token", [None, "", "garbage", "a.b.c", "\x00", "ا" * 90])
def test_without_a_good_token_nothing_happens(world: World, token: str | None) -> None:
    browser, before = world.browser("administrator"), teams(world)
    data = FORM if token is None else {**FORM, "csrf_token": token}
    answer = browser.post("/admin/teams/new", data=data, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 400
    assert "kept:" not in answer.text
    assert FORM["name_en"] not in answer.text
    assert teams(world) == before


def test_anothers_token_is_no_good(world: World) -> None:
    browser, before = world.browser("administrator"), teams(world)
    answer = browser.post("/admin/teams/new", data={**FORM, "csrf_token": world.browser("reader").token() + "x"})
    assert answer.status_code == 400
    assert teams(world) == before


def test_a_token_does_not_grow_old(world: World) -> None:
    assert world.app.config["WTF_CSRF_TIME_LIMIT"] is None


def test_a_page_that_reads_cannot_write(world: World) -> None:
    from incidents.records import SignInLink
    from incidents.web import transaction
    from tests.support.factories import make_sign_in_link

    with world.app.test_request_context("/sign-in"):
        world.app.preprocess_request()
        from flask import g

        g.session.add(make_sign_in_link(world.accounts["reader"]))
        with pytest.raises(DBAPIError):
            g.session.flush()
        g.session.rollback()
        assert transaction.is_reading()
    with world.databases.read_session() as session:
        assert session.query(SignInLink).count() == 0
