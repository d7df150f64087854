"""Who may do what, said a second time by hand: a rule that moves must be moved here too."""

import pytest

from incidents.access.permissions import PERMISSIONS, may, require
from incidents.access.viewer import OPERATOR, Role, Viewer
from incidents.base.errors import Forbidden, NotFound
from incidents.base.languages import speaking
from incidents.records import Incident
from incidents.vocabularies import vocabulary
from tests.support.factories import make_incident, make_incident_team

TEAM = 7
ROLES = list(Role)

# The least role that may: without a case, for a case that is seen, and for one that is seen and approved.
TABLE = """
case.see        reader         reader         reader
case.export     reader         reader         reader
case.record     researcher     researcher     researcher
case.revise     researcher     researcher     reviewer
case.share      researcher     researcher     reviewer
case.withdraw   reviewer       reviewer       reviewer
case.restore    researcher     researcher     reviewer
case.review     reviewer       reviewer       reviewer
source.see      reader         reader         reader
source.record   researcher     researcher     researcher
actor.see       reader         reader         reader
actor.record    researcher     researcher     researcher
place.see       reader         reader         reader
place.record    researcher     researcher     researcher
aggregate.see      reader      reader      reader
aggregate.record   researcher  researcher  researcher
aggregate.withdraw reviewer    reviewer    reviewer
instrument.see      reader      reader      reader
instrument.record   researcher  researcher  researcher
instrument.withdraw reviewer    reviewer    reviewer
import.run      reviewer       reviewer       reviewer
account.own     reader         reader         reader
account.manage  administrator  administrator  administrator
team.manage     administrator  administrator  administrator
"""
ROWS = [row.split() for row in TABLE.split("\n") if row]


def viewer(role: Role, *teams: int) -> Viewer:
    return Viewer(1, role.code, role, frozenset(teams))


def case(status: str = "draft") -> Incident:
    incident = make_incident(workflow_status=status, visibility="restricted", created_by=99)
    make_incident_team(incident, TEAM)
    return incident


def test_every_permission_stands_in_the_table() -> None:
    assert [row[0] for row in ROWS] == list(PERMISSIONS)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("permission", "alone", "seen", "approved"), ROWS)
def test_a_role_may_what_the_table_says(permission: str, alone: str, seen: str, approved: str, role: Role) -> None:
    somebody = viewer(role, TEAM)
    assert may(somebody, permission) is (role >= Role.of(alone))
    assert may(somebody, permission, case()) is (role >= Role.of(seen))
    assert may(somebody, permission, case("approved")) is (role >= Role.of(approved))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("permission", PERMISSIONS)
def test_nobody_may_anything_with_a_case_that_is_not_seen(permission: str, role: Role) -> None:
    for somebody in (viewer(role), viewer(role, TEAM + 1)):
        assert not may(somebody, permission, case())
        with pytest.raises(NotFound):
            require(somebody, permission, case())


@pytest.mark.parametrize("status", vocabulary("workflow_status").codes)
def test_only_the_approved_state_asks_for_more(status: str) -> None:
    allowed = may(viewer(Role.RESEARCHER, TEAM), "case.revise", case(status))
    assert allowed is (status != "approved")


def test_what_is_seen_and_not_allowed_is_forbidden_with_a_sentence() -> None:
    with pytest.raises(Forbidden, match="Withdraw a case with a reason"):
        require(viewer(Role.RESEARCHER, TEAM), "case.withdraw", case())
    with pytest.raises(Forbidden, match="Import a published list"):
        require(viewer(Role.RESEARCHER), "import.run")


def test_an_unseen_case_answers_like_one_that_is_not_there() -> None:
    for role in Role:
        with speaking("en"), pytest.raises(NotFound, match="There is no such case"):
            require(viewer(role), "case.withdraw", case())


def test_what_is_allowed_goes_through() -> None:
    for permission in PERMISSIONS:
        require(OPERATOR, permission)
        require(OPERATOR, permission, case("approved"))


def test_an_unknown_permission_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        may(OPERATOR, "case.se")


def test_roles_are_those_of_the_vocabulary_in_their_order() -> None:
    assert [role.code for role in Role] == list(vocabulary("role").codes)
    assert all(Role.of(role.code) is role for role in Role)
