"""Applying a picture to a record: what is absent stays, what is None is emptied, what is listed is the whole list.

Parts that are new have a key of their own (``"new-1"``) instead of a number, and other parts of the same
picture may refer to them by it; so a figure can name the citation that is entered beside it.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import inspect as look_at
from sqlalchemy.orm import Session

from incidents.base.dates.edtf import read_edtf
from incidents.base.dates.uncertain import UncertainDate
from incidents.db.base import Record
from incidents.db.fields import Field, Kind
from incidents.records.picture import Picture, drawn_columns, parts_of

Keys = dict[tuple[str, Any], Record]


def apply_picture(session: Session, root: Record, drawing: Picture) -> Keys:
    """Make a record what a picture says; returns the parts by table and by the key they had in the picture."""
    _set_values(root, drawing.get(root.__tablename__, {}))
    keys: Keys = {}
    listed: list[tuple[Record, dict[str, Any]]] = []
    for part_table, (attribute, kind) in parts_of(type(root)).items():
        if part_table not in drawing:
            continue
        kept = _listed_parts(root, getattr(root, attribute), kind, drawing[part_table])
        for part, values in kept:
            keys[part_table, values.get("id")] = part
            _set_values(part, values)
        listed += kept
    session.add(root)
    # First to what is stored, so that nothing points at a part that goes; the flush gives the new parts the
    # numbers by which the others then refer to them.
    stored = {key: part for key, part in keys.items() if look_at(part).persistent}
    for part, values in listed:
        _set_sibling_links(part, values, stored, drawing)
    session.flush()
    for part, values in listed:
        _set_sibling_links(part, values, keys, drawing)
    session.flush()
    return keys


def _listed_parts(
    root: Record, collection: list[Record], kind: type[Record], listed: Iterable[dict[str, Any]]
) -> list[tuple[Record, dict[str, Any]]]:
    existing = {part.id: part for part in collection}
    found: list[tuple[Record, dict[str, Any]]] = []
    for values in listed:
        key = values.get("id")
        part = existing.pop(key, None) if isinstance(key, int) else None
        if part is None:
            part = kind()
            if isinstance(key, int):
                part.id = key  # a removed part that is restored comes back under its own number
            if "record_type" in kind.__table__.columns:
                part.record_type = root.__tablename__  # type: ignore[attr-defined]
            collection.append(part)
        found.append((part, values))
    for part in existing.values():
        collection.remove(part)
    return found


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


def _set_sibling_links(part: Record, values: dict[str, Any], known: Keys, drawing: Picture) -> None:
    """Point a part at its siblings, as far as those are known by now."""
    for name, _column, field in drawn_columns(type(part)):
        if name not in values or not is_sibling_link(type(part), field):
            continue
        table, value = field.vocabulary or "", values[name]

        def number(key: Any, table: str = table) -> int | None:
            if table not in drawing:
                return None if key is None else int(key)  # no sibling of that kind is listed, so all of them stay
            sibling = known.get((table, key))
            return None if sibling is None else int(sibling.id)

        if field.kind is Kind.LINKS:
            _set(part, name, [n for n in map(number, value or ()) if n is not None] or None)
        else:
            _set(part, name, number(value))


def is_sibling_link(record: type[Record], field: Field) -> bool:
    """Whether a column refers to another part of the same record, such as a figure to its citation."""
    if field.kind not in (Kind.LINK, Kind.LINKS) or not record.part_of:
        return False
    return field.vocabulary in _SIBLINGS


_SIBLINGS = frozenset({"citation", "figure", "attribution", "assessment", "incident_place"})


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
    text = values.get(f"{group}_text", edtf) or None
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
