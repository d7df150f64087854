"""Many new records at once: the one place that writes rows past the session, and writes the ledger for them.

An import of tens of thousands of cases would spend its time in the session's bookkeeping. Here the
same objects, with the same relations between them, get their numbers ahead and go to the database
table by table; each record still leaves its row in the ledger.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from types import MappingProxyType
from typing import Any

from sqlalchemy import Table, insert, select, text
from sqlalchemy import inspect as look_at
from sqlalchemy.orm import RelationshipDirection, Session

from incidents.access.viewer import Viewer
from incidents.base.clock import now
from incidents.base.codes import new_code
from incidents.db.base import Record
from incidents.ledger.trace import Act, Entry, write
from incidents.records.picture import drawn, parts_of
from incidents.records.root import Root

Rows = dict[type[Record], list[Record]]
BLOCK = 1000
USUAL: Mapping[type[Root], str] = MappingProxyType({})  # every code begins as its kind of record does


class Numbers:
    """The numbers that new rows will have, given before the rows are stored, so that they can point to each other.

    Good for one round of `insert_in_bulk`: whoever stores rows in another way meanwhile may take the same numbers.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._postgres = session.get_bind().dialect.name == "postgresql"
        self._waiting: dict[str, Iterator[int]] = {}

    def next(self, kind: type[Record]) -> int:
        """The number for the next new row of a kind."""
        table = kind.__tablename__
        number = next(self._waiting.get(table, iter(())), None)
        while number is None:
            self._waiting[table] = self._block(table)
            number = next(self._waiting[table], None)
        return number

    def _block(self, table: str) -> Iterator[int]:
        if self._postgres:
            statement = text("SELECT nextval(:name) FROM generate_series(1, :count)")
            found = self._session.execute(statement, {"name": f"{table}_id_seq", "count": BLOCK})
            return iter(found.scalars().all())
        # SQLite keeps the highest number ever given; nobody else writes while this transaction does.
        statement = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        last = self._session.execute(statement, {"name": table}).scalar() or 0
        return count(last + 1)


def insert_in_bulk(
    session: Session,
    viewer: Viewer,
    roots: Sequence[Root],
    verb: str,
    reason: str | None = None,
    *,
    numbers: Numbers | None = None,
    prefixes: Mapping[type[Root], str] = USUAL,
) -> None:
    """Store new records with their parts and one change each; none of the objects may be in a session.

    Afterwards every object has its number and every record its code. Relations between the objects given (a figure's
    citation, a citation's source) are followed; those to stored records go by their number column.
    """
    running = Act(viewer, verb, reason, now())
    numbers = numbers or Numbers(session)
    rows: Rows = {}
    for root in roots:
        root.created_at = root.updated_at = running.at
        root.created_by = root.updated_by = viewer.account_id
        for record in _family(root):
            rows.setdefault(type(record), []).append(record)
    for kind, records in rows.items():
        for record in records:
            if record.__dict__.get("id") is None:
                record.id = numbers.next(kind)
        _fill_defaults(kind, records)
    give_codes(session, roots, prefixes)
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
    for attribute, _kind in parts_of(type(root)).values():
        yield from root.__dict__.get(attribute, ())


def give_codes(session: Session, roots: Iterable[Root], prefixes: Mapping[type[Root], str] = USUAL) -> None:
    """Give every record that has none a public code that no record of its kind has or had."""
    by_kind: dict[type[Root], list[Root]] = {}
    for root in roots:
        if root.__dict__.get("code") is None:
            by_kind.setdefault(type(root), []).append(root)
    for kind, waiting in by_kind.items():
        prefix = prefixes.get(kind, kind.code_prefix)
        while waiting:
            codes = {new_code(prefix): root for root in waiting}
            taken = set(session.scalars(select(kind.code).where(kind.code.in_(codes))))
            for code in codes.keys() - taken:
                codes[code].code = code
            waiting = [root for root in waiting if root.__dict__.get("code") is None]


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
