"""One-time addresses: a link that signs one account in, once and soon, for who has no password yet or has lost it."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from incidents.base.clock import now
from incidents.base.errors import Refused
from incidents.base.languages import _
from incidents.records import Account, SignInLink
from incidents.work.logins import KEPT_AFTER_THE_END, hash_of_token

LASTS = timedelta(minutes=30)


class LinkOver(Refused):
    """The link was used, is too old, or never was one: the answer is the same."""

    def __init__(self) -> None:
        super().__init__(_("This address has been used or is too old. Ask for a new one."))


def make_link(session: Session, account: Account, *, lasts: timedelta = LASTS) -> str:
    """Make a link for an account and return the token that stands in its address."""
    token = secrets.token_urlsafe(24)
    session.execute(delete(SignInLink).where(SignInLink.ends_at < now() - KEPT_AFTER_THE_END))
    session.add(SignInLink(account_id=account.id, token_hash=hash_of_token(token), ends_at=now() + lasts))
    return token


def look_at_link(session: Session, token: str) -> Account:
    """Whom a link would sign in, without using it up; a preview of the address must not burn it."""
    return _found(session, token)[1]


def use_link(session: Session, token: str) -> Account:
    """Use a link up and return the account it signs in."""
    link, account = _found(session, token, for_change=True)
    link.used_at = now()
    return account


def end_links(session: Session, account_id: int) -> None:
    """Make every open link of an account worthless."""
    still_open = SignInLink.account_id == account_id, SignInLink.used_at.is_(None)
    session.execute(update(SignInLink).where(*still_open).values(used_at=now()))


def _found(session: Session, token: str, *, for_change: bool = False) -> tuple[SignInLink, Account]:
    statement = select(SignInLink).where(SignInLink.token_hash == hash_of_token(token))
    link = session.scalars(statement.with_for_update() if for_change else statement).one_or_none()
    if link is None or link.used_at is not None or link.ends_at <= now():
        raise LinkOver()
    account = session.get_one(Account, link.account_id)
    if account.disabled_at is not None:
        raise LinkOver()
    return link, account
