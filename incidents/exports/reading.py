"""Reading the cases that answer a question in pieces, so that a hundred thousand need no more memory than a thousand.

The question is answered once, as a list of numbers in the order of the cases' codes; every table then
reads its pieces of that list in the same transaction, and so all tables tell of the same cases.
"""

from array import array
from collections import namedtuple
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy import Table as StoredTable
from sqlalchemy.orm import InstrumentedAttribute, Session

from incidents.access.viewer import Viewer
from incidents.db.base import Record
from incidents.db.types import Texts
from incidents.exports.among import among
from incidents.exports.columns import Column
from incidents.exports.gazetteer import Gazetteer
from incidents.exports.references import Actors, Sources
from incidents.records import Incident
from incidents.settings import Settings

AT_A_TIME = 1000  # cases in a piece

Matching: TypeAlias = Select[int]
AnyRow: TypeAlias = Any
"""A row with its columns as attributes."""


class Part(NamedTuple):
    """A line of a table of parts: the code of the case, and the part's own row."""

    code: str
    row: AnyRow


@dataclass(slots=True)
class Reading:
    """The cases of one export for one viewer, and what has been read of the records that they name."""

    session: Session
    viewer: Viewer
    settings: Settings
    matching: Matching
    numbers: Sequence[int]
    at_a_time: int = AT_A_TIME
    gazetteer: Gazetteer = field(init=False)
    actors: Actors = field(init=False)
    sources: Sources = field(init=False)

    def __post_init__(self) -> None:
        self.gazetteer = Gazetteer(self.session, self.viewer)
        self.actors = Actors(self.session, self.viewer)
        self.sources = Sources(self.session, self.viewer)

    def pieces(self) -> Iterator[list[int]]:
        """The numbers of the cases, some at a time, in the order of their codes."""
        for start in range(0, len(self.numbers), self.at_a_time):
            yield list(self.numbers[start : start + self.at_a_time])

    def rows(self, statement: Select[*tuple[Any, ...]]) -> list[AnyRow]:
        """The rows of a statement as named tuples: neither records nor SQLAlchemy's rows are as quick to read."""
        result = self.session.connection().execute(statement)
        make = _kind_of_row(tuple(result.keys()))
        return [make(row) for row in result.all()]

    def tuples(self, statement: Select[*tuple[Any, ...]]) -> Sequence[Sequence[Any]]:
        """The rows of a statement to be taken apart at once."""
        return self.session.connection().execute(statement).all()

    def among(self, column: Any, numbers: Collection[int]) -> ColumnElement[bool]:
        """Whether a column holds one of these numbers."""
        return among(self.session, column, numbers)

    def parts(
        self,
        piece: Sequence[int],
        record: type[Any],
        columns: Sequence[Any],
        beside: tuple[type[Record], ColumnElement[bool]] | None = None,
    ) -> list[AnyRow]:
        """The parts of one kind of these cases, by ``incident_code`` and then in the order of their numbers.

        ``beside`` is a record that a part may point to, and how, whose columns are among those read.
        """
        case = Incident.code.label("incident_code")
        statement = select(case, record.id, *columns).join(Incident, Incident.id == record.incident_id)
        if beside is not None:
            statement = statement.outerjoin(*beside)
        found = self.rows(statement.where(self.among(record.incident_id, piece)))
        return sorted(found, key=attrgetter("incident_code", "id"))


@cache
def _kind_of_row(names: tuple[str, ...]) -> Callable[[Iterable[Any]], AnyRow]:
    kind: Any = namedtuple("AnyRow", names)  # type: ignore[misc]
    make: Callable[[Iterable[Any]], AnyRow] = kind._make
    return make


def read(
    session: Session, viewer: Viewer, settings: Settings, matching: Matching, at_a_time: int = AT_A_TIME
) -> Reading:
    """Begin to read the cases whose numbers a statement gives."""
    statement = matching.order_by(None).order_by(by_code(session, Incident.code))
    numbers = array("q", session.scalars(statement.execution_options(yield_per=10_000)))
    return Reading(session, viewer, settings, matching, numbers, at_a_time)


def by_code(session: Session, code: InstrumentedAttribute[str]) -> ColumnElement[str]:
    """Codes in the order of their letters' numbers, which is the same on every machine."""
    return code.collate("C") if session.get_bind().dialect.name == "postgresql" else code.expression


def stored(record: type[Record], columns: Iterable[Column], *more: str) -> list[Any]:
    """What has to be read of a record to fill these columns of a table, and more if something else needs it."""
    table = record.__table__
    assert isinstance(table, StoredTable)
    needed = {made_of.name for column in columns for made_of in column.made_of if made_of.table is table}
    return [column for column in table.columns if column.name in needed | set(more) and column.name != "id"]


def text_in(texts: Texts | None, language: str) -> str | None:
    """A text in one language; an absent one is never filled from another."""
    return texts.get(language) if texts else None
