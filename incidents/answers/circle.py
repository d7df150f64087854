"""The circle around a case: the teams it can be given to and the colleagues who can be named as readers."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.suggestions import in_language
from incidents.records import Account, Team, TeamMember
from incidents.records.picture import Picture

Named = list[tuple[int, str]]


def teams_and_colleagues(session: Session, viewer: Viewer, before: Picture) -> tuple[Named, Named]:
    """One's own teams and their members, and whoever the case was given to already."""
    given = {values["team_id"] for values in before.get("incident_team", [])}
    named = {values["account_id"] for values in before.get("incident_reader", [])}
    teams = select(Team).order_by(Team.id)
    people = select(Account).where(Account.disabled_at.is_(None)).order_by(Account.display_name, Account.id)
    if not viewer.sees_all:
        shared = select(TeamMember.account_id).where(TeamMember.team_id.in_(sorted(viewer.teams)))
        teams = teams.where(Team.id.in_(sorted(viewer.teams | given)))
        people = people.where(or_(Account.id.in_(shared), Account.id.in_(sorted(named))))
    return (
        [(team.id, in_language(team.name)) for team in session.scalars(teams)],
        [(person.id, person.display_name) for person in session.scalars(people)],
    )
