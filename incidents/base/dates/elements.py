"""The single values that a written date is made of: a day, a month, a season, a year, a decade, a moment.

Seasons are those of the north, our convention: ``2017-21`` is March to May, ``2017-22`` June to August, ``2017-23``
September to November, and ``2017-24`` the winter that begins in December 2017 and ends in February 2018.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time

from incidents.base.dates.uncertain import NotADate, cannot_read
from incidents.base.languages import _

SEASONS = range(21, 25)
DECADE = "decade"

_FORM = re.compile(
    r"""(?: (?P<decade>\d{3})X
          | (?P<year>\d{4}) (?: -(?P<month>\d\d|XX) (?: -(?P<day>\d\d|XX) (?P<time>T[\d:]{5,8}(?:Z|[+-].{5})?)? )? )?
        ) (?P<qualifier>[?~%])?""",
    re.ASCII | re.VERBOSE,
)
_TIME = re.compile(r"T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?", re.ASCII)


@dataclass(frozen=True)
class Element:
    """One value: its form, how fine it is, its first and last day, and the sign of doubt behind it.

    ``unit`` is time, day, month, season, year or decade. ``within`` is the finer unit that is meant but not known:
    ``2017-04-XX`` is some day within the month.
    """

    form: str
    unit: str
    earliest: date
    latest: date
    qualifier: str = ""
    within: str = ""

    @property
    def precision(self) -> str:
        """Return the code of the vocabulary ``date_precision``."""
        return "interval" if self.unit == DECADE else self.unit

    @property
    def is_plain(self) -> bool:
        """Tell whether it is a day, month or year without doubt or unknown digits."""
        return self.unit in ("day", "month", "year") and not self.qualifier and not self.within


def read_element(form: str) -> Element:
    """Read one value in its written form, or refuse it: the days must exist."""
    found = _FORM.fullmatch(form)
    if not found:
        raise cannot_read(form)
    decade, month, day, clock = found["decade"], found["month"], found["day"], found["time"]
    qualifier = found["qualifier"] or ""
    year = int(decade) * 10 if decade else int(found["year"])
    if year == 0:
        raise NotADate(_("There is no year 0000. Write the year with four digits, like 2017."))
    if decade:
        return Element(form, DECADE, date(year, 1, 1), date(year + 9, 12, 31), qualifier)
    if month is None or month == "XX":
        if day not in (None, "XX") or clock:
            raise cannot_read(form)
        within = "day" if day else "month" if month else ""
        return Element(form, "year", date(year, 1, 1), date(year, 12, 31), qualifier, within)
    if int(month) in SEASONS and day is None:
        return Element(form, "season", *season_bounds(year, int(month)), qualifier)
    if not 1 <= int(month) <= 12:
        raise NotADate(_("There is no month %(month)s in “%(text)s”.", month=month, text=form))
    if day is None or day == "XX":
        if clock:
            raise cannot_read(form)
        first, last = month_bounds(year, int(month))
        return Element(form, "month", first, last, qualifier, "day" if day else "")
    that_day = existing_day(year, int(month), int(day))
    if not clock:
        return Element(form, "day", that_day, that_day, qualifier)
    read_time(clock, form)
    if qualifier:
        raise cannot_read(form)
    return Element(form, "time", that_day, that_day)


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def season_bounds(year: int, season: int) -> tuple[date, date]:
    """Return the first and the last day of a season of the north."""
    first_month = 3 * (season - 20)
    if first_month < 12:
        return date(year, first_month, 1), month_bounds(year, first_month + 2)[1]
    if year == date.max.year:
        raise NotADate(_("The winter of the year 9999 has no end. Write an earlier year."))
    return date(year, 12, 1), month_bounds(year + 1, 2)[1]


def existing_day(year: int, month: int, day: int) -> date:
    """Return the day, or say that the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        form = f"{year:04}-{month:02}-{day:02}"
        raise NotADate(
            _("There is no day %(day)s. If only the month is sure, write %(month)s.", day=form, month=form[:7])
        ) from None


def read_time(clock: str, form: str) -> tuple[time, str]:
    """Read the time of day and its zone behind a day: ``T06:40``, ``T06:40:30Z``, ``T06:40+03:00``."""
    found = _TIME.fullmatch(clock)
    if not found or int(found[1]) > 23 or int(found[2]) > 59 or int(found[3] or 0) > 59:
        raise NotADate(_("The time in “%(text)s” cannot be read. Write it like 2017-04-04T06:40.", text=form))
    return time(int(found[1]), int(found[2]), int(found[3] or 0)), found[4] or ""
