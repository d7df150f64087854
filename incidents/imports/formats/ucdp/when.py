"""When a UCDP event happened: two days and a code that says how far to trust them."""

import re
from dataclasses import replace
from functools import lru_cache

from incidents.base.dates.edtf import read_edtf
from incidents.base.dates.uncertain import NotADate, UncertainDate

_FORM = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_SLASHES = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}", re.ASCII)
# How much of the written days holds, by the code of date_prec; a day is eight digits, a month six.
_KEPT = {"": 10, "1": 10, "2": 10, "3": 10, "4": 7, "5": 4}


@lru_cache(maxsize=65536)
def read_when(start: str, end: str, date_prec: str) -> tuple[UncertainDate, str]:
    """The date of an event, and the code of what is wrong with it, if anything.

    The days of an event of several are a window: UCDP does not say whether the deaths fell on one of them or on all,
    so the window holds an instant and nothing is certain about any single day. ``date_prec`` 4 and 5 leave the month
    and the year. What cannot be read stays as words.
    """
    words = start if start == end or not end else f"{start} to {end}" if start else end
    first, last = _FORM.fullmatch(start), _FORM.fullmatch(end or start)
    if not first or not last:
        ambiguous = _SLASHES.fullmatch(start) or _SLASHES.fullmatch(end)
        return UncertainDate(text=words or None), "ambiguous_day_month" if ambiguous else "date_unparsed"
    kept = _KEPT.get(date_prec, 10)
    begin, finish = first[1][:kept], last[1][:kept]
    try:
        found = read_edtf(begin if begin == finish else f"{begin}/{finish}", "instant")
    except NotADate:
        return UncertainDate(text=words), "date_unparsed"
    fault = "epoch_date" if begin == "1970-01-01" else "" if date_prec in _KEPT else "unknown_code"
    return replace(found, text=words), fault
