"""New objects without the session's bookkeeping, for storing very many at once.

An object that will go through a session notes every value that is set on it. One that goes to the database by
`insert_in_bulk` needs none of that, and is made here in a fraction of the time.
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Table
from sqlalchemy import inspect as look_at
from sqlalchemy.orm import RelationshipDirection

from incidents.base.dates.uncertain import UncertainDate
from incidents.db.base import Record
from incidents.db.fields import field_of

R = TypeVar("R", bound=Record)
MOULD = "_mould"  # where an object that was made here, and so holds something for each column, says by what


class Mould(Generic[R]):
    """Makes new objects of one kind that share some of their values.

    What is not given is empty, or what the column says by default; the record's own rules for a value (such as
    folding a name) are kept. The objects must not be added to a session.
    """

    def __init__(self, kind: type[R], **shared: Any) -> None:
        table, mapper = kind.__table__, look_at(kind)
        assert isinstance(table, Table)
        self._new: Callable[[], R] = cast(Any, mapper.class_manager).new_instance
        self._dates = frozenset(mapper.composites.keys())
        self._rules: dict[str, Any] = {name: rule for name, (rule, _options) in mapper.validators.items()}
        self._special = self._dates | self._rules.keys()
        self._shared: dict[str, Any] = dict.fromkeys((*map(str, table.columns.keys()), *self._dates))
        self._shared |= {MOULD: self, **defaults_of(kind), **shared}
        self.filled: set[str] = set()
        self._finish(self._new(), self._shared, shared)
        self.filled |= {name for name, value in self._shared.items() if value is not None}

    def make(self, **values: Any) -> R:
        """A new object with these values beside the shared ones."""
        record = self._new()
        held = record.__dict__
        held.update(self._shared)
        held.update(values)
        self.filled |= values.keys()
        if not self._special.isdisjoint(values):
            self._finish(record, held, values)
        return record

    def _finish(self, record: R, held: dict[str, Any], values: dict[str, Any]) -> None:
        for name in self._dates & values.keys():
            if values[name] is not None:
                columns, filled = _columns_of(name, values[name])
                held.update(columns)
                self.filled |= filled
        for name, rule in self._rules.items():
            if name in values:
                held[name] = rule(record, name, values[name])


def filled_columns(kind: type[Record], rows: Sequence[dict[str, Any]]) -> list[str]:
    """The columns that any of these objects may fill, in the order of the table; what was made knows its own."""
    table = kind.__table__
    assert isinstance(table, Table)
    names = [str(name) for name in table.columns.keys()]  # noqa: SIM118  (a collection of columns is no dict)
    moulds: set[Any] = {row.get(MOULD) for row in rows}
    if None in moulds:
        return [name for name in names if any(row[name] is not None for row in rows)]
    given = set[str]().union(*(mould.filled for mould in moulds))
    given |= {column for key, column in links_of(kind) if key in given}
    given |= {name for name in _filled_later(kind) - given if any(row.get(name) is not None for row in rows)}
    return [name for name in names if name in given]


def may_be_given(name: str, records: Sequence[Record]) -> bool:
    """Whether any of these objects may hold a value of this name; what was made knows what it was given."""
    moulds: set[Any] = {record.__dict__.get(MOULD) for record in records}
    return None in moulds or any(name in mould.filled for mould in moulds)


@cache
def _filled_later(kind: type[Record]) -> frozenset[str]:
    """Columns filled after the making: what must not be empty, what follows from the rest, maker and owner."""
    table = kind.__table__
    assert isinstance(table, Table)
    needed = {str(column.name) for column in table.columns if not column.nullable or field_of(column).computed}
    return frozenset(needed | {"created_by", "updated_by"} | {f"{owner}_id" for owner in kind.part_of})


@cache
def links_of(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """The relations to one other record: their names, and the columns that hold the number of the other."""
    return tuple(
        (relation.key, str(next(iter(relation.local_columns)).name))
        for relation in look_at(kind).relationships
        if relation.direction is RelationshipDirection.MANYTOONE
    )


@cache
def _mould(kind: type[R]) -> Mould[R]:
    return Mould(kind)


def made(kind: type[R], /, **values: Any) -> R:
    """A new object of a kind with these values; where many share most of theirs, a `Mould` is faster."""
    mould: Mould[R] = _mould(kind)
    return mould.make(**values)


def complete(record: Record) -> None:
    """Give an object of any making what it does not hold: what the columns say by default, else nothing."""
    held = record.__dict__
    if MOULD in held:
        return
    table = record.__table__
    assert isinstance(table, Table)
    for name in table.columns.keys():  # noqa: SIM118  (a collection of columns is no dict)
        held.setdefault(str(name), None)
    for name, value in defaults_of(type(record)).items():
        if held[name] is None:
            held[name] = value


@cache
def defaults_of(kind: type[Record]) -> dict[str, Any]:
    """What the columns of a kind hold when nothing is said, where that is a plain value."""
    table = kind.__table__
    assert isinstance(table, Table)
    return {str(c.name): c.default.arg for c in table.columns if c.default is not None and c.default.is_scalar}


@lru_cache(maxsize=65536)
def _columns_of(name: str, when: UncertainDate) -> tuple[dict[str, Any], frozenset[str]]:
    columns = {f"{name}_{suffix}": getattr(when, suffix) for suffix in UncertainDate.__dataclass_fields__}
    return columns, frozenset(column for column, value in columns.items() if value is not None)
