"""An empty folder becomes an installation, for this user only, and a second time changes nothing."""

import stat
from pathlib import Path


def test_an_empty_folder_comes_to_life(run, home: Path) -> None:
    result = run("init")
    assert result.exit_code == 0
    assert "Next: incidents serve" in result.output
    key = home / "secret.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert len(key.read_bytes()) == 64
    assert "admin\tadministrator\tno password\tLocal administrator" in run("account", "list").output


def test_a_second_time_changes_nothing(run, home: Path) -> None:
    run("init")
    key, accounts, head = (home / "secret.key").read_bytes(), run("account", "list").output, run("verify").output
    assert run("init").exit_code == 0
    assert (home / "secret.key").read_bytes() == key
    assert run("account", "list").output == accounts
    assert run("verify").output == head


def test_a_database_of_another_release_is_left_alone(run, home: Path) -> None:
    from incidents.db.engine import open_databases
    from incidents.db.migrate import downgrade, revisions

    run("init")
    databases = open_databases(f"sqlite:///{home / 'incidents.db'}")
    downgrade(databases.writer, revisions()[0])
    databases.close()
    for words in (("init",), ("serve", "--port", "0"), ("account", "list"), ("verify",)):
        result = run(*words)
        assert result.exit_code == 2, words
        assert "incidents db upgrade" in result.stderr
    status = run("db", "status")
    assert status.exit_code == 1
    assert "incidents db upgrade" in status.output
    assert run("doctor").exit_code == 1
    assert "Upgraded from" in run("db", "upgrade").output
    assert run("db", "status").exit_code == 0
    assert run("verify").exit_code == 0


def test_a_key_that_others_can_read_stops_the_start(run, home: Path) -> None:
    run("init")
    key = home / "secret.key"
    key.chmod(0o644)
    result = run("serve", "--port", "0")
    assert result.exit_code == 2
    assert "chmod 600" in result.stderr
    assert run("doctor").exit_code == 1
    key.unlink()
    assert "There is no secret key" in run("serve", "--port", "0").stderr
