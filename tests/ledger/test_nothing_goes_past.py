"""No code writes records past the session, where the ledger would not hear of it, but for the ledger itself."""

import ast
from collections.abc import Iterator

import pytest

import incidents.records  # noqa: F401  (maps every record)
from incidents.db.base import Record
from tests.house.test_floors import imported
from tests.house.tree import Module, modules

LEDGERED = {mapper.class_.__name__ for mapper in Record.registry.mappers if mapper.class_.ledgered}
PAST_THE_SESSION = {"insert", "update", "delete"}
OF_MANY = {"bulk_save_objects", "bulk_insert_mappings", "bulk_update_mappings"}
# Which tables these two are given is decided where they run; both write derived rows alone.
GIVEN_A_TABLE = {"incidents/search/derived.py", "incidents/db/rows.py"}
OUTSIDE = [module for module in modules("incidents") if not module.path.startswith("incidents/ledger/")]


def statements(module: Module) -> Iterator[tuple[int, str]]:
    """Each INSERT, UPDATE and DELETE that is built in a module, with what it is about."""
    known = {name.rpartition(".")[2] for _, name in imported(module) if name.startswith("sqlalchemy")}
    aliases = {
        alias.asname or alias.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for alias in node.names
    }
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        if isinstance(node.func, ast.Name) and node.func.id in PAST_THE_SESSION & (aliases | known):
            yield node.lineno, ast.unparse(node.args[0])


def test_there_are_records_to_protect() -> None:
    assert {"Incident", "Figure", "Account"} <= LEDGERED
    assert not {"Change", "Login", "EffectiveFigure"} & LEDGERED


@pytest.mark.parametrize("module", OUTSIDE, ids=lambda module: module.path)
def test_records_are_written_through_the_session_alone(module: Module) -> None:
    for line, about in statements(module):
        name = about.partition(".")[0]
        assert name not in LEDGERED, f"{module.path}:{line}: {about} is changed past the session; change the object"
        plainly_named = name[:1].isupper()
        assert plainly_named or module.path in GIVEN_A_TABLE, f"{module.path}:{line}: cannot tell what {about} is"
    many = [node.attr for node in ast.walk(module.tree) if isinstance(node, ast.Attribute) and node.attr in OF_MANY]
    assert not many, f"{module.path} uses {many}, which no ledger hears of"


def test_a_statement_past_the_session_would_be_found() -> None:
    text = "from sqlalchemy import update\nupdate(Incident).values(graphic=True)\nupdate(Incident.__table__)\n"
    found = sorted(statements(Module("incidents/work/bad.py", "incidents.work.bad", text, ast.parse(text))))
    assert found == [(2, "Incident"), (3, "Incident.__table__")]
