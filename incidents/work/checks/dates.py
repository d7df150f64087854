"""Checks of the dates in a picture: the written form must be one, its words are kept in any case."""

from collections.abc import Iterator

from incidents.base.dates.uncertain import NotADate
from incidents.base.errors import Problem
from incidents.db.base import Record
from incidents.records.picture import Picture, drawn_columns
from incidents.work.applying import date_from_plain
from incidents.work.checks.declared import text_fault
from incidents.work.checks.rows import Row, rows_of


def check_dates(root: type[Record], drawing: Picture, before: Picture) -> list[Problem]:
    """The problems of every date of a record and its parts."""
    return [problem for row in rows_of(root, drawing, before) for problem in _of_row(row)]


def _of_row(row: Row) -> Iterator[Problem]:
    words = {field.group: field for name, _column, field in drawn_columns(row.record) if name.endswith("_text")}
    for group in sorted(group for group in words if group is not None):
        if not any(row.changes(f"{group}_{suffix}") for suffix in ("text", "edtf", "nature")):
            continue
        if fault := text_fault(words[group], row.values.get(f"{group}_text") or ""):
            yield Problem(f"{row.path}{group}_text", fault, "value")
        elif row.values.get(f"{group}_edtf"):
            try:
                date_from_plain(group, row.values)
            except NotADate as refusal:
                yield Problem(f"{row.path}{group}_text", refusal.message, "date_unparsed")
