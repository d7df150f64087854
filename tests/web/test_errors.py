"""Errors are pages: in the reader's language, without a stack trace, with what to do next, and with nothing saved."""

import logging
import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from incidents.base.errors import Conflict, Forbidden, Invalid, NotFound, Problem, Refused
from incidents.records import SignInLink
from incidents.web.gate import policy
from incidents.work.passwords import TooBusy
from incidents.work.room import NoRoom
from tests.support.web import World


def failing(world: World, error: BaseException, method: str = "GET"):
    """Answer one address of the running application by raising an error."""

    @policy(open_to_all=True)
    def fail() -> str:
        raise error

    world.app.add_url_rule("/fail", "fail", fail, methods=[method])
    return world.browser().get("/fail") if method == "GET" else world.browser().send("/fail")


def sqlite_error(words: str) -> OperationalError:
    return OperationalError("INSERT …", {"title": "a secret"}, sqlite3.OperationalError(words))


ERRORS = [
    (NotFound("There is no such case."), 404),
    (Forbidden(), 403),
    (Conflict(None), 409),
    (Invalid([Problem("title", "Give a title.")]), 422),
    (Refused("Not like that."), 422),
    (TooBusy(), 503),
    (NoRoom(1), 507),
    (sqlite_error("database is locked"), 503),
    (sqlite_error("database or disk is full"), 507),
    (sqlite_error("interrupted"), 504),
    (sqlite_error("no such column: x"), 500),
    (OSError(28, "No space left on device"), 507),
    (OSError(5, "Input/output error"), 500),
    (ZeroDivisionError("a secret"), 500),
    (RecursionError(), 500),
]


@pytest.mark.one_database
def test_each_error_has_its_status_and_a_page(own_world: World) -> None:
    raised: list[BaseException] = []

    @policy(open_to_all=True)
    def fail() -> str:
        raise raised[-1]

    own_world.app.add_url_rule("/fail", "fail", fail)
    for error, status in ERRORS:
        raised.append(error)
        answer = own_world.browser().get("/fail")
        assert answer.status_code == status, error
        assert answer.mimetype == "text/html", error
        assert "a secret" not in answer.text, error
        assert "Traceback" not in answer.text, error
        assert answer.headers["Cache-Control"] == "no-store", error
        if status == 503:
            assert int(answer.headers["Retry-After"]) > 0, error


@pytest.mark.one_database
def test_a_fault_has_a_number_in_the_page_and_in_the_log(own_world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = failing(own_world, ZeroDivisionError("here"))
    line = next(record for record in caplog.records if record.exc_info)
    number = line.getMessage().split(":")[0]
    assert len(number) == 8
    assert number in answer.text


def test_the_log_repeats_the_statement_and_not_what_was_in_it(
    own_world: World, caplog: pytest.LogCaptureFixture
) -> None:
    from flask import g

    @policy(open_to_all=True)
    def fail() -> str:
        link = SignInLink(account_id=own_world.accounts["reader"].id, token_hash="what a witness said")
        g.session.add(link)
        g.session.flush()
        return ""

    own_world.app.add_url_rule("/fail", "fail", fail, methods=["POST"])
    with caplog.at_level(logging.ERROR):
        answer = own_world.browser().send("/fail")
    assert answer.status_code == 500
    assert "INSERT INTO sign_in_link" in caplog.text
    assert "what a witness said" not in caplog.text


@pytest.mark.one_database
def test_an_error_page_never_fails_itself(own_world: World) -> None:
    def broken() -> dict[str, object]:
        raise RuntimeError("the context is broken")

    own_world.app.template_context_processors[None].append(broken)
    answer = failing(own_world, ZeroDivisionError())
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text


def test_nothing_of_a_failed_request_is_kept(own_world: World) -> None:
    from flask import g

    from incidents.work.links import make_link

    @policy(open_to_all=True)
    def halfway() -> str:
        make_link(g.session, own_world.accounts["reader"])
        g.session.flush()
        raise Refused("Not after all.")

    @policy(open_to_all=True)
    def refused() -> tuple[str, int]:
        make_link(g.session, own_world.accounts["reader"])
        return "no", 422

    @policy(open_to_all=True)
    def kept() -> str:
        make_link(g.session, own_world.accounts["reader"])
        return "yes"

    for name, view in (("halfway", halfway), ("refused", refused), ("kept", kept)):
        own_world.app.add_url_rule(f"/{name}", name, view, methods=["POST"])
    counts = []
    for name in ("halfway", "refused", "kept"):
        own_world.browser().send(f"/{name}")
        with own_world.databases.reader.connect() as connection:
            counts.append(connection.exec_driver_sql("SELECT count(*) FROM sign_in_link").scalar_one())
    assert counts == [0, 0, 1]


def test_a_failed_commit_is_an_error_and_not_a_success(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy.orm import Session

    def full(_session: Session) -> None:
        raise sqlite_error("database or disk is full")

    signed_in = world.browser("administrator")
    monkeypatch.setattr(Session, "commit", full)
    answer = signed_in.send("/sign-out")
    assert answer.status_code == 507


@pytest.mark.one_database
def test_no_such_page_and_no_such_record_and_not_for_you_look_alike(world: World) -> None:
    browser = world.browser("administrator")
    pages = {browser.get(address).text for address in ("/admin/accounts/ACC-222222", "/admin/teams/TEAM-222222")}
    pages |= {browser.get(address).text for address in ("/admin/accounts/nonsense", "/nowhere")}
    texts = {page.split("<main", 1)[1].split("</main>")[0] for page in pages}
    assert len(texts) == 1


@pytest.mark.one_database
def test_what_is_too_large_is_refused_with_a_page(own_world: World) -> None:
    own_world.app.config["MAX_CONTENT_LENGTH"] = 1_000
    answer = own_world.browser("administrator").send("/admin/teams/new", {"note": "x" * 1_001})
    assert answer.status_code == 413
    assert "too large" in answer.text
