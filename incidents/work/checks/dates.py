"""Checks of the dates in a picture: the written form must be one, its words are kept in any case."""

from collections.abc import Iterator
from typing import Any

from incidents.base.dates.uncertain import NotADate
from incidents.base.errors import Problem
from incidents.db.base import Record
from incidents.records.picture import Picture, drawn_columns, parts_of
from incidents.work.applying import date_from_plain


def check_dates(root: type[Record], drawing: Picture) -> list[Problem]:
    """The problems of every date of a record and its parts."""
    found = list(_of_row(root, drawing.get(root.__tablename__, {}), ""))
    for table, (_attribute, kind) in parts_of(root).items():
        for values in drawing.get(table, []):
            found += _of_row(kind, values, f"{table}.{values.get('id')}.")
    return found


def _of_row(record: type[Record], values: dict[str, Any], path: str) -> Iterator[Problem]:
    groups = {field.group for _name, _column, field in drawn_columns(record) if field.group is not None}
    for group in sorted(groups):
        if values.get(f"{group}_edtf"):
            try:
                date_from_plain(group, values)
            except NotADate as refusal:
                yield Problem(f"{path}{group}_text", refusal.message, "date_unparsed")
