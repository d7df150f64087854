"""The verbs of accounts and teams: who may, what is refused, and what the ledger keeps."""

import pytest
from sqlalchemy import update

from incidents.access.viewer import OPERATOR, Role, Viewer
from incidents.base.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from incidents.ledger.chain import verify
from incidents.ledger.replay import history
from incidents.records import Account, Team
from incidents.work import accounts, teams
from incidents.work.beginning import begin_installation, local_administrator
from incidents.work.logins import begin_login, find_login
from incidents.work.password_change import set_own_password, set_password, take_password


def opened(session, name: str = "layla", role: str = "researcher", **more) -> Account:
    return accounts.open_account(session, OPERATOR, name=name, display_name=name.title(), role=role, **more)


@pytest.mark.parametrize("role", [Role.READER, Role.RESEARCHER, Role.REVIEWER])
def test_only_administrators_look_after_accounts_and_teams(session, role: Role) -> None:
    viewer, account = Viewer(1, "x", role), opened(session)
    team = teams.make_team(session, OPERATOR, name={"en": "Desk"})
    for verb in (
        lambda: accounts.open_account(session, viewer, name="omar", display_name="Omar", role="reader"),
        lambda: accounts.change_account(session, viewer, account.code, 1, display_name="X", role="administrator"),
        lambda: accounts.close_account(session, viewer, account.code, 1),
        lambda: accounts.reopen_account(session, viewer, account.code, 1),
        lambda: accounts.every_account(session, viewer),
        lambda: set_password(session, viewer, account.code, "hash"),
        lambda: take_password(session, viewer, account.code),
        lambda: teams.make_team(session, viewer, name={"en": "Mine"}),
        lambda: teams.rename_team(session, viewer, team.code, 1, name={"en": "Mine"}),
        lambda: teams.add_member(session, viewer, team.code, account.code),
        lambda: teams.remove_member(session, viewer, team.code, account.code),
    ):
        with pytest.raises(Forbidden):
            verb()


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"name": "x"}, "name"),
        ({"name": "-layla"}, "name"),
        ({"name": "lay la"}, "name"),
        ({"name": "l" * 61}, "name"),
        ({"name": "ليلى"}, "name"),
        ({"display_name": " "}, "display_name"),
        ({"display_name": "a\nb"}, "display_name"),
        ({"display_name": "a\x00b"}, "display_name"),
        ({"role": "owner"}, "role"),
        ({"language": "xx"}, "language"),
        ({"name": "TAKEN"}, "name"),
    ],
)
def test_what_will_not_do_is_named(session, values: dict[str, str], path: str) -> None:
    opened(session, "taken")
    given = {"name": "omar", "display_name": "Omar", "role": "reader", **values}
    with pytest.raises(Invalid) as refused:
        accounts.open_account(session, OPERATOR, **given)
    assert [problem.path for problem in refused.value.problems] == [path]


def test_the_last_administrator_stays(session) -> None:
    begin_installation(session)
    admin = local_administrator(session)
    assert admin is not None
    for verb in (
        lambda: accounts.close_account(session, OPERATOR, admin.code, admin.row_version),
        lambda: accounts.change_account(
            session, OPERATOR, admin.code, admin.row_version, display_name="A", role="reviewer"
        ),
    ):
        with pytest.raises(Refused, match="last administrator"):
            verb()
    opened(session, "second", "administrator")
    accounts.close_account(session, OPERATOR, admin.code, admin.row_version)
    assert local_administrator(session) is None


def test_a_change_starts_from_the_version_that_was_seen(session) -> None:
    account = opened(session)
    accounts.change_account(session, OPERATOR, account.code, 1, display_name="Layla H.", role="researcher")
    with pytest.raises(Conflict):
        accounts.change_account(session, OPERATOR, account.code, 1, display_name="L.", role="reader")
    assert account.display_name == "Layla H."


def test_another_role_and_a_close_end_every_sign_in(session) -> None:
    account = opened(session)
    token = begin_login(session, account, hours=1)
    session.flush()
    accounts.change_account(session, OPERATOR, account.code, 1, display_name="Layla", role="researcher")
    assert find_login(session, token, idle_minutes=5)
    accounts.change_account(session, OPERATOR, account.code, 1, display_name="Layla", role="reviewer")
    session.flush()
    assert find_login(session, token, idle_minutes=5) is None


def test_beginning_twice_changes_nothing(session) -> None:
    assert begin_installation(session)
    assert not begin_installation(session)
    assert [team.name for team in teams.every_team(session)] == [{"en": "Everyone", "ar": "الجميع"}]
    admin = local_administrator(session)
    assert admin is not None
    assert teams.teams_of(session, admin.id) == teams.every_team(session)


def test_the_ledger_tells_of_everything_but_the_secret(session) -> None:
    account = opened(session)
    team = teams.make_team(session, OPERATOR, name={"en": "Desk"})
    set_password(session, OPERATOR, account.code, "$argon2id$secret")
    viewer = accounts.viewer_of(session, account)
    set_own_password(session, viewer, "$argon2id$another", this_login=None)
    teams.add_member(session, OPERATOR, team.code, account.code)
    teams.remove_member(session, OPERATOR, team.code, account.code)
    accounts.close_account(session, OPERATOR, account.code, account.row_version, "left the office")
    past = history(session, "account", account.id)
    assert [change.verb for change in past] == ["recorded", "password set", "password set", "closed"]
    assert past[-1].reason == "left the office"
    assert past[2].account_name == account.display_name
    assert "argon2id" not in str(past)
    assert [change.verb for change in history(session, "team", team.id)] == [
        "recorded", "member added", "member removed",
    ]  # fmt: skip
    assert verify(session).whole


def test_a_member_is_added_once(session) -> None:
    account, team = opened(session), teams.make_team(session, OPERATOR, name={"ar": "فريق"})
    for _time in range(2):
        teams.add_member(session, OPERATOR, team.code, account.code)
    assert teams.members_of(session, team) == [account]
    assert teams.member_counts(session) == {team.id: 1}
    with pytest.raises(NotFound):
        teams.add_member(session, OPERATOR, team.code, "ACC-222222")
    with pytest.raises(NotFound):
        teams.add_member(session, OPERATOR, "TEAM-222222", account.code)


@pytest.mark.parametrize("name", [{}, {"en": " "}, {"en": "x" * 101}, {"xx": "Desk"}, {"en": "a\nb"}, {"en": "a\x00"}])
def test_a_team_needs_a_name(session, name: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        teams.make_team(session, OPERATOR, name=name)


def test_ones_own_language_is_ones_own(session) -> None:
    account = opened(session)
    viewer = accounts.viewer_of(session, account)
    accounts.choose_language(session, viewer, "ar")
    assert account.language == "ar"
    with pytest.raises(Invalid):
        accounts.choose_language(session, viewer, "xx")


@pytest.mark.parametrize(
    ("table", "find"), [(Account.__table__, accounts.find_account), (Team.__table__, teams.find_team)]
)
def test_what_was_read_before_the_lock_is_read_again(session, table, find) -> None:
    account, team = opened(session), teams.make_team(session, OPERATOR, name={"en": "Desk"})
    record = account if table is Account.__table__ else team
    assert record.row_version == 1
    session.connection().execute(update(table).values(row_version=7))
    assert find(session, OPERATOR, record.code).row_version == 1
    assert find(session, OPERATOR, record.code, for_change=True).row_version == 7
