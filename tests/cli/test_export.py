"""`incidents export` writes what `incidents search` counts, and `incidents verify` checks it."""

import csv
import io
import json
import stat
from pathlib import Path

import pytest

from incidents.db.engine import open_databases
from incidents.exports.tables import TABLES
from incidents.search.derived import refresh
from tests.support.factories import make_account, make_incident, make_incident_team, make_team, store


@pytest.fixture
def filled(run, home: Path) -> None:
    """A data folder with three cases, of which one was given to a team with one reader."""
    run("init")
    databases = open_databases(f"sqlite:///{home / 'incidents.db'}")
    with databases.write_session() as session:
        reader = store(session, make_account("reader.one", "reader"))
        team = store(session, make_team("Northern desk", reader))
        cases = [make_incident("Raid", occurred=year) for year in ("2016", "2017", "2017-04")]
        make_incident_team(cases[1], team)
        store(session, *cases)
        refresh(session, cases)
        session.commit()
    databases.close()


def rows(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_a_file_with_its_manifest_holds_what_the_search_counts(run, filled, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    result = run("export", "date:2017", "--format", "csv", "-o", str(out))
    assert result.exit_code == 0, result.stderr
    assert "2 rows" in result.output
    assert len(rows(out.read_text("utf-8"))) == 2
    manifest = json.loads((tmp_path / "out.csv.manifest.json").read_text("utf-8"))
    assert (manifest["incidents"], manifest["question"]["typed"]) == (2, "date:2017")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    verified = run("verify", str(out))
    assert verified.exit_code == 0
    assert "out.csv is whole" in verified.output


def test_a_changed_copy_is_told_with_status_1(run, filled, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    run("export", "-o", str(out))
    out.write_text(out.read_text("utf-8").replace("Raid", "Rain", 1), "utf-8")
    result = run("verify", str(out))
    assert result.exit_code == 1
    assert "out.csv was changed" in result.stderr


def test_without_a_file_the_table_goes_to_the_terminal(run, filled, tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.json"
    result = run("export", "date:2016", "--manifest", str(manifest))
    assert [row["occurred_edtf"] for row in rows(result.stdout)] == ["2016"]
    assert json.loads(manifest.read_text("utf-8"))["incidents"] == 1


def test_all_tables_go_into_a_folder_or_an_archive(run, filled, tmp_path: Path) -> None:
    for name in ("all", "all.zip"):
        result = run("export", "--table", "all", "-o", str(tmp_path / name))
        assert result.exit_code == 0, result.stderr
        assert run("verify", str(tmp_path / name)).exit_code == 0
    assert {path.stem for path in (tmp_path / "all").glob("*.csv")} == set(TABLES)
    assert run("export", "--table", "all").exit_code == 2


def test_as_an_account_only_what_it_may_see_leaves(run, filled) -> None:
    assert len(rows(run("export").stdout)) == 3
    assert len(rows(run("export", "--as", "reader.one").stdout)) == 1
    assert len(rows(run("--as", "reader.one", "export").stdout)) == 1
    assert "no open account" in run("export", "--as", "nobody").stderr


def test_a_question_that_was_not_understood_is_refused(run, filled, tmp_path: Path) -> None:
    result = run("export", "killed:many", "-o", str(tmp_path / "out.csv"))
    assert result.exit_code == 2
    assert result.stderr.startswith("incidents: ")
    assert not (tmp_path / "out.csv").exists()


def test_a_place_that_cannot_be_is_refused(run, filled, tmp_path: Path) -> None:
    assert "There is no folder" in run("export", "-o", str(tmp_path / "none" / "out.csv")).stderr
    assert "is a folder" in run("export", "-o", str(tmp_path)).stderr


def test_headings_and_mark_are_as_asked(run, filled, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    run("export", "--language", "en", "--bom", "-o", str(out))
    assert out.read_bytes().startswith(b'\xef\xbb\xbf"Code","Title in English"')
