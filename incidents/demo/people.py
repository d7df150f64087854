"""The teams and accounts of the demonstration; nobody gets a password, so nobody can guess one."""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.records import Account, Team
from incidents.work.accounts import open_account, viewer_of
from incidents.work.teams import add_member, make_team

TEAMS = {
    "syria": (
        {"en": "Syria desk", "ar": "مكتب سوريا"},
        "Demonstration: documented cases from published sources, retold in our own words.",
    ),
    "northmarch": (
        {"en": "Northmarch desk", "ar": "مكتب الثغر الشمالي"},
        "Demonstration: every case of this desk is invented, like the country it is about. None of it is a fact.",
    ),
    "closed": (
        {"en": "Closed desk", "ar": "المكتب المغلق"},
        "Demonstration: invented cases that the readers of the other desks cannot see.",
    ),
}

ACCOUNTS = {
    "researcher": ("Researcher (demonstration)", ("syria", "northmarch")),
    "reviewer": ("Reviewer (demonstration)", ("syria", "northmarch", "closed")),
    "reader": ("Reader (demonstration)", ("syria", "northmarch")),
}


@dataclass(frozen=True, slots=True)
class People:
    """Who enters the demonstration: the row numbers of teams and accounts, and the viewers that accounts are."""

    teams: dict[str, int]
    accounts: dict[str, int]
    researcher: Viewer
    reviewer: Viewer


def settle_people(session: Session, operator: Viewer) -> People:
    """Make the teams and accounts; administrators that exist already join every team."""
    teams = {key: make_team(session, operator, name=name, note=note) for key, (name, note) in TEAMS.items()}
    for administrator in session.scalars(select(Account).where(Account.role == "administrator")).all():
        for team in teams.values():
            add_member(session, operator, team.code, administrator.code)
    accounts = {
        role: open_account(
            session, operator, name=f"demo-{role}", display_name=shown, role=role, teams=[teams[key] for key in keys]
        )
        for role, (shown, keys) in ACCOUNTS.items()
    }
    researcher, reviewer = (viewer_of(session, accounts[role]) for role in ("researcher", "reviewer"))
    # It is the operator who enters all this in their names, and what the operator refers to need not be looked up.
    return People(
        _numbers(teams), _numbers(accounts), replace(researcher, sees_all=True), replace(reviewer, sees_all=True)
    )


def _numbers(records: dict[str, Team] | dict[str, Account]) -> dict[str, int]:
    return {key: record.id for key, record in records.items()}
