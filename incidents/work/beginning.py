"""The first things that an installation has: a team that everybody may be in, and an administrator at this machine."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import OPERATOR, Role
from incidents.records import Account, Team
from incidents.work.accounts import account_named, count_accounts, open_account
from incidents.work.teams import make_team

LOCAL_ADMINISTRATOR = "admin"
FIRST_TEAM = {"en": "Everyone", "ar": "الجميع"}


def begin_installation(session: Session) -> bool:
    """Make the first team and the local administrator, and say whether that was still to be done."""
    if count_accounts(session):
        return False
    team = session.scalars(select(Team).order_by(Team.id).limit(1)).first()
    if team is None:
        team = make_team(session, OPERATOR, name=dict(FIRST_TEAM))
    open_account(
        session,
        OPERATOR,
        name=LOCAL_ADMINISTRATOR,
        display_name="Local administrator",
        role=Role.ADMINISTRATOR.code,
        teams=[team],
    )
    return True


def local_administrator(session: Session) -> Account | None:
    """The account of the person at this machine, as long as it is an open administrator."""
    account = account_named(session, LOCAL_ADMINISTRATOR)
    is_one = account is not None and account.disabled_at is None and account.role == Role.ADMINISTRATOR.code
    return account if is_one else None
