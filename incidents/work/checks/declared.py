"""Checks that follow from a field's declaration alone: needed, too long, out of range, not in its vocabulary."""

from collections.abc import Iterator
from typing import Any

from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.base.text import forbidden_character
from incidents.db.base import Record
from incidents.db.fields import Field, Kind
from incidents.records.picture import Picture, drawn_columns, parts_of
from incidents.vocabularies import vocabulary


def check_declared(root: type[Record], drawing: Picture) -> list[Problem]:
    """The problems of a picture that its declarations name, with paths such as ``figure.new-1.low``."""
    table = root.__tablename__
    found = list(_check_row(root, drawing.get(table, {}), "", new="id" not in drawing.get(table, {})))
    for part_table, (_attribute, kind) in parts_of(root).items():
        for values in drawing.get(part_table, []):
            new = not isinstance(values.get("id"), int)
            found += _check_row(kind, values, f"{part_table}.{values.get('id')}.", new=new)
    return found


def _check_row(record: type[Record], values: dict[str, Any], path: str, *, new: bool) -> Iterator[Problem]:
    for name, column, field in drawn_columns(record):
        if field.bookkeeping:
            continue
        value = values.get(name)
        if value in (None, "", [], {}):
            defaulted = name not in values and (column.default is not None or not new)
            if field.required and field.kind is not Kind.FLAG and not defaulted:
                yield Problem(path + name, _("%(label)s is needed.", label=_(field.label)), "needed")
            continue
        message = _fault(field, value)
        if message:
            yield Problem(path + name, message, "value")


def _fault(field: Field, value: Any) -> str | None:
    if field.kind in (Kind.LINE, Kind.PROSE):
        return text_fault(field, value)
    if field.kind is Kind.TEXTS:
        return next((fault for text in value.values() if (fault := text_fault(field, text))), None)
    if field.kind is Kind.LINES:
        return next((fault for text in value if (fault := text_fault(field, text))), None)
    if field.kind is Kind.CODE and field.group is None:
        return _code_fault(field, value)
    if field.kind is Kind.CODES:
        return next((fault for code in value if (fault := _code_fault(field, code))), None)
    if field.kind in (Kind.WHOLE, Kind.DECIMAL):
        return _number_fault(field, value)
    return None


def text_fault(field: Field, text: str) -> str | None:
    """Why a text cannot be kept, or None: a character no database takes, a line break in a line, too long."""
    if forbidden_character(text):
        return _("%(label)s holds a control character that cannot be stored. Type it again.", label=_(field.label))
    if field.kind is Kind.LINE and "\n" in text:
        return _("%(label)s must be a single line.", label=_(field.label))
    if field.most is not None and len(text) > field.most:
        return _(
            "%(label)s is %(length)s characters long; at most %(most)s can be kept.",
            label=_(field.label),
            length=len(text),
            most=int(field.most),
        )
    return None


def _code_fault(field: Field, code: str) -> str | None:
    assert field.vocabulary is not None
    if code in vocabulary(field.vocabulary).codes:
        return None
    return _("“%(code)s” is not in the list for %(label)s.", code=code, label=_(field.label))


def _number_fault(field: Field, value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _("%(label)s must be a number.", label=_(field.label))
    if field.kind is Kind.WHOLE and not isinstance(value, int):
        return _("%(label)s must be a whole number.", label=_(field.label))
    if field.least is not None and value < field.least:
        return _("%(label)s cannot be below %(least)s.", label=_(field.label), least=f"{field.least:g}")
    if field.most is not None and value > field.most:
        return _("%(label)s cannot be above %(most)s.", label=_(field.label), most=f"{field.most:g}")
    return None
