"""The built archives, and an empty environment with the wheel in it; each is made once for the run."""

import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.house.tree import ROOT, tracked_files


def run(*words: str | Path, cwd: str | Path = "/", **variables: str) -> str:
    """Run a command without what this test run has in its environment, and return what it printed."""
    ours = ("PYTHON", "INCIDENTS_", "VIRTUAL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, env=kept | variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(map(str, words))}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive of the tracked files, and the wheel that was built from that archive."""
    export, out = tmp_path_factory.mktemp("export"), tmp_path_factory.mktemp("archives")
    for path in tracked_files():
        target = export / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    run(sys.executable, "-m", "build", "--outdir", out, export)
    return out


@pytest.fixture(scope="session")
def wheel(archives: Path) -> Path:
    """The wheel."""
    (found,) = archives.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment in which nothing but the wheel was asked for.

    What it needs comes in the versions of the lock, so that a release of somebody else does not break this test.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    versions = folder / "versions.txt"
    versions.write_text("\n".join(re.findall(r"^[\w.-]+==[\w.]+", lock, flags=re.MULTILINE)), encoding="utf-8")
    run(folder / "bin" / "python", "-m", "pip", "install", "--quiet", "-c", versions, f"{wheel}[postgres]")
    return folder / "bin"
