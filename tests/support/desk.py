"""A desk: two teams with their people, for tests of the verbs of a case."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.records import Account, Change, Incident, Team
from incidents.records.picture import Picture, picture
from incidents.work.entry import CaseEntry
from incidents.work.incidents import record_incident, revise_incident
from tests.support.factories import make_account, make_team, store, viewer_of


@dataclass
class Desk:
    """The people of two teams, as accounts and as viewers, in one session."""

    session: Session
    accounts: dict[str, Account]
    team: Team
    other_team: Team

    def viewer(self, name: str) -> Viewer:
        return viewer_of(self.accounts[name], self.other_team if name == "stranger" else self.team)

    def record(self, case: Picture, by: str = "researcher", **companions: Any) -> Incident:
        """Record a case, given to the first team; what is not said of it has the least a case needs."""
        given: Picture = {"incident_team": [{"id": "new-team", "team_id": self.team.id}]}
        whole = {**given, **case, "incident": {"title": {"en": "A strike"}, **case.get("incident", {})}}
        return record_incident(self.session, self.viewer(by), CaseEntry(deepcopy(whole), **deepcopy(companions)))

    def revise(self, incident: Incident, case: Picture, by: str = "researcher", **companions: Any) -> Incident:
        """Revise a case from the version it has."""
        entry = CaseEntry(deepcopy(case), **deepcopy(companions))
        return revise_incident(self.session, self.viewer(by), incident.code, incident.row_version, entry)

    def changes(self) -> int:
        """How many rows the ledger has."""
        return self.session.scalar(select(func.count()).select_from(Change)) or 0

    def picture(self, incident: Incident) -> Picture:
        """The case as it is stored, read anew."""
        self.session.expire_all()
        return picture(incident)


def make_desk(session: Session) -> Desk:
    """Open the accounts of a reader, two researchers, a reviewer and a stranger."""
    roles = {
        "reader": "reader",
        "researcher": "researcher",
        "colleague": "researcher",
        "reviewer": "reviewer",
        "stranger": "reviewer",
    }
    accounts = {name: store(session, make_account(f"{name}.desk", role)) for name, role in roles.items()}
    ours = [account for name, account in accounts.items() if name != "stranger"]
    team = store(session, make_team("Northern desk", *ours))
    return Desk(session, accounts, team, store(session, make_team("Southern desk", accounts["stranger"])))
