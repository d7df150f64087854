"""The verbs of a team: make one, rename it, choose its members."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from incidents.access.permissions import require
from incidents.access.viewer import Viewer
from incidents.base.errors import Conflict, Invalid, NotFound, Problem
from incidents.base.languages import LANGUAGES, _
from incidents.base.text import clean, forbidden_character
from incidents.db.types import Texts
from incidents.ledger.trace import act
from incidents.records import Account, Team, TeamMember
from incidents.work.finding import free_code, locked

MOST_LETTERS = 100
MOST_NOTE = 5_000


def team_name(team: Team, language: str) -> str:
    """The name of a team in a language, or in whichever it has one."""
    return team.name.get(language) or next(iter(team.name.values()), team.code)


def every_team(session: Session) -> list[Team]:
    """All teams, the oldest first; the first is the one every installation begins with."""
    return list(session.scalars(select(Team).order_by(Team.id)))


def find_team(session: Session, viewer: Viewer, code: str, *, for_change: bool = False) -> Team:
    """The team with a code, for those who look after teams."""
    require(viewer, "team.manage")
    statement = select(Team).where(Team.code == code)
    team = session.scalars(locked(statement) if for_change else statement).one_or_none()
    if team is None:
        raise NotFound(_("There is no such team."))
    return team


def members_of(session: Session, team: Team) -> list[Account]:
    """The accounts of a team by name."""
    joined = select(Account).join(TeamMember, TeamMember.account_id == Account.id)
    return list(session.scalars(joined.where(TeamMember.team_id == team.id).order_by(Account.display_name, Account.id)))


def teams_of(session: Session, account_id: int) -> list[Team]:
    """The teams of an account, the oldest first."""
    joined = select(Team).join(TeamMember, TeamMember.team_id == Team.id)
    return list(session.scalars(joined.where(TeamMember.account_id == account_id).order_by(Team.id)))


def member_counts(session: Session) -> dict[int, int]:
    """How many members each team has, by its row."""
    counted = select(TeamMember.team_id, func.count()).group_by(TeamMember.team_id)
    return {row[0]: row[1] for row in session.execute(counted)}


def make_team(session: Session, viewer: Viewer, *, name: Texts, note: str | None = None) -> Team:
    """Make a team without members."""
    require(viewer, "team.manage")
    name, note = _checked(name, note)
    team = Team(code=free_code(session, Team, Team.code_prefix), name=name, note=note)
    with act(session, viewer, "recorded"):
        session.add(team)
    return team


def rename_team(
    session: Session, viewer: Viewer, code: str, version: int, *, name: Texts, note: str | None = None
) -> Team:
    """Change the name of a team and what it is for."""
    team = find_team(session, viewer, code, for_change=True)
    if team.row_version != version:
        raise Conflict(team, _("Somebody else has changed this team in the meantime. Please look at it again."))
    name, note = _checked(name, note)
    with act(session, viewer, "revised"):
        team.name, team.note = name, note
    return team


def add_member(session: Session, viewer: Viewer, team_code: str, account_code: str) -> Team:
    """Take an account into a team; who is in already stays."""
    team, account = _both(session, viewer, team_code, account_code)
    with act(session, viewer, "member added"):
        if all(member.account_id != account.id for member in team.members):
            team.members.append(TeamMember(account_id=account.id))
    return team


def remove_member(session: Session, viewer: Viewer, team_code: str, account_code: str) -> Team:
    """Take an account out of a team; from its next click it no longer sees the team's cases."""
    team, account = _both(session, viewer, team_code, account_code)
    with act(session, viewer, "member removed"):
        team.members = [member for member in team.members if member.account_id != account.id]
    return team


def _both(session: Session, viewer: Viewer, team_code: str, account_code: str) -> tuple[Team, Account]:
    team = find_team(session, viewer, team_code, for_change=True)
    account = session.scalars(select(Account).where(Account.code == account_code)).one_or_none()
    if account is None:
        raise NotFound(_("There is no such account."))
    return team, account


def _checked(name: Texts, note: str | None) -> tuple[Texts, str | None]:
    name = {language: clean(text) for language, text in name.items() if clean(text)}
    note = clean(note or "") or None
    problems = []
    if not name:
        problems.append(Problem("name_en", _("Give the team a name."), "needed"))
    for language, text in name.items():
        if language not in LANGUAGES or len(text) > MOST_LETTERS or "\n" in text or forbidden_character(text):
            problems.append(Problem(f"name_{language}", _("Give a name of up to 100 letters."), "form"))
    if note and (len(note) > MOST_NOTE or forbidden_character(note)):
        problems.append(Problem("note", _("This is too long or holds a sign that cannot be kept."), "form"))
    if problems:
        raise Invalid(problems)
    return name, note
