"""What a column means to a person: declared once, read by forms, search, exports, codebook and history."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, MetaData, Table
from sqlalchemy.orm import DeclarativeBase

from incidents.base.errors import Refused


class Audience(enum.IntEnum):
    """Who may see a value, from everybody to nobody; a lower number is a wider audience."""

    PUBLIC = 0  # may stand in a release
    TEAM = 1  # whoever may see the record it belongs to
    CONFIDENTIAL = 2  # named readers of the record only
    NOBODY = 3  # secrets and bookkeeping: on no page, in no export; secrets not even in the ledger


class Kind(enum.StrEnum):
    """The shape of a value, which decides its form control, its filter and its column in an export."""

    LINE = "line"
    PROSE = "prose"
    TEXTS = "texts"
    CODE = "code"
    CODES = "codes"
    WHOLE = "whole"
    DECIMAL = "decimal"
    FLAG = "flag"
    MOMENT = "moment"
    DAY = "day"
    LINK = "link"
    LINKS = "links"
    LINES = "lines"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Field:
    """One column as people meet it.

    ``label`` and ``help`` are message ids (English), ``most`` is the longest text or the highest
    number, ``group`` names the several columns that one uncertain date is made of, ``computed``
    marks values that the program derives: no form offers them and the ledger does not repeat them.
    """

    kind: Kind
    label: str
    audience: Audience
    help: str = ""
    vocabulary: str | None = None
    unit: str | None = None
    required: bool = False
    computed: bool = False
    secret: bool = False
    bookkeeping: bool = False
    group: str | None = None
    least: float | None = None
    most: float | None = None


class Unclassified(Refused):
    """A column that nobody has classified; the program does not start with one."""


def field_of(column: Column[Any]) -> Field:
    """The declaration of a column; raises `Unclassified` when there is none."""
    field = column.info.get("field")
    if not isinstance(field, Field):
        raise Unclassified(f"The column {column.table.name}.{column.name} says neither what it is nor who may see it.")
    return field


def declared(record: type[DeclarativeBase]) -> Iterator[tuple[str, Field]]:
    """The name and declaration of each column of a record, in the order of the file."""
    table = record.__table__
    assert isinstance(table, Table)
    for column in table.columns:
        yield column.name, field_of(column)


def check_every_column_is_classified(metadata: MetaData) -> None:
    """Refuse to go on while any column of any table lacks its declaration."""
    for table in metadata.tables.values():
        for column in table.columns:
            field_of(column)
