"""Runs the command line as a person would, on a data folder of the test's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from incidents.cli import main


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    for name in ("SETTINGS", "DATABASE_URL", "LANGUAGE"):
        monkeypatch.delenv(f"INCIDENTS_{name}", raising=False)
    monkeypatch.setenv("INCIDENTS_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def run(home) -> Callable[..., Result]:
    """Run one command and give back its status and what it wrote."""

    def once(*words: str, typed: str | None = None) -> Result:
        result = CliRunner().invoke(main, list(words), input=typed)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return once
