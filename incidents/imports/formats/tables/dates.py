"""Reading dates from cells: the written form and the words as they stand, and what spreadsheets make of them.

A year stays a year. A day that nobody can have meant, such as 1970-01-01, is kept and asked about.
"""

import re
from datetime import date
from typing import Any

from incidents.base.dates.edtf import read_edtf
from incidents.base.dates.typed import read_typed
from incidents.base.dates.uncertain import NATURES, NotADate, UncertainDate
from incidents.base.languages import _
from incidents.db.fields import Field
from incidents.imports.formats.tables.lines import Line, storable

_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(:00(\.0+)?)?Z?")
_YEAR_AS_NUMBER = re.compile(r"(\d{4})\.0+")
EPOCH = "1970-01-01"
Values = dict[str, Any]


def read_day(line: Line, column: str, _field: Field) -> str | None:
    """A certain day of our own, such as the end of a consent, as ISO text; None for what is none."""
    word = line.word(column)
    if found := _MIDNIGHT.fullmatch(word):
        line.remark(column, _("taken as %(code)s", code=found[1]))
        word = found[1]
    try:
        return date.fromisoformat(word).isoformat()
    except ValueError:
        pass
    try:
        when = read_typed(word)
    except NotADate as refusal:
        line.remark(column, refusal.message, _code_of(word))
        return None
    if when.earliest is None or when.earliest != when.latest:
        line.remark(column, _("no single day; not taken"), "date_unparsed")
        return None
    line.remark(column, _("taken as %(code)s", code=when.earliest.isoformat()))
    return when.earliest.isoformat()


def read_date(line: Line, group: str, columns: dict[str, str]) -> Values:
    """What the columns of one date say, under the names of the record; what is not said is absent.

    ``columns`` has the file's columns by what they hold: text, edtf and nature, and the bounds where those are given.
    """
    said: Values = {}
    texts = {part: line.word(name) for part, name in columns.items() if line.word(name)}
    for part in ("text", "edtf", "nature"):
        if part in columns and line.is_cleared(columns[part]):
            said[f"{group}_{part}"] = None
            texts.pop(part, None)
    if "text" in texts:
        said[f"{group}_text"] = storable(line, columns["text"], line.text(columns["text"]))[:200]
    nature = texts.get("nature")
    if nature is not None and nature not in NATURES:
        line.remark(columns["nature"], _("not in the list for this column; not taken"), "unknown_code", field=group)
        nature = None
    when = _written(line, group, columns, texts, nature)
    if when is not None:
        said |= {f"{group}_edtf": when.edtf, f"{group}_nature": when.nature}
        _doubt(line, group, columns, when, texts)
    return said


def _written(
    line: Line, group: str, columns: dict[str, str], texts: dict[str, str], nature: str | None
) -> UncertainDate | None:
    if "edtf" in texts:
        return _edtf(line, group, columns["edtf"], texts["edtf"], nature)
    bounds = [texts[part] for part in ("earliest", "latest") if part in texts]
    if "text" not in texts and len(bounds) == 2:
        form = bounds[0] if bounds[0] == bounds[1] else "/".join(bounds)
        return _edtf(line, group, columns["earliest"], form, nature or ("instant" if "/" in form else None))
    if "text" not in texts or line.is_cleared(columns.get("edtf", "")):
        return None
    try:
        when = read_typed(texts["text"])
    except NotADate as refusal:
        line.remark(columns["text"], refusal.message, _code_of(texts["text"]), field=group)
        return None
    line.remark(columns["text"], _("taken as %(code)s", code=when.edtf))
    return when


def _edtf(line: Line, group: str, column: str, text: str, nature: str | None) -> UncertainDate | None:
    form = text
    if found := _MIDNIGHT.fullmatch(text):
        form = found[1]
        line.remark(column, _("midnight means that no time is known; the day was taken"), "naive_midnight", field=group)
    elif found := _YEAR_AS_NUMBER.fullmatch(text):
        form = found[1]
        line.remark(column, _("taken as %(code)s", code=form))
    for asked in dict.fromkeys((nature, None)):
        try:
            when = read_edtf(form, asked)
        except NotADate:
            continue
        if asked != nature:
            line.remark(column, _("does not fit “%(nature)s”; that was not taken", nature=nature))
        return when
    try:
        when = read_typed(form)
    except NotADate as refusal:
        line.remark(column, refusal.message, _code_of(form), field=group)
        return None
    line.remark(column, _("taken as %(code)s", code=when.edtf))
    return when


def _doubt(line: Line, group: str, columns: dict[str, str], when: UncertainDate, texts: dict[str, str]) -> None:
    column = columns["edtf"] if "edtf" in texts else next(columns[part] for part in columns if part in texts)
    if when.edtf == EPOCH:
        line.remark(column, _("the day that programs write where they have none; kept"), "epoch_date", field=group)
    if "edtf" not in texts or "text" not in texts:
        return
    try:
        words = read_typed(texts["text"])
    except NotADate:
        return
    if words.earliest is None or words.latest is None or when.earliest is None or when.latest is None:
        return
    if words.earliest <= when.earliest and when.latest <= words.latest and _days(when) < _days(words):
        line.remark(column, _("finer than its words “%(words)s”; kept", words=texts["text"]), "false_precision",
                    field=group)  # fmt: skip


def _days(when: UncertainDate) -> int:
    assert when.earliest is not None
    assert when.latest is not None
    return (when.latest - when.earliest).days


def _code_of(text: str) -> str:
    return "ambiguous_day_month" if re.fullmatch(r"\s*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\s*", text) else "date_unparsed"
