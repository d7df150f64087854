"""What each role may do, as a table that can be read without knowing Python.

Each row names an act, the least role that may do it, and whether a case must be seen for it. The
web's gate, the verbs and the manual read this table; there is no other.
"""

from dataclasses import dataclass

from incidents.access.sight import can_see
from incidents.access.viewer import Role, Viewer
from incidents.base.errors import Forbidden, NotFound
from incidents.base.languages import N_, _
from incidents.records import Incident


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: the sentence for people, the least role, and the least role once a case is approved."""

    sentence: str
    role: Role
    role_once_approved: Role | None = None


PERMISSIONS: dict[str, Rule] = {
    "case.see": Rule(N_("Read a case that was given to one of one's teams"), Role.READER),
    "case.export": Rule(N_("Export cases that one may read"), Role.READER),
    "case.record": Rule(N_("Record a new case"), Role.RESEARCHER),
    "case.revise": Rule(N_("Change a case; an approved one only as reviewer"), Role.RESEARCHER, Role.REVIEWER),
    "case.share": Rule(N_("Give a case to teams or take it from them"), Role.RESEARCHER, Role.REVIEWER),
    "case.withdraw": Rule(N_("Withdraw a case with a reason"), Role.REVIEWER),
    "case.restore": Rule(N_("Bring a case back to an earlier state"), Role.RESEARCHER, Role.REVIEWER),
    "case.review": Rule(N_("Review, return and approve a case"), Role.REVIEWER),
    "source.see": Rule(N_("Read a source of a case that one may read"), Role.READER),
    "source.record": Rule(N_("Record and correct sources"), Role.RESEARCHER),
    "actor.see": Rule(N_("Read about an actor"), Role.READER),
    "actor.record": Rule(N_("Record and correct actors"), Role.RESEARCHER),
    "place.see": Rule(N_("Read about a place"), Role.READER),
    "place.record": Rule(N_("Record and correct places"), Role.RESEARCHER),
    "aggregate.see": Rule(N_("Read a body's count over many events"), Role.READER),
    "aggregate.record": Rule(N_("Record and correct a body's count over many events"), Role.RESEARCHER),
    "aggregate.withdraw": Rule(N_("Withdraw a body's count over many events"), Role.REVIEWER),
    "instrument.see": Rule(N_("Read about a law or order"), Role.READER),
    "instrument.record": Rule(N_("Record and correct laws and orders"), Role.RESEARCHER),
    "instrument.withdraw": Rule(N_("Withdraw a law or order"), Role.REVIEWER),
    "import.run": Rule(N_("Import a published list"), Role.REVIEWER),
    "account.own": Rule(N_("See and end one's own sign-ins, change one's password"), Role.READER),
    "account.manage": Rule(N_("Open, change and close accounts"), Role.ADMINISTRATOR),
    "team.manage": Rule(N_("Make teams and choose their members"), Role.ADMINISTRATOR),
}


def may(viewer: Viewer, permission: str, incident: Incident | None = None) -> bool:
    """Whether the viewer may do something, to this incident where there is one."""
    rule = PERMISSIONS[permission]
    least = rule.role
    if incident is not None:
        if not can_see(viewer, incident):
            return False
        if incident.workflow_status == "approved" and rule.role_once_approved is not None:
            least = rule.role_once_approved
    return viewer.role >= least


def require(viewer: Viewer, permission: str, incident: Incident | None = None) -> None:
    """Raise `Forbidden` unless the viewer may; what it may not see answers like what does not exist."""
    if incident is not None and not can_see(viewer, incident):
        raise NotFound(_("There is no such case."))
    if not may(viewer, permission, incident):
        raise Forbidden(_("Your role does not allow this: %(act)s.", act=_(PERMISSIONS[permission].sentence)))
