"""Rooms stay small and are called after what they hold; everything public says in a sentence what it is."""

import ast
import datetime

import pytest

from tests.house.tree import ROOT, Module, modules, tracked_files

LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
# A file that is longer for a while: its limit, the last day, and why. An exception past its day fails.
LONGER_FOR_NOW: dict[str, tuple[int, datetime.date, str]] = {}

NOT_A_NAME = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "stuff"}
CODE = modules("incidents", "migrations", "frontend")
EVERYTHING = modules("incidents", "migrations", "frontend", "tests", "benchmarks")


@pytest.mark.parametrize("module", CODE, ids=lambda module: module.path)
def test_a_module_is_not_too_long(module: Module) -> None:
    limit = LONGER_FOR_NOW.get(module.path, (LONGEST_MODULE,))[0]
    if "migrations/versions" in module.path:
        return  # a migration is as long as the schema it makes, and is never read twice
    assert module.lines <= limit, f"{module.path} has {module.lines} lines: does it have two purposes?"


def test_an_exception_ends_on_its_day() -> None:
    lines = {module.path: module.lines for module in CODE}
    today = datetime.datetime.now(datetime.UTC).date()
    for path, (_limit, last_day, _why) in LONGER_FOR_NOW.items():
        assert lines.get(path, 0) > LONGEST_MODULE, f"{path} is short enough or gone; remove its exception"
        assert today <= last_day, f"the exception for {path} has run out"


@pytest.mark.parametrize("module", CODE, ids=lambda module: module.path)
def test_a_function_fits_a_screen(module: Module) -> None:
    if "migrations/versions" in module.path:
        return
    long = [
        f"{module.path}:{node.lineno} {node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long, long


def public(tree: ast.Module) -> list[ast.FunctionDef | ast.ClassDef]:
    """Return the functions and classes of a module that are meant for others."""
    return [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]


@pytest.mark.parametrize("module", CODE, ids=lambda module: module.path)
def test_everything_public_has_its_sentence(module: Module) -> None:
    assert ast.get_docstring(module.tree), f"{module.path} begins with no sentence that says what it is for"
    if "migrations/versions" in module.path:
        return
    silent = [f"{module.path}:{node.lineno} {node.name}" for node in public(module.tree) if not ast.get_docstring(node)]
    assert not silent, f"without a docstring: {silent}"


@pytest.mark.parametrize("module", EVERYTHING, ids=lambda module: module.path)
def test_every_first_sentence_ends(module: Module) -> None:
    nodes: list[ast.Module | ast.FunctionDef | ast.ClassDef] = [module.tree, *public(module.tree)]
    for node in nodes:
        first = (ast.get_docstring(node) or ".").split("\n")[0].rstrip()
        where = f"{module.path}:{getattr(node, 'lineno', 1)}"
        assert first.endswith((".", ":", "?", "!")), f"{where}: the first line is no whole sentence: {first!r}"


def test_names_say_what_is_inside() -> None:
    bad = [
        str(path.relative_to(ROOT))
        for path in tracked_files()
        if path.suffix in {".py", ".html", ".js", ".css"}
        and NOT_A_NAME & {part.split(".")[0].lower() for part in path.relative_to(ROOT).parts}
    ]
    assert not bad, f"these names hide what is inside: {bad}"
