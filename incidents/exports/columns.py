"""What a column of an exported table is: a name, what it means, who may have it, and how its value is read.

Nothing about a value is said here that its record says already: label, help, vocabulary, unit and
audience come from the declaration of the field (`db/fields.py`). A column that is made of several
fields has words of its own and the narrowest audience among them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from sqlalchemy import Column as Stored
from sqlalchemy import Table as StoredTable

from incidents.base.languages import _
from incidents.db.base import Record
from incidents.db.fields import Audience, Field, Kind, field_of

# An export serves whoever may see the cases. What only named readers may see, and what nobody may, stays here.
WIDEST = Audience.TEAM
NUMBERS = frozenset({Kind.WHOLE, Kind.DECIMAL})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``path`` leads to its value in a line of its table; ``made_of`` are the fields that it tells of.

    ``about`` is the message id of what several columns of a table say something of, such as the date that two spell.
    """

    name: str
    path: str
    made_of: tuple[Stored[Any], ...]
    kind: Kind
    label: str
    help: str = ""
    vocabulary: str | None = None
    unit: str | None = None
    about: str = ""

    @property
    def heading(self) -> str:
        """What the column is called in the current language, with what it is about where the label needs that."""
        label = _(self.label)
        return _("%(about)s: %(label)s", about=_(self.about), label=label) if self.about else label

    @property
    def is_number(self) -> bool:
        """Whether its cells hold numbers or nothing."""
        return self.kind in NUMBERS

    @property
    def audience(self) -> Audience:
        """The narrowest audience among the fields it is made of."""
        return max((field_of(stored).audience for stored in self.made_of), default=Audience.PUBLIC)


def of(
    record: type[Record],
    field: str,
    name: str | None = None,
    path: str | None = None,
    *,
    kind: Kind | None = None,
    label: str | None = None,
    help: str | None = None,
    vocabulary: str | None = None,
    about: str = "",
) -> Column:
    """A column that is one field of a record; unless told otherwise its value stands in the line's row."""
    stored = stored_column(record, field)
    known: Field = field_of(stored)
    return Column(
        name or field,
        path or f"row.{field}",
        (stored,),
        kind or known.kind,
        known.label if label is None else label,
        known.help if help is None else help,
        (known.vocabulary if known.kind in (Kind.CODE, Kind.CODES) else None) if vocabulary is None else vocabulary,
        known.unit,
        about,
    )


def made(
    name: str,
    path: str,
    label: str,
    help: str = "",
    *,
    of: Iterable[tuple[type[Record], str]] = (),
    kind: Kind = Kind.LINE,
    vocabulary: str | None = None,
    unit: str | None = None,
    about: str = "",
) -> Column:
    """A column that is worked out from the fields named, or from none where it tells of no record."""
    stored = tuple(stored_column(record, field) for record, field in of)
    return Column(name, path, stored, kind, label, help, vocabulary, unit, about)


def stored_column(record: type[Record], field: str) -> Stored[Any]:
    """The column of a record's table."""
    table = record.__table__
    assert isinstance(table, StoredTable)
    column: Stored[Any] = table.columns[field]
    return column


def leaving(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns that may leave the house at all."""
    return tuple(column for column in columns if column.audience <= WIDEST)


def reader(columns: Sequence[Column]) -> Callable[[Any], Sequence[Any]]:
    """How all values of a line are read at once; many times faster than one by one."""
    paths = [column.path for column in columns]
    return attrgetter(*paths) if len(paths) > 1 else lambda line: [attrgetter(path)(line) for path in paths]
