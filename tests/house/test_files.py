"""No tracked file knows a machine, a registry's host or a foreign file; no test is skipped."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, Module, modules, tracked_files

TEXT = {"", ".cfg", ".css", ".html", ".in", ".js", ".json", ".lock", ".mako", ".md", ".po", ".py", ".toml", ".txt"}
FILES = [path for path in tracked_files() if path.suffix in TEXT]

# Written in pieces, so that this file does not find itself.
MACHINE = re.compile(r"(?<![\w.])/(?:wo" r"rk|ro" r"ot|ho" r"me/\w+|op" r"t/\w+|Use" r"rs/\w+)(?:/|\b(?=[\s\"'`]))")
REGISTRY = re.compile(
    r"pyp" r"i\.org|pythonho" r"sted|registry\.np" r"mjs|deb\.deb" r"ian\.org|index-u" r"rl|unp" r"kg|jsde" r"livr"
)
FOREIGN = re.compile(r"(?:^|/)(?:vendor|node_modules|third_party)/|\.min\.(?:js|css)$|\.woff2?$|\.ttf$|\.map$")
SMALL = 2_000_000


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_knows_no_machine_and_no_registry(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        where = f"{path.relative_to(ROOT)}:{number}"
        assert not MACHINE.search(line), f"{where}: a path of one machine: {line.strip()[:100]}"
        assert not REGISTRY.search(line), f"{where}: packages are named, never their registry: {line.strip()[:100]}"


def test_no_foreign_file_is_tracked() -> None:
    foreign = [str(path.relative_to(ROOT)) for path in tracked_files() if FOREIGN.search(str(path.relative_to(ROOT)))]
    assert not foreign, f"third-party files are built through frontend/package-lock.json: {foreign}"


def test_the_lock_has_a_hash_for_every_package_and_no_address() -> None:
    lock = (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert lock.count('"integrity"') == lock.count('"node_modules/')


def test_no_tracked_file_is_huge() -> None:
    huge = {str(path.relative_to(ROOT)): path.stat().st_size for path in tracked_files() if path.stat().st_size > SMALL}
    assert not huge, huge


@pytest.mark.parametrize("module", modules("tests"), ids=lambda module: module.path)
def test_no_test_is_skipped(module: Module) -> None:
    """What a test needs, `make test` installs; a test that cannot run has failed."""
    skipped = [
        f"{module.path}:{node.lineno}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"skip", "skipif", "xfail", "importorskip", "skipTest"}
    ]
    assert not skipped, skipped
