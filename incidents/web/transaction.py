"""One transaction a request, committed here and nowhere else.

GET and HEAD get a session that cannot write. Every other method gets the writer, which begins when it
is first used and is committed once, after the view has answered; an error, a refusal (status 400 and
above) or `abandon` leaves nothing behind. All that a page shows is read before it is rendered: an
SQLite reader that stays open would make the next save wait.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask, Response, current_app, g, request
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from incidents.db.engine import Databases

log = logging.getLogger(__name__)
READING_METHODS = frozenset({"GET", "HEAD"})


def install(app: Flask, databases: Databases) -> None:
    """Give every request of an application its session."""
    app.extensions["databases"] = databases
    app.before_request(_begin)
    app.teardown_request(_end)


def databases() -> Databases:
    """The databases of the running application."""
    found: Databases = current_app.extensions["databases"]
    return found


def is_reading() -> bool:
    """Whether this request can only read."""
    return request.method in READING_METHODS


def abandon() -> None:
    """Keep nothing of what this request has done; what it has read stays usable, without further reading."""
    g.abandoned = True
    if "session" in g:
        g.session.close()


def before_rendering(status: int) -> None:
    """Let go of the database once a page has all it shows, unless what was written still has to be committed."""
    if is_reading():
        g.session.close()
    elif status >= 400:
        abandon()


def settle(response: Response) -> None:
    """Commit what a view has done, once it has answered without refusing."""
    if is_reading() or g.abandoned or response.status_code >= 400:
        g.session.rollback()
    else:
        g.session.commit()


@contextmanager
def apart() -> Iterator[Session]:
    """A short writing transaction beside the request's own, committed at once: throttles and the like."""
    with databases().write_session() as session:
        yield session
        session.commit()


def apart_if_possible(work: Callable[[Session], None]) -> None:
    """Do something of little weight in a transaction of its own; a busy database is no reason to refuse a page."""
    try:
        with apart() as session:
            work(session)
    except DBAPIError as error:
        log.warning("A note beside a request was not kept: %s", error.orig)


@contextmanager
def reading() -> Iterator[Session]:
    """A reader beside the request's session, for what outlives it (a download) or must not begin the writer."""
    with databases().read_session() as session:
        yield session


def _begin() -> None:
    g.abandoned = False
    g.session = databases().read_session() if is_reading() else databases().write_session()


def _end(_error: BaseException | None) -> None:
    session: Session | None = g.pop("session", None)
    if session is not None:
        session.close()
