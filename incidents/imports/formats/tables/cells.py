"""Reading a cell by the declaration of its field: the value, or nothing and a remark; never a guess.

What a spreadsheet does to a value (``242363.0``, ``1,000``, ``TRUE``) is undone and said.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from incidents.base.languages import _
from incidents.base.text import fold, western_digits
from incidents.db.fields import Field, Kind
from incidents.imports.formats.tables.dates import read_day
from incidents.imports.formats.tables.lines import Line, storable
from incidents.imports.formats.tables.numbers import read_decimal, read_whole
from incidents.vocabularies import Vocabulary, vocabulary

YES = frozenset({"yes", "true", "1", "نعم"})
NO = frozenset({"no", "false", "0", "لا"})
_SEVERAL = re.compile(r"[;,،|/\n]")


def read_cell(line: Line, column: str, field: Field) -> Any:
    """The value of a cell that is not blank, as pictures have it; None where nothing could be taken."""
    return _READERS[field.kind](line, column, field)


def _text(line: Line, column: str, field: Field) -> str | None:
    text = storable(line, column, line.text(column))
    if field.kind is Kind.LINE and "\n" in text:
        text = " ".join(text.split("\n"))
        line.remark(column, _("the line breaks were replaced by blanks"))
    if field.most is not None and len(text) > field.most:
        line.remark(
            column, _("%(length)s characters; at most %(most)s can be kept", length=len(text), most=int(field.most))
        )
        line.outcome = "refused"
        return None
    return text


def _lines(line: Line, column: str, _field: Field) -> list[str]:
    text = storable(line, column, line.text(column))
    return [one.strip() for one in re.split("[;\n]", text) if one.strip()]


def _flag(line: Line, column: str, _field: Field) -> bool | None:
    word = line.word(column).lower()
    if word in YES or word in NO:
        return word in YES
    line.remark(column, _("neither yes nor no; not taken"), "unknown_code", field=column)
    return None


def _code(line: Line, column: str, field: Field) -> str | None:
    terms, word = vocabulary(field.vocabulary or ""), line.word(column)
    code = code_called(terms, word)
    if code is None:
        several = [one.strip() for one in _SEVERAL.split(word) if one.strip()]
        known = [one for one in several if code_called(terms, one) is not None]
        if len(several) > 1 and known:
            line.remark(column, _("several values in one cell; none was taken"), "multi_valued_cell")
        else:
            line.remark(column, _("not in the list for this column; not taken"), "unknown_code")
        return None
    if code != word:
        line.remark(column, _("taken as %(code)s", code=code))
    return code


def code_called(terms: Vocabulary, word: str) -> str | None:
    """The code that a word stands for: itself, in other letters, with ``.0`` behind it, or by its label."""
    if word in terms:
        return word
    plain = re.sub(r"[\s-]+", "_", western_digits(word).strip().lower()).removesuffix(".0")
    for term in terms:
        if plain == term.code.lower() or fold(word) in {fold(label) for label in term.labels.values()}:
            return term.code
    return None


def _codes(line: Line, column: str, field: Field) -> list[str] | None:
    terms, taken = vocabulary(field.vocabulary or ""), []
    for word in (one.strip() for one in line.text(column).split(";")):
        code = code_called(terms, word) if word else None
        if code is not None:
            taken.append(code)
        elif word:
            line.remark(column, _("not in the list for this column; not taken"), "unknown_code", value=word)
    return list(dict.fromkeys(taken)) or None


def _moment(line: Line, column: str, _field: Field) -> str | None:
    try:
        moment = datetime.fromisoformat(line.word(column))
    except ValueError:
        line.remark(column, _("no moment such as 2017-04-04T06:40:00+00:00; not taken"), "date_unparsed")
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


_READERS: dict[Kind, Callable[[Line, str, Field], Any]] = {
    Kind.LINE: _text,
    Kind.PROSE: _text,
    Kind.TEXTS: _text,
    Kind.LINES: _lines,
    Kind.FLAG: _flag,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.WHOLE: read_whole,
    Kind.DECIMAL: read_decimal,
    Kind.DAY: read_day,
    Kind.MOMENT: _moment,
}


def read_number_of_row(line: Line, column: str) -> str:
    """The number of a row in its file, such as a figure's, without what a spreadsheet adds to it."""
    word = western_digits(line.word(column))
    if re.fullmatch(r"\d+\.0+", word):
        word = word.partition(".")[0]
        line.remark(column, _("taken as %(code)s", code=word))
    return word
