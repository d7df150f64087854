"""What a row changes: its cells held against what stands here; blank and absent cells change nothing."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from incidents.base.languages import _
from incidents.db.base import Record
from incidents.db.fields import Kind
from incidents.exports.rows import NOT_RECORDED
from incidents.exports.text import WITHHELD
from incidents.imports.formats.tables.cells import read_cell, read_number_of_row
from incidents.imports.formats.tables.columns import Taken, record_of, taken_columns
from incidents.imports.formats.tables.dates import read_date
from incidents.imports.formats.tables.lines import Line
from incidents.imports.formats.tables.standing import Cells, column_of, said
from incidents.records.picture import drawn_columns

Values = dict[str, Any]
Find = Callable[[str, str], Any]
"""The key of the row of a part by its kind and its number in the file; None where there is none."""
TEXTS = {
    "incidents": {"title_en": ("title", "en"), "title_ar": ("title", "ar"),
                  "public_summary_en": ("public_summary", "en"), "public_summary_ar": ("public_summary", "ar")},
    "details": {"summary_en": ("summary", "en"), "summary_ar": ("summary", "ar")},
    "instruments": {"title_en": ("title", "en"), "title_ar": ("title", "ar"),
                    "summary_en": ("summary", "en"), "summary_ar": ("summary", "ar")},
    "sources": {"title_en": ("title", "en"), "title_ar": ("title", "ar")},
}  # fmt: skip


def values_of(line: Line, here: Cells | None, find: Find) -> Values:
    """The values that a row gives or changes; ``here`` is the row as it stands, None for what is new."""
    values: Values = {}
    for taken in taken_columns(line.table):
        if taken.how == "date" or not line.word(taken.name):
            continue
        _take(line, taken, here, find, values)
    for group, columns in _dates(line.table):
        values |= _date(line, group, columns, here)
    return values


def _take(line: Line, taken: Taken, here: Cells | None, find: Find, values: Values) -> None:
    stands = (here or {}).get(taken.name, "")
    if line.is_cleared(taken.name):
        if here is None or stands == "":
            return
        if taken.field.required:
            line.remark(taken.name, _("cannot be empty; it stays"))
            return
        values[taken.target] = None
    elif line.is_withheld(taken.name) and taken.field.kind is not Kind.CODE:
        if stands != WITHHELD:
            line.remark(taken.name, _("was withheld when it was exported; nothing was taken"))
    elif taken.how in ("link", "links"):
        _link(line, taken, here, find, values)
    elif taken.target == "value_state" and line.word(taken.name) == NOT_RECORDED:
        if here is not None and stands != NOT_RECORDED:
            values[taken.target] = None
    elif here is not None and line.text(taken.name) == stands:
        return
    else:
        value = read_cell(line, taken.name, taken.field)
        if value is not None and (here is None or said(column_of(line.table, taken.name), value) != stands):
            values[taken.target] = value


def _link(line: Line, taken: Taken, here: Cells | None, find: Find, values: Values) -> None:
    kind = taken.field.vocabulary or ""
    numbers = [one.strip().removesuffix(".0") for one in line.word(taken.name).split(";") if one.strip()]
    keys = []
    for number in numbers:
        key = find(kind, number)
        if key is None:
            message = _("there is no row with this number, here or in the file; not taken")
            line.remark(taken.name, message, value=number)
        else:
            keys.append(key)
    if not keys or (here is not None and ";".join(map(str, keys)) == here.get(taken.name, "")):
        return
    values[taken.target] = keys if taken.how == "links" else keys[0]


def _dates(table: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The dates of a table: the group, and the columns by what they hold."""
    groups: dict[str, dict[str, str]] = {}
    for taken in taken_columns(table):
        if taken.how == "date" and taken.field.group is not None:
            part = taken.target.removeprefix(f"{taken.field.group}_")
            groups.setdefault(taken.field.group, {})[part] = taken.name
    yield from groups.items()


def _date(line: Line, group: str, columns: dict[str, str], here: Cells | None) -> Values:
    bounds = {part: f"{group}_{part}" for part in ("earliest", "latest") if f"{group}_{part}" in line}
    listed = columns | bounds
    if not any(line.word(name) for name in listed.values()):
        return {}
    if here is not None and all(
        line.text(name) == here.get(name, "") or not line.word(name) for name in columns.values()
    ):
        return {}
    found = read_date(line, group, listed)
    return {name: value for name, value in found.items() if here is None or (value or "") != here.get(name, value)}


def texts_of(line: Line | None, table: str, here: Cells | None, stored: Values) -> Values:
    """The texts in two languages that a row changes, laid over all languages that are stored."""
    if line is None:
        return {}
    found: Values = {}
    for column, (field, language) in TEXTS[table].items():
        if not line.word(column) or (here is not None and line.text(column) == here.get(column)):
            continue
        _set_text(line, column, field, language, stored, found)
    orig, language = line.text("title_orig"), line.word("title_orig_lang")
    if orig and language and (here is None or orig != here.get("title_orig")):
        _set_text(line, "title_orig", "title", language, stored, found)
    return found


def _set_text(line: Line, column: str, field: str, language: str, stored: Values, found: Values) -> None:
    texts: dict[str, str] = found.setdefault(field, dict(stored.get(field) or {}))
    if line.is_cleared(column):
        texts.pop(language, None)
    else:
        declared = {name: column_.info["field"] for name, column_ in record_of(line.table).__table__.columns.items()}
        text = read_cell(line, column, declared[field])
        if text:
            texts[language] = text


def number_of(line: Line, column: str | None) -> str:
    """The number that a row has in the file, or nothing."""
    return read_number_of_row(line, column) if column else ""


def completed_dates(record: type[Record], values: dict[str, Any], stored: Mapping[str, Any]) -> dict[str, Any]:
    """The values with all that is stored of each date that they touch: what a file does not say of it stays."""
    found = dict(values)
    for group in {field.group for _name, _column, field in drawn_columns(record) if field.group is not None}:
        names = [f"{group}_{part}" for part in ("text", "edtf", "nature")]
        if any(name in values for name in names):
            found |= {name: stored[name] for name in names if name in stored and name not in values}
    return found
