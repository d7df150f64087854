"""The title of a case that was imported: put together from the fields of its row, and no word more."""

from datetime import date

from incidents.base.dates.uncertain import UncertainDate
from incidents.imports.formats.ucdp.values import folded

LONGEST_SIDE = 120
LONGEST_TITLE = 500
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def title_of(place: str, province: str, country: str, side_a: str, side_b: str, when: UncertainDate) -> str:
    """A title such as "Khan Shaykhun town, Idlib Governorate: Government of Syria – Syrian insurgents, 4 April 2017".

    It is in English because UCDP's fields are.
    """
    wider = province if province and folded(province) != folded(place) else country if not province else ""
    where = ", ".join(part for part in dict.fromkeys((place, wider)) if part) or country
    who = " – ".join(shortened(side) for side in (side_a, side_b) if side)
    said = f"{where}: {who}" if where and who else where or who
    day = say_in_english(when)
    title = f"{said}, {day}" if day else said
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"


def shortened(side: str) -> str:
    """A side of several groups, cut between two of them when it is too long for a title."""
    if len(side) <= LONGEST_SIDE:
        return side
    cut = side.rfind(", ", 0, LONGEST_SIDE)
    return side[: cut if cut > 0 else LONGEST_SIDE] + " …"


def say_in_english(when: UncertainDate) -> str:
    """A date in English words: "4 April 2017", "5–7 September 2017", "30 May – 5 June 2016", "April 2017", "2017"."""
    if when.edtf is None or when.earliest is None or when.latest is None:
        return ""
    first, _slash, last = when.edtf.partition("/")
    if not last:
        return _say(when.earliest, len(first))
    if len(first) == len(last) == 10 and when.earliest.replace(day=1) == when.latest.replace(day=1):
        return f"{when.earliest.day}–{_say(when.latest, 10)}"
    begin = _say(when.earliest, len(first))
    if len(first) > 4 and when.earliest.year == when.latest.year:
        begin = begin.rpartition(" ")[0]
    return f"{begin} – {_say(when.latest, len(last))}"


def _say(day: date, length: int) -> str:
    if length == 4:
        return str(day.year)
    month = f"{_MONTHS[day.month - 1]} {day.year}"
    return month if length == 7 else f"{day.day} {month}"
