"""A file imports only from floors below its own, or from its own folder; the top floors alone know the outside."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.tree import Module, modules

# The floors of the house, lowest first. A new folder or top-level module of the package gets its place here.
HOUSE = (
    ("base", "paths"),
    ("settings", "vocabularies"),
    ("db",),
    ("records",),
    ("access",),
    ("ledger",),
    ("search",),
    ("confidence", "reconciliation"),
    ("answers", "exports", "work"),
    ("demo", "imports"),
    ("web",),
    ("cli",),
    ("__main__",),
)
FLOORS = {name: floor for floor, names in enumerate(HOUSE, 1) for name in names}
WEB_ONLY = ("flask", "werkzeug", "wtforms", "flask_wtf", "flask_login")
PACKAGE = modules("incidents")
NAMES = {module.name for module in PACKAGE}


def for_hints_only(node: ast.AST) -> bool:
    """Say whether this is the block `if TYPE_CHECKING:`."""
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def statements(node: ast.AST, running: bool) -> Iterator[ast.AST]:
    """Yield all that is in a node, at any depth; `running` leaves out what only a type checker reads."""
    for child in ast.iter_child_nodes(node):
        if not (running and for_hints_only(child)):
            yield child
            yield from statements(child, running)


def imported(module: Module, running: bool = False) -> Iterator[tuple[int, str]]:
    """Yield the line and the full dotted name of everything the module imports, wherever in it."""
    here = module.name.split(".")
    package = here if module.path.endswith("__init__.py") else here[:-1]
    for node in statements(module.tree, running):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            base = ".".join(filter(None, (above, node.module)))
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield node.lineno, whole if whole in NAMES else base


def room(name: str) -> str:
    """Return the folder or module right under the package that a dotted name belongs to; "" for the package."""
    return name.removeprefix("incidents").lstrip(".").split(".")[0]


def test_every_room_has_a_floor() -> None:
    without = {room(module.name) for module in PACKAGE} - {""} - set(FLOORS)
    assert not without, f"give each its floor in HOUSE: {sorted(without)}"


@pytest.mark.parametrize("module", PACKAGE, ids=lambda module: module.path)
def test_imports_go_downwards(module: Module) -> None:
    mine = room(module.name)
    for line, name in imported(module):
        theirs = room(name)
        if name.split(".")[0] != "incidents" or theirs in ("", mine) or mine == "":
            continue
        assert theirs in FLOORS, f"{module.path}:{line}: {name} has no floor"
        assert FLOORS[theirs] < FLOORS[mine], (
            f"{module.path}:{line}: {mine} (floor {FLOORS[mine]}) may not import {name} (floor {FLOORS[theirs]}); "
            "move what both need down a floor, or pass it in"
        )


@pytest.mark.parametrize("module", PACKAGE, ids=lambda module: module.path)
def test_only_the_web_knows_flask(module: Module) -> None:
    if room(module.name) == "web":
        return
    known = [(line, name) for line, name in imported(module) if name.split(".")[0] in WEB_ONLY]
    # The command that serves builds the application through `incidents.web`, so it needs no Flask of its own.
    assert not known, f"{module.path} imports {known}: only incidents/web may"


@pytest.mark.parametrize("module", PACKAGE, ids=lambda module: module.path)
def test_only_the_top_floors_commit(module: Module) -> None:
    if room(module.name) in ("web", "cli"):
        return
    commits = [
        node.lineno
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    ]
    assert not commits, f"{module.path}:{commits}: only web and cli commit; below them a verb flushes"


def test_no_module_imports_itself_in_a_circle() -> None:
    # What is imported for type hints alone is not there when the program runs, and closes no circle.
    below = {module.name: {name for _, name in imported(module, running=True) if name in NAMES} for module in PACKAGE}
    done: set[str] = set()

    def walk(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, "a circle of imports: " + " -> ".join((*way[way.index(name) :], name))
        if name not in done:
            for other in sorted(below[name] - {name}):
                walk(other, (*way, name))
            done.add(name)

    for name in sorted(below):
        walk(name, ())
