"""The picture of a record: everything it holds as plain JSON values, under the names of its columns.

History, restoring, merging two people's edits, forms and importers all speak in pictures, so a new
column is in all of them at once. A picture of an incident is
``{"incident": {...}, "figure": [{"id": 7, ...}, ...], ...}``: the record itself and a list for each
kind of part. A value that is empty is absent.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy import inspect as look_at
from sqlalchemy.orm import Mapper

from incidents.db.base import Record
from incidents.db.fields import Field, Kind, field_of

Picture = dict[str, Any]

HIDDEN = "•"
"""What stands in pictures for a secret."""

# Kept by the program beside each change; repeating them in every change would say nothing.
KEPT_ASIDE = frozenset({"id", "row_version", "created_at", "created_by", "updated_at", "updated_by"})


@cache
def drawn_columns(record: type[Record]) -> tuple[tuple[str, Column[Any], Field], ...]:
    """The columns of a record that belong in its picture: what people or importers said about it."""
    owners = {f"{name}_id" for name in record.part_of}
    table = record.__table__
    assert isinstance(table, Table)
    found = []
    for column in table.columns:
        field = field_of(column)
        if column.name in KEPT_ASIDE or column.name in owners or (field.computed and field.group is None):
            continue
        found.append((str(column.name), column, field))
    return tuple(found)


@cache
def parts_of(record: type[Record]) -> dict[str, tuple[str, type[Record]]]:
    """The parts of a record: table name to the attribute that holds them and their class."""
    mapper: Mapper[Any] = look_at(record)
    return {
        relation.mapper.class_.__tablename__: (relation.key, relation.mapper.class_)
        for relation in mapper.relationships
        if relation.uselist and relation.cascade.delete_orphan
    }


def is_sibling_link(record: type[Record], field: Field) -> bool:
    """Whether a column refers to another part of the same record, such as a figure to its citation."""
    if field.kind not in (Kind.LINK, Kind.LINKS) or not record.part_of:
        return False
    target = field.vocabulary or ""
    return target not in record.part_of and bool(_owners_of(target) & set(record.part_of))


@cache
def _owners_of(table: str) -> frozenset[str]:
    """The records that a row of a table is a part of; none for a record of its own."""
    for mapper in Record.registry.mappers:
        if mapper.class_.__tablename__ == table:
            return frozenset(mapper.class_.part_of)
    return frozenset()


def plain(value: Any) -> Any:
    """A column's value as JSON has it once it is stored: days and moments as ISO text, an empty list as nothing."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return None if value == [] else value


def drawn(record: Record) -> Picture:
    """The values of one row, without those that are empty."""
    values: Picture = {}
    for name, _column, field in drawn_columns(type(record)):
        value = plain(getattr(record, name))
        if value is not None:
            values[name] = HIDDEN if field.secret else value
    return values


def picture(root: Record) -> Picture:
    """The picture of a record with all its parts."""
    drawing: Picture = {root.__tablename__: {"id": root.id, **drawn(root)}}
    for table, (attribute, _class) in parts_of(type(root)).items():
        parts = getattr(root, attribute)
        if parts:
            drawing[table] = [{"id": part.id, **drawn(part)} for part in parts]
    return drawing


def every_part(root: Record) -> Iterator[Record]:
    """All parts of a record, kind by kind."""
    for attribute, _class in parts_of(type(root)).values():
        yield from getattr(root, attribute)
