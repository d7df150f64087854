"""The verbs of an account: open, change, close, open again; and the viewer that an account is."""

import re

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from incidents.access.permissions import require
from incidents.access.viewer import Role, Viewer
from incidents.base.clock import now
from incidents.base.errors import Conflict, Invalid, NotFound, Problem, Refused
from incidents.base.languages import LANGUAGES, _
from incidents.base.text import clean, forbidden_character
from incidents.ledger.trace import act
from incidents.records import Account, Team, TeamMember
from incidents.work.finding import free_code, locked
from incidents.work.logins import end_logins

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")


def viewer_of(session: Session, account: Account) -> Viewer:
    """Who asks when this account asks, with its rights as they are at this moment."""
    teams = session.scalars(select(TeamMember.team_id).where(TeamMember.account_id == account.id))
    return Viewer(account.id, account.display_name, Role.of(account.role), frozenset(teams))


def account_named(session: Session, name: str) -> Account | None:
    """The account with a sign-in name, closed or not."""
    return session.scalars(select(Account).where(Account.name == name.strip().lower())).one_or_none()


def find_account(session: Session, viewer: Viewer, code: str, *, for_change: bool = False) -> Account:
    """The account with a code, for those who look after accounts."""
    require(viewer, "account.manage")
    statement = select(Account).where(Account.code == code)
    account = session.scalars(locked(statement) if for_change else statement).one_or_none()
    if account is None:
        raise NotFound(_("There is no such account."))
    return account


def every_account(session: Session, viewer: Viewer) -> list[Account]:
    """All accounts, open ones first, by the name colleagues know."""
    require(viewer, "account.manage")
    order = (Account.disabled_at.is_not(None), Account.display_name, Account.id)
    return list(session.scalars(select(Account).order_by(*order)))


def open_account(
    session: Session,
    viewer: Viewer,
    *,
    name: str,
    display_name: str,
    role: str,
    language: str | None = None,
    password_hash: str | None = None,
    teams: list[Team] | None = None,
) -> Account:
    """Let a person in; without a password they come in by a one-time address and choose one."""
    require(viewer, "account.manage")
    name, display_name = clean(name).lower(), clean(display_name)
    problems = _problems(name, display_name, role, language)
    if account_named(session, name) is not None:
        problems.append(Problem("name", _("There is already an account with this name."), "taken"))
    if problems:
        raise Invalid(problems)
    account = Account(
        code=free_code(session, Account, Account.code_prefix),
        name=name,
        display_name=display_name,
        role=role,
        language=language,
        password_hash=password_hash,
    )
    with act(session, viewer, "recorded"):
        session.add(account)
    if teams:
        with act(session, viewer, "member added"):
            for team in teams:
                team.members.append(TeamMember(account_id=account.id))
    return account


def change_account(
    session: Session, viewer: Viewer, code: str, version: int, *, display_name: str, role: str
) -> Account:
    """Change the shown name and the role; a new role ends every place where the account is signed in."""
    account = find_account(session, viewer, code, for_change=True)
    _compare_version(account, version)
    display_name = clean(display_name)
    if problems := _problems(account.name, display_name, role, account.language):
        raise Invalid(problems)
    _keep_an_administrator(session, account, role)
    another_role = account.role != role
    with act(session, viewer, "revised"):
        account.display_name, account.role = display_name, role
    if another_role:
        end_logins(session, account.id)
    return account


def close_account(session: Session, viewer: Viewer, code: str, version: int, reason: str | None = None) -> Account:
    """Keep a person out from this moment; what the account did stays under its name."""
    account = find_account(session, viewer, code, for_change=True)
    _compare_version(account, version)
    _keep_an_administrator(session, account, None)
    with act(session, viewer, "closed", reason):
        account.disabled_at = account.disabled_at or now()
    end_logins(session, account.id)
    return account


def reopen_account(session: Session, viewer: Viewer, code: str, version: int, reason: str | None = None) -> Account:
    """Let a person in again."""
    account = find_account(session, viewer, code, for_change=True)
    _compare_version(account, version)
    with act(session, viewer, "reopened", reason):
        account.disabled_at = None
    return account


def choose_language(session: Session, viewer: Viewer, language: str | None) -> None:
    """Set the language of one's own pages, or leave it to the browser."""
    require(viewer, "account.own")
    account = session.get_one(Account, viewer.account_id, with_for_update=True)
    if language is not None and language not in LANGUAGES:
        raise Invalid([Problem("language", _("There is no such language."), "unknown")])
    with act(session, viewer, "revised"):
        account.language = language


def _compare_version(account: Account, version: int) -> None:
    if account.row_version != version:
        raise Conflict(account, _("Somebody else has changed this account in the meantime. Please look at it again."))


def _problems(name: str, display_name: str, role: str, language: str | None) -> list[Problem]:
    problems = []
    if not NAME.fullmatch(name):
        words = _("Use 2 to 60 small letters a–z, figures, dots and dashes, beginning with a letter or figure.")
        problems.append(Problem("name", words, "form"))
    if not display_name or len(display_name) > 100 or "\n" in display_name or forbidden_character(display_name):
        problems.append(Problem("display_name", _("Give a name of up to 100 letters."), "form"))
    if role not in {known.code for known in Role}:
        problems.append(Problem("role", _("There is no such role."), "unknown"))
    if language is not None and language not in LANGUAGES:
        problems.append(Problem("language", _("There is no such language."), "unknown"))
    return problems


def _keep_an_administrator(session: Session, account: Account, role: str | None) -> None:
    """Refuse the change after which nobody could let people in any more."""
    admin = Role.ADMINISTRATOR.code
    if account.role != admin or account.disabled_at is not None or role == admin:
        return
    # Locked one by one, so that two administrators cannot step down at the same moment.
    open_admins = select(Account.id).where(Account.role == admin, Account.disabled_at.is_(None)).order_by(Account.id)
    if len(session.scalars(open_admins.with_for_update()).all()) < 2:
        raise Refused(_("This is the last administrator. Make somebody else one first."))


def count_accounts(session: Session) -> int:
    """How many accounts there are."""
    return session.scalar(select(func.count()).select_from(Account)) or 0
