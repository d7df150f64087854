"""Accounts from the command line, as the operator and as a named account."""

import pytest

PASSWORD = "violet anchor seven rivers"


@pytest.fixture
def ready(run):
    run("init")
    return run


def lines(ready) -> dict[str, list[str]]:
    return {line.split("\t")[0]: line.split("\t")[1:] for line in ready("account", "list").output.splitlines()}


def test_somebody_is_let_in_and_changed_and_closed(ready) -> None:
    assert ready("account", "add", "layla", "--display-name", "Layla H.", "--role", "researcher").exit_code == 0
    assert lines(ready)["layla"] == ["researcher", "no password", "Layla H."]
    assert ready("account", "role", "layla", "reviewer").exit_code == 0
    assert ready("account", "password", "layla", typed=f"{PASSWORD}\n{PASSWORD}\n").exit_code == 0
    assert lines(ready)["layla"][:2] == ["reviewer", "open"]
    assert ready("account", "close", "layla", "--reason", "left").exit_code == 0
    assert lines(ready)["layla"][1] == "closed"
    assert ready("account", "link", "layla").exit_code == 2
    assert ready("account", "close", "layla", "--reopen").exit_code == 0
    assert ready("account", "password", "layla", "--take").exit_code == 0
    assert lines(ready)["layla"][1] == "no password"


def test_a_password_is_never_shown_and_a_bad_one_refused(ready) -> None:
    result = ready("account", "password", "admin", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert PASSWORD not in result.output
    assert ready("account", "password", "admin", typed="password1234\npassword1234\n").exit_code == 2


def test_a_link_is_an_address(ready) -> None:
    shown = ready("account", "link", "--address", "https://cases.example/").output.strip()
    assert shown.startswith("https://cases.example/enter/")
    assert len(shown.rsplit("/", 1)[1]) >= 32


@pytest.mark.parametrize(
    "words",
    [
        ("account", "add", "Bad Name"), ("account", "add", "admin"), ("account", "add", "omar", "--team", "Nobody"),
        ("account", "role", "nobody", "reader"), ("account", "close", "admin"), ("account", "role", "admin", "reader"),
        ("account", "link", "nobody"), ("--as", "nobody", "account", "list"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_in_a_sentence(ready, words: tuple[str, ...]) -> None:
    before = ready("verify").output
    result = ready(*words)
    assert result.exit_code == 2
    assert result.stderr.startswith("incidents: ")
    assert result.stderr.count("\n") == 1
    assert ready("verify").output == before


def test_a_named_account_has_its_own_rights_only(ready) -> None:
    ready("account", "add", "layla", "--role", "researcher")
    result = ready("--as", "layla", "account", "add", "omar")
    assert result.exit_code == 2
    assert "Your role does not allow this" in result.stderr
    assert ready("--as", "admin", "account", "add", "omar").exit_code == 0


def test_new_accounts_are_in_the_first_team_or_in_those_named(ready, home) -> None:
    from incidents.db.engine import open_databases
    from incidents.work.accounts import account_named
    from incidents.work.teams import teams_of

    ready("account", "add", "layla")
    ready("account", "add", "omar", "--team", "الجميع")
    databases = open_databases(f"sqlite:///{home / 'incidents.db'}")
    with databases.read_session() as session:
        for name in ("layla", "omar"):
            account = account_named(session, name)
            assert account is not None
            assert [team.name["en"] for team in teams_of(session, account.id)] == ["Everyone"]
    databases.close()
