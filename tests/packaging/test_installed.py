"""The installed wheel runs from `/`, with no checkout near it: help, demonstration cases, a question, a page."""

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.packaging.conftest import run

COMMANDS = {"init", "serve", "demo", "import", "search", "export", "account", "db", "doctor", "verify"}


@pytest.fixture(scope="module")
def home(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that the installed program filled with the demonstration cases."""
    folder = tmp_path_factory.mktemp("home") / "data"
    run(installed / "incidents", "demo", INCIDENTS_HOME=str(folder))
    return folder


def test_help_names_every_command(installed: Path) -> None:
    said = run(installed / "incidents", "--help")
    assert {word for word in COMMANDS if word not in said} == set()


def test_the_package_is_the_installed_one(installed: Path) -> None:
    where = run(installed / "python", "-c", "import incidents.paths as paths; print(paths.TEMPLATES, paths.MIGRATIONS)")
    assert all(str(installed.parent) in path for path in where.split())


def test_it_needs_no_build_tools(installed: Path) -> None:
    names = run(installed / "python", "-m", "pip", "list", "--format", "freeze").lower()
    assert not {name for name in ("nodejs", "pytest", "mypy", "playwright", "typst") if name in names}


def test_the_demonstration_cases_are_found(installed: Path, home: Path) -> None:
    count = run(installed / "incidents", "search", "sarin OR chlorine", "--count", INCIDENTS_HOME=str(home))
    assert int(count.split()[0]) > 0
    run(installed / "incidents", "verify", INCIDENTS_HOME=str(home))
    run(installed / "incidents", "doctor", INCIDENTS_HOME=str(home))


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def served(installed: Path, home: Path, log: Path) -> Iterator[str]:
    """Serve the data folder and yield the address, as soon as something answers there."""
    port = free_port()
    words = [str(installed / "incidents"), "serve", "--port", str(port)]
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(words, cwd="/", env={"INCIDENTS_HOME": str(home)}, stdout=out, stderr=out)
    try:
        for _ in range(200):
            with socket.socket() as caller:
                if caller.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def test_a_page_and_its_files_are_served(installed: Path, home: Path, tmp_path: Path) -> None:
    with served(installed, home, tmp_path / "log") as address:
        with urllib.request.urlopen(f"{address}/", timeout=10) as answer:
            page = answer.read().decode()
        assert answer.status == 200
        assert "<html" in page
        for name in ("bootstrap.min.css", "htmx.min.js", "fonts.css"):
            with urllib.request.urlopen(f"{address}/static/vendor/{name}", timeout=10) as answer:
                assert answer.status == 200
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{address}/static/vendor/none.css", timeout=10)
