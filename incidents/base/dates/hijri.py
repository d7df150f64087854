"""Days of the Hijri calendar as days of the common one.

The months begin with the sight of the moon, so a converted day may be off by one: it is kept as approximate, ``~``.
"""

from datetime import date

from hijridate import Hijri

from incidents.base.dates.uncertain import NotADate
from incidents.base.languages import _, say_day

# Before this year a date is far more likely one of the Hijri calendar than a case of ours.
EARLY = 1900


def hijri_bounds(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    """Return the first and the last common day of a Hijri day, month or year."""
    try:
        first = Hijri(year, month or 1, day or 1)
        last_month = first if month else Hijri(year, 12, 1)
        last = first if day else Hijri(year, last_month.month, last_month.month_length())
        return _common(first), _common(last)
    except (ValueError, OverflowError):
        raise NotADate(
            _("There is no such day in the Hijri calendar, or it lies outside the years 1343 to 1500 that we convert.")
        ) from None


def _common(day: Hijri) -> date:
    return date(*day.to_gregorian().datetuple())


def early_year(year: int, month: int | None = None, day: int | None = None) -> NotADate:
    """Return the question which calendar is meant, for a year that is early for a case and may be a Hijri one."""
    try:
        first, last = hijri_bounds(year, month, day)
    except NotADate:
        return NotADate(_("The year %(year)s is early for a case. If it is right, write it as %(year)s CE.", year=year))
    if first == last:
        meaning = say_day(first)
    else:
        meaning = f"{say_day(first)} – {say_day(last)}"
    return NotADate(
        _(
            "Is %(year)s a year of the Hijri calendar? Then add AH (it would be about %(meaning)s). "
            "If it is one of the common calendar, add CE.",
            year=year,
            meaning=meaning,
        )
    )
