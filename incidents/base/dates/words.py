"""Saying a date back in words, in the language of the moment, with all its doubt and no more precision than it has.

What is said in English is understood by ``read_typed`` again and means the same.
"""

from babel.dates import format_date
from babel.lists import format_list

from incidents.base.dates.edtf import interval_ends
from incidents.base.dates.elements import DECADE, Element, read_element, read_time
from incidents.base.dates.hijri import EARLY
from incidents.base.dates.uncertain import UncertainDate
from incidents.base.languages import _, babel_locale, say_day


def say_date(when: UncertainDate) -> str:
    """Say a date: "4 April 2017", "between 3 and 5 April 2017", "since December 2015, still going on".

    A date that could not be read is said in the words it was written in.
    """
    form = when.edtf
    if form is None and when.is_dated:
        form = f"{when.earliest or ''}/{when.latest or ''}"
    if not form:
        return when.text or _("not recorded")
    if form[0] in "[{":
        return _say_list(form)
    if "/" not in form:
        return _say_element(read_element(form))
    start, end = interval_ends(form)
    return _say_interval(start, end, lasting=when.nature == "duration")


def _say_interval(start: Element | str, end: Element | str, *, lasting: bool) -> str:
    if isinstance(start, Element) and isinstance(end, Element):
        first, last = _say_start(start, end), _say_element(end)
        if lasting:
            return _("from %(first)s to %(last)s", first=first, last=last)
        return _("between %(first)s and %(last)s", first=first, last=last)
    if isinstance(start, Element):
        said = _say_element(start)
        if not lasting:
            return _("%(date)s or later", date=said)
        if end == "..":
            return _("since %(date)s, still going on", date=said)
        return _("since %(date)s, end unknown", date=said)
    assert isinstance(end, Element)
    said = _say_element(end)
    if not lasting:
        return _("%(date)s or earlier", date=said)
    if start == "..":
        return _("until %(date)s, no known beginning", date=said)
    return _("until %(date)s, beginning unknown", date=said)


def _say_list(form: str) -> str:
    items = [_say_item(item) for item in form[1:-1].split(",")]
    return format_list(items, style="or" if form[0] == "[" else "standard", locale=babel_locale())


def _say_item(item: str) -> str:
    first, dots, last = item.partition("..")
    if not dots:
        return _say_element(read_element(item))
    start = read_element(first) if first else ".."
    return _say_interval(start, read_element(last) if last else "..", lasting=False)


def _say_start(start: Element, end: Element) -> str:
    """Say the first of two ends, without the month and year that the second one says anyway."""
    one, two = start.earliest, end.earliest
    if start.is_plain and start.unit == end.unit != "year" and not end.within and one.year == two.year and one != two:
        if start.unit == "month":
            return format_date(one, "MMMM", locale=babel_locale())
        return format_date(one, "d" if one.month == two.month else "d MMMM", locale=babel_locale())
    return _say_element(start)


def _say_element(element: Element) -> str:
    said = _say_value(element)
    if element.earliest.year < EARLY:
        said = _("%(date)s CE", date=said)
    if element.within == "day":
        said = _("a day in %(date)s", date=said)
    elif element.within == "month":
        said = _("a month in %(date)s", date=said)
    if element.qualifier == "?":
        return _("possibly %(date)s", date=said)
    if element.qualifier == "~":
        return _("about %(date)s", date=said)
    if element.qualifier == "%":
        return _("possibly about %(date)s", date=said)
    return said


def _say_value(element: Element) -> str:
    first = element.earliest
    if element.unit == DECADE:
        return _("the %(year)ss", year=first.year)
    if element.unit == "year":
        return f"{first.year:04}"
    if element.unit == "month":
        return format_date(first, "MMMM yyyy", locale=babel_locale())
    if element.unit == "season":
        return _say_season(int(element.form[5:7]), first.year)
    if element.unit == "time":
        clock, zone = read_time(element.form[10:], element.form)
        said = clock.isoformat("minutes" if element.form.count(":") - zone.count(":") == 1 else "seconds")
        return _("%(day)s, %(time)s", day=say_day(first), time=f"{said} {'UTC' if zone == 'Z' else zone}".strip())
    return format_date(first, "d MMMM yyyy", locale=babel_locale())


def _say_season(season: int, year: int) -> str:
    if season == 21:
        return _("spring %(year)s", year=year)
    if season == 22:
        return _("summer %(year)s", year=year)
    if season == 23:
        return _("autumn %(year)s", year=year)
    return _("winter %(year)s/%(next)s", year=year, next=year + 1)
