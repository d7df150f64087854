"""New objects without the session's bookkeeping, for storing very many at once.

An object that will go through a session notes every value that is set on it. One that goes to the database by
`insert_in_bulk` needs none of that, and is made here in a fraction of the time.
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Table
from sqlalchemy import inspect as look_at

from incidents.base.dates.uncertain import UncertainDate
from incidents.db.base import Record

R = TypeVar("R", bound=Record)
WHOLE = "_is_whole"  # the mark of an object that holds a value, if an empty one, for each of its columns


class Mould(Generic[R]):
    """Makes new objects of one kind that share some of their values.

    What is not given is empty, or what the column says by default; the record's own rules for a value (such as
    folding a name) are kept. The objects must not be added to a session.
    """

    def __init__(self, kind: type[R], **shared: Any) -> None:
        table, mapper = kind.__table__, look_at(kind)
        assert isinstance(table, Table)
        self._new: Callable[[], R] = cast(Any, mapper.class_manager).new_instance
        self._dates = tuple(mapper.composites.keys())
        rules: Sequence[tuple[str, Any]] = [(name, rule) for name, (rule, _options) in mapper.validators.items()]
        self._rules = rules
        self._shared: dict[str, Any] = {WHOLE: True, **dict.fromkeys((*map(str, table.columns.keys()), *self._dates))}
        self._shared |= defaults_of(kind)
        self._fill(self._new(), self._shared, shared)

    def make(self, **values: Any) -> R:
        """A new object with these values beside the shared ones."""
        record = self._new()
        held = record.__dict__
        held.update(self._shared)
        self._fill(record, held, values)
        return record

    def _fill(self, record: R, held: dict[str, Any], values: dict[str, Any]) -> None:
        for name in self._dates:
            when = values.get(name)
            if when is not None:
                held.update(_columns_of(name, when))
        held.update(values)
        for name, rule in self._rules:
            if name in values:
                held[name] = rule(record, name, values[name])


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
    if WHOLE in held:
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
def _columns_of(name: str, when: UncertainDate) -> dict[str, Any]:
    return {f"{name}_{suffix}": getattr(when, suffix) for suffix in UncertainDate.__dataclass_fields__}
