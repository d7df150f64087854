"""`incidents import tables` as a person types it."""

from pathlib import Path

import pytest

from tests.cli.conftest import home, run  # noqa: F401  (fixtures of the command line)
from tests.imports.tables.conftest import read_rows, write_rows

ROW = {"code": "INC-222223", "title_en": "A raid", "occurred_edtf": "2017-04"}


@pytest.fixture
def begun(run, home) -> Path:  # noqa: F811
    assert run("init").exit_code == 0
    return home


def test_an_export_of_one_database_is_read_into_another(run, begun, tmp_path, monkeypatch):  # noqa: F811
    path = write_rows(tmp_path / "incidents.csv", [ROW])
    told = run("import", "tables", str(path), "--dry-run")
    assert told.exit_code == 0, told.output
    assert "incidents.csv: read as incidents, in utf-8, separated by commas" in told.output
    assert "This was a dry run: nothing was written." in told.output
    told = run("import", "tables", str(path))
    assert "incidents: 1 rows read: 1 new" in told.output
    assert "Stored. New cases were given to Everyone." in told.output
    assert run("export", "--table", "all", "-o", str(tmp_path / "all.zip")).exit_code == 0
    assert "nothing was written" in run("import", "tables", str(tmp_path / "all.zip")).output
    monkeypatch.setenv("INCIDENTS_HOME", str(tmp_path / "second"))
    assert run("init").exit_code == 0
    assert "incidents: 1 rows read: 1 new" in run("import", "tables", str(tmp_path / "all.zip")).output
    assert run("export", "--table", "all", "-o", str(tmp_path / "again")).exit_code == 0
    assert read_rows(tmp_path / "again" / "incidents.csv")[0]["occurred_edtf"] == "2017-04"


def test_every_remark_is_a_line_on_the_terminal_or_in_a_file(run, begun, tmp_path):  # noqa: F811
    rows = [{**ROW, "code": f"INC-22222{letter}", "harm_reported": "=perhaps"} for letter in "345"]
    path = write_rows(tmp_path / "incidents.csv", rows)
    told = run("import", "tables", str(path), "--dry-run")
    lines = [line for line in told.output.splitlines() if "[unknown_code]" in line]
    assert len(lines) == 3
    assert "incidents.csv line 2, INC-222223, harm_reported, “=perhaps”: not in the list" in lines[0]
    run("import", "tables", str(path), "--dry-run", "--report", str(tmp_path / "remarks.csv"))
    found = read_rows(tmp_path / "remarks.csv")
    assert [(row["line"], row["column"], row["value"]) for row in found] == [
        (str(line), "harm_reported", "'=perhaps") for line in (2, 3, 4)
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [(("nothing",), "no file or folder"), ((str(Path(__file__).parent),), "none of our tables"),
     ((str(Path(__file__)),), "lacks the columns code")],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_sentence(run, begun, words, said):  # noqa: F811
    told = run("import", "tables", *words)
    assert told.exit_code == 2
    assert said in told.output
    assert "Traceback" not in told.output


def test_the_help_shows_an_example(run):  # noqa: F811
    assert "incidents import tables killed.zip --dry-run" in run("import", "tables", "--help").output
