"""What a database's error says in a log: which rule was broken, and never what a witness said.

PostgreSQL repeats the row that it refuses ("Failing row contains …") and the value that it cannot read.
SQLite names tables and columns only.
"""

from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

# SQLSTATE classes whose first sentence can repeat a value: data exceptions and what a function raises.
REPEATING = ("22", "P0")


def keep_values_out(engine: Engine) -> None:
    """Make every error of an engine say its kind, rule, table and column instead of the values that met it."""

    @event.listens_for(engine, "handle_error")
    def handle_error(context: ExceptionContext) -> None:
        original: Any = context.original_exception
        if getattr(original, "sqlstate", None) is None:
            return
        said = without_values(original)
        original.args = (said,)
        if context.sqlalchemy_exception is not None:
            kind = type(original)
            context.sqlalchemy_exception.args = (f"({kind.__module__}.{kind.__qualname__}) {said}",)


def without_values(error: Any) -> str:
    """Say an error of psycopg without its detail; where it happened stands in brackets, as far as it is known."""
    diagnosis = error.diag
    state: str = error.sqlstate
    said = diagnosis.message_primary if not state.startswith(REPEATING) else None
    where = ("table_name", "column_name", "constraint_name")
    named = [f"{name.removesuffix('_name')} {found}" for name in where if (found := getattr(diagnosis, name, None))]
    return f"{said or type(error).__name__} ({', '.join([f'SQLSTATE {state}', *named])})"
