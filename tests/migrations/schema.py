"""What a database's schema is, item by item, in words that can be compared; and rows for every table of it."""

import datetime
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, Table, func, insert, inspect, select, text

Schema = dict[str, set[str]]
"""By table: each column, constraint, index and trigger in one normal form."""

TEXT_INDEX = "incident_text"
PARTS = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\w+|[^\s\w]")


def schema_of(engine: Engine) -> Schema:
    """The whole schema, but for Alembic's own table."""
    with engine.connect() as connection:
        return schema_seen_by(connection)


def schema_seen_by(connection: Connection) -> Schema:
    """The same inside a transaction that may have changed it."""
    described = dict(_sqlite(connection) if connection.dialect.name == "sqlite" else _postgres(connection))
    described.pop("alembic_version", None)
    return described


def without_text_index(schema: Schema) -> Schema:
    """The schema of what the models declare; the text index is made by its own migration alone."""
    return {table: items for table, items in schema.items() if not table.startswith(TEXT_INDEX)}


# ---- SQLite: the text of the schema, token by token


def _sqlite(connection: Connection) -> Iterator[tuple[str, set[str]]]:
    found: Schema = defaultdict(set)
    rows = connection.exec_driver_sql("SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
    for kind, table, sql in rows:
        if table.startswith(("sqlite_", f"{TEXT_INDEX}_")):
            continue  # SQLite's own, and the shadows of the text index
        if kind == "table" and "VIRTUAL" not in sql:
            found[table] |= set(_items(sql))
        else:
            found[table].add(" ".join(_tokens(sql)))
    yield from found.items()


def _tokens(sql: str) -> list[str]:
    return [token[1:-1] if token[0] == '"' else token for token in PARTS.findall(sql)]


def _items(create_table: str) -> Iterator[str]:
    """Each column and constraint between the brackets of a CREATE TABLE, then what follows them."""
    tokens = _tokens(create_table)
    depth, item = 0, list[str]()
    for token in tokens[tokens.index("(") :]:
        depth += (token == "(") - (token == ")")
        if (token == "," and depth == 1) or (token == ")" and depth == 0):
            yield " ".join(item)
            item = []
        elif not (token == "(" and depth == 1 and not item):
            item.append(token)
    yield "options: " + " ".join(item)


# ---- PostgreSQL: what its own catalogue says

_CATALOGUE = {
    "column": """SELECT c.relname, concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
        CASE WHEN a.attnotnull THEN 'not null' END, pg_get_expr(d.adbin, d.adrelid), nullif(a.attidentity::text, ''))
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relkind IN ('r', 'v', 'm', 'p') AND c.relnamespace = 'public'::regnamespace""",
    "constraint": """SELECT c.relname, concat_ws(' ', n.conname, n.contype, pg_get_constraintdef(n.oid))
        FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid WHERE c.relnamespace = 'public'::regnamespace""",
    "index": "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "trigger": """SELECT c.relname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE NOT t.tgisinternal""",
    "sequence": """SELECT s.relname, coalesce(d.refobjid::regclass::text, '') FROM pg_class s
        LEFT JOIN pg_depend d ON d.objid = s.oid AND d.deptype = 'a'
        WHERE s.relkind = 'S' AND s.relnamespace = 'public'::regnamespace""",
    "function": "SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
}


def _postgres(connection: Connection) -> Iterator[tuple[str, set[str]]]:
    found: Schema = defaultdict(set)
    for kind, question in _CATALOGUE.items():
        for name, told in connection.exec_driver_sql(question):
            found[name].add(f"{kind} {told}")
    yield from found.items()


# ---- rows for every table


def count_rows(engine: Engine) -> dict[str, int]:
    """How many rows each table has."""
    with engine.connect() as connection:
        names = [name for name in inspect(connection).get_table_names() if not name.startswith(f"{TEXT_INDEX}_")]
        return {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in names}


def fill(engine: Engine, rows: int = 2) -> None:
    """Put rows into every table of whatever schema there is, each pointing at rows that exist."""
    with engine.begin() as connection:
        metadata = MetaData()
        metadata.reflect(connection, only=lambda name, _: not name.startswith((TEXT_INDEX, "alembic_version")))
        for table in metadata.sorted_tables:
            for _ in range(rows):
                have = connection.execute(select(func.count()).select_from(table)).scalar_one()
                connection.execute(insert(table).values(_row(connection, table, have + 1)))
        if inspect(connection).has_table(TEXT_INDEX):
            _fill_text_index(connection)


def _row(connection: Connection, table: Table, number: int) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.foreign_keys:
            target = next(iter(column.foreign_keys)).column
            # The row of the same place in the order, so that each has parts; the table's own last one for itself.
            found = list(connection.scalars(select(target).order_by(target).limit(number)))
            values[column.name] = found[-1] if found else None
        else:
            values[column.name] = _value(column.type.python_type, column.name, number)
    if any("one_record" in str(check.get("name")) for check in inspect(connection).get_check_constraints(table.name)):
        # Such a part belongs to one record only: to a case, a source, a place and an actor in turn.
        owners = ["incident_id", "source_id", "place_id", "actor_id"]
        values |= dict.fromkeys(set(owners) - {owners[number % 4]})
    return values


def _value(type_: type, name: str, number: int) -> Any:
    match type_.__name__:
        case "int":
            return number
        case "float":
            return number + 0.5
        case "bool":
            return number % 2 == 0
        case "datetime":
            return datetime.datetime(2026, 3, number % 28 + 1, 9, 30, tzinfo=datetime.UTC)
        case "date":
            return datetime.date(2026, 3, number % 28 + 1)
        case "dict":
            return {"en": f"{name} {number}"}
    return f"{name} {number}"


def _fill_text_index(connection: Connection) -> None:
    number = connection.execute(text("SELECT max(id) FROM incident")).scalar_one()
    if connection.dialect.name == "sqlite":
        row = {"number": number, "words": "air strike", "bare": "strike"}
        connection.execute(text(f"DELETE FROM {TEXT_INDEX} WHERE rowid = :number"), row)
        connection.execute(text(f"INSERT INTO {TEXT_INDEX} (rowid, words, bare) VALUES (:number, :words, :bare)"), row)
    else:
        values = "(:number, 1, to_tsvector('simple', 'air strike'))"
        row = {"number": number}
        connection.execute(text(f"INSERT INTO {TEXT_INDEX} (incident_id, part, document) VALUES {values}"), row)


def empty(engine: Engine, tables: Collection[str]) -> None:
    """Take out every row that `fill` put into these tables; the ledger's head stays as the migration made it."""
    with engine.begin() as connection:
        metadata = MetaData()
        metadata.reflect(connection, only=lambda name, _: not name.startswith((f"{TEXT_INDEX}_", "alembic_version")))
        for table in reversed([one for one in metadata.sorted_tables if one.name in tables]):
            where = " WHERE id > 1" if table.name == "ledger_head" else ""
            connection.execute(text(f'DELETE FROM "{table.name}"{where}'))


def as_text(schema: Schema) -> str:
    """The schema for a message that tells two of them apart."""
    return json.dumps({table: sorted(items) for table, items in sorted(schema.items())}, indent=1)
