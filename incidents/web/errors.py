"""When something is not to be had: plain pages that say what happened, what was kept and what to do next."""

import errno
import logging
import secrets
from dataclasses import dataclass, replace

from flask import Flask, Response, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from incidents.base.codes import ALPHABET
from incidents.base.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from incidents.base.languages import N_, _
from incidents.db.troubles import Trouble, trouble_of
from incidents.web import kept, transaction
from incidents.web.safe import is_from_script
from incidents.work.links import LinkOver
from incidents.work.passwords import TooBusy
from incidents.work.room import NoRoom

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Words:
    """What a person reads about an error: a title, what it means, and what can be done."""

    title: str
    text: str


WORDS = {
    400: Words(N_("This request could not be read"), N_("Go back, load the page again and repeat what you did.")),
    401: Words(N_("Please sign in"), N_("This page is for people who are signed in.")),
    403: Words(N_("You may not do this"), N_("Ask an administrator if you need this for your work.")),
    404: Words(
        N_("There is no such page"),
        N_("The address may be mistyped, or it leads to something that was not given to one of your teams."),
    ),
    405: Words(N_("This address is not used that way"), N_("Go to the start page and find the page again.")),
    409: Words(
        N_("Somebody else was faster"),
        N_("What you were about to change has been changed in the meantime. Load the page again and look first."),
    ),
    410: Words(N_("This address does not work any more"), N_("Ask for a new one.")),
    413: Words(N_("This is too large"), N_("Send less at once, or ask an administrator.")),
    415: Words(N_("This kind of content is not understood"), N_("Use the forms of this site.")),
    422: Words(N_("This cannot be saved as it is"), N_("Go back, correct what is named here, and send it again.")),
    429: Words(N_("Too many requests"), N_("Wait a few minutes and try again.")),
    500: Words(
        N_("Something went wrong on our side"),
        N_("Nothing was saved. Go back: what you typed should still be there. If it happens again, tell an "
           "administrator the number below."),
    ),
    503: Words(
        N_("The server is busy"),
        N_("Nothing was saved. Go back and send it again in a few seconds: what you typed should still be there."),
    ),
    504: Words(N_("This took too long"), N_("Ask for less at once: a shorter time, fewer places, one word more.")),
    507: Words(
        N_("The disk of the server is full"),
        N_("Nothing was saved. Reading still works. Tell an administrator, who has to make room first."),
    ),
}  # fmt: skip
REFUSED_AS: tuple[tuple[type[Refused], int], ...] = (
    (NotFound, 404),
    (Forbidden, 403),
    (Conflict, 409),
    (Invalid, 422),
    (LinkOver, 410),
    (TooBusy, 503),
    (NoRoom, 507),
    (Refused, 422),
)
TROUBLED_AS = {Trouble.BUSY: 503, Trouble.FULL: 507, Trouble.TOO_SLOW: 504, Trouble.UNREACHABLE: 503}


def install(app: Flask) -> None:
    """Answer every error of an application with a page of ours."""
    app.register_error_handler(Refused, refused)
    app.register_error_handler(CSRFError, unproven)
    app.register_error_handler(HTTPException, known)
    app.register_error_handler(Exception, unexpected)


def error_page(status: int, *, said: str | None = None, number: str | None = None) -> Response:
    """The page for a status; ``said`` takes the place of the usual sentence."""
    transaction.abandon()
    words = WORDS.get(status, WORDS[400 if status < 500 else 500])
    shown = replace(words, title=_(words.title), text=said or _(words.text))
    response = make_response(_page(shown, status, number), status)
    if is_from_script():
        response.mimetype = "text/plain"
    if status == 503:
        response.headers["Retry-After"] = "5"
    return response


def _page(words: Words, status: int, number: str | None) -> str:
    if is_from_script():
        return words.text
    try:
        return render_template("errors/error.html", words=words, status=status, number=number)
    except Exception:
        log.exception("The page for an error could not be made")
        return f"{words.title}. {words.text} {number or ''}"


def refused(error: Refused) -> Response:
    """Say why something is not done; what one may not see answers exactly like what does not exist."""
    status = next(status for kind, status in REFUSED_AS if isinstance(error, kind))
    response = error_page(status, said=None if status == 404 else error.message)
    if isinstance(error, TooBusy):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def unproven(_error: CSRFError) -> Response:
    """A form without a valid token: nothing in it is used, but what a page of ours sent can be sent once more."""
    going = kept.of_this_request()
    if going.fields and g.get("signed_in") is not None and not is_from_script():
        transaction.abandon()
        return make_response(render_template("sign_in/send_again.html", kept=going), 400)
    return error_page(
        400,
        said=_(
            "The form did not come from a page of this site that is still valid. Go back, load the page again, "
            "and send it once more: copy long texts first."
        ),
    )


def known(error: HTTPException) -> Response:
    """The page for an error that the web server's own rules raise."""
    if isinstance(error, InternalServerError) and error.original_exception is not None:
        return unexpected(error.original_exception)
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())  # a redirect of the router
    response = error_page(status)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers.setdefault(name, value)
    return response


def unexpected(error: BaseException) -> Response:
    """A fault of the program or trouble of the database; the log has the details under the number shown."""
    trouble = trouble_of(error)
    if trouble is None and isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        trouble = Trouble.FULL
    if trouble is not None:
        log.warning("%s at %s: %s", trouble.name, request.url_rule, getattr(error, "orig", error))
        return error_page(TROUBLED_AS[trouble])
    number = "".join(secrets.choice(ALPHABET) for _position in range(8))
    log.error("%s: %s %s failed", number, request.method, request.url_rule, exc_info=error)
    return error_page(500, number=number)
