"""What the house tests read: the tracked files, and the parsed modules of the package."""

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Folders with built or foreign files, for a tree that is no git checkout.
BUILT = {".git", ".venv", ".build", ".data", "build", "dist", "node_modules", "vendor", "__pycache__"}


@cache
def tracked_files() -> tuple[Path, ...]:
    """Return the files that are in version control, or about to be: new ones count unless they are ignored."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        names = [ROOT / name for name in sorted(filter(None, done.stdout.split("\0")))]
        return tuple(path for path in names if path.is_file())
    return tuple(
        path for path in sorted(ROOT.rglob("*")) if path.is_file() and not BUILT & set(path.relative_to(ROOT).parts)
    )


@dataclass(frozen=True)
class Module:
    """One Python file: its path in the project, its dotted name, its text and its syntax tree."""

    path: str
    name: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return self.text.count("\n")


def dotted(path: Path) -> str:
    """Return the name a module is imported by."""
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Return every Python module in the folders, parsed."""
    found = []
    for path in tracked_files():
        name = str(path.relative_to(ROOT))
        if path.suffix == ".py" and name.split("/")[0] in folders:
            text = path.read_text(encoding="utf-8")
            found.append(Module(name, dotted(path), text, ast.parse(text, name)))
    assert found, f"no modules in {folders}: the house tests look in the wrong place"
    return tuple(found)
