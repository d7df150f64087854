"""Reading dates in their written form, the part of EDTF (ISO 8601-2) that a source can need.

========================================  ==========================================================================
``2017-04-04`` ``2017-04`` ``2017``       a day, a month, a year
``2017-04-XX`` ``2017-XX`` ``201X``       a day of that month, a month of that year, a year of that decade
``2017-21`` to ``2017-24``                spring, summer, autumn, and the winter that begins in that year
``2017-04-04T06:40``                      a moment of that day, as its source's clock shows it
``2017?`` ``2017~`` ``2017%``             uncertain, approximate, both: the same bounds, never wider
``2016-10/2017-03``                       lasting from one to the other
``2015-12/..`` ``2015-12/``               still going on; ended, but when is not known
``../2017`` ``/2017``                     no known beginning; begun, but when is not known
``[2017-03-24,2017-03-25]``               one of these days
``[2017-10-23..2017-11-23]`` ``[..2017]`` a day in this range; in that year or earlier
``{2017-03-24,2017-03-25}``               each of these days
========================================  ==========================================================================

All else is refused. The grammar is our own because the library ``edtf`` accepts days that do not exist and intervals
that run backwards, pads unknown ends with ten years, and takes milliseconds a date; the tests hold the two together
where they should agree.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from incidents.base.dates.elements import Element, read_element
from incidents.base.dates.lists import list_items, read_list, span_precision
from incidents.base.dates.uncertain import NATURES, NotADate, UncertainDate, cannot_read
from incidents.base.languages import _

LONGEST = 64

_BLANKS = re.compile(r"\s*(/|,|\.\.|[\[\]{}])\s*")


def read_edtf(text: str, nature: str | None = None) -> UncertainDate:
    """Read a date in its written form, or raise ``NotADate``.

    An interval is a duration unless the caller knows better: with ``nature="instant"`` it is a window that holds
    one moment. Other forms are instants, and ``{…}`` is a set.
    """
    if nature is not None and nature not in NATURES:
        raise ValueError(f"no such nature of a date: {nature!r}")
    written = text.strip()
    if len(written) > LONGEST:
        raise NotADate(
            _("This date is longer than %(most)s characters. Write a period, like 2017-04-03/2017-04-25.", most=LONGEST)
        )
    return _read(written, nature)


@lru_cache(maxsize=8192)
def _read(written: str, nature: str | None) -> UncertainDate:
    form = _BLANKS.sub(r"\1", written).upper()
    is_list = form.startswith(("[", "{"))
    fixed = {"[": "instant", "{": "set"}.get(form[:1])
    if nature is None:
        nature = fixed or ("duration" if "/" in form else "instant")
    elif (nature != fixed) if is_list else nature == "set":
        raise NotADate(
            _(
                "“%(text)s” is not written as it should be: [ ] holds one of several days, { } all of them.",
                text=written,
            )
        )
    if is_list:
        return read_list(form, written)
    start, end = interval_ends(form) if "/" in form else (read_element(form),) * 2
    return _between(start, end, written, form, nature)


def interval_ends(form: str) -> tuple[Element | str, Element | str]:
    """Return the two ends of an interval; an open end is ``".."``, an unknown one ``""``."""
    parts = form.split("/")
    if len(parts) != 2 or not any(part.strip(".") for part in parts):
        raise cannot_read(form)
    start, end = (part if part in ("", "..") else read_element(part) for part in parts)
    for one in (start, end):
        if isinstance(one, Element) and one.unit == "time":
            raise NotADate(
                _("A time of day cannot stand in a period. Write the days only, like 2017-04-03/2017-04-05.")
            )
    if isinstance(start, Element) and isinstance(end, Element) and start.earliest > end.latest:
        raise NotADate(
            _(
                "“%(text)s” ends before it begins. Did you mean %(other)s?",
                text=form,
                other=f"{end.form}/{start.form}",
            )
        )
    return start, end


def _between(start: Element | str, end: Element | str, written: str, form: str, nature: str) -> UncertainDate:
    core = _core(start, end) if nature == "duration" else (None, None)
    return UncertainDate(
        text=written,
        edtf=form,
        earliest=start.earliest if isinstance(start, Element) else None,
        latest=end.latest if isinstance(end, Element) else None,
        core_from=core[0],
        core_to=core[1],
        precision=_precision(start, end),
        nature=nature,
        start_kind=_kind(start),
        end_kind=_kind(end),
    )


def _kind(end: Element | str) -> str:
    return "known" if isinstance(end, Element) else "open" if end == ".." else "unknown"


def _core(start: Element | str, end: Element | str) -> tuple[date | None, date | None]:
    """Return the time that is certain: from the last day it can have begun to the first day it can have ended.

    It cannot have begun after it ended: so ``/2017-09-06`` certainly ran on that day. A duration that is still going
    on has no end to its core. "No known beginning" is no claim about the time before, and adds nothing.
    """
    if isinstance(start, Element) and end == "..":
        return start.latest, None
    known = [one for one in (start, end) if isinstance(one, Element)]
    last_start = min(one.latest for one in known)
    first_end = max(one.earliest for one in known)
    return (last_start, first_end) if last_start <= first_end else (None, None)


def _precision(start: Element | str, end: Element | str) -> str:
    if not isinstance(start, Element) or not isinstance(end, Element):
        return "interval"
    return start.precision if start is end else span_precision(start.earliest, end.latest)


def members(when: UncertainDate) -> list[UncertainDate]:
    """Return the dates that a list holds, each as a date of its own; any other date is its only member."""
    if not when.edtf or when.edtf[0] not in "[{":
        return [when]
    return list(_members(when.edtf))


def _members(form: str) -> Iterator[UncertainDate]:
    for item in list_items(form):
        if ".." not in item:
            yield read_edtf(item)
        elif item.startswith("..") or item.endswith(".."):
            yield read_edtf(f"[{item}]")
        else:
            yield read_edtf(item.replace("..", "/"), "instant")
