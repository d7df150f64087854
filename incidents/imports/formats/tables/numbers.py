"""Reading counts and measures from cells: nothing is rounded, and what is no number is kept and asked about."""

import re

from incidents.base.languages import _
from incidents.base.text import western_digits
from incidents.db.columns import MOST_PEOPLE
from incidents.db.fields import Field
from incidents.imports.formats.tables.lines import Line

STATES = {
    "unknown": "unknown", "not known": "unknown", "غير معروف": "unknown", "?": "unknown",
    "not_applicable": "not_applicable", "not applicable": "not_applicable", "n/a": "not_applicable",
    "na": "not_applicable", "لا ينطبق": "not_applicable",
    "withheld": "withheld", "محجوب": "withheld",
    "not_recorded": "not_recorded", "not recorded": "not_recorded", "غير مسجل": "not_recorded",
}  # fmt: skip
SENTINELS = frozenset({"-1", "-9", "-99", "-999"})
_GROUPED = re.compile(r"\d{1,3}([,٬ \u00a0\u202f]\d{3})+")
_WHOLE_DECIMAL = re.compile(r"(\d+)[.,٫]0+")


def read_whole(line: Line, column: str, field: Field) -> int | None:
    """A count, or None: 0 is 0, and an empty cell never comes here."""
    word = western_digits(line.word(column)).strip()
    plain = word
    if _GROUPED.fullmatch(word):
        plain = re.sub(r"\D", "", word)
    elif found := _WHOLE_DECIMAL.fullmatch(word):
        plain = found[1]
    if not re.fullmatch(r"\d+", plain, re.ASCII):
        _say_why(line, column, word)
        return None
    most = int(field.most or MOST_PEOPLE)
    if len(plain) > 12 or int(plain) > most:
        line.remark(column, _("above %(most)s; no number was stored", most=most), "number_unparsed")
        return None
    if plain != word:
        line.remark(column, _("taken as %(code)s", code=plain))
    return int(plain)


def _say_why(line: Line, column: str, word: str) -> None:
    if word in SENTINELS:
        line.remark(column, _("no number of people; no number was stored"), "number_unparsed")
    elif word.lower() in STATES:
        line.remark(column, _("a word in a column of numbers; it belongs in the column of the state"))
    elif re.fullmatch(r"\d+[.,٫]\d+", word):
        line.remark(column, _("a count with a fraction; no number was stored"), "fractional_count")
    else:
        line.remark(column, _("no number; nothing was stored"), "number_unparsed")


def read_decimal(line: Line, column: str, field: Field) -> float | None:
    """A measure such as a degree of latitude, or None."""
    word = western_digits(line.word(column)).replace("−", "-")
    plain = word.replace("٫", ".")
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        value = float("nan")
    if value != value or value in (float("inf"), float("-inf")):
        line.remark(column, _("no number; nothing was stored"), "number_unparsed")
        return None
    if (field.least is not None and value < field.least) or (field.most is not None and value > field.most):
        code = "coordinate_out_of_range" if field.unit == "°" else "number_unparsed"
        line.remark(
            column, _("not between %(least)s and %(most)s; not stored", least=field.least, most=field.most), code
        )
        return None
    if plain != word:
        line.remark(column, _("taken as %(code)s", code=plain))
    return value
