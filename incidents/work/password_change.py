"""The verbs of a password: set one's own, take one away so that a new one must be chosen, renew an old hash."""

from sqlalchemy.orm import Session

from incidents.access.permissions import require
from incidents.access.viewer import OPERATOR, Viewer
from incidents.ledger.trace import act
from incidents.records import Account
from incidents.work.accounts import find_account
from incidents.work.links import end_links
from incidents.work.logins import end_logins


def set_own_password(session: Session, viewer: Viewer, password_hash: str, *, this_login: int | None) -> None:
    """Set one's own password; every other place where one is signed in ends."""
    require(viewer, "account.own")
    account = session.get_one(Account, viewer.account_id, with_for_update=True)
    with act(session, viewer, "password set"):
        account.password_hash = password_hash
    end_logins(session, account.id, but=this_login)
    end_links(session, account.id)


def set_password(session: Session, viewer: Viewer, code: str, password_hash: str) -> Account:
    """Set somebody's password at the command line; every place where the account is signed in ends."""
    account = find_account(session, viewer, code, for_change=True)
    with act(session, viewer, "password set"):
        account.password_hash = password_hash
    end_logins(session, account.id)
    end_links(session, account.id)
    return account


def take_password(session: Session, viewer: Viewer, code: str) -> Account:
    """Make an account's password worthless; its person comes in by a one-time address and chooses a new one."""
    account = find_account(session, viewer, code, for_change=True)
    with act(session, viewer, "password taken"):
        account.password_hash = None
    end_logins(session, account.id)
    end_links(session, account.id)
    return account


def renew_hash(session: Session, account: Account, password_hash: str) -> None:
    """Keep the same password under a hash of today's cost."""
    with act(session, OPERATOR, "password hash renewed"):
        account.password_hash = password_hash
