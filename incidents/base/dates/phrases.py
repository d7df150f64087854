"""One date in plain words, without "from", "before" or "or": "4 April 2017", "about April 2017", "8 Rajab 1438 AH".

The text comes here folded and tidied by ``typed.plain``. What has no form we know is answered with None, so that the
caller can try another reading; what has a form but means no day, or two, is refused with the reason.
"""

import re
from dataclasses import dataclass
from datetime import date

from incidents.base.dates.elements import read_element
from incidents.base.dates.hijri import EARLY, early_year, hijri_bounds
from incidents.base.dates.names import HIJRI_MONTHS, MONTHS, SEASONS, WEEKDAYS, one_of
from incidents.base.dates.uncertain import NotADate
from incidents.base.languages import _


@dataclass(frozen=True)
class Phrase:
    """What a phrase means: one value in its written form, or for a Hijri month or year the days it runs between."""

    first: str
    last: str = ""

    @property
    def form(self) -> str:
        """Return the written form; with two ends it is a window that holds one moment."""
        return f"{self.first}/{self.last}" if self.last else self.first


_ERA = r"(?:\s*(?P<era>ce|c\.e\.?|ad|a\.d\.?|م|ميلادي|ميلاديه|ah|a\.h\.?|ه|ه\.|هجري|هجريه))?"
_YEAR = rf"(?:(?:of |من )?(?:the )?(?:year |عام |سنه |العام )?)?(?P<year>\d{{4}}){_ERA}"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = (
    rf"(?:month of |شهر )?(?P<month>{one_of(MONTHS | HIJRI_MONTHS)})\.?(?:\s?[/(]\s?(?P<again>{one_of(MONTHS)})\)?)?"
)
_WEEKDAY = rf"(?:(?:يوم )?(?P<weekday>{one_of(WEEKDAYS)})\.?,? )?"

_NAMED = [
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"{_WEEKDAY}{_DAY} (?:of |من )?{_MONTH},? {_YEAR}",
        rf"{_WEEKDAY}{_MONTH} {_DAY},? {_YEAR}",
        rf"{_MONTH},? {_YEAR}",
        _YEAR,
    )
]
_YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})([-./])(?P<month>\d\d?)(?:\2(?P<day>\d\d?))?{_ERA}", re.ASCII)
_YEAR_LAST = re.compile(rf"(?:(?P<one>\d\d?)([-./]))?(?P<two>\d\d?)[-./](?P<year>\d{{4}}){_ERA}", re.ASCII)
_SHORT_YEAR = re.compile(r"\d\d?([-./])\d\d?\1\d\d", re.ASCII)
_SEASON = re.compile(
    rf"(?:the )?(?P<season>{one_of(SEASONS)}),? (?:of |عام |سنه )?"
    r"(?P<year>\d{4})(?:\s?[-/]\s?(?P<next>\d\d|\d{4}))?",
    re.ASCII,
)
_DECADE = re.compile(r"(?:the )?(\d{3})0s", re.ASCII)
_UNKNOWN_PART = re.compile(r"\d{3}x|\d{4}-xx(?:-xx)?|\d{4}-\d\d-xx", re.ASCII)
_SOME = re.compile(r"(?P<what>(?:a|some|one) day|a month|يوم ما|شهر ما) (?:in|of|من|في) (?P<in>.+)")

_HIJRI_ERAS = ("ah", "a.h", "a.h.", "ه", "ه.", "هجري", "هجريه")


def read_phrase(text: str) -> Phrase | None:
    """Read one date in plain words; None when the words have no form we know."""
    if some := _SOME.fullmatch(text):
        return _some_day(some["what"], some["in"])
    if _UNKNOWN_PART.fullmatch(text):
        return Phrase(read_element(text.upper()).form)
    if decade := _DECADE.fullmatch(text):
        return Phrase(f"{decade[1]}X")
    if season := _SEASON.fullmatch(text):
        return Phrase(_season(SEASONS[season["season"]], int(season["year"]), season["next"]))
    if _SHORT_YEAR.fullmatch(text):
        raise NotADate(_("Write the year with four digits, like 4 April 2017."))
    return _numbers(text) or _named(text)


