"""The places where an account is signed in: begun, found, rotated and ended; the browser alone has the token."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, select, update
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.base.clock import now
from incidents.base.errors import NotFound
from incidents.base.languages import _
from incidents.records import Account, Login

TOUCHED_EVERY = timedelta(minutes=1)
KEPT_AFTER_THE_END = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Found:
    """A login that holds, with the account it belongs to."""

    login: Login
    account: Account


def hash_of_token(token: str) -> str:
    """What is kept of a token; it has 256 random bits, so a plain hash cannot be searched."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def begin_login(session: Session, account: Account, *, hours: int, device: str | None = None) -> str:
    """Sign an account in at one more place and return the token for its browser."""
    at, token = now(), secrets.token_urlsafe(32)
    session.execute(delete(Login).where(Login.ends_at < at - KEPT_AFTER_THE_END))
    session.add(
        Login(
            account_id=account.id,
            token_hash=hash_of_token(token),
            began_at=at,
            seen_at=at,
            ends_at=at + timedelta(hours=hours),
            device=(device or "")[:300] or None,
        )
    )
    return token


def find_login(session: Session, token: str, *, idle_minutes: int) -> Found | None:
    """The login of a token and its account, if it still holds and the account is open."""
    statement = (
        select(Login, Account)
        .join(Account, Account.id == Login.account_id)
        .where(
            Login.token_hash == hash_of_token(token),
            _holds(now(), idle_minutes),
            Account.disabled_at.is_(None),
        )
    )
    row = session.execute(statement).one_or_none()
    return Found(*row) if row is not None else None


def _holds(at: datetime, idle_minutes: int) -> ColumnElement[bool]:
    since = at - timedelta(minutes=idle_minutes)
    return and_(Login.revoked_at.is_(None), Login.ends_at > at, Login.seen_at > since)


def touch_login(session: Session, login_id: int) -> None:
    """Note that a login was used; done at most once a minute, since every note is a write."""
    login = session.get(Login, login_id)
    if login is not None:
        login.seen_at = now()


def rotate_login(session: Session, login_id: int) -> str:
    """Give a login another token, so that whoever copied the old one is out."""
    token = secrets.token_urlsafe(32)
    session.get_one(Login, login_id, with_for_update=True).token_hash = hash_of_token(token)
    return token


def end_logins(session: Session, account_id: int, *, but: int | None = None) -> None:
    """Sign an account out everywhere, or everywhere but at one place."""
    ended = update(Login).where(Login.account_id == account_id, Login.revoked_at.is_(None))
    if but is not None:
        ended = ended.where(Login.id != but)
    session.execute(ended.values(revoked_at=now()))


def end_own_login(session: Session, viewer: Viewer, login_id: int) -> None:
    """End one of one's own sign-ins; another's answers like one that does not exist."""
    login = session.get(Login, login_id, with_for_update=True)
    if login is None or viewer.account_id is None or login.account_id != viewer.account_id:
        raise NotFound(_("There is no such sign-in."))
    login.revoked_at = login.revoked_at or now()


def logins_of(session: Session, viewer: Viewer, *, idle_minutes: int) -> list[Login]:
    """Where the viewer is signed in at this moment, the latest first."""
    statement = select(Login).where(Login.account_id == viewer.account_id, _holds(now(), idle_minutes))
    return list(session.scalars(statement.order_by(Login.seen_at.desc(), Login.id.desc())))
