"""Applying a picture to a record: what is absent stays, what is None is emptied, what is listed is the whole list.

Parts that are new have a key of their own (``"new-1"``) instead of a number, and other parts of the same
picture may refer to them by it; so a figure can name the citation that is entered beside it.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from incidents.base.dates.edtf import read_edtf
from incidents.base.dates.uncertain import UncertainDate
from incidents.db.base import Record
from incidents.db.fields import Field, Kind
from incidents.records.picture import Picture, drawn_columns, is_sibling_link, parts_of

Keys = dict[tuple[str, Any], Record]


def apply_picture(session: Session, root: Record, drawing: Picture) -> Keys:
    """Make a record what a picture says; returns the parts by table and by the key they had in the picture."""
    drawn = {table: part for table, part in parts_of(type(root)).items() if table in drawing}
    kept = _take_out(session, root, drawn, drawing)
    _set_values(root, drawing.get(root.__tablename__, {}))
    keys: Keys = {}
    listed: list[tuple[Record, dict[str, Any]]] = []
    for table, (attribute, kind) in drawn.items():
        for values in drawing[table]:
            part = kept.get((table, values.get("id"))) or _new_part(root, attribute, kind, values.get("id"))
            _set_values(part, values)
            keys[table, values.get("id")] = part
            listed.append((part, values))
    session.add(root)
    session.flush()  # gives the new parts their numbers, by which the others then refer to them
    _set_links(listed, keys, drawing)
    session.flush()
    return keys


def _take_out(session: Session, root: Record, drawn: dict[str, tuple[str, type[Record]]], drawing: Picture) -> Keys:
    """Remove the parts that are not listed, and return the stored ones that are.

    They go before anything comes, so that a new part may have the name of one that went; and everything that
    points at them is loosened before, so that they may go in any order.
    """
    kept: Keys = {}
    gone: list[tuple[list[Record], Record]] = []
    for table, (attribute, _kind) in drawn.items():
        numbers = {values.get("id") for values in drawing[table]}
        for part in getattr(root, attribute):
            if part.id in numbers:
                kept[table, part.id] = part
            else:
                gone.append((getattr(root, attribute), part))
    if gone:
        staying = [(part, values) for table in drawn for values in drawing[table]
                   if (part := kept.get((table, values.get("id")))) is not None]  # fmt: skip
        _set_links(staying, kept, drawing)
        for _collection, part in gone:
            for name in _sibling_links(type(part)):
                setattr(part, name, None)
        session.flush()
        for collection, part in gone:
            collection.remove(part)
        session.flush()
    return kept


def _new_part(root: Record, attribute: str, kind: type[Record], key: Any) -> Record:
    part = kind()
    if isinstance(key, int):
        part.id = key  # a removed part comes back under its own number
    if "record_type" in kind.__table__.columns:
        part.record_type = root.__tablename__  # type: ignore[attr-defined]
    getattr(root, attribute).append(part)
    return part


def _set_values(record: Record, values: dict[str, Any]) -> None:
    groups: set[str] = set()
    for name, _column, field in drawn_columns(type(record)):
        if name not in values or is_sibling_link(type(record), field):
            continue
        if field.group is not None:
            groups.add(field.group)
        elif not field.secret:
            _set(record, name, from_plain(field, values[name]))
    for group in groups:
        setattr(record, group, date_from_plain(group, values))


def _set(record: Record, name: str, value: Any) -> None:
    # Setting an equal value would be harmless, but a list or dict that is equal must not look changed.
    if getattr(record, name) != value:
        setattr(record, name, value)


def _set_links(listed: Iterable[tuple[Record, dict[str, Any]]], known: Keys, drawing: Picture) -> None:
    """Point parts at their siblings, as far as those are known by now."""
    for part, values in listed:
        for name, field in _sibling_links(type(part)).items():
            if name not in values:
                continue
            keys = values[name] if field.kind is Kind.LINKS else [values[name]]
            numbers = [number for key in keys or () if (number := _number(field, key, known, drawing)) is not None]
            if field.kind is Kind.LINKS:
                _set(part, name, numbers or None)
            else:
                _set(part, name, numbers[0] if numbers else None)


def _number(field: Field, key: Any, known: Keys, drawing: Picture) -> int | None:
    table = field.vocabulary or ""
    if table not in drawing:
        return None if key is None else int(key)  # no part of that kind is listed, so all of them stay
    sibling = known.get((table, key))
    return None if sibling is None else int(sibling.id)


@cache
def _sibling_links(record: type[Record]) -> dict[str, Field]:
    return {name: field for name, _column, field in drawn_columns(record) if is_sibling_link(record, field)}


def from_plain(field: Field, value: Any) -> Any:
    """A column's value from its JSON form."""
    if field.kind is Kind.FLAG:
        return bool(value)
    if value is None or value in ("", [], {}):
        return None
    if field.kind is Kind.DAY:
        return date.fromisoformat(value) if isinstance(value, str) else value
    if field.kind is Kind.MOMENT:
        return datetime.fromisoformat(value) if isinstance(value, str) else value
    return value


def date_from_plain(group: str, values: dict[str, Any]) -> UncertainDate:
    """The uncertain date that a picture gives under a group of columns; bounds always follow from the EDTF."""
    edtf = values.get(f"{group}_edtf")
    text = values.get(f"{group}_text") or None
    if not edtf:
        return UncertainDate(text=text)
    read = read_edtf(edtf, values.get(f"{group}_nature"))
    return UncertainDate(
        text,
        read.edtf,
        read.earliest,
        read.latest,
        read.core_from,
        read.core_to,
        read.precision,
        read.nature,
        read.start_kind,
        read.end_kind,
    )


def completed(root: type[Record], drawing: Picture) -> Picture:
    """A picture in which every empty value is said to be empty, so that applying it leaves nothing else standing."""
    table = root.__tablename__
    whole: Picture = {table: _with_empties(root, drawing[table])}
    for part_table, (_attribute, kind) in parts_of(root).items():
        whole[part_table] = [_with_empties(kind, values) for values in drawing.get(part_table, [])]
    return whole


def _with_empties(record: type[Record], values: dict[str, Any]) -> dict[str, Any]:
    empties = {name: None for name, _column, field in drawn_columns(record) if not field.required}
    return empties | values
