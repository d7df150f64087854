"""Who asks: the cookie that names a sign-in, and what is known of the account behind it in this request."""

from dataclasses import dataclass
from datetime import datetime

from flask import Flask, Response, current_app, g, request, session

from incidents.access.viewer import Viewer
from incidents.base.clock import now
from incidents.settings import Settings, is_loopback
from incidents.web import transaction
from incidents.work.accounts import viewer_of
from incidents.work.logins import TOUCHED_EVERY, find_login, touch_login

SEED_OF = "seed_of"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One request's knowledge of who is signed in; read anew for each, so a lost right is lost at once."""

    login_id: int
    account_code: str
    sign_in_name: str
    language: str | None
    has_password: bool
    viewer: Viewer


def install(app: Flask) -> None:
    """Recognise whoever sends a request before anything else is decided, and set the cookie afterwards."""
    app.before_request(_recognise)
    app.after_request(_send_cookie)


def settings() -> Settings:
    """The settings of the running application."""
    found: Settings = current_app.extensions["settings"]
    return found


def cookie_name(app_settings: Settings) -> str:
    """The cookie's name; with the prefix a browser takes it only over HTTPS and from this very host."""
    return "__Host-incidents" if app_settings.secure_cookies else "incidents_sign_in"


def hand_over(token: str | None) -> None:
    """Give the browser a new token with this answer, or take its token away with None."""
    g.new_token = token or ""


def keep_forms_of(account_code: str) -> None:
    """Let forms that this account left open in the browser stay sendable; another account starts afresh."""
    if session.get(SEED_OF) != account_code:
        session.clear()
    session[SEED_OF] = account_code


def forget_forms() -> None:
    """Make every form that is open in this browser unsendable, as signing out must."""
    session.clear()


def is_this_machine() -> bool:
    """Whether the person sits at the machine that serves, with no proxy in between."""
    host = request.host.rsplit(":", 1)[0].strip("[]")
    return settings().trusted_proxies == 0 and is_loopback(request.remote_addr or "") and is_loopback(host)


def _recognise() -> None:
    g.signed_in, g.viewer = None, None
    token = request.cookies.get(cookie_name(settings()))
    if not token or request.endpoint == "static":
        return
    with transaction.reading() as reader:
        found = find_login(reader, token, idle_minutes=settings().idle_minutes)
        if found is None:
            return
        account, login_id, seen_at = found.account, found.login.id, found.login.seen_at
        viewer = viewer_of(reader, account)
    known = account.password_hash is not None
    g.signed_in, g.viewer = SignedIn(login_id, account.code, account.name, account.language, known, viewer), viewer
    _touch(login_id, seen_at)


def _touch(login_id: int, seen_at: datetime) -> None:
    if now() - seen_at < TOUCHED_EVERY:
        return
    transaction.apart_if_possible(lambda writer: touch_login(writer, login_id))


def _send_cookie(response: Response) -> Response:
    token = g.get("new_token")
    if token is not None and response.status_code < 400:
        name, secure = cookie_name(settings()), settings().secure_cookies
        if token:
            response.set_cookie(name, token, path="/", secure=secure, httponly=True, samesite="Lax")
        else:
            response.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="Lax")
    return response
