"""Checking a password, in the order that keeps the database free while the slow hash runs."""

from dataclasses import dataclass

from flask import current_app, g, request

from incidents.records import Account
from incidents.web import recognition, transaction
from incidents.work.accounts import account_named
from incidents.work.logins import begin_login, end_own_login
from incidents.work.password_change import renew_hash
from incidents.work.passwords import Passwords
from incidents.work.throttle import give_back, spend


@dataclass(frozen=True, slots=True)
class Opened:
    """An account whose password was right: its number, the hash it matched, and a new hash where that is due."""

    account_id: int
    matched: str
    renewed: str | None


def passwords() -> Passwords:
    """The hasher of the running application; its few slots are shared by all requests."""
    found: Passwords = current_app.extensions["passwords"]
    return found


def check_password(name: str, password: str) -> Opened | None:
    """The account that a name and password open; one hash is computed whatever the reason to refuse."""
    with transaction.apart() as session:
        may_try = spend(session, name, caller())
    with transaction.reading() as session:
        account = account_named(session, name) if may_try else None
        is_open = account is not None and account.disabled_at is None
        number, stored = (account.id, account.password_hash) if account is not None and is_open else (0, None)
    if not passwords().verify(stored, password) or stored is None:
        return None
    renewed = passwords().hash(password) if passwords().is_outdated(stored) else None
    return Opened(number, stored, renewed)


def enter_with(opened: Opened, name: str) -> Account | None:
    """Sign in the account, unless it was closed or given another password while its hash was being checked."""
    account: Account | None = g.session.get(Account, opened.account_id, with_for_update=True)
    if account is None or account.disabled_at is not None or account.password_hash != opened.matched:
        return None
    if opened.renewed is not None:
        renew_hash(g.session, account, opened.renewed)
    give_back(g.session, name, caller())
    enter(account)
    return account


def enter(account: Account) -> None:
    """Begin a new sign-in for an account in this browser; the one that the browser had before ends."""
    if g.signed_in is not None:
        end_own_login(g.session, g.viewer, g.signed_in.login_id)
    device = request.headers.get("User-Agent", "")
    token = begin_login(g.session, account, hours=recognition.settings().sign_in_hours, device=device)
    recognition.hand_over(token)
    recognition.keep_forms_of(account.code)


def caller() -> str:
    """The network address that the request came from."""
    return request.remote_addr or ""
