"""Checks that follow from a field's declaration alone: needed, too long, out of range, not in its vocabulary."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.base.text import forbidden_character
from incidents.db.base import Record
from incidents.db.fields import Field, Kind
from incidents.records.picture import Picture, drawn_columns
from incidents.vocabularies import vocabulary
from incidents.work.checks.rows import EMPTY, Row, rows_of

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def check_declared(root: type[Record], drawing: Picture, before: Picture) -> list[Problem]:
    """The problems of a picture that its declarations name, with paths such as ``figure.new-1.low``."""
    return [problem for row in rows_of(root, drawing, before) for problem in _check_row(row)]


def _check_row(row: Row) -> Iterator[Problem]:
    for name, column, field in drawn_columns(row.record):
        if field.bookkeeping:
            continue
        if name in row.values and row.values[name] not in EMPTY:
            if row.changes(name) and (message := _fault(field, row.values[name])):
                yield Problem(row.path + name, message, "value")
        elif field.required and field.kind is not Kind.FLAG:
            absent = name not in row.values
            if not (absent and (column.default is not None or not row.is_new)):
                yield Problem(row.path + name, _("%(label)s is needed.", label=_(field.label)), "needed")


def _fault(field: Field, value: Any) -> str | None:
    if field.kind in (Kind.LINE, Kind.PROSE):
        return text_fault(field, value)
    if field.kind is Kind.TEXTS:
        return _texts_fault(field, value)
    if field.kind is Kind.LINES:
        return next((fault for text in value if (fault := text_fault(field, text))), None)
    if field.kind is Kind.CODE and field.group is None:
        return _code_fault(field, value)
    if field.kind is Kind.CODES:
        return next((fault for code in value if (fault := _code_fault(field, code))), None)
    if field.kind in (Kind.WHOLE, Kind.DECIMAL):
        return _number_fault(field, value)
    if field.kind in (Kind.DAY, Kind.MOMENT) and field.group is None:
        return _time_fault(field, value)
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


def _texts_fault(field: Field, texts: dict[str, str]) -> str | None:
    for language, text in texts.items():
        if not LANGUAGE.fullmatch(language):
            return _("“%(code)s” is no code of a language, such as fr or ku.", code=language)
        if fault := text_fault(field, text):
            return fault
    return None


def _code_fault(field: Field, code: str) -> str | None:
    assert field.vocabulary is not None
    if code in vocabulary(field.vocabulary):
        return None
    return _("“%(code)s” is not in the list for %(label)s.", code=code, label=_(field.label))


def _number_fault(field: Field, value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return _("%(label)s must be a number.", label=_(field.label))
    if field.kind is Kind.WHOLE and not isinstance(value, int):
        return _("%(label)s must be a whole number.", label=_(field.label))
    if field.least is not None and value < field.least:
        return _("%(label)s cannot be below %(least)s.", label=_(field.label), least=f"{field.least:g}")
    if field.most is not None and value > field.most:
        return _("%(label)s cannot be above %(most)s.", label=_(field.label), most=f"{field.most:.15g}")
    return None


def _time_fault(field: Field, value: Any) -> str | None:
    kind = date if field.kind is Kind.DAY else datetime
    try:
        known = isinstance(value, kind) or bool(kind.fromisoformat(value))
    except (ValueError, TypeError):
        known = False
    return None if known else _("%(label)s must be a day such as 2017-04-04.", label=_(field.label))
