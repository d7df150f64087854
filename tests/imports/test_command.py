"""`incidents import ucdp` as a person types it."""

from pathlib import Path

import pytest

from incidents.db.engine import open_databases
from incidents.records import Incident
from tests.cli.conftest import home, run  # noqa: F401  (fixtures of the command line)
from tests.imports.conftest import LATER, SYRIA, case_of


@pytest.fixture
def begun(run, home) -> Path:  # noqa: F811
    assert run("init").exit_code == 0
    return home


def test_a_file_is_imported_and_said_to_be(run, begun):  # noqa: F811
    told = run("import", "ucdp", str(SYRIA))
    assert told.exit_code == 0
    assert "18 rows read from ged_41_columns.csv" in told.output
    assert "best_gt_high" in told.output
    assert "line 3, 246694" in told.output
    assert "Stored, and given to Everyone." in told.output
    again = run("import", "ucdp", str(SYRIA))
    assert "nothing was written" in again.output
    databases = open_databases(f"sqlite:///{begun / 'incidents.db'}")
    with databases.read_session() as session:
        assert case_of(session, "242363").title["en"].startswith("Khan Shaykhun")
    databases.close()


def test_a_dry_run_writes_nothing(run, begun):  # noqa: F811
    told = run("import", "ucdp", str(SYRIA), "--dry-run")
    assert "This was a dry run: nothing was written." in told.output
    databases = open_databases(f"sqlite:///{begun / 'incidents.db'}")
    with databases.read_session() as session:
        assert session.query(Incident).count() == 0
    databases.close()


def test_a_later_release_is_told_from_the_first(run, begun):  # noqa: F811
    run("import", "ucdp", str(SYRIA))
    told = run("import", "ucdp", str(LATER), "--release", "23.1")
    assert "6  cases changed by a later release" in told.output
    assert "What a later release changes: " in told.output
    assert "12 events of earlier imports are not in this file" in told.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing.csv",), "There is no file"),
        ((str(SYRIA), "--team", "Nobody"), "There is no team Nobody"),
        ((str(SYRIA), "--encoding", "klingon"), "There is no encoding klingon"),
        ((str(Path(__file__)),), "lacks the columns id"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run, begun, words, said):  # noqa: F811
    told = run("import", "ucdp", *words)
    assert told.exit_code == 2
    assert said in told.output
    assert "Traceback" not in told.output


def test_the_help_shows_an_example(run):  # noqa: F811
    assert "incidents import ucdp ged231.csv" in run("import", "ucdp", "--help").output
