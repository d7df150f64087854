"""Many new records at once: the one place that writes rows past the session, and writes the ledger for them.

An import of tens of thousands of cases would spend its time in the session's bookkeeping. Here the
same objects, with the same relations between them, get their numbers ahead and go to the database
table by table; each record still leaves its row in the ledger.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Table, insert, text
from sqlalchemy import inspect as look_at
from sqlalchemy.orm import RelationshipDirection, Session

from incidents.access.viewer import Viewer
from incidents.base.clock import now
from incidents.db.base import Record
from incidents.ledger.trace import Act, Entry, write
from incidents.records.picture import drawn, every_part
from incidents.records.root import Root

Rows = dict[type[Record], list[Record]]


def insert_in_bulk(
    session: Session, viewer: Viewer, roots: Sequence[Root], verb: str, reason: str | None = None
) -> None:
    """Store new records with their parts and one change each; none of the objects may be in a session.

    Afterwards every object has its number. Relations between the objects given (a figure's citation,
    a citation's source) are followed; those to stored records go by their number column.
    """
    running = Act(viewer, verb, reason, now())
    rows: Rows = {}
    for root in roots:
        root.created_at = root.updated_at = running.at
        root.created_by = root.updated_by = viewer.account_id
        for record in _family(root):
            rows.setdefault(type(record), []).append(record)
    for kind, records in rows.items():
        for record, number in zip(records, _numbers(session, kind.__table__, len(records)), strict=True):
            record.id = number
        _fill_defaults(kind, records)
    for kind, records in rows.items():
        _follow_relations(kind, records)
    by_table = {kind.__tablename__: (kind, records) for kind, records in rows.items()}
    for table in Record.metadata.sorted_tables:
        if table.name in by_table:
            store(session, *by_table[table.name])
    write(session, running, (_entry(root, verb) for root in roots))


def _family(root: Root) -> Iterator[Record]:
    assert isinstance(root, Record)
    yield root
    yield from every_part(root)


def _numbers(session: Session, table: Any, count: int) -> Iterator[int]:
    if session.get_bind().dialect.name == "postgresql":
        sequence = f"{table.name}_id_seq"
        found = session.execute(
            text("SELECT nextval(:name) FROM generate_series(1, :count)"), {"name": sequence, "count": count}
        )
        return iter(found.scalars().all())
    # SQLite keeps the highest number ever given; nobody else writes while this transaction does.
    last = (
        session.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name}).scalar() or 0
    )
    return iter(range(last + 1, last + 1 + count))


def _fill_defaults(kind: type[Record], records: list[Record]) -> None:
    table = kind.__table__
    assert isinstance(table, Table)
    defaults = [
        (column.name, column.default.arg)
        for column in table.columns
        if column.default is not None and column.default.is_scalar
    ]
    for record in records:
        for name, value in defaults:
            if getattr(record, name) is None:
                setattr(record, name, value)


def _follow_relations(kind: type[Record], records: list[Record]) -> None:
    for relation in look_at(kind).relationships:
        if relation.direction is not RelationshipDirection.MANYTOONE:
            continue
        column = next(iter(relation.local_columns)).name
        for record in records:
            related = record.__dict__.get(relation.key)
            if related is not None:
                if related.id is None:
                    raise LookupError(f"The {relation.key} of a {kind.__tablename__} is neither stored nor given here.")
                setattr(record, column, related.id)


def store(session: Session, kind: type[Record], records: Iterable[Record]) -> None:
    """Insert rows of one kind that have their numbers, leaving out columns that none of them fills."""
    table = kind.__table__
    assert isinstance(table, Table)
    names = [str(column.name) for column in table.columns]
    values = [{name: getattr(record, name) for name in names} for record in records]
    used = [name for name in names if any(row[name] is not None for row in values)]
    if values:
        session.execute(insert(table), [{name: row[name] for name in used} for row in values])


def _entry(root: Root, verb: str) -> Entry:
    assert isinstance(root, Record)
    differences: list[dict[str, Any]] = [
        {"part": record.__tablename__, "id": record.id, "is": "added", "values": drawn(record)}
        for record in _family(root)
    ]
    return Entry(root.__tablename__, root.id, root.code, root.row_version, verb, differences)
