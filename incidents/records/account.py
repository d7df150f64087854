"""An account of a person, the places where it is signed in, and what protects the sign-in."""

from datetime import datetime

from sqlalchemy.orm import Mapped, relationship

from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, decimal, key, line, link, moment
from incidents.db.fields import Audience
from incidents.records.root import Root

TEAM, NOBODY = Audience.TEAM, Audience.NOBODY


class Account(Root, Record):
    """A person who may sign in, with one role; which cases it sees follows from its teams."""

    __tablename__ = "account"
    code_prefix = "ACC"

    name: Mapped[str] = line(
        N_("Sign-in name"),
        N_("Small letters, figures, dots and dashes."),
        audience=TEAM,
        required=True,
        most=60,
        unique=True,
    )
    display_name: Mapped[str] = line(N_("Name shown to colleagues"), audience=TEAM, required=True, most=100)
    role: Mapped[str] = code_of("role", N_("Role"), audience=TEAM, required=True, default="reader")
    language: Mapped[str | None] = line(N_("Language"), audience=TEAM, most=35)
    password_hash: Mapped[str | None] = line(N_("Password"), audience=NOBODY, secret=True)
    disabled_at: Mapped[datetime | None] = moment(N_("Closed"), audience=TEAM, bookkeeping=False)


class Login(Record):
    """One place where an account is signed in; the browser holds the token, we hold only its hash."""

    __tablename__ = "login"
    ledgered = False

    id: Mapped[int] = key()
    account_id: Mapped[int] = link("account.id", N_("Account"), audience=TEAM, required=True, owned=True)
    token_hash: Mapped[str] = line(N_("Token"), audience=NOBODY, required=True, unique=True, secret=True)
    began_at: Mapped[datetime] = moment(N_("Signed in"), audience=TEAM, required=True)
    seen_at: Mapped[datetime] = moment(N_("Last used"), audience=TEAM, required=True)
    ends_at: Mapped[datetime] = moment(N_("Ends at the latest"), audience=TEAM, required=True)
    revoked_at: Mapped[datetime | None] = moment(N_("Signed out"), audience=TEAM)
    device: Mapped[str | None] = line(N_("Browser"), audience=TEAM, most=300)
    account: Mapped[Account] = relationship()


class SignInLink(Record):
    """An address that signs one account in, once and for a short time."""

    __tablename__ = "sign_in_link"
    ledgered = False

    id: Mapped[int] = key()
    account_id: Mapped[int] = link("account.id", N_("Account"), audience=TEAM, required=True, owned=True)
    token_hash: Mapped[str] = line(N_("Token"), audience=NOBODY, required=True, unique=True, secret=True)
    ends_at: Mapped[datetime] = moment(N_("Ends at the latest"), audience=TEAM, required=True)
    used_at: Mapped[datetime | None] = moment(N_("Used"), audience=TEAM)


class Throttle(Record):
    """How many more attempts a name or an address has, kept here so that all workers share it."""

    __tablename__ = "throttle"
    __table_args__ = ()
    ledgered = False

    key: Mapped[str] = line(N_("Name or address"), audience=NOBODY, primary_key=True, required=True, bookkeeping=True)
    tokens: Mapped[float] = decimal(N_("Attempts left"), audience=NOBODY, nullable=False)
    at: Mapped[float] = decimal(N_("Counted at"), audience=NOBODY, nullable=False, unit="s")
