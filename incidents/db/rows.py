"""Very many rows into one table by the fastest way that each engine has, inside the running transaction."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

Row = Sequence[Any]


def write_rows(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows whose values stand in the order of the names; defaults of columns are not filled in."""
    if not rows:
        return
    turned = [(place, turn) for place, name in enumerate(names) if (turn := _turn(connection.dialect, table, name))]
    if turned:
        rows = [_turned(row, turned) for row in rows]
    if connection.dialect.name == "postgresql":
        _copy(connection, table, names, rows)
    else:
        connection.exec_driver_sql(_statement(connection.dialect, table, tuple(names)), rows)


def _turn(dialect: Dialect, table: Table, name: str) -> Callable[[Any], Any] | None:
    """What the type of a column does to a value before the driver gets it."""
    turn: Callable[[Any], Any] | None = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
    return turn


def _turned(row: Row, turned: Sequence[tuple[int, Callable[[Any], Any]]]) -> Row:
    values = list(row)
    for place, turn in turned:
        values[place] = turn(values[place])
    return tuple(values)


@lru_cache(maxsize=256)
def _statement(dialect: Dialect, table: Table, names: tuple[str, ...]) -> str:
    return str(insert(table).compile(dialect=dialect, column_keys=list(names)))


def _copy(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in names)
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy(f"COPY {quote(table.name)} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
