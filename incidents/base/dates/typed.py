"""Reading dates as people type them, in the written form or in words, in English and in Arabic.

Nothing is guessed: a date that can be read in two ways is refused with both readings, and the day on which somebody
types changes nothing of what they mean. The text is kept as it was typed.
"""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from incidents.base.dates.clauses import read_clause
from incidents.base.dates.edtf import read_edtf
from incidents.base.dates.hijri import EARLY, early_year
from incidents.base.dates.uncertain import NotADate, UncertainDate, cannot_read
from incidents.base.languages import _
from incidents.base.text import clean, fold

LONGEST = 250

_WRITTEN_FORM = re.compile(r"[\[{]?[\dxtz?~%./,:+\-\s]+[\]}]?")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_APOSTROPHES = re.compile("['`\u2018\u2019\u02bb\u02bc\u02be\u02bf]")
_ARTICLES = re.compile(r"\b(al|dhul)-(?=[a-z])")
_UNKNOWN = re.compile(r"(?:date |the date is )?(?:unknown|not known)|n/?a|none|-+|\?+|غير معروف|مجهول|لا يوجد")
_RELATIVE = re.compile(
    r"\b(?:today|yesterday|tomorrow|ago|last (?:week|month|year|night|\w+day)|this (?:week|month|year|morning)|"
    r"اليوم|امس|البارحه|غدا|الماضي|الماضيه|قبل (?:يومين|اسبوع|شهر|سنه))\b"
)


def read_typed(text: str, today: date | None = None) -> UncertainDate:
    """Read a date that somebody typed, or raise ``NotADate`` with what to type instead.

    Nothing typed is the empty date. When ``today`` is given, a date that begins after it is refused.
    """
    written = clean(text)
    if not written:
        return UncertainDate()
    if len(written) > LONGEST:
        raise NotADate(_("This is longer than a date can be. Write the date here and the story in the narrative."))
    found = _read(written)
    if today is not None and found.earliest is not None and found.earliest > today:
        raise NotADate(_("“%(text)s” has not come yet. Check the year.", text=written))
    return found


def plain(text: str) -> str:
    """Return what was typed in one spelling: folded, one kind of dash and comma, no apostrophes, single blanks."""
    text = _APOSTROPHES.sub("", _DASHES.sub("-", fold(text)))
    text = _ARTICLES.sub(r"\1 ", text.replace("،", ",").replace("؟", "?"))
    return " ".join(text.split()).rstrip(".") if not text.endswith("..") else " ".join(text.split())


@lru_cache(maxsize=4096)
def _read(written: str) -> UncertainDate:
    words = plain(written)
    refusal: NotADate | None = None
    if _WRITTEN_FORM.fullmatch(words):
        try:
            found = read_edtf(words)
        except NotADate as reason:
            refusal = reason  # unless it is a date in digits that the written form does not know, like 4/2017
        else:
            _refuse_early_year(found)
            return replace(found, text=written)
    reading = read_clause(words)
    if reading is None:
        raise refusal or _not_understood(written, words)
    return replace(read_edtf(reading.form, reading.nature), text=written)


def _refuse_early_year(found: UncertainDate) -> None:
    """Ask which calendar is meant: ``1438-07-08`` is a valid day of the Middle Ages, and 5 April 2017."""
    bound = found.earliest or found.latest
    if bound is None or bound.year >= EARLY:
        return
    parts = [int(part) for part in re.findall(r"\d+", found.edtf or "")] if found.nature == "instant" else [bound.year]
    raise early_year(bound.year, *parts[1:3])


def _not_understood(written: str, words: str) -> NotADate:
    if _UNKNOWN.fullmatch(words):
        return NotADate(_("If no date is known, leave this empty: an empty date means just that."))
    if _RELATIVE.search(words):
        return NotADate(
            _("“%(text)s” means another day for every reader. Write the day itself, like 4 April 2017.", text=written)
        )
    return cannot_read(written)
