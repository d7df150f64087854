"""The list of commands comes at once, and every command explains itself with an example."""

import importlib.util
import subprocess
import sys

import pytest

from incidents.cli import main
from incidents.cli.group import COMMANDS


def test_help_comes_at_once_and_loads_no_command() -> None:
    program = (
        "import sys; from incidents.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'sqlalchemy', 'flask', 'babel', 'wtforms', 'alembic', 'argon2'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Usage:" in done.stdout


def test_every_command_is_listed_in_one_line(run) -> None:
    shown = run("--help").output
    for name, line in COMMANDS.items():
        assert name in shown
        assert line.endswith(".")


READY = [
    name for name in COMMANDS
    if importlib.util.find_spec(f"incidents.cli.{'import_' if name == 'import' else name}") is not None
]  # fmt: skip


@pytest.mark.parametrize("name", READY)
def test_every_command_shows_an_example(run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Example" in result.output
    assert f"incidents {name}" in result.output


def test_an_unknown_command_is_refused(run) -> None:
    result = run("inport")
    assert result.exit_code == 2
    assert "No such command" in result.output


def test_a_refusal_is_one_sentence_on_the_other_channel(run) -> None:
    result = run("account", "list")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == "incidents: There is no database yet. Run: incidents init\n"


def test_a_bad_setting_is_a_refusal(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INCIDENTS_LANGAUGE", "ar")
    result = run("init")
    assert result.exit_code == 2
    assert "INCIDENTS_LANGAUGE" in result.stderr


def test_the_version_is_said(run) -> None:
    assert run("--version").output.startswith("incidents ")


def test_the_group_has_every_command_of_the_table() -> None:
    assert set(READY) >= {"init", "serve", "account", "db", "doctor", "verify"}
    assert main.list_commands(None) == list(COMMANDS)  # type: ignore[arg-type]