def _named(text: str) -> Phrase | None:
    for pattern in _NAMED:
        if found := pattern.fullmatch(text):
            break
    else:
        return None
    parts = found.groupdict()
    name, again, weekday = parts.get("month"), parts.get("again"), parts.get("weekday")
    if again and MONTHS[again] != MONTHS.get(name or ""):
        return None
    day = int(parts["day"]) if parts.get("day") else None
    hijri = name in HIJRI_MONTHS
    month = None if name is None else HIJRI_MONTHS[name] if hijri else MONTHS[name]
    if hijri and parts["era"] and parts["era"] not in _HIJRI_ERAS:
        return None
    phrase = _dated(int(parts["year"]), month, day, "ah" if hijri else parts["era"])
    if weekday:
        _check_weekday(phrase, WEEKDAYS[weekday], hijri=hijri)
    return phrase


def _numbers(text: str) -> Phrase | None:
    if found := _YEAR_FIRST.fullmatch(text):
        day = int(found["day"]) if found["day"] else None
        return _dated(int(found["year"]), int(found["month"]), day, found["era"])
    found = _YEAR_LAST.fullmatch(text)
    if not found:
        return None
    year, two = int(found["year"]), int(found["two"])
    if found["one"] is None:
        return _dated(year, two, None, found["era"])
    one = int(found["one"])
    if one != two and one <= 12 and two <= 12:
        raise _two_readings(text, year, one, two, " AH" if found["era"] in _HIJRI_ERAS else "")
    day, month = (two, one) if two > 12 else (one, two)
    return _dated(year, month, day, found["era"])


def _two_readings(text: str, year: int, one: int, two: int, era: str) -> NotADate:
    return NotADate(
        _(
            "“%(text)s” can be read in two ways. Write %(first)s for the day before the month, "
            "or %(second)s for the month before the day.",
            text=text,
            first=f"{year:04}-{two:02}-{one:02}{era}",
            second=f"{year:04}-{one:02}-{two:02}{era}",
        )
    )


def _dated(year: int, month: int | None, day: int | None, era: str | None) -> Phrase:
    if era in _HIJRI_ERAS:
        first, last = hijri_bounds(year, month, day)
        return Phrase(f"{first}~") if first == last else Phrase(f"{first}~", f"{last}~")
    form = "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])
    if month is not None and not 1 <= month <= 12:  # a season is written in words here
        raise NotADate(_("There is no month %(month)s in “%(text)s”.", month=month, text=form))
    if 0 < year < EARLY and not era:
        raise early_year(year, month, day)
    return Phrase(read_element(form).form)


def _season(season: int, year: int, following: str | None) -> str:
    if season < 24:
        if following:
            raise NotADate(_("Only a winter lies in two years. Write one year."))
        return f"{year}-{season}"
    if not following:
        raise NotADate(
            _(
                "The winter of %(year)s can be the one that ended or the one that began in that year. "
                "Write winter %(before)s/%(year)s or winter %(year)s/%(after)s.",
                year=year,
                before=year - 1,
                after=year + 1,
            )
        )
    if int(following) % 100 != (year + 1) % 100:
        raise NotADate(_("A winter lies in two years that follow each other, like winter 2016/2017."))
    return f"{year}-24"


def _some_day(what: str, rest: str) -> Phrase | None:
    phrase = read_phrase(rest)
    if phrase is None or phrase.last:
        return None
    element = read_element(phrase.first)
    if element.qualifier or element.unit not in ("month", "year"):
        return None
    months = what in ("a month", "شهر ما")
    if months and element.unit == "month":
        return None
    return Phrase(phrase.first + ("-XX" if months or element.unit == "month" else "-XX-XX"))


def _check_weekday(phrase: Phrase, weekday: int, *, hijri: bool) -> None:
    """Refuse a day that was another day of the week: one of the two is a slip."""
    day = date.fromisoformat(phrase.first.rstrip("~"))
    if not hijri and day.weekday() != weekday:
        raise NotADate(_("%(day)s was another day of the week. Check the day, or leave out its name.", day=day))
