"""Copies that can be trusted, and a doctor that sees what is wrong."""

import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from incidents.db.backup import back_up
from incidents.db.engine import open_databases
from tests.support.factories import make_account, make_incident, store


def test_a_backup_is_whole_and_for_this_user_only(run, home: Path, tmp_path: Path) -> None:
    run("init")
    target = tmp_path / "copy.db"
    result = run("db", "backup", str(target))
    assert result.exit_code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with sqlite3.connect(target) as copy:
        assert copy.execute("SELECT name FROM account").fetchall() == [("admin",)]
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    copy.close()
    again = run("db", "backup", str(target))
    assert again.exit_code == 2
    assert "exists already" in again.stderr
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_a_backup_into_nowhere_is_refused(run, tmp_path: Path) -> None:
    run("init")
    assert "There is no folder" in run("db", "backup", str(tmp_path / "none" / "copy.db")).stderr


def test_a_backup_while_others_write_holds_whole_acts_only(own_databases, tmp_path: Path) -> None:
    if own_databases.reader.dialect.name != "sqlite":
        back_up(own_databases, tmp_path / "copy.dump")
        assert (tmp_path / "copy.dump").stat().st_size > 1000
        return
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            with own_databases.write_session() as session:
                store(session, make_incident())
                session.commit()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            target = tmp_path / f"copy-{number}.db"
            back_up(own_databases, target)
            copy = open_databases(f"sqlite:///{target}")
            with copy.read_session() as session:
                from incidents.ledger.chain import verify
                from incidents.records import Incident

                verdict = verify(session)
                assert verdict.whole
                assert session.query(Incident).count() == verdict.rows
            copy.close()
    finally:
        stop.set()
        writer.join()


def test_the_doctor_finds_a_healthy_installation_well(run) -> None:
    run("init")
    result = run("doctor")
    assert result.exit_code == 0, result.output
    for what in ("Versions", "Database", "Durability", "Schema", "Columns", "Secret key", "Disk", "Ledger"):
        assert f"ok   {what}:" in result.output


def test_the_doctor_sees_a_full_disk(run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init")
    monkeypatch.setattr("incidents.cli.doctor.free_bytes", lambda _folder: 1000)
    result = run("doctor")
    assert result.exit_code == 1
    assert "LOOK Disk:" in result.output


def test_a_changed_row_of_the_ledger_is_named(run, home: Path) -> None:
    run("init")
    whole = run("verify").output
    head = whole.strip().rsplit(" ", 1)[1]
    assert run("verify", "--expect", head).exit_code == 0
    with sqlite3.connect(home / "incidents.db") as connection:
        connection.execute("UPDATE change SET reason = 'another' WHERE seq = 2")
    connection.close()
    result = run("verify")
    assert result.exit_code == 1
    assert "First bad change: 2" in result.stderr
    assert run("doctor").exit_code == 1
    assert run("doctor", "--quick").exit_code == 0


def test_a_rewritten_ledger_is_found_by_what_was_noted(run, home: Path) -> None:
    run("init")
    noted = run("verify").output.strip().rsplit(" ", 1)[1]
    seq = int(noted.split(":")[0])
    databases = open_databases(f"sqlite:///{home / 'incidents.db'}")
    with databases.write_session() as session:
        # Cut the last change off and write another in its place, with a chain that holds.
        from sqlalchemy import text

        previous = session.execute(text("SELECT previous_hash FROM change WHERE seq = :seq"), {"seq": seq}).scalar_one()
        session.execute(text("DELETE FROM change WHERE seq = :seq"), {"seq": seq})
        session.execute(text("UPDATE ledger_head SET seq = :seq, hash = :hash"), {"seq": seq - 1, "hash": previous})
        store(session, make_account("intruder"))
        session.commit()
    databases.close()
    assert run("verify").exit_code == 0
    result = run("verify", "--expect", noted)
    assert result.exit_code == 1
    assert f"First bad change: {seq}" in result.stderr


@pytest.mark.parametrize("noted", ["", "3", "3:xyz", "a:" + "0" * 64, "3:" + "0" * 63])
def test_what_was_noted_must_be_readable(run, noted: str) -> None:
    run("init")
    assert run("verify", "--expect", noted).exit_code == 2
