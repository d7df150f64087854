"""Many new records at once: the one place that writes rows past the session, and writes the ledger for them.

An import of tens of thousands of cases would spend its time in the session's bookkeeping. Here the
same objects, with the same relations between them, get their numbers ahead and go to the database
table by table; each record still leaves its row in the ledger.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from sqlalchemy import Table, select, text
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.base.clock import now
from incidents.base.codes import new_code
from incidents.db.base import Record
from incidents.db.fields import Field, Kind
from incidents.db.rows import write_rows
from incidents.ledger.making import complete, filled_columns, links_of, may_be_given
from incidents.ledger.trace import Act, Entry, write
from incidents.records.picture import HIDDEN, drawn_columns, parts_of, plain
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
        self._waiting: dict[type[Record], Iterator[int]] = {}

    def next(self, kind: type[Record]) -> int:
        """The number for the next new row of a kind."""
        waiting = self._waiting.get(kind)
        number = next(waiting, None) if waiting else None
        if number is None:
            waiting = self._waiting[kind] = self._block(kind.__tablename__)
            number = next(waiting)
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
    who = viewer.account_id
    begun = {"created_at": running.at, "updated_at": running.at, "created_by": who, "updated_by": who}
    rows: Rows = {}
    for root in roots:
        root.__dict__.update(begun)
        for record in _family(root):
            rows.setdefault(type(record), []).append(record)
    for kind, records in rows.items():
        for record in records:
            complete(record)
            if record.__dict__["id"] is None:
                record.__dict__["id"] = numbers.next(kind)
    give_codes(session, roots, prefixes)
    for kind, records in rows.items():
        _follow_relations(kind, records)
    _give_owners(roots)
    by_table = {kind.__tablename__: (kind, records) for kind, records in rows.items()}
    drawings: dict[type[Record], Drawing] = {}
    for table in Record.metadata.sorted_tables:
        if table.name in by_table:
            kind, records = by_table[table.name]
            filled = store(session, kind, records)
            drawings[kind] = [(name, field) for name, _column, field in drawn_columns(kind) if name in filled]
    write(session, running, (_entry(root, verb, drawings) for root in roots))


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


def _follow_relations(kind: type[Record], records: list[Record]) -> None:
    for key, column in links_of(kind):
        if not may_be_given(key, records):
            continue
        for record in records:
            related = record.__dict__.get(key)
            if related is not None:
                if related.id is None:
                    raise LookupError(f"The {key} of a {kind.__tablename__} is neither stored nor given here.")
                record.__dict__[column] = related.id


def _give_owners(roots: Sequence[Root]) -> None:
    for root in roots:
        assert isinstance(root, Record)
        owner = f"{root.__tablename__}_id"
        for attribute, _kind in parts_of(type(root)).values():
            for part in root.__dict__.get(attribute, ()):
                part.__dict__[owner] = root.id


def store(session: Session, kind: type[Record], records: Iterable[Record]) -> set[str]:
    """Insert rows of one kind that were made for it, and return the names of the columns that any of them may fill."""
    table = kind.__table__
    assert isinstance(table, Table)
    rows = [record.__dict__ for record in records]
    filled = filled_columns(kind, rows)
    if rows:
        write_rows(session.connection(), table, filled, list(map(itemgetter(*filled), rows)))
    return set(filled)


# Values of other kinds of column are plain JSON as they are.
TO_BE_PLAIN = frozenset({Kind.DAY, Kind.MOMENT, Kind.CODES, Kind.LINES, Kind.LINKS, Kind.PLAIN})
Drawing = list[tuple[str, Field]]


def _entry(root: Root, verb: str, drawings: dict[type[Record], Drawing]) -> Entry:
    assert isinstance(root, Record)
    differences: list[dict[str, Any]] = [
        {
            "part": record.__tablename__,
            "id": record.id,
            "is": "added",
            "values": _drawn(record.__dict__, drawings[type(record)]),
        }
        for record in _family(root)
    ]
    return Entry(root.__tablename__, root.id, root.code, root.row_version, verb, differences)


def _drawn(held: dict[str, Any], drawing: Drawing) -> dict[str, Any]:
    """The same as `drawn`, for an object whose values are all at hand."""
    values = {}
    for name, field in drawing:
        value = held[name]
        if value is not None and field.kind in TO_BE_PLAIN:
            value = plain(value)
        if value is not None:
            values[name] = HIDDEN if field.secret else value
    return values
